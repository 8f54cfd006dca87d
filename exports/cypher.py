"""A script for cypher-shell that makes a named graph what the graph is, for servers that kbgraph can't reach.

One statement a line, each a transaction of its own, so that readers can see a part of it while it runs; what
somebody else has tied to a node that goes stops it. Gives the same nodes, relations and properties as a load
through the driver, and a load through the driver finds it unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from exports import ordered
from exports.jsontext import to_json
from exports.neo4j.constraints import statements
from exports.neo4j.counting import MINE
from exports.neo4j.labels import GRAPH, labels
from exports.neo4j.literals import literal
from exports.neo4j.naming import chosen_name
from exports.neo4j.rows import Contents, all_nodes, batches, edge_row, size_of, summarise
from exports.neo4j.writing import create_edges
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from exports.ordered import Graph

_ROWS = 500  # of a statement: the server reads each as text
_CHARACTERS = 200_000


def render(graph: Graph, name: str | None = None) -> Iterator[str]:
    """Give the script line by line."""
    name = chosen_name(graph, name)
    contents = summarise(graph)
    yield f"// The knowledge graph {literal(name)}, by kbgraph. Run it with: cypher-shell --file graph.cypher\n"
    for statement in statements(internal=False):
        yield statement + ";\n"
    yield "CALL db.awaitIndexes(300);\n"
    yield f"MERGE (g:{GRAPH} {{name: {literal(name)}}}) REMOVE g.hash;\n"
    yield from _removals(name)
    for node_type, rows in batches(all_nodes(graph, name), most_rows=_ROWS, most_characters=_CHARACTERS):
        yield f"UNWIND {literal(rows)} AS row CREATE (n:{labels(node_type)}) SET n = row;\n"
    for kinds, edges in batches(_edges(graph, name), most_rows=_ROWS, most_characters=_CHARACTERS):
        statement = create_edges(*kinds).replace("$graph", literal(name))
        yield f"UNWIND {literal(edges)} AS row {statement};\n"
    yield describe(graph, name, contents)


def describe(graph: Graph, name: str, contents: Contents) -> str:
    """Give the statement that says in the graph's own node what it is."""
    held = {
        "hash": contents.hash,
        "nodes": sum(contents.nodes.values()),
        "relations": sum(contents.edges.values()),
        "attributes": to_json(ordered.present(graph.graph)),
    }
    return (
        f"MERGE (g:{GRAPH} {{name: {literal(name)}}}) "
        f"SET g += {literal(held)}, g.version = coalesce(g.version + g.version % 2, 0) + 2;\n"
    )


def _removals(name: str) -> Iterator[str]:
    mine = MINE.replace("$graph", literal(name))
    for node_type in NodeType:
        yield f"MATCH (n:{node_type}) WHERE {mine} MATCH (n)-[r]->() WHERE r.graph = {literal(name)} DELETE r;\n"
    for node_type in NodeType:
        yield f"MATCH (n:{node_type}) WHERE {mine} DELETE n;\n"


def _edges(graph: Graph, name: str) -> Iterable[tuple[tuple[str, str, str], int, list[object]]]:
    kinds = {node: NodeType(data["type"]).value for node, data in ordered.nodes(graph)}
    for source, target, key, data in ordered.edges(graph):
        row = edge_row(name, key, data)
        yield (str(data["type"]), kinds[source], kinds[target]), size_of(row), [source, target, row]
