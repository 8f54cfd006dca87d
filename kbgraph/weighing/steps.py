"""The steps of weighing, in their order."""

from __future__ import annotations

from collections.abc import Callable

from kbgraph.weighing.centrality import weigh_nodes
from kbgraph.weighing.cooccurrence import add_cooccurrences
from kbgraph.weighing.corpus_counts import CorpusCounts, Graph, count_corpus
from kbgraph.weighing.edge_weights import weigh_edges
from kbgraph.weighing.projection import Projection, project
from kbgraph.weighing.topic_frequency import set_topic_frequency
from kbgraph.weighing.topic_relevance import add_coverage

STEPS: tuple[tuple[str, Callable[[Graph, CorpusCounts], None]], ...] = (
    ("topic frequency", set_topic_frequency),  # Sentence.spread
    ("topic relevance", add_coverage),  # COVERS
    ("co-occurrence", add_cooccurrences),  # CO_OCCURS_WITH
    ("edge weights", weigh_edges),  # weight of every other edge
)
"""What follows from where things stand in the text. The weight of nodes follows from the weighed edges."""


def run(graph: Graph) -> tuple[CorpusCounts, Projection]:
    """Count what stands where, take the steps, project the weighed edges, weigh the nodes."""
    counts = count_corpus(graph)
    for _, step in STEPS:
        step(graph, counts)
    projection = project(graph, counts)
    weigh_nodes(graph, counts, projection)
    return counts, projection
