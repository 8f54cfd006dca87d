"""What has to change so that a named graph in the database is the graph, found by reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from exports import ordered
from exports.neo4j.counting import MINE
from exports.neo4j.rows import Row, edge_row, node_row
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

    from exports.ordered import Graph


@dataclass(slots=True)
class Difference:
    """Rows to write and element ids of what is to go."""

    new_nodes: list[str] = field(default_factory=list)  # ids
    new_edges: list[tuple[str, str, str]] = field(default_factory=list)  # source, target, key
    changed_nodes: list[list[Any]] = field(default_factory=list)  # element id, row
    changed_edges: list[list[Any]] = field(default_factory=list)
    old_nodes: list[str] = field(default_factory=list)  # element ids
    old_edges: list[str] = field(default_factory=list)
    replaced: bool = False  # a node has another label now, which takes its relations with it

    @property
    def size(self) -> int:
        """Count everything that is to be written or removed."""
        new, changed = (
            len(self.new_nodes) + len(self.new_edges),
            len(self.changed_nodes) + len(self.changed_edges),
        )
        return new + changed + len(self.old_nodes) + len(self.old_edges)


def find_difference(
    tx: neo4j.Transaction, graph: Graph, name: str, types: Sequence[NodeType], *, most: int
) -> Difference | None:
    """Compare a named graph, which has nodes of some types, with the graph, value by value.

    None as soon as more than `most` is to do, or something that can't be written as a difference.
    """
    found = Difference()
    seen_nodes: set[str] = set()
    for node_type in types:
        for element, identity, row in _stored_nodes(tx, node_type, name):
            _compare_node(graph, name, node_type, element, identity, row, found, seen_nodes)
            if found.replaced or found.size > most:
                return None
    seen_edges: set[tuple[str, str, str]] = set()
    for node_type in types:
        for stored in _stored_edges(tx, node_type, name):
            _compare_edge(graph, name, stored, found, seen_edges)
            if found.size > most:
                return None
    return _add_new(graph, found, seen_nodes, seen_edges, most)


def _add_new(
    graph: Graph, found: Difference, nodes: set[str], edges: set[tuple[str, str, str]], most: int
) -> Difference | None:
    lacking = graph.number_of_nodes() + graph.number_of_edges() - len(nodes) - len(edges)
    if found.size + lacking > most:
        return None
    found.new_nodes.extend(node for node, _ in ordered.nodes(graph) if node not in nodes)
    every = ((source, target, key) for source, target, key, _ in ordered.edges(graph))
    found.new_edges.extend(edge for edge in every if edge not in edges)
    return found


def _stored_nodes(tx: neo4j.Transaction, node_type: NodeType, name: str) -> Iterator[tuple[str, str, Row]]:
    query = f"MATCH (n:{node_type}) WHERE {MINE} RETURN elementId(n), n.id, properties(n)"
    yield from tx.run(query, graph=name)


def _stored_edges(
    tx: neo4j.Transaction, node_type: NodeType, name: str
) -> Iterator[tuple[str, str, str, str, Row]]:
    query = (
        f"MATCH (n:{node_type}) WHERE {MINE} MATCH (n)-[r]->(m) WHERE r.graph = $graph "
        "RETURN elementId(r), type(r), n.id, CASE m.graph WHEN $graph THEN m.id END, properties(r)"
    )
    yield from tx.run(query, graph=name)


def _compare_node(
    graph: Graph,
    name: str,
    node_type: NodeType,
    element: str,
    identity: str,
    row: Row,
    found: Difference,
    seen: set[str],
) -> None:
    data = graph.nodes[identity] if identity in graph else None
    if data is None:
        found.old_nodes.append(element)
        return
    found.replaced = found.replaced or data["type"] != node_type
    seen.add(identity)
    wanted = node_row(name, identity, data)
    if not _same(wanted, row):
        found.changed_nodes.append([element, wanted])


def _compare_edge(
    graph: Graph,
    name: str,
    stored: tuple[str, str, str, str, Row],
    found: Difference,
    seen: set[tuple[str, str, str]],
) -> None:
    element, edge_type, source, target, row = stored
    edge = (source, target, str(row.get("id")))
    data = graph.get_edge_data(*edge) if graph.has_edge(*edge) else None
    if data is None or data["type"] != edge_type or edge in seen:
        found.old_edges.append(element)
        return
    seen.add(edge)
    wanted = edge_row(name, edge[2], data)
    if not _same(wanted, row):
        found.changed_edges.append([element, wanted])


def _same(wanted: Row, stored: Row) -> bool:
    """Compare exactly: True is not 1, and 1 is not 1.0."""
    if wanted != stored:
        return False
    return orjson.dumps(wanted, option=orjson.OPT_SORT_KEYS) == orjson.dumps(
        stored, option=orjson.OPT_SORT_KEYS
    )
