from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.layout import lay_out
from kbgraph.schema import (
    COMMON_EDGE,
    COMMON_NODE,
    NODE_PROPERTIES,
    STRUCTURE_PROPERTIES,
    NodeType,
    edge_properties,
)
from kbgraph.weighing import weigh
from tests.graphs import Graph, assembled_graph, assembled_graphs, shuffled

TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "strings": list, "numbers": list}


def finish(graph: Graph) -> None:
    lay_out(graph, weigh(graph))


def _content(graph: Graph) -> tuple[Any, ...]:
    edges = {key: (source, target, data) for source, target, key, data in graph.edges(keys=True, data=True)}
    return dict(graph.nodes(data=True)), edges, graph.graph


@given(assembled_graphs(), st.integers(0, 2**32))
def test_the_order_of_insertion_changes_nothing(graph: Graph, seed: int) -> None:
    other = shuffled(graph, seed)
    finish(graph)
    finish(other)
    assert _content(graph) == _content(other)


def test_the_order_of_insertion_changes_nothing_in_the_written_example() -> None:
    graph = assembled_graph()
    finish(graph)
    for seed in range(20):
        other = shuffled(assembled_graph(), seed)
        finish(other)
        assert _content(graph) == _content(other)


@given(assembled_graphs())
def test_weighing_twice_gives_what_weighing_once_gives(graph: Graph) -> None:
    finish(graph)
    once = _content(graph.copy())
    finish(graph)
    assert _content(graph) == once


@given(assembled_graphs())
def test_what_is_added_keeps_to_the_schema(graph: Graph) -> None:
    finish(graph)
    for _, data in graph.nodes(data=True):
        kinds = COMMON_NODE | NODE_PROPERTIES[NodeType(data["type"])]
        assert all(type(value) is TYPES[kinds[name]] for name, value in data.items())
    for _, _, key, data in graph.edges(keys=True, data=True):
        kinds = COMMON_EDGE | edge_properties(data["type"])
        assert key == data["id"]
        assert all(type(value) is TYPES[kinds[name]] for name, value in data.items())


@given(assembled_graphs())
def test_what_assembly_said_stays(graph: Graph) -> None:
    before = _content(graph.copy())
    finish(graph)
    nodes, edges, _ = _content(graph)
    assert nodes.keys() == before[0].keys()
    assert all(before[0][node].items() <= data.items() for node, data in nodes.items())
    for key, (source, target, data) in before[1].items():
        assert edges[key][:2] == (source, target)
        assert all(edges[key][2][name] == value for name, value in data.items())
    assert {edges[key][2]["type"] for key in edges.keys() - before[1].keys()} <= STRUCTURE_PROPERTIES.keys()


def test_an_empty_graph_is_weighed() -> None:
    graph: Graph = nx.MultiDiGraph()
    finish(graph)
    assert graph.graph == {"communities": []}
