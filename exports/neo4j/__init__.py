"""Neo4j: the graph in a running server, ready for Cypher.

Every node has its type as label, services and concepts the label Entity too; relations have their types. Both
have the properties of the graph in native types, `id`, and `graph`, the named graph they belong to. What made
the graph stands as JSON in `attributes` of its node of the label KnowledgeGraph, beside version and hash.
`type` is not a property, since the label and the relation's type say it; None is left out; a list of integers
and floats becomes one of floats. Nothing else is lost.
"""

from __future__ import annotations

from exports.neo4j.address import Address, find_address
from exports.neo4j.loading import Loaded, Pace, load
from exports.neo4j.naming import default_name

__all__ = ["Address", "Loaded", "Pace", "default_name", "find_address", "load"]
