"""GEXF 1.3: for Gephi and Gephi Lite, with labels, colours, positions, sizes and every parallel edge.

Gephi merges edges of one kind between the same two nodes, so every edge says its `kind`: its type, and from
the second of one type on with its number ("CONTAINS 2"). The type itself is the property `type`.
Holds every property of nodes and edges; lists and mappings are JSON text, and what XML can't hold is escaped
(see `exports.markup`). GEXF has no place for properties of the graph: they are JSON in the description.
A property's id is its name, because graphology, and with it Gephi Lite, shows the id and not the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from exports import ordered
from exports.appearance import look
from exports.columns import Column, Kind, cells, columns
from exports.jsontext import to_json
from exports.markup import attribute, content

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

_TYPES: dict[Kind, str] = {
    "string": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "json": "string",
}
_IN_THE_TAG = frozenset({"id", "weight"})  # of an edge


def render(graph: Graph) -> Iterator[str]:
    """Give the file, a node or an edge at a time."""
    node_columns = columns(ordered.node_rows(graph))
    edge_columns = columns(ordered.edge_rows(graph), without=_IN_THE_TAG)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta>\n<creator>kbgraph</creator>\n"
    yield f"<description>{content(_graph_properties(graph))}</description>\n</meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    yield from _declarations("node", node_columns)
    yield from _declarations("edge", edge_columns)
    yield "<nodes>\n"
    yield from _nodes(graph, node_columns)
    yield "</nodes>\n<edges>\n"
    yield from _edges(graph, edge_columns)
    yield "</edges>\n</graph>\n</gexf>\n"


def _graph_properties(graph: Graph) -> str:
    return to_json(ordered.present(graph.graph))


def _declarations(owner: str, table: Mapping[str, Column]) -> Iterator[str]:
    yield f'<attributes class="{owner}">\n'
    for column in table.values():
        name = attribute(column.name)
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES[column.kind]}"/>\n'
    yield "</attributes>\n"


def _opening(column: Column) -> str:
    return f'<attvalue for="{attribute(column.name)}" value="'


def _nodes(graph: Graph, table: Mapping[str, Column]) -> Iterator[str]:
    write = cells(table, _opening, '"/>', attribute)
    for node, data in ordered.nodes(graph):
        yield (
            f'<node id="{attribute(node)}" label="{attribute(data["name"])}">'
            f"<attvalues>{write(data, node)}</attvalues>{_drawn(data)}</node>\n"
        )


def _drawn(data: Attributes) -> str:
    seen = look(data["type"])
    red, green, blue = seen.rgb
    x, y = data.get("x"), data.get("y")
    position = "" if x is None or y is None else f'<viz:position x="{x}" y="{y}" z="0.0"/>'
    return (
        f'<viz:color r="{red}" g="{green}" b="{blue}"/>{position}'
        f'<viz:size value="{seen.size(data.get("weight"))}"/>'
    )


def _edges(graph: Graph, table: Mapping[str, Column]) -> Iterator[str]:
    write = cells(table, _opening, '"/>', attribute)
    ids = {node: attribute(node) for node in graph}
    pair: tuple[str, str] | None = None
    kinds: Counter[str] = Counter()
    for source, target, key, data in ordered.edges(graph):
        if pair != (source, target):
            pair = source, target
            kinds.clear()
        label = attribute(data["type"])
        kinds[label] += 1
        number = f" {kinds[label]}" if kinds[label] > 1 else ""
        yield (
            f'<edge id="{attribute(key)}" source="{ids[source]}" target="{ids[target]}" '
            f'kind="{label}{number}" label="{label}"{_weight(data)}>'
            f"<attvalues>{write(data, key)}</attvalues></edge>\n"
        )


def _weight(data: Attributes) -> str:
    weight = data.get("weight")
    return "" if weight is None else f' weight="{weight}"'
