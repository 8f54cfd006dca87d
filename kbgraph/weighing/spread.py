"""In how many topics a sentence stands."""

from __future__ import annotations

from kbgraph.weighing.census import Census, Graph, node_data


def set_spread(graph: Graph, census: Census) -> None:
    """Set `spread` of every sentence; 0 where none of its sections has a topic."""
    nodes = node_data(graph)
    for sentence in census.sentences:
        nodes[sentence]["spread"] = census.sentence_spread(sentence)
