"""Write a difference to a named graph, all of it in the transaction that is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from exports.neo4j.difference import Difference
from exports.neo4j.labels import labels
from exports.neo4j.rows import batches, edge_row, node_row, size_of
from kbgraph.errors import ServerError
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

    from exports.ordered import Graph

T = TypeVar("T")
_TIED = (
    "UNWIND $rows AS row MATCH (n)-[r]-(m) WHERE elementId(n) = row AND (r.graph IS NULL OR r.graph <> $graph) "
    "RETURN n.id AS id, type(r) AS type, labels(m) AS labels LIMIT 3"
)


def write(tx: neo4j.Transaction, graph: Graph, name: str, change: Difference, *, rows: int) -> None:
    """Make the named graph what the graph is.

    Raises ServerError where a node that goes is tied to something that no load of kbgraph has written.
    """
    for batch in _parts(change.old_edges, rows):
        _run(tx, "MATCH ()-[r]->() WHERE elementId(r) = row DELETE r", batch)
    _delete_nodes(tx, name, change.old_nodes, rows)
    for changed in _parts(change.changed_nodes, rows):
        _run(tx, "MATCH (n) WHERE elementId(n) = row[0] SET n = row[1]", changed)
    for changed in _parts(change.changed_edges, rows):
        _run(tx, "MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r = row[1]", changed)
    for node_type, nodes in batches(_new_nodes(graph, name, change), most_rows=rows):
        _run(tx, f"CREATE (n:{labels(node_type)}) SET n = row", nodes)
    for (edge_type, source, target), edges in batches(_new_edges(graph, name, change), most_rows=rows):
        _run(tx, create_edges(edge_type, source, target), edges, name)


def create_edges(edge_type: str, source: str, target: str) -> str:
    """Give the statement that creates relations of a type between nodes of two labels."""
    return (
        f"MATCH (s:{source} {{graph: $graph, id: row[0]}}) MATCH (t:{target} {{graph: $graph, id: row[1]}}) "
        f"CREATE (s)-[r:{edge_type}]->(t) SET r = row[2]"
    )


def _run(tx: neo4j.Transaction, statement: str, rows: Sequence[object], name: str | None = None) -> None:
    tx.run("UNWIND $rows AS row " + statement, rows=rows, graph=name).consume()


def _delete_nodes(tx: neo4j.Transaction, name: str, elements: list[str], rows: int) -> None:
    for batch in _parts(elements, rows):
        refuse_to_untie(tx.run(_TIED, rows=batch, graph=name).data())
        _run(tx, "MATCH (n) WHERE elementId(n) = row DELETE n", batch)


def refuse_to_untie(tied: list[dict[str, Any]]) -> None:
    """Raise ServerError if anything is tied to nodes that are to go."""
    if tied:
        shown = "; ".join(f"{row['id']} by {row['type']} to {':'.join(row['labels'])}" for row in tied)
        raise ServerError(
            "nodes that the graph no longer has are tied to something that kbgraph did not write, "
            f"and it touches nothing of others: {shown}. Remove these relations and load again"
        )


def _new_nodes(graph: Graph, name: str, change: Difference) -> Iterator[tuple[NodeType, int, Any]]:
    for node in change.new_nodes:
        row = node_row(name, node, graph.nodes[node])
        yield NodeType(graph.nodes[node]["type"]), size_of(row), row


def _new_edges(
    graph: Graph, name: str, change: Difference
) -> Iterator[tuple[tuple[str, str, str], int, list[Any]]]:
    for source, target, key in change.new_edges:
        data = graph.edges[source, target, key]
        row = edge_row(name, key, data)
        kinds = data["type"], graph.nodes[source]["type"], graph.nodes[target]["type"]
        yield (
            (str(kinds[0]), NodeType(kinds[1]).value, NodeType(kinds[2]).value),
            size_of(row),
            [source, target, row],
        )


def _parts(items: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
