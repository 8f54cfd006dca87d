"""The steps of weighing, in their order."""

from __future__ import annotations

from collections.abc import Callable

from kbgraph.weighing.arcs import Map, read_map
from kbgraph.weighing.census import Census, Graph, take_census
from kbgraph.weighing.communities import find_communities
from kbgraph.weighing.cooccurrence import add_cooccurrences
from kbgraph.weighing.coverage import add_coverage
from kbgraph.weighing.edges import weigh_edges
from kbgraph.weighing.nodes import weigh_nodes
from kbgraph.weighing.positions import place_nodes
from kbgraph.weighing.spread import set_spread

TEXT_STEPS: tuple[tuple[str, Callable[[Graph, Census], None]], ...] = (
    ("spread", set_spread),  # Sentence.spread
    ("coverage", add_coverage),  # COVERS
    ("cooccurrence", add_cooccurrences),  # CO_OCCURS_WITH
    ("edges", weigh_edges),  # weight of every other edge
)
"""What follows from where things stand in the text."""

MAP_STEPS: tuple[tuple[str, Callable[[Graph, Census, Map], None]], ...] = (
    ("nodes", weigh_nodes),  # weight of every node
    ("communities", find_communities),  # community, and the graph's communities, named by the weights
    ("positions", place_nodes),  # x, y; a disc for each community
)
"""What follows from the map of topics and entities that the weighed edges make."""


def run(graph: Graph) -> None:
    """Count what stands where, take the steps on the text, read the map, take the steps on the map."""
    census = take_census(graph)
    for _, step in TEXT_STEPS:
        step(graph, census)
    mapped = read_map(graph, census)
    for _, map_step in MAP_STEPS:
        map_step(graph, census, mapped)
