"""Explain a path through a graph: what each hop says, and the sentences that say it."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kbgraph.lookup.reading import in_edges, passages, reference, strings
from kbgraph.lookup.records import Route, Step
from kbgraph.schema import CO_OCCURS_WITH, CONTAINS, COVERS, MENTIONS, NodeType


def route(
    graph: nx.MultiDiGraph[str], source: str, target: str, hops: Sequence[tuple[str, str, str]]
) -> Route:
    """Explain the hops (from, edge id, to) of a path, each in the direction walked."""
    steps = tuple(_step(graph, *hop) for hop in hops)
    evidence = (each for step in steps for each in step.evidence)
    return Route(
        source=reference(graph, source),
        target=reference(graph, target),
        steps=steps,
        passages=passages(graph, evidence),
    )


def _step(graph: nx.MultiDiGraph[str], start: str, key: str, end: str) -> Step:
    forward = graph.has_edge(start, end, key)
    head, tail = (start, end) if forward else (end, start)
    attributes = graph.edges[head, tail, key]
    sections = strings(attributes.get("sections"))
    return Step(
        source=reference(graph, start),
        target=reference(graph, end),
        statement=str(attributes["type"]),
        edge=key,
        forward=forward,
        predicate=strings(attributes.get("predicate")),
        negated=bool(attributes.get("negated", False)),
        modality=attributes.get("modality"),
        weight=attributes.get("weight"),
        evidence=strings(attributes.get("evidence"))
        or _shown_by(graph, head, tail, attributes["type"], sections),
        sections=sections,
    )


def _shown_by(
    graph: nx.MultiDiGraph[str], head: str, tail: str, edge_type: str, sections: Sequence[str]
) -> tuple[str, ...]:
    """Find the sentences behind an edge that was counted and not said in words."""
    if edge_type == CO_OCCURS_WITH:
        return tuple(sorted(_sentences_naming(graph, head) & _sentences_naming(graph, tail)))
    if edge_type == COVERS:
        covering = frozenset(sections)
        return tuple(
            sorted(each for each in _sentences_naming(graph, tail) if _stands_in(graph, each, covering))
        )
    return ()


def _sentences_naming(graph: nx.MultiDiGraph[str], entity: str) -> set[str]:
    return {
        source
        for source, _, _ in in_edges(graph, entity, MENTIONS)
        if graph.nodes[source]["type"] == NodeType.SENTENCE
    }


def _stands_in(graph: nx.MultiDiGraph[str], sentence: str, sections: frozenset[str]) -> bool:
    return any(section in sections for section, _, _ in in_edges(graph, sentence, CONTAINS))
