"""Count what stands in the database, by label and type, beside what should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from exports.neo4j.rows import Contents
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

MINE = "n.graph = $graph AND n.id IS NOT NULL"
"""Picks the nodes of a named graph; both properties, since only then the index of both is used."""


_NODES = " UNION ALL ".join(
    f"MATCH (n:{node_type}) WHERE {MINE} RETURN '{node_type}' AS type, count(n) AS count"
    for node_type in NodeType
)


def count_nodes(tx: neo4j.Transaction | neo4j.Session, name: str) -> dict[str, int]:
    """Count the nodes of a named graph by type, as whoever matches by label sees them."""
    return {row["type"]: row["count"] for row in tx.run(_NODES, graph=name) if row["count"]}


def count_edges(tx: neo4j.Transaction | neo4j.Session, name: str, sources: Iterable[str]) -> dict[str, int]:
    """Count the relations that lead from nodes of some types of a named graph, by their own type."""
    edges: Counter[str] = Counter()
    for source in sources:
        query = f"MATCH (n:{NodeType(source)}) WHERE {MINE} MATCH (n)-[r]->() WHERE r.graph = $graph"
        for row in tx.run(f"{query} RETURN type(r) AS type, count(*) AS count", graph=name):
            edges[row["type"]] += row["count"]
    return dict(edges)


def differences(tx: neo4j.Transaction | neo4j.Session, name: str, contents: Contents) -> list[str]:
    """Tell in words where the counts of a named graph are not those of the graph."""
    nodes = count_nodes(tx, name)
    edges = count_edges(tx, name, nodes)
    said = []
    for expected, found in ((contents.nodes, nodes), (contents.edges, edges)):
        for kind in sorted({*expected, *found}):
            if expected.get(kind, 0) != found.get(kind, 0):
                said.append(f"{kind}: {found.get(kind, 0)} instead of {expected.get(kind, 0)}")
    return said
