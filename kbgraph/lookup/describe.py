"""Gather what a graph holds of one node."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from kbgraph.lookup.reading import (
    Attributes,
    in_edges,
    out_edges,
    passage,
    passages,
    reference,
    section_place,
    strings,
)
from kbgraph.lookup.records import Coverage, Description, Neighbour, NodeMention, Place, Reference, Statement
from kbgraph.schema import (
    ABOUT,
    CO_OCCURS_WITH,
    COVERS,
    HAS_SECTION,
    MENTIONS,
    STRUCTURE_PROPERTIES,
    NodeType,
)

_STRUCTURE = frozenset(STRUCTURE_PROPERTIES) - {"HAS_QUOTA", "REFERS_TO"}


def describe(graph: nx.MultiDiGraph[str], node: str) -> Description:
    """Tell all that a graph holds of a node, given by its id."""
    attributes = graph.nodes[node]
    statements = _statements(graph, node)
    mentions = _mentions(graph, node)
    own = {node} if attributes["type"] == NodeType.SENTENCE else set()
    referred = {each for statement in statements for each in statement.evidence}
    return Description(
        id=node,
        type=str(attributes["type"]),
        name=str(attributes["name"]),
        aliases=strings(attributes.get("aliases")),
        properties={
            key: value
            for key, value in sorted(attributes.items())
            if key not in ("type", "name", "aliases") and value is not None
        },
        topics=_coverage(graph, in_edges(graph, node, COVERS)),
        covers=_coverage(graph, out_edges(graph, node, COVERS)),
        statements=statements,
        neighbours=_neighbours(graph, node),
        mentions=mentions,
        names=_names(graph, node),
        sections=_sections(graph, node),
        passages=passages(graph, own | referred | {mention.source for mention in mentions}),
    )


def _heaviest(weight: float | None) -> float:
    return -(weight or 0.0)


def _coverage(
    graph: nx.MultiDiGraph[str], edges: Iterable[tuple[str, str, Attributes]]
) -> tuple[Coverage, ...]:
    found = [
        Coverage(
            other=reference(graph, other),
            weight=attributes.get("weight"),
            count=int(attributes.get("count") or 0),
            sections=strings(attributes.get("sections")),
        )
        for other, _, attributes in edges
    ]
    return tuple(sorted(found, key=lambda each: (_heaviest(each.weight), each.other.name, each.other.id)))


def _statements(graph: nx.MultiDiGraph[str], node: str) -> tuple[Statement, ...]:
    found = [
        _statement(graph, other, key, attributes, outgoing=outgoing)
        for outgoing, edges in ((True, out_edges(graph, node)), (False, in_edges(graph, node)))
        for other, key, attributes in edges
        if attributes["type"] not in _STRUCTURE and (outgoing or other != node)
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (each.type, not each.outgoing, _heaviest(each.weight), each.other.name, each.id),
        )
    )


def _statement(
    graph: nx.MultiDiGraph[str], other: str, key: str, attributes: Attributes, *, outgoing: bool
) -> Statement:
    return Statement(
        id=key,
        type=str(attributes["type"]),
        outgoing=outgoing,
        other=reference(graph, other),
        predicate=strings(attributes.get("predicate")),
        negated=bool(attributes.get("negated", False)),
        modality=attributes.get("modality"),
        condition=attributes.get("condition"),
        confidence=attributes.get("confidence"),
        rule=strings(attributes.get("rule")),
        count=int(attributes.get("count") or 0),
        weight=attributes.get("weight"),
        evidence=strings(attributes.get("evidence")),
        sections=strings(attributes.get("sections")),
    )


def _neighbours(graph: nx.MultiDiGraph[str], node: str) -> tuple[Neighbour, ...]:
    edges = (*out_edges(graph, node, CO_OCCURS_WITH), *in_edges(graph, node, CO_OCCURS_WITH))
    found = [
        Neighbour(
            other=reference(graph, other),
            weight=attributes.get("weight"),
            count=int(attributes.get("count") or 0),
            npmi=attributes.get("npmi"),
            significance=attributes.get("significance"),
        )
        for other, _, attributes in edges
    ]
    return tuple(sorted(found, key=lambda each: (_heaviest(each.weight), each.other.name, each.other.id)))


def _mentions(graph: nx.MultiDiGraph[str], node: str) -> tuple[NodeMention, ...]:
    found = [
        NodeMention(
            source=source,
            surface=str(attributes.get("surface", "")),
            start=int(attributes.get("start", 0)),
            end=int(attributes.get("end", 0)),
            rule=str(attributes.get("rule", "")),
            sections=strings(attributes.get("sections")),
        )
        for source, _, attributes in in_edges(graph, node, MENTIONS)
    ]
    return tuple(sorted(found, key=lambda each: (each.source, each.start, each.end)))


def _names(graph: nx.MultiDiGraph[str], node: str) -> tuple[Reference, ...]:
    edges = sorted(
        (int(attributes.get("start", 0)), target)
        for target, _, attributes in out_edges(graph, node, MENTIONS)
    )
    return tuple(dict.fromkeys(reference(graph, target) for _, target in edges))


def _sections(graph: nx.MultiDiGraph[str], node: str) -> tuple[Place, ...]:
    kind = graph.nodes[node]["type"]
    if kind == NodeType.TOPIC:
        found = [source for source, _, _ in in_edges(graph, node, ABOUT)]
    elif kind in (NodeType.DOCUMENT, NodeType.SECTION):
        found = [target for target, _, _ in out_edges(graph, node, HAS_SECTION)]
    elif kind == NodeType.SENTENCE:
        return passage(graph, node).places
    else:
        found = [source for source, _, _ in in_edges(graph, node, MENTIONS) if _is_section(graph, source)]
    places = {section_place(graph, section) for section in found}
    return tuple(sorted(places, key=lambda place: (place.path, place.start, place.section)))


def _is_section(graph: nx.MultiDiGraph[str], node: str) -> bool:
    return bool(graph.nodes[node]["type"] == NodeType.SECTION)
