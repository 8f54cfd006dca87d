"""Graphs in several editions, to tell which of them stands in a server."""

from __future__ import annotations

import itertools

from kbgraph.schema import NodeType
from tests.graphs import Graph, add_edge, add_entity, small_graph


def large_graph(edition: int, nodes: int = 400) -> Graph:
    """Make a graph of many batches; every value of one edition differs from another's."""
    graph = small_graph()
    names = [
        add_entity(graph, NodeType.CONCEPT, f"term {number}", aliases=[f"edition {edition}"], weight=1.0)
        for number in range(nodes)
    ]
    for source, target in itertools.pairwise(names):
        add_edge(graph, "USES", source, target, weight=0.5, evidence=[f"edition {edition}"])
    return graph
