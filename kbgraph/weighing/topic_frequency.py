"""In how many topics a sentence stands."""

from __future__ import annotations

from kbgraph.weighing.corpus_counts import CorpusCounts, Graph, node_data


def set_topic_frequency(graph: Graph, counts: CorpusCounts) -> None:
    """Set `spread` of every sentence; 0 where none of its sections has a topic."""
    nodes = node_data(graph)
    for sentence in counts.sentences:
        nodes[sentence]["spread"] = counts.topic_frequency(sentence)
