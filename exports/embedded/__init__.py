"""Cypher over a graph file in this process, by Ladybug: for people who have not set up a Neo4j.

Holds the nodes and edges with the properties of the schema, and of none else; `graph` is the name that the
graph would have in Neo4j. A convenience that is made again whenever the graph file changed, never the record.
"""

from __future__ import annotations

from exports.embedded.asking import query

__all__ = ["query"]
