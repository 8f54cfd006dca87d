"""graphology, which Gephi Lite stands on, opens what the exports write, and finds everything in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exports import export
from tests.graphs import add_edge, small_graph

pytestmark = pytest.mark.integration


def crowded_graph() -> Any:
    graph = small_graph()
    for number in range(3):
        add_edge(graph, "USES", "service:lambda", "concept:queue", number, weight=0.25, predicate=["uses"])
    graph.nodes["concept:layer"]["name"] = "Ünïcode 𝄞 <b>&amp;</b> \"quoted\" 'it' ]]>"
    return graph


@pytest.fixture(scope="module")
def opened(graphology: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Open one graph in both formats; give what graphology found in each."""
    folder = tmp_path_factory.mktemp("graphology")
    paths = [export(crowded_graph(), name, folder / f"graph.{name}") for name in ("gexf", "graphml")]
    found = [json.loads(line) for line in graphology(*paths).splitlines()]
    return {Path(one["path"]).suffix[1:]: one for one in found}


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_every_node_is_there_with_its_label_and_properties(name: str, opened: dict[str, Any]) -> None:
    graph = crowded_graph()
    nodes = {node["id"]: node for node in opened[name]["nodes"]}
    assert nodes.keys() == set(graph)
    for node, data in graph.nodes(data=True):
        assert (nodes[node]["label"], nodes[node]["type"]) == (data["name"], data["type"])
        assert (nodes[node]["x"], nodes[node]["y"]) == (data["x"], data["y"])
        assert nodes[node]["size"] > 0
    assert json.loads(nodes["service:sqs"]["aliases"]) == graph.nodes["service:sqs"]["aliases"]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_every_edge_is_there_with_its_type_and_weight(name: str, opened: dict[str, Any]) -> None:
    graph = crowded_graph()
    edges = {edge["id"]: edge for edge in opened[name]["edges"]}
    assert edges.keys() == {key for *_, key in graph.edges(keys=True)}
    for source, target, key, data in graph.edges(keys=True, data=True):
        found = edges[key]
        assert (found["source"], found["target"], found["type"]) == (source, target, data["type"])
        assert found["weight"] == data["weight"]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_truth_values_stay_truth_values(name: str, opened: dict[str, Any]) -> None:
    negated = [edge["negated"] for edge in opened[name]["edges"] if edge["type"] == "PROVIDES"]
    assert negated == [True]
