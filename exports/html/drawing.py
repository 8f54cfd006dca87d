"""Draw the opening view with pyvis: its nodes and edges as vis-network takes them.

Nodes are numbered in the order of the selection, and so are edges. Labels are drawn by the page itself, at
one size on the screen and none over another; vis-network's tooltips are not used, since they are markup.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from exports.appearance import look
from exports.html.selection import DrawnEdge, EdgeKind, Selection

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": False},
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "font": {"size": 0}, "shadow": False},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0.5, "font": {"size": 0}},
}
_STYLE: dict[EdgeKind, dict[str, Any]] = {
    "relation": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}},
    "covers": {"arrows": ""},
    "together": {"arrows": "", "dashes": [3, 5]},
}
_WIDTH: dict[EdgeKind, tuple[float, float]] = {
    "relation": (1.6, 2.0),
    "covers": (0.8, 1.6),
    "together": (0.6, 0.8),
}
_SPACING = 60  # between nodes that have no position


def draw(graph: Graph, selection: Selection) -> Network:
    """Make the network of what is selected."""
    network = Network(directed=True, cdn_resources="in_line")
    network.options = OPTIONS
    numbers = {node: number for number, node in enumerate(selection.nodes)}
    for node, number in numbers.items():
        _add_node(network, number, node, graph.nodes[node])
    parallel: Counter[frozenset[str]] = Counter()
    for number, edge in enumerate(selection.edges):
        pair = frozenset((edge.source, edge.target))
        _add_edge(network, number, edge, numbers, parallel[pair])
        parallel[pair] += 1
    return network


def _add_node(network: Network, number: int, node: str, data: Attributes) -> None:
    seen = look(data["type"])
    x, y = _position(number, data)
    network.add_node(
        number,
        label=data["name"] or node,
        shape=seen.shape,
        color=seen.colour,
        size=seen.size(data.get("weight")),
        x=x,
        y=y,
        kind=data["type"],
    )


def _position(number: int, data: Attributes) -> tuple[float, float]:
    """Give the position computed beforehand; in its absence one on a spiral (Vogel 1979), heaviest inside."""
    x, y = data.get("x"), data.get("y")
    if x is not None and y is not None:
        return x, y
    radius, angle = _SPACING * math.sqrt(number), number * math.pi * (3 - math.sqrt(5))
    return round(radius * math.cos(angle), 2), round(radius * math.sin(angle), 2)


def _add_edge(network: Network, number: int, edge: DrawnEdge, numbers: dict[str, int], before: int) -> None:
    narrowest, added = _WIDTH[edge.kind]
    bent = {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.15 * before}} if before else {}
    network.add_edge(
        numbers[edge.source],
        numbers[edge.target],
        id=number,
        kind=edge.kind,
        name=edge.type,
        width=round(narrowest + added * edge.weight, 2),
        **_STYLE[edge.kind],
        **bent,
    )
