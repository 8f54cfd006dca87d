"""Queries get one whole state of a graph, whatever is loaded meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import neo4j
import pytest

from exports.neo4j import Address, Pace, load
from exports.neo4j.lock import announce, held
from exports.neo4j.querying import guarded, query
from kbgraph.errors import QueryError, ServerError
from kbgraph.schema import NodeType
from tests.graphs import Graph, add_edge, add_entity, small_graph
from tests.integration.neo4j.stored import version

pytestmark = pytest.mark.integration

TERMS = 300
WHAT_STANDS = (
    "MATCH (c:Concept {graph: $name}) WHERE c.edition IS NOT NULL OPTIONAL MATCH (c)-[r:USES]->(:Concept) "
    "RETURN c.edition AS edition, count(DISTINCT c) AS nodes, count(r) AS relations"
)


def edition(number: int) -> Graph:
    """Make a graph in which every node says which edition it is of."""
    graph = small_graph()
    names = [
        add_entity(graph, NodeType.CONCEPT, f"term {each}", edition=number, text="x") for each in range(TERMS)
    ]
    for source, target in zip(names, names[number:], strict=False):
        add_edge(graph, "USES", source, target)
    return graph


def whole(number: int) -> tuple[tuple[int, int, int], ...]:
    """Give the one row that says that an edition stands there whole."""
    return ((number, TERMS, TERMS - number),)


@pytest.mark.parametrize("staged", [True, False], ids=["staged", "one transaction"])
def test_a_hundred_readers_see_the_old_graph_or_the_new(
    staged: bool, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(edition(1), address, name)
    reading, over = threading.Semaphore(0), threading.Event()

    def read(_: int) -> set[object]:
        seen: set[object] = set()
        last = False
        while not last:
            last = over.wait(2)  # a hundred of them, and still time for the load on two cores
            seen.add(guarded(driver, None, WHAT_STANDS, {"name": name}, seconds=120).rows)
            reading.release()
        return seen

    with ThreadPoolExecutor(100) as pool:
        readers = [pool.submit(read, number) for number in range(100)]
        pace = Pace(batch=50, one_transaction=0 if staged else 10_000)
        try:
            for _ in readers:
                assert reading.acquire(timeout=60)
            for number in (2, 1, 2):
                load(edition(number), address, name, pace=pace)
        finally:
            over.set()
        seen = set().union(*(reader.result() for reader in readers))

    assert seen == {whole(1), whole(2)}


def test_a_reader_waits_while_a_switch_is_under_way(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(edition(1), address, name)
    with held(driver, None, name, wait=0):
        announce(driver, None, name)
        with pytest.raises(ServerError, match="switched graphs during every try"):
            query(address, WHAT_STANDS, {"name": name}, seconds=0.5)


def test_a_switch_whose_load_died_keeps_nobody_waiting(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(edition(1), address, name)
    announce(driver, None, name)

    assert query(address, WHAT_STANDS, {"name": name}).rows == whole(1)
    assert load(edition(1), address, name).how == "unchanged"
    assert version(driver, name) % 2 == 0


def test_a_query_may_not_write_unless_it_is_allowed_to(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    with pytest.raises(QueryError, match="--write"):
        query(address, "CREATE (:Note {graph: $name})", {"name": name})
    query(address, "CREATE (:Note {graph: $name})", {"name": name}, write=True)

    found = driver.execute_query("MATCH (n:Note {graph: $name}) RETURN count(n)", name=name).records
    assert found[0][0] == 1


def test_rows_are_limited_and_it_is_told(address: Address) -> None:
    answer = query(address, "UNWIND range(1, 5) AS x RETURN x", {}, limit=3)

    assert (answer.rows, answer.cut) == (((1,), (2,), (3,)), True)


def test_a_query_that_takes_too_long_is_stopped(address: Address) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
        query(address, "UNWIND range(1, 100000000000) AS x RETURN sum(x)", {}, seconds=0.5)


@pytest.mark.parametrize(
    ("cypher", "said"), [("MATCH (n RETURN n", "line 1, column"), ("RETURN $missing", "missing")]
)
def test_a_wrong_query_is_told_where(cypher: str, said: str, address: Address) -> None:
    with pytest.raises(QueryError, match=said):
        query(address, cypher, {})


@pytest.mark.parametrize(("cypher", "word"), [("MTCH (n) RETURN n", "MTCH"), ("MATCH (n) RETUR n", "RETUR")])
def test_a_syntax_error_is_told_without_every_word_of_the_grammar(
    cypher: str, word: str, address: Address
) -> None:
    with pytest.raises(QueryError) as caught:
        query(address, cypher, {})
    first, shown, pointer = str(caught.value).splitlines()

    assert first.startswith(f"the query is wrong: Invalid input '{word}'")
    assert "(line 1, column " in first
    assert "FOREACH" not in first
    assert len(first) < 120
    assert (shown.strip(), pointer.strip()) == (f'"{cypher}"', "^")


def test_what_may_stand_at_a_place_is_told_where_it_is_little(address: Address) -> None:
    with pytest.raises(QueryError, match=r"expected a graph pattern, a parameter, '\)'"):
        query(address, "MATCH (n RETURN n", {})


def test_a_procedure_that_is_not_on_the_list_is_a_fault_of_the_query(address: Address) -> None:
    with pytest.raises(QueryError, match=r"no\.such may not be called"):
        query(address, "CALL no.such()", {})


def test_times_and_places_are_texts(address: Address) -> None:
    cypher = "RETURN duration('P1DT2H') AS a, date('2026-02-03') AS b, [duration('P1D')] AS c, point({x: 1, y: 2}) AS d"

    assert query(address, cypher, {}).rows == (("P1DT2H", "2026-02-03", ["P1D"], "CartesianPoint(1.0, 2.0)"),)


def test_nodes_relations_and_paths_are_plain_values(address: Address, name: str) -> None:
    load(small_graph(), address, name)
    cypher = "MATCH p = (:Service {graph: $name, id: 'service:lambda'})-[:USES]->(:Concept {name: 'queue'}) RETURN p"
    ((path,),) = query(address, cypher, {"name": name}).rows

    assert [step.get("name", step.get("type")) for step in path] == ["Lambda", "USES", "queue"]
    assert path[0]["labels"] == ["Entity", "Service"]


def test_a_wrong_password_is_told_without_it(address: Address) -> None:
    with pytest.raises(ServerError) as caught:
        query(replace(address, password="s3cret-word"), "RETURN 1", {})
    assert "s3cret-word" not in str(caught.value)
