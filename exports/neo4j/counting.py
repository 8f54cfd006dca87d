"""Count what stands in the database, by label and type, beside what should."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from exports.neo4j.rows import Contents
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

MINE = "n.graph = $graph AND n.id IS NOT NULL"
"""Picks the nodes of a named graph; both properties, since only then the index of both is used."""


def count(tx: neo4j.Transaction | neo4j.Session, name: str) -> tuple[dict[str, int], dict[str, int]]:
    """Count the nodes and the relations of a named graph by type, as whoever matches by label sees them."""
    nodes: dict[str, int] = {}
    edges: Counter[str] = Counter()
    for node_type in NodeType:
        found = tx.run(f"MATCH (n:{node_type}) WHERE {MINE} RETURN count(n) AS count", graph=name).single(
            True
        )
        if not found["count"]:
            continue
        nodes[node_type.value] = found["count"]
        query = f"MATCH (n:{node_type}) WHERE {MINE} MATCH (n)-[r]->() WHERE r.graph = $graph"
        for row in tx.run(f"{query} RETURN type(r) AS type, count(*) AS count", graph=name):
            edges[row["type"]] += row["count"]
    return nodes, dict(edges)


def differences(contents: Contents, nodes: dict[str, int], edges: dict[str, int]) -> list[str]:
    """Tell in words where counts are not those of a graph."""
    said = []
    for expected, found in ((contents.nodes, nodes), (contents.edges, edges)):
        for kind in sorted({*expected, *found}):
            if expected.get(kind, 0) != found.get(kind, 0):
                said.append(f"{kind}: {found.get(kind, 0)} instead of {expected.get(kind, 0)}")
    return said
