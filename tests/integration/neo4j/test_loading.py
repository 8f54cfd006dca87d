"""What stands in a real Neo4j after a load is exactly the graph."""

from __future__ import annotations

from collections.abc import Callable

import neo4j
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.neo4j import Address, Pace, load
from kbgraph.errors import ServerError, SettingError
from kbgraph.schema import NodeType
from tests.graphs import Graph, add_edge, add_entity, any_graphs, small_graph
from tests.integration.neo4j.stored import as_stored, elements, same, stored, version

pytestmark = pytest.mark.integration

STAGED = Pace(batch=7, one_transaction=0, wait=5)
WHOLE = Pace(batch=7, wait=5)
BOTH = pytest.mark.parametrize("pace", [WHOLE, STAGED], ids=["one transaction", "staged"])
HOSTILE = (
    "'; MATCH (n) DETACH DELETE n //",
    '"}) DELETE n /*',
    "`Service`) SET n.x = `",
    "$rows {curly} \\u0027 \\\\ \\",
    "\x00\x1f\r\n\t\u2028\u2029 𝄞 \u202e",
    "null",
    "",
)


def edited_graph() -> Graph:
    """Make the small graph after an edit: one thing added, one changed, one gone, of nodes and of edges."""
    graph = small_graph()
    graph.remove_node("concept:price")
    graph.nodes["service:sqs"]["aliases"] = ["Simple Queue"]
    del graph.nodes["concept:layer"]["termhood"]
    added = add_entity(graph, NodeType.CONCEPT, "batch", aliases=[])
    add_edge(graph, "USES", "service:sqs", added, weight=0.5, negated=False)
    for _, _, data in graph.out_edges("service:lambda", data=True):
        data["confidence"] = 0.25
    return graph


@BOTH
def test_a_first_load_stores_the_graph(pace: Pace, address: Address, driver: neo4j.Driver, name: str) -> None:
    loaded = load(small_graph(), address, name, pace=pace)

    assert same(stored(driver, name), as_stored(small_graph()))
    assert loaded.how == ("staged" if pace is STAGED else "difference")


@BOTH
def test_loading_again_changes_nothing(pace: Pace, address: Address, driver: neo4j.Driver, name: str) -> None:
    load(small_graph(), address, name, pace=pace)
    before = elements(driver, name), version(driver, name)
    again = load(small_graph(), address, name, pace=pace)

    assert (again.how, again.written) == ("unchanged", 0)
    assert (elements(driver, name), version(driver, name)) == before


@BOTH
def test_an_edited_graph_takes_the_place_of_the_old(
    pace: Pace, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name, pace=pace)
    load(edited_graph(), address, name, pace=pace)

    assert same(stored(driver, name), as_stored(edited_graph()))


def test_an_edit_writes_only_the_difference(address: Address, driver: neo4j.Driver, name: str) -> None:
    load(small_graph(), address, name)
    before = elements(driver, name)
    graph = small_graph()
    graph.nodes["service:sqs"]["category"] = "messaging"
    again = load(graph, address, name)

    assert (again.how, again.written) == ("difference", 1)
    assert elements(driver, name) == before


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_graphs(), st.sampled_from([WHOLE, STAGED]))
def test_whatever_stood_there_the_graph_does_afterwards(
    address: Address, driver: neo4j.Driver, name: str, graph: Graph, pace: Pace
) -> None:
    load(graph, address, name, pace=pace)

    assert same(stored(driver, name), as_stored(graph))


def test_a_node_of_another_type_takes_its_relations_along(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name)
    graph = small_graph()
    graph.nodes["concept:queue"]["type"] = "Service"
    load(graph, address, name)

    assert same(stored(driver, name), as_stored(graph))


@BOTH
def test_an_empty_graph_leaves_nothing(pace: Pace, address: Address, driver: neo4j.Driver, name: str) -> None:
    load(small_graph(), address, name, pace=pace)
    load(nx.MultiDiGraph(), address, name, pace=pace)

    assert not elements(driver, name)


@BOTH
def test_named_graphs_do_not_touch_each_other(
    pace: Pace, address: Address, driver: neo4j.Driver, new_name: Callable[[], str]
) -> None:
    one, other = new_name(), new_name()
    load(small_graph(), address, one, pace=pace)
    load(small_graph(), address, other, pace=pace)
    before = elements(driver, one), version(driver, one)
    load(edited_graph(), address, other, pace=pace)

    assert same(stored(driver, one), as_stored(small_graph()))
    assert (elements(driver, one), version(driver, one)) == before


@BOTH
def test_hostile_text_is_data_in_every_property(
    pace: Pace, address: Address, driver: neo4j.Driver, name: str
) -> None:
    graph = small_graph()
    for number, (_, data) in enumerate(graph.nodes(data=True)):
        data["name"] = HOSTILE[number % len(HOSTILE)]
        data["aliases"] = list(HOSTILE)
        data["`) DELETE n //"] = HOSTILE[0]
    for _, _, data in graph.edges(data=True):
        data |= {"surface": HOSTILE[0], "evidence": list(HOSTILE)}
    load(graph, address, name, pace=pace)

    assert same(stored(driver, name), as_stored(graph))


def test_a_hostile_name_is_data_too(address: Address, driver: neo4j.Driver, name: str) -> None:
    hostile = name + HOSTILE[0]
    load(small_graph(), address, hostile)
    found = stored(driver, hostile)
    load(nx.MultiDiGraph(), address, hostile)
    driver.execute_query("MATCH (g:KnowledgeGraph {name: $name}) DELETE g", name=hostile)

    assert same(found, as_stored(small_graph()))


