"""The map as columns."""

from __future__ import annotations

from typing import Any

import pytest

from exports.html.atlas import survey
from exports.html.columns import tabulate
from exports.html.overview import places, sum_up
from kbgraph.errors import OutputError
from tests.graphs import Graph, small_graph


def columns(graph: Graph) -> dict[str, Any]:
    atlas = survey(graph)
    where = places(atlas)
    return tabulate(graph, atlas, where, sum_up(atlas, where))


def test_every_column_has_a_value_for_every_node_or_edge() -> None:
    found = columns(small_graph())
    nodes, edges = found["nodes"], found["edges"]
    for name in ("id", "name", "type", "weight", "x", "y", "community"):
        assert len(nodes[name]) == 12
    for name in ("source", "target", "type", "weight"):
        assert len(edges[name]) == 13


def test_types_and_weights_are_read_back_from_their_numbers() -> None:
    graph = small_graph()
    found = columns(graph)
    at = found["nodes"]["id"].index("service:lambda")
    assert found["types"][found["nodes"]["type"][at]]["name"] == "Service"
    assert found["nodes"]["weight"][at] == 1000 * graph.nodes["service:lambda"]["weight"]


def test_what_only_some_nodes_have_is_told_by_number() -> None:
    found = columns(small_graph())
    numbers = {node: str(number) for number, node in enumerate(found["nodes"]["id"])}
    assert found["nodes"]["aliases"][numbers["concept:dead-letter-queue"]] == ["DLQ"]
    assert numbers["concept:price"] not in found["nodes"]["aliases"]
    assert found["nodes"]["details"][numbers["quota:sqs/256-kb"]] == {"value": 256.0, "unit": "KB"}


def test_negated_edges_are_told() -> None:
    found = columns(small_graph())
    types = [found["edgeTypes"][found["edges"]["type"][edge]]["name"] for edge in found["edges"]["negated"]]
    assert types == ["PROVIDES"]


@pytest.mark.parametrize(
    ("title", "expected"), [("Guide", "Guide"), (None, "Guide")], ids=["its title", "its name"]
)
def test_one_document_gives_the_page_its_title(title: str | None, expected: str) -> None:
    graph = small_graph()
    graph.nodes["document:guide.md"]["title"] = title
    assert columns(graph)["title"] == expected


@pytest.mark.parametrize(("name", "expected"), [("handbook", "handbook"), (None, "2 documents")])
def test_several_documents_give_the_page_the_name_of_what_was_read(name: str | None, expected: str) -> None:
    graph = small_graph()
    graph.add_node("document:other.md", **graph.nodes["document:guide.md"])
    graph.graph["name"] = name
    assert columns(graph)["title"] == expected


@pytest.mark.parametrize("name", ["x", "weight", "termhood"])
def test_a_number_that_is_not_finite_is_refused_with_its_node(name: str) -> None:
    graph = small_graph()
    graph.nodes["concept:layer"][name] = float("inf")
    with pytest.raises(OutputError, match="concept:layer"):
        columns(graph)
