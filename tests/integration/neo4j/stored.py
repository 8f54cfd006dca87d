"""What stands in a Neo4j under a name, read back as a graph."""

from __future__ import annotations

from typing import Any

import neo4j
import networkx as nx

from kbgraph.schema import NodeType
from tests.graphs import Graph

ENTITIES = {"Service", "Concept"}


def stored(driver: neo4j.Driver, name: str, database: str | None = None) -> Graph:
    """Read a named graph back, and check that every node has the labels it should and no others."""
    graph: Graph = nx.MultiDiGraph()
    nodes = driver.execute_query(
        "MATCH (n) WHERE n.graph = $name AND any(label IN labels(n) WHERE label IN $types) "
        "RETURN labels(n), properties(n)",
        name=name,
        types=list(NodeType),
        database_=database,
    ).records
    for labels, properties in nodes:
        (node_type,) = set(labels) - {"Entity"}
        assert ("Entity" in labels) == (node_type in ENTITIES)
        assert properties.pop("graph") == name
        identity = properties.pop("id")
        assert identity not in graph
        graph.add_node(identity)
        graph.nodes[identity].update(properties, type=node_type)
    edges = driver.execute_query(
        "MATCH (s)-[r]->(t) WHERE r.graph = $name AND any(label IN labels(s) WHERE label IN $types) "
        "RETURN s.id, t.id, s.graph, t.graph, type(r), properties(r)",
        name=name,
        types=list(NodeType),
        database_=database,
    ).records
    for source, target, source_graph, target_graph, edge_type, properties in edges:
        assert source_graph == target_graph == properties.pop("graph") == name
        assert not graph.has_edge(source, target, properties["id"])
        graph.add_edge(source, target, properties["id"])
        graph.edges[source, target, properties["id"]].update(properties, type=edge_type)
    return graph


def as_stored(graph: Graph) -> Graph:
    """Give the graph as it should come back: without None, and lists of numbers of one type."""
    expected: Graph = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        expected.add_node(node)
        expected.nodes[node].update(_plain(data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        expected.add_edge(source, target, key)
        expected.edges[source, target, key].update(_plain(data))
    return expected


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _value(value) for key, value in data.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, list) and {type(item) for item in value} == {int, float}:
        return [float(item) for item in value]
    return str(value) if isinstance(value, NodeType) else value


def same(one: Graph, other: Graph) -> bool:
    """Tell whether two graphs hold the same nodes and edges with the same values of the same types."""
    return _typed(one) == _typed(other)


def _typed(graph: Graph) -> dict[object, object]:
    rows: dict[object, object] = {node: _types(data) for node, data in graph.nodes(data=True)}
    for source, target, key, data in graph.edges(keys=True, data=True):
        rows[source, target, key] = _types(data)
    return rows


def _types(data: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    return {key: (type(value).__name__, value) for key, value in data.items()}


def elements(driver: neo4j.Driver, name: str) -> set[str]:
    """Give the element ids of a named graph's nodes and relations."""
    rows = driver.execute_query(
        "MATCH (n) WHERE n.graph = $name OPTIONAL MATCH (n)-[r]->() "
        "UNWIND [elementId(n), 'r' + elementId(r)] AS id WITH id WHERE id IS NOT NULL RETURN DISTINCT id",
        name=name,
    ).records
    return {row["id"] for row in rows}


def version(driver: neo4j.Driver, name: str) -> int:
    """Give a named graph's version."""
    records = driver.execute_query(
        "MATCH (g:KnowledgeGraph {name: $name}) RETURN g.version", name=name
    ).records
    return int(records[0][0])


def leftovers(driver: neo4j.Driver, name: str) -> int:
    """Count the nodes that loads of a named graph staged and did not use or remove yet."""
    query = (
        "MATCH (n) WHERE n.graph = $name AND any(label IN labels(n) WHERE label STARTS WITH 'Kbgraph') "
        "RETURN count(n)"
    )
    return int(driver.execute_query(query, name=name).records[0][0])
