"""Cypher over a graph file, without a server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exports import export
from exports.embedded import query
from kbgraph.errors import GraphFileError, MissingExtraError, QueryError
from tests.graphs import Graph, any_graphs, small_graph

COUNT = "MATCH (s:Service) RETURN count(*)"
NODES = "MATCH (n) RETURN n"
EDGES = "MATCH (a)-[r:{}]->(b) RETURN a.id, r, b.id"  # one type at a time, since `rule` is a list in some


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    """Write the small graph."""
    return export(small_graph(), "json", tmp_path / "graph.json")


def present(data: dict[str, Any]) -> dict[str, Any]:
    """Give the properties that a query can find."""
    return {key: value for key, value in data.items() if value is not None and key != "type"}


def held(graph: Graph, path: Path) -> bool:
    """Tell whether every node and edge is there with its properties and type."""
    nodes = {row["id"]: row for (row,) in query(path, NODES, {}).rows}
    types = {data["type"] for _, _, data in graph.edges(data=True)}
    answers = [query(path, EDGES.format(each), {}).rows for each in types]
    edges = {(source, target, row["id"]): row for rows in answers for source, row, target in rows}
    for row in (*nodes.values(), *edges.values()):
        del row["graph"]
    return nodes == {
        node: present(data) | {"id": node, "labels": _labels(data["type"])}
        for node, data in graph.nodes(data=True)
    } and edges == {
        (source, target, key): present(data) | {"type": data["type"]}
        for source, target, key, data in graph.edges(keys=True, data=True)
    }


def _labels(node_type: str) -> list[str]:
    return sorted([node_type, "Entity"]) if node_type in ("Service", "Concept") else [str(node_type)]


def test_everything_is_there(graph_file: Path) -> None:
    assert held(small_graph(), graph_file)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_graphs())
def test_any_text_is_data(tmp_path: Path, graph: Graph) -> None:
    assert held(graph, export(graph, "json", tmp_path / "graph.json"))


def test_parameters_and_columns(graph_file: Path) -> None:
    cypher = (
        "MATCH (s:Service {name: $name})-[r:USES]->(c:Concept) RETURN c.name AS used, r.confidence AS sure"
    )
    answer = query(graph_file, cypher, {"name": "SQS"})

    assert (answer.columns, answer.rows) == (("used", "sure"), (("layer", 0.7),))


def test_a_path_is_a_list_of_nodes_and_relations(graph_file: Path) -> None:
    ((path,),) = query(
        graph_file, "MATCH p = (:Concept {name: 'dead-letter queue'})-[:IS_A]->() RETURN p", {}
    ).rows

    assert [step.get("name", step.get("type")) for step in path] == ["dead-letter queue", "IS_A", "queue"]


def test_a_changed_graph_is_asked_anew_and_the_old_is_forgotten(graph_file: Path) -> None:
    count = "MATCH (s:Service) RETURN count(*)"
    assert query(graph_file, count, {}).rows == ((2,),)
    graph = small_graph()
    graph.remove_node("service:lambda")
    export(graph, "json", graph_file)

    assert query(graph_file, count, {}).rows == ((1,),)
    assert len(list((graph_file.parent / ".graph.json.ladybug").iterdir())) == 1


def test_a_type_without_edges_gives_no_rows(graph_file: Path) -> None:
    assert query(graph_file, "MATCH (a)-[r:REPLACES]->(b) RETURN a.name", {}).rows == ()


def test_rows_are_limited_and_it_is_told(graph_file: Path) -> None:
    answer = query(graph_file, NODES, {}, limit=3)

    assert (len(answer.rows), answer.cut) == (3, True)


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("MATCH p = shortestPath((a:Service)-[*]-(b:Topic)) RETURN p", "for Neo4j only"),
        ("MATCH (n:Entity) RETURN n", "for Neo4j only"),
        ("CREATE (:Concept {id: 'x'})", "only read"),
    ],
)
def test_what_it_can_t_answer_is_told(cypher: str, said: str, graph_file: Path) -> None:
    with pytest.raises(QueryError, match=said):
        query(graph_file, cypher, {})


def test_a_query_that_takes_too_long_is_stopped(graph_file: Path) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.2 s"):
        query(
            graph_file,
            "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum(x * y)",
            {},
            seconds=0.2,
        )


def test_a_file_that_is_no_graph_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_text("{}")
    with pytest.raises(GraphFileError):
        query(path, NODES, {})

    assert not list((tmp_path / ".graph.json.ladybug").iterdir())


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("MATCH (n RETURN n", "Invalid input <MATCH (n RETURN> (line: 1, offset: 9)"),
        ("MATCH (n:Sevice) RETURN n", "no label or relation type is named Sevice"),
        ("MATCH (n:Service) RETURN n.nme", "Cannot find property nme for n"),
    ],
)
def test_a_wrong_query_is_told_in_few_words(cypher: str, said: str, graph_file: Path) -> None:
    with pytest.raises(QueryError) as caught:
        query(graph_file, cypher, {})

    assert str(caught.value).startswith(f"{said}. Without a server")
    assert "\n" not in str(caught.value)


def test_the_extra_is_named_where_it_is_missing(graph_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ladybug", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kbgraph\[cypher\]'"):
        query(graph_file, COUNT, {})


def test_a_parameter_without_a_value_is_told(graph_file: Path) -> None:
    with pytest.raises(QueryError, match=r"no value is given for \$name"):
        query(graph_file, "MATCH (s:Service {name: $name}) RETURN s", {"other": 1})


def test_what_looks_like_a_parameter_in_a_text_or_a_comment_is_none(graph_file: Path) -> None:
    cypher = "RETURN '$a \\' $b' AS `$c`, \"$d\" AS x // $e\n/* $f ; COPY */"

    assert query(graph_file, cypher, {}).rows == (("$a ' $b", "$d"),)


def test_a_column_without_a_name_is_named_as_it_was_asked(graph_file: Path) -> None:
    answer = query(graph_file, "MATCH (:Service)-[r]->(:Concept) RETURN label(r), count(*)", {}, limit=1)

    assert answer.columns[0] == "label(r)"
