"""Give the map as columns, one value a node or an edge: names in full once, all else by number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from exports import ordered
from exports.appearance import LOOKS
from exports.html.atlas import ON_THE_MAP, Atlas, edge_kind
from exports.html.overview import Overview
from kbgraph.errors import OutputError
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

_DETAILS = ("category", "source", "termhood", "value", "unit")
_PARTS = 1000  # a weight is written as so many parts of one


def tabulate(
    graph: Graph, atlas: Atlas, where: Sequence[tuple[float, float]], overview: Overview
) -> dict[str, Any]:
    """Give the first block of the page."""
    types = [kind for kind in LOOKS if kind in ON_THE_MAP]
    edge_types = sorted({tie.type for tie in atlas.ties})
    documents = [data for data in ordered.node_rows(graph) if data["type"] == NodeType.DOCUMENT]
    return {
        "title": _title(documents, graph.graph.get("name")),
        "documents": len(documents),
        "types": [{"name": kind, **_look(kind)} for kind in types],
        "edgeTypes": [{"name": name, "kind": edge_kind(name)} for name in edge_types],
        "nodes": _nodes(atlas, where, {kind: number for number, kind in enumerate(types)}),
        "edges": _edges(atlas, {name: number for number, name in enumerate(edge_types)}),
        "backbone": atlas.backbone,
        "communities": list(atlas.communities),
        "overview": _overview(overview, {name: number for number, name in enumerate(edge_types)}),
    }


def _title(documents: Sequence[Attributes], name: object) -> str:
    """Give the title of a single document, else the name of what was read."""
    if len(documents) == 1:
        return str(documents[0].get("title") or documents[0]["name"])
    return (isinstance(name, str) and name) or (
        f"{len(documents):,} documents" if documents else "Knowledge graph"
    )


def _look(kind: NodeType) -> dict[str, Any]:
    seen = LOOKS[kind]
    return {
        "colour": seen.colour,
        "shape": seen.shape,
        "smallest": seen.smallest,
        "largest": seen.largest,
    }


def _nodes(atlas: Atlas, where: Sequence[tuple[float, float]], types: dict[NodeType, int]) -> dict[str, Any]:
    aliases = {str(n): row["aliases"] for n, row in enumerate(atlas.data) if row.get("aliases")}
    details = {}
    for number, row in enumerate(atlas.data):
        owner = atlas.nodes[number]
        known = {
            name: finite(value, owner) for name in _DETAILS if (value := row.get(name)) not in (None, "")
        }
        if known:
            details[str(number)] = known
    return {
        "id": list(atlas.nodes),
        "name": [row["name"] for row in atlas.data],
        "type": [types[row["type"]] for row in atlas.data],
        "weight": [
            _parts(row.get("weight"), node) for node, row in zip(atlas.nodes, atlas.data, strict=True)
        ],
        "x": [round(finite(x, node)) for node, (x, _) in zip(atlas.nodes, where, strict=True)],
        "y": [round(finite(y, node)) for node, (_, y) in zip(atlas.nodes, where, strict=True)],
        "community": list(atlas.community),
        "aliases": aliases,
        "details": details,
    }


def _edges(atlas: Atlas, types: dict[str, int]) -> dict[str, Any]:
    return {
        "source": [tie.source for tie in atlas.ties],
        "target": [tie.target for tie in atlas.ties],
        "type": [types[tie.type] for tie in atlas.ties],
        "weight": [_parts(tie.weight, tie.key) for tie in atlas.ties],
        "negated": [number for number, tie in enumerate(atlas.ties) if tie.data.get("negated")],
    }


def _overview(overview: Overview, types: dict[str, int]) -> dict[str, Any]:
    return {
        "discs": [asdict(disc) for disc in overview.discs],
        "links": [
            {
                "first": link.first,
                "second": link.second,
                "heaviest": _parts(link.heaviest, "link"),
                "count": link.count,
                "types": sorted(types[name] for name in link.types),
            }
            for link in overview.links
        ],
        "members": list(overview.members),
    }


def _parts(weight: float | None, owner: str) -> int:
    share: float = finite(weight or 0.0, owner)
    return round(_PARTS * min(max(share, 0.0), 1.0))


def finite(value: Any, owner: str) -> Any:
    """Give a value that the page can hold; a number that is not finite raises OutputError."""
    if isinstance(value, float) and not math.isfinite(value):
        raise OutputError(f"{owner}: the page can't hold the number {value}")
    return value
