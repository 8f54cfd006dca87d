"""Count what a graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import networkx as nx

from kbgraph.lookup.reading import in_edges, reference
from kbgraph.lookup.records import Recurring, Reference, Stats
from kbgraph.schema import CONTAINS, STRUCTURE_PROPERTIES, NodeType


def stats(graph: nx.MultiDiGraph[str]) -> Stats:
    """Count a graph's nodes and edges by type, and rank what recurs and what weighs most."""
    edges: Counter[str] = Counter(str(attributes["type"]) for _, _, attributes in graph.edges(data=True))
    relations = {kind: count for kind, count in edges.items() if kind not in STRUCTURE_PROPERTIES}
    structure = {kind: count for kind, count in edges.items() if kind in STRUCTURE_PROPERTIES}
    return Stats(
        nodes=_by_count(Counter(str(kind) for _, kind in graph.nodes(data="type"))),
        edges=_by_count(structure),
        relations=_by_count(relations),
        levels=_levels(graph),
        places=structure.get(CONTAINS, 0),
        concepts=_by_count(
            Counter(
                str(attributes.get("source", "unknown"))
                for _, attributes in _of_type(graph, NodeType.CONCEPT)
            )
        ),
        recurring=_recurring(graph),
        heaviest={
            str(kind): _heaviest(graph, kind) for kind in (NodeType.TOPIC, NodeType.SERVICE, NodeType.CONCEPT)
        },
        made_by=dict(sorted(graph.graph.items())),
    )


def _by_count(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _of_type(graph: nx.MultiDiGraph[str], kind: NodeType) -> list[tuple[str, dict[str, object]]]:
    return [(node, attributes) for node, attributes in graph.nodes(data=True) if attributes["type"] == kind]


def _levels(graph: nx.MultiDiGraph[str]) -> dict[int, int]:
    levels = Counter(
        int(str(attributes.get("level", 0))) for _, attributes in _of_type(graph, NodeType.SECTION)
    )
    return dict(sorted(levels.items()))


def _recurring(graph: nx.MultiDiGraph[str]) -> tuple[Recurring, ...]:
    found = []
    for node, attributes in _of_type(graph, NodeType.SENTENCE):
        places = sum(1 for _ in in_edges(graph, node, CONTAINS))
        if places > 1:
            text = str(attributes.get("text", attributes["name"]))
            found.append(Recurring(node, text, places, int(str(attributes.get("spread", 0)))))
    return tuple(sorted(found, key=lambda each: (-each.topics, -each.places, each.text)))


def _heaviest(graph: nx.MultiDiGraph[str], kind: NodeType) -> tuple[Reference, ...]:
    weighed = [(-float(str(each.get("weight") or 0)), node) for node, each in _of_type(graph, kind)]
    return tuple(reference(graph, node) for _, node in sorted(weighed))
