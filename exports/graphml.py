"""GraphML: for yEd, Cytoscape, NetworkX, igraph and most other tools.

Holds everything, with types: lists and mappings as JSON text (the graph's `json_properties` names them), what
XML can't hold escaped (see `exports.markup`), what is None left out. `label`, `color`, `r`, `g`, `b` and
`size` are for viewers and not part of the graph; a property of the graph by such a name is escaped. An edge's
id is its XML id. An integer where the schema has a number comes back as a float of the same value.

GraphML has no word for parallel edges of different types: Gephi merges them, and reads them from GEXF.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from exports import ordered
from exports.appearance import look
from exports.columns import Column, Kind, cells, columns
from exports.jsontext import to_json
from exports.markup import attribute, content, decode, property_name

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

_TYPES: dict[Kind, str] = {
    "string": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "json": "string",
}
_JSON_PROPERTIES = "json_properties"
_NODE_EXTRAS = {"label": "string", "color": "string", "r": "int", "g": "int", "b": "int", "size": "double"}
_EDGE_EXTRAS = {"label": "string"}
_READER_EXTRAS = ("node_default", "edge_default")
_TAKEN: dict[str, tuple[str, ...]] = {
    "graph": (_JSON_PROPERTIES, *_READER_EXTRAS),
    "node": tuple(_NODE_EXTRAS),
    "edge": tuple(_EDGE_EXTRAS),
}


def render(graph: Graph) -> Iterator[str]:
    """Give the file, a node or an edge at a time."""
    tables = {
        "graph": columns([graph.graph]),
        "node": columns(ordered.node_rows(graph)),
        "edge": columns(ordered.edge_rows(graph), without=frozenset({"id"})),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _keys(tables)
    yield '<graph id="kbgraph" edgedefault="directed">\n'
    yield f'<data key="json">{content(to_json(_json_names(tables)))}</data>\n'
    yield _writer("graph", tables["graph"])(graph.graph, "the graph") + "\n"
    yield from _nodes(graph, tables["node"])
    yield from _edges(graph, tables["edge"])
    yield "</graph>\n</graphml>\n"


def _keys(tables: Mapping[str, Mapping[str, Column]]) -> Iterator[str]:
    yield _key("json", "graph", _JSON_PROPERTIES, "string")
    for name, kind in _NODE_EXTRAS.items():
        yield _key(f"n_{name}", "node", name, kind)
    for name, kind in _EDGE_EXTRAS.items():
        yield _key(f"e_{name}", "edge", name, kind)
    for owner, table in tables.items():
        for column in table.values():
            name = property_name(column.name, _TAKEN[owner])
            yield _key(_id(owner, column), owner, name, _TYPES[column.kind])


def _key(key: str, owner: str, name: str, kind: str) -> str:
    return f'<key id="{key}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'


def _json_names(tables: Mapping[str, Mapping[str, Column]]) -> dict[str, list[str]]:
    return {
        owner: [column.name for column in table.values() if column.kind == "json"]
        for owner, table in tables.items()
    }


def _id(owner: str, column: Column) -> str:
    return f"{owner[0]}{column.number}"


def _writer(owner: str, table: Mapping[str, Column]) -> Callable[[Attributes, str], str]:
    return cells(table, lambda column: f'<data key="{_id(owner, column)}">', "</data>", content)


def _nodes(graph: Graph, table: Mapping[str, Column]) -> Iterator[str]:
    write = _writer("node", table)
    for node, data in ordered.nodes(graph):
        yield f'<node id="{attribute(node)}">{_viewers_part(data)}{write(data, node)}</node>\n'


def _viewers_part(data: Attributes) -> str:
    seen = look(data["type"])
    red, green, blue = seen.rgb
    return (
        f'<data key="n_label">{content(data["name"])}</data><data key="n_color">{seen.colour}</data>'
        f'<data key="n_r">{red}</data><data key="n_g">{green}</data><data key="n_b">{blue}</data>'
        f'<data key="n_size">{seen.size(data.get("weight"))}</data>'
    )


def _edges(graph: Graph, table: Mapping[str, Column]) -> Iterator[str]:
    write = _writer("edge", table)
    ids = {node: attribute(node) for node in graph}
    for source, target, key, data in ordered.edges(graph):
        yield (
            f'<edge id="{attribute(key)}" source="{ids[source]}" target="{ids[target]}">'
            f'<data key="e_label">{content(data["type"])}</data>{write(data, key)}</edge>\n'
        )


def read_back(path: str | Path) -> Graph:
    """Read GraphML that `render` wrote, through NetworkX's reader, and give the graph that was written."""
    raw = cast("nx.MultiDiGraph[str]", nx.read_graphml(path, edge_key_type=str, force_multigraph=True))
    as_json: dict[str, list[str]] = json.loads(decode(raw.graph.pop(_JSON_PROPERTIES)))
    graph: Graph = nx.MultiDiGraph()
    graph.graph.update(_decoded(raw.graph, "graph", as_json))
    for node, data in ordered.nodes(raw):
        graph.add_node(decode(node))
        graph.nodes[decode(node)].update(_decoded(data, "node", as_json))
    for source, target, key, data in ordered.edges(raw):
        edge = decode(source), decode(target), decode(key)
        graph.add_edge(*edge)
        graph.edges[edge].update(_decoded(data, "edge", as_json), id=edge[2])
    return graph


def _decoded(data: Mapping[str, Any], owner: str, as_json: Mapping[str, list[str]]) -> dict[str, Any]:
    """Undo what writing did to a row, and leave out what it added for viewers."""
    values: dict[str, Any] = {}
    for written, value in data.items():
        if written in _TAKEN[owner]:
            continue
        name = decode(written)
        text = decode(value) if isinstance(value, str) else value
        values[name] = json.loads(text) if name in as_json[owner] else text
    return values