# --- what is not kbgraph's -------------------------------------------------------------------------------


@BOTH
def test_foreign_nodes_and_relations_stay(
    pace: Pace, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name, pace=pace)
    driver.execute_query(
        "MATCH (s:Service {graph: $name, id: 'service:sqs'}) "
        "CREATE (t:Team {test: $name})-[:OWNS {since: 2020}]->(s), (s)-[:COSTS]->(t), "
        "(t)-[:USES]->(:Service {test: $name, id: 'service:sqs', name: 'SQS'})",
        name=name,
    )
    load(edited_graph(), address, name, pace=pace)
    foreign = (
        "MATCH (t:Team {test: $name})-[r]-(n) "
        "RETURN type(r) AS type, r.since AS since, n.graph AS graph, n.id AS id ORDER BY type"
    )
    found = [tuple(row) for row in driver.execute_query(foreign, name=name).records]
    driver.execute_query("MATCH (n {test: $name}) DETACH DELETE n", name=name)

    assert found == [
        ("COSTS", None, name, "service:sqs"),
        ("OWNS", 2020, name, "service:sqs"),
        ("USES", None, None, "service:sqs"),
    ]
    assert same(stored(driver, name), as_stored(edited_graph()))


@BOTH
def test_a_node_that_others_are_tied_to_is_not_removed(
    pace: Pace, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name, pace=pace)
    driver.execute_query(
        "MATCH (s:Concept {graph: $name, id: 'concept:price'}) CREATE (t:Team {test: $name})-[:PAYS]->(s)",
        name=name,
    )
    with pytest.raises(ServerError, match="concept:price by PAYS to Team"):
        load(edited_graph(), address, name, pace=pace)
    kept = same(stored(driver, name), as_stored(small_graph()))
    driver.execute_query("MATCH (n {test: $name}) DETACH DELETE n", name=name)

    assert kept


# --- checks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        "MATCH (n:Service {graph: $name, id: 'service:sqs'}) DETACH DELETE n",
        "MATCH (:Section {graph: $name})-[r:CONTAINS]->() DELETE r",
        "MATCH (a:Service {graph: $name})-[r:USES]->(b) CREATE (a)-[s:USES]->(b) SET s = r",
        "CREATE (:Concept {graph: $name, id: 'concept:stale', name: 'stale'})",
    ],
)
def test_what_somebody_damaged_is_repaired_by_loading_again(
    damage: str, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name)
    driver.execute_query(damage, name=name)
    again = load(small_graph(), address, name)

    assert again.how == "difference"
    assert same(stored(driver, name), as_stored(small_graph()))


@BOTH
def test_a_load_whose_counts_differ_is_undone(
    pace: Pace, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name, pace=pace)

    def disturb(step: str, done: int, total: int) -> None:
        if step == "load" and done == total:
            driver.execute_query("CREATE (:Quota {graph: $name, id: 'quota:stray'})", name=name)

    if pace is STAGED:  # switched out with the rest, so that nothing stray is left to be counted
        load(edited_graph(), address, name, pace=pace, report=disturb)
        assert same(stored(driver, name), as_stored(edited_graph()))
        return
    with pytest.raises(ServerError, match="Quota: 2 instead of 1"):
        load(edited_graph(), address, name, pace=pace, report=disturb)
    driver.execute_query("MATCH (n:Quota {graph: $name, id: 'quota:stray'}) DELETE n", name=name)
    assert same(stored(driver, name), as_stored(small_graph()))


def test_nothing_of_the_loading_is_left(address: Address, driver: neo4j.Driver, name: str) -> None:
    load(small_graph(), address, name, pace=STAGED)
    load(edited_graph(), address, name, pace=STAGED)
    labels = driver.execute_query(
        "MATCH (n) WHERE n.graph = $name UNWIND labels(n) AS label RETURN collect(DISTINCT label)", name=name
    ).records[0][0]

    assert not [label for label in labels if label.startswith("Kbgraph")]


def test_the_graph_says_what_it_is(address: Address, driver: neo4j.Driver, name: str) -> None:
    load(small_graph(), address, name)
    (found,) = driver.execute_query("MATCH (g:KnowledgeGraph {name: $name}) RETURN g", name=name).records[0]

    assert (found["nodes"], found["relations"]) == (
        small_graph().number_of_nodes(),
        small_graph().number_of_edges(),
    )
    assert '"model":"en_core_web_sm 3.8.0"' in found["attributes"]
    assert found["version"] % 2 == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [("DLQ", "concept:dead-letter-queue"), ("keeps", None), ("costs", "topic:guide/costs")],
)
def test_names_aliases_and_sentences_are_found_by_their_words(
    words: str, found: str | None, address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name)
    query = "CALL db.index.fulltext.queryNodes('kbgraph_text', $words) YIELD node WHERE node.graph = $name RETURN node"
    nodes = [row["node"] for row in driver.execute_query(query, words=words, name=name).records]

    assert any(node["id"] == found or (found is None and "Sentence" in node.labels) for node in nodes)


def test_the_longest_id_and_name_fit_into_the_indexes(address: Address, driver: neo4j.Driver) -> None:
    graph, name = small_graph(), "ü𝄞" * 125
    add_entity(graph, NodeType.CONCEPT, "x" * (7_000 - len("concept:")))
    load(graph, address, name)
    found = stored(driver, name)
    load(nx.MultiDiGraph(), address, name)
    driver.execute_query("MATCH (g:KnowledgeGraph {name: $name}) DELETE g", name=name)

    assert same(found, as_stored(graph))


def test_a_name_must_say_something(address: Address) -> None:
    with pytest.raises(SettingError):
        load(small_graph(), address, "  ")
