"""Draw the opening view with pyvis, as vis-network takes it: the discs of the overview, or a small map whole.

A node of the map has "n" and its number for id, a disc its number alone: vis-network draws ids that are whole
numbers first, and the nodes have to lie on the discs. An edge has its number, a link "l" and its own.
Labels are drawn by the page itself, at one size on the screen and none over another; vis-network's tooltips
are not used, since they are markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from exports.appearance import look
from exports.html.atlas import Atlas, EdgeKind, Tie
from exports.html.overview import Overview

if TYPE_CHECKING:
    from pyvis.network import Network

MOST_NODES = 300  # of a map without communities
MOST_EDGES = 1000
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
WIDTHS: dict[EdgeKind, tuple[float, float]] = {
    "relation": (1.6, 2.0),
    "covers": (0.8, 1.6),
    "together": (0.6, 0.8),
}
"""Of an edge of weight 0, and what weight 1 adds."""


def draw(atlas: Atlas, where: Sequence[tuple[float, float]], overview: Overview) -> Network:
    """Make the network of the opening view."""
    from pyvis.network import Network  # takes a second, for the notebooks that it can be used in

    network = Network(directed=True, cdn_resources="in_line")
    network.options = OPTIONS
    for disc in overview.discs:
        network.add_node(
            disc.number, label=disc.name, shape="dot", size=disc.radius, x=disc.x, y=disc.y, kind="Community"
        )
    whole = min(len(atlas.nodes), MOST_NODES)
    for number in overview.members if overview.discs else range(whole):
        _add_node(network, number, atlas, where[number])
    for place, link in enumerate(overview.links):
        width = round(2 + 3 * link.heaviest, 2)
        network.add_edge(link.first, link.second, id=f"l{place}", kind="link", width=width, arrows="")
    if not overview.discs:
        parallel: Counter[frozenset[int]] = Counter()
        backbone = enumerate(atlas.ties[: atlas.backbone])
        drawn = [(number, tie) for number, tie in backbone if max(tie.source, tie.target) < whole]
        for number, tie in drawn[:MOST_EDGES]:
            pair = frozenset((tie.source, tie.target))
            _add_edge(network, number, tie, parallel[pair])
            parallel[pair] += 1
    return network


def _add_node(network: Network, number: int, atlas: Atlas, place: tuple[float, float]) -> None:
    data = atlas.data[number]
    seen = look(data["type"])
    network.add_node(
        f"n{number}",
        label=data["name"] or atlas.nodes[number],
        shape=seen.shape,
        color=seen.colour,
        size=seen.size(data.get("weight")),
        x=round(place[0]),
        y=round(place[1]),
        kind=data["type"],
    )


def _add_edge(network: Network, number: int, tie: Tie, before: int) -> None:
    narrowest, added = WIDTHS[tie.kind]
    bent = {"smooth": _bend(before)} if before else {}
    network.add_edge(
        f"n{tie.source}",
        f"n{tie.target}",
        id=number,
        kind=tie.kind,
        name=tie.type,
        width=round(narrowest + added * tie.weight, 2),
        **_STYLE[tie.kind],
        **bent,
    )


def _bend(before: int) -> dict[str, Any]:
    """Bend an edge aside by how many edges between the same two nodes come first, in turn to either side."""
    side = "curvedCW" if before % 2 else "curvedCCW"
    return {"enabled": True, "type": side, "roundness": min(0.12 * ((before + 1) // 2), 0.4)}
