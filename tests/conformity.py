"""Check that a graph keeps to the schema, for the tests of whatever makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kbgraph.relation_types import load_relation_types
from kbgraph.schema import (
    ABOUT,
    CO_OCCURS_WITH,
    COMMON_EDGE,
    COMMON_NODE,
    CONTAINS,
    COVERS,
    ENTITY_TYPES,
    HAS_QUOTA,
    HAS_SECTION,
    MENTIONS,
    NODE_PROPERTIES,
    REFERS_TO,
    STRUCTURE_PROPERTIES,
    NodeType,
    PropertyType,
    edge_properties,
)
from tests.graphs import Graph

_IS: Mapping[PropertyType, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "strings": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    "numbers": lambda value: isinstance(value, list) and all(isinstance(each, int | float) for each in value),
}
_TYPES = {*STRUCTURE_PROPERTIES, *load_relation_types().types, HAS_QUOTA}
_SECTION, _SENTENCE, _TOPIC = {NodeType.SECTION}, {NodeType.SENTENCE}, {NodeType.TOPIC}
_ENDS = {
    HAS_SECTION: ({NodeType.DOCUMENT, NodeType.SECTION}, _SECTION),
    ABOUT: (_SECTION, _TOPIC),
    CONTAINS: (_SECTION, _SENTENCE),
    MENTIONS: (_SENTENCE | _SECTION, ENTITY_TYPES),
    COVERS: (_TOPIC, ENTITY_TYPES),
    CO_OCCURS_WITH: (ENTITY_TYPES, ENTITY_TYPES),
    HAS_QUOTA: (ENTITY_TYPES, {NodeType.QUOTA}),
    REFERS_TO: (_SECTION, _SECTION | _TOPIC | {NodeType.SERVICE}),
}


def faults(graph: Graph) -> list[str]:
    """Give everything in which a graph departs from the schema, in words."""
    return [*_node_faults(graph), *_edge_faults(graph)]


def _node_faults(graph: Graph) -> Iterator[str]:
    for node, data in graph.nodes(data=True):
        if data.get("type") not in set(NodeType) or not data.get("name"):
            yield f"{node}: needs a type of the schema and a name, has {data}"
            continue
        if not node.startswith(f"{data['type'].lower()}:"):
            yield f"{node}: its id does not begin with its type"
        yield from _property_faults(node, data, COMMON_NODE | NODE_PROPERTIES[NodeType(data["type"])])


def _edge_faults(graph: Graph) -> Iterator[str]:
    seen: set[str] = set()
    for source, target, key, data in graph.edges(keys=True, data=True):
        if key != data.get("id") or key in seen:
            yield f"{key}: an edge's id is its key, and no other edge's"
        seen.add(key)
        kind = data.get("type")
        if kind not in _TYPES:
            yield f"{key}: no type of the schema: {kind!r}"
            continue
        sources, targets = _ENDS.get(kind, (ENTITY_TYPES, ENTITY_TYPES))
        ends = graph.nodes[source].get("type"), graph.nodes[target].get("type")
        if ends[0] not in sources or ends[1] not in targets:
            yield f"{key}: {kind} does not go from {ends[0]} to {ends[1]}"
        yield from _property_faults(key, data, COMMON_EDGE | edge_properties(kind))
        if kind not in STRUCTURE_PROPERTIES:
            yield from _evidence_faults(graph, key, data)


def _evidence_faults(graph: Graph, key: str, data: Mapping[str, object]) -> Iterator[str]:
    evidence = data.get("evidence")
    if not isinstance(evidence, list) or not evidence:
        yield f"{key}: no evidence"
        return
    for each in evidence:
        if not each.startswith("vocabulary:") and graph.nodes.get(each, {}).get("type") != NodeType.SENTENCE:
            yield f"{key}: its evidence {each!r} is no sentence of the graph"


def _property_faults(
    owner: str, data: Mapping[str, object], properties: Mapping[str, PropertyType]
) -> Iterator[str]:
    for name, value in data.items():
        if name not in properties:
            yield f"{owner}: no property of the schema: {name!r}"
        elif value is not None and not _IS[properties[name]](value):
            yield f"{owner}: {name} should hold {properties[name]}, holds {value!r}"
