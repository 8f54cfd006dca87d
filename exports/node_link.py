"""Node-link JSON, as NetworkX knows it: the record that every other export can be made from again.

The shape is that of `networkx.node_link_data(graph, edges="edges")`, one node or edge a line, in the order of
their ids and with sorted keys, so that a person can search it and compare two builds. Holds everything;
properties that are None are left out. Reading it back gives the same graph: ids, keys, types and values (only
a high and a low surrogate in a row, which no text holds, come back as the character that they stand for).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from exports import ordered
from exports.jsontext import to_json
from exports.node_link_reader import read_graph
from kbgraph.errors import OutputError

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

__all__ = ["read_graph", "render"]


def render(graph: Graph) -> Iterator[str]:
    """Give the file line by line."""
    yield '{"directed":true,"multigraph":true,\n'
    yield f'"graph":{_json(ordered.present(graph.graph), "the graph")},\n'
    yield '"nodes":['
    separator = "\n"
    for node, attributes in ordered.nodes(graph):
        yield separator + _record({"id": node}, attributes, node)
        separator = ",\n"
    yield '\n],\n"edges":['
    separator = "\n"
    for source, target, key, attributes in ordered.edges(graph):
        yield separator + _record({"source": source, "target": target, "key": key}, attributes, key)
        separator = ",\n"
    yield "\n]}\n"


def _record(identity: dict[str, str], attributes: Attributes, owner: str) -> str:
    for name in identity:
        if name in attributes:
            raise OutputError(
                f"{owner}: no property can be named {name}, which node-link JSON keeps for itself"
            )
    return _json(identity | ordered.present(attributes), owner)


def _json(value: dict[str, Any], owner: str) -> str:
    try:
        return to_json(value)
    except (TypeError, ValueError) as error:
        raise OutputError(f"{owner}: a property can't be written as JSON: {error}") from error
