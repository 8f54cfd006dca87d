"""A graph as rows that Neo4j can hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.neo4j.rows import batches, edge_row, node_row, summarise
from kbgraph.errors import OutputError
from tests.graphs import Graph, add_edge, any_graphs, shuffled, small_graph


def test_a_row_has_its_graph_and_no_type_and_nothing_unknown() -> None:
    row = node_row("g", "concept:x", {"type": "Concept", "name": "x", "termhood": None, "numbers": [1, 2.5]})

    assert row == {"id": "concept:x", "graph": "g", "name": "x", "numbers": [1.0, 2.5]}


@given(any_graphs(), st.integers())
def test_the_hash_does_not_depend_on_the_order(graph: Graph, seed: int) -> None:
    assert summarise(graph) == summarise(shuffled(graph, seed))


@pytest.mark.parametrize(
    "change",
    [
        lambda graph: graph.nodes["service:sqs"].update(name="sqs"),
        lambda graph: graph.nodes["service:sqs"].update(type="Concept"),
        lambda graph: graph.nodes["service:sqs"].update(weight=1),
        lambda graph: graph.remove_node("concept:layer"),
        lambda graph: graph.graph.update(model="another"),
        lambda graph: add_edge(graph, "USES", "service:sqs", "service:lambda"),
    ],
)
def test_the_hash_tells_every_change(change: Any) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["weight"] = 1.0
    before = summarise(graph).hash
    change(graph)

    assert summarise(graph).hash != before


def test_contents_are_counted_by_type() -> None:
    contents = summarise(small_graph())

    assert contents.nodes["Service"] == 2
    assert contents.edges["USES"] == 3
    assert contents.size == small_graph().number_of_nodes() + small_graph().number_of_edges()


@pytest.mark.parametrize(
    "value",
    [2**63, -(2**63) - 1, float("nan"), float("inf"), "\ud800", ["a", 1], [[1]], {"a": 1}, [None], b"x"],
)
def test_what_neo4j_can_t_hold_is_told_with_its_owner(value: Any) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["category"] = value

    with pytest.raises(OutputError, match="service:sqs"):
        summarise(graph)


def test_an_id_that_no_index_can_hold_is_told() -> None:
    graph = small_graph()
    graph.add_node("section:guide.md#" + "ü" * 3_600, type="Section", name="x")

    with pytest.raises(OutputError, match=r"7,217 bytes; 7,000 are the most"):
        summarise(graph)


def test_a_type_outside_the_schema_is_refused() -> None:
    graph = small_graph()
    add_edge(graph, "X] DELETE r //", "service:sqs", "service:lambda")

    with pytest.raises(OutputError, match="no edge type of the schema"):
        summarise(graph)


@pytest.mark.parametrize("key", ["graph", "id"])
def test_a_property_can_t_take_the_place_of_what_tells_where_a_row_belongs(key: str) -> None:
    with pytest.raises(OutputError, match="graph or id"):
        edge_row("g", "USES|a|b", {"type": "USES", key: "another"})


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 50), st.integers())), st.integers(1, 5))
def test_batches_lose_nothing_and_keep_the_order_of_a_key(
    rows: list[tuple[str, int, int]], most: int
) -> None:
    found = list(batches(rows, most_rows=most, most_characters=60))

    for key in "abc":
        given_rows = [row for each, _, row in rows if each == key]
        assert [row for each, batch in found if each == key for row in batch] == given_rows
    assert all(len(batch) <= most for _, batch in found)
