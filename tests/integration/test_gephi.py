"""The real Gephi opens what the exports write, and finds everything in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from exports import export
from exports.appearance import look
from kbgraph.schema import NodeType
from tests.graphs import Graph, add_edge, add_entity, small_graph

pytestmark = pytest.mark.integration

PROGRAM = Path(__file__).parent / "gephi" / "LoadGraph.java"
HOSTILE = "Ünïcode 𝄞 <b>&amp;</b> \"quoted\" 'it' ]]> C:\\tab\there _x0041_ 日本語"


@dataclass(frozen=True, slots=True)
class Opened:
    """What Gephi says of a file."""

    counts: tuple[int, int]
    nodes: dict[str, list[str]]
    edges: dict[str, list[str]]
    issues: list[list[str]]


def crowded_graph() -> Graph:
    """Make a graph with parallel edges of one type and of several, a loop, and text that breaks files."""
    graph = small_graph()
    for number in range(3):
        add_edge(graph, "USES", "service:lambda", "concept:queue", number, weight=0.25, predicate=["uses"])
    add_edge(graph, "REQUIRES", "service:lambda", "concept:queue", weight=0.25, negated=True)
    add_edge(graph, "PART_OF", "concept:queue", "concept:queue", weight=0.25)
    graph.nodes["concept:layer"]["name"] = HOSTILE
    graph.nodes["concept:layer"]["aliases"] = [HOSTILE, ""]
    return graph


@pytest.fixture(scope="module")
def opened(gephi: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """Open one graph in both formats."""
    folder = tmp_path_factory.mktemp("gephi")
    paths = [export(crowded_graph(), name, folder / f"graph.{name}") for name in ("gexf", "graphml")]
    lines = [line.split("\t") for line in gephi(PROGRAM, *paths).splitlines()]
    starts = [number for number, fields in enumerate(lines) if fields[0] == "file"]
    parts = zip(starts, [*starts[1:], len(lines)], strict=True)
    issues = [fields for fields in lines if fields[0] == "issue"]
    return {Path(lines[start][1]).suffix[1:]: _opened(lines[start:end], issues) for start, end in parts}


def _opened(lines: list[list[str]], issues: list[list[str]]) -> Opened:
    return Opened(
        counts=(int(lines[0][2]), int(lines[0][3])),
        nodes={fields[1]: fields[2:] for fields in lines if fields[0] == "node"},
        edges={fields[1]: fields[2:] for fields in lines if fields[0] == "edge"},
        issues=issues,
    )


def test_gephi_has_nothing_to_complain_of(opened: dict[str, Opened]) -> None:
    assert [result.issues for result in opened.values()] == [[], []]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_every_node_is_there_with_label_type_colour_place_and_size(
    name: str, opened: dict[str, Opened]
) -> None:
    graph = crowded_graph()
    assert opened[name].nodes.keys() == set(graph)
    for node, data in graph.nodes(data=True):
        label, node_type, colour, x, y, size = opened[name].nodes[node]
        expected = data["name"].replace("\\", "\\\\").replace("\t", "\\t").replace("_x0041_", "_x005F_x0041_")
        assert label == expected
        assert (node_type, colour) == (data["type"], look(data["type"]).colour)
        assert (float(x), float(y)) == (data["x"], data["y"])
        assert float(size) == pytest.approx(look(data["type"]).size(data["weight"]), abs=0.01)


def test_gexf_keeps_every_edge_parallel_ones_too(opened: dict[str, Opened]) -> None:
    graph = crowded_graph()
    assert opened["gexf"].counts == (graph.number_of_nodes(), graph.number_of_edges())
    for source, target, key, data in graph.edges(keys=True, data=True):
        found_source, found_target, kind, label, weight = opened["gexf"].edges[key]
        assert (found_source, found_target, label) == (source, target, data["type"])
        assert kind.split()[0] == data["type"]
        assert float(weight) == data["weight"]


def test_graphml_keeps_one_edge_for_every_pair(opened: dict[str, Opened]) -> None:
    graph = crowded_graph()
    assert opened["graphml"].counts == (graph.number_of_nodes(), len(set(graph.edges())))


def test_a_graph_without_edges_opens(gephi: Callable[..., str], tmp_path: Path) -> None:
    graph = small_graph()
    graph.remove_nodes_from(list(graph))
    add_entity(graph, NodeType.CONCEPT, "alone")
    paths = [export(graph, name, tmp_path / f"graph.{name}") for name in ("gexf", "graphml")]
    counts = [line.split("\t")[2:] for line in gephi(PROGRAM, *paths).splitlines() if line.startswith("file")]
    assert counts == [["1", "0"], ["1", "0"]]
