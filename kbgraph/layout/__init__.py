"""Lay a weighed graph out: its communities, and a place in the plane for every node."""

from __future__ import annotations

from kbgraph.layout.communities import find_communities
from kbgraph.layout.positions import place_nodes
from kbgraph.weighing import Weighed
from kbgraph.weighing.corpus_counts import Graph

__all__ = ["lay_out"]


def lay_out(graph: Graph, weighed: Weighed) -> None:
    """Add communities, and positions by them. What is added depends on the graph's content alone."""
    find_communities(graph, weighed.projection)
    place_nodes(graph, weighed.counts, weighed.projection)
