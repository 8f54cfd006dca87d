"""The weight of every node: how much of the knowledge base hangs on it, 1 for the heaviest of its type.

Nodes of the map: PageRank (Brin and Page 1998) over the map's arcs, walked both ways in proportion to
their weight. Relations and co-occurrences count by how particular their ends are: the geometric mean of
the two, each the mean over an entity's mentions of 1 / number of topics in which the mention holds. So a
sentence copied under every topic does not lift its terms above what the topics are about.

Sentences: (1 + mentions) / spread. Sections: the sum over their sentences. Documents: the sum over
sections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from kbgraph.schema import NodeType
from kbgraph.weighing.corpus_counts import CorpusCounts, Graph, node_data
from kbgraph.weighing.projection import Numbers, Projection, WeightedEdges

FOLLOW = 0.85
"""The chance that the surfer of PageRank follows an arc; else it starts anew anywhere."""


def weigh_nodes(graph: Graph, counts: CorpusCounts, mapped: Projection) -> None:
    """Set `weight` of every node."""
    arcs = mapped.damped_arcs(particularity(counts, mapped.nodes))
    ranks = page_rank(len(mapped.nodes), arcs)
    weights = dict(zip(mapped.nodes, ranks.tolist(), strict=True)) | _text_weights(counts)
    heaviest: dict[str, float] = defaultdict(float)
    for node, weight in weights.items():
        heaviest[counts.types[node]] = max(heaviest[counts.types[node]], weight)
    for node, data in node_data(graph).items():
        most = heaviest[counts.types[node]]
        data["weight"] = round(weights[node] / most, 6) if most else 0.0


def particularity(counts: CorpusCounts, nodes: Sequence[str]) -> Numbers:
    """Give for every node the mean of 1 / spread over its mentions; 1 for topics, which have none."""
    shares: dict[str, list[float]] = defaultdict(list)
    for mention in counts.heading_mentions:
        shares[mention.entity].append(1.0)
    spreads = {sentence: counts.topic_frequency(sentence) for sentence in counts.sentences}
    for mention in counts.mentions:
        anywhere = mention.sections is None
        spread = spreads[mention.source] if anywhere else counts.spread(counts.mention_places(mention))
        shares[mention.entity].append(1 / max(1, spread))
    return np.array([sum(shares[node]) / len(shares[node]) if node in shares else 1.0 for node in nodes])


def page_rank(size: int, arcs: WeightedEdges) -> Numbers:
    """Compute the PageRank of numbered nodes, to a change below 1e-9 of the whole.

    A node without arcs hands its rank to all alike.
    """
    if not size:
        return np.zeros(0)
    source = np.concatenate((arcs.first, arcs.second))
    target = np.concatenate((arcs.second, arcs.first))
    weight = np.concatenate((arcs.weight, arcs.weight))
    strength = np.bincount(source, weight, minlength=size)
    flow = weight / strength[source]
    is_alone = strength == 0
    rank: Numbers = np.full(size, 1 / size)
    for _ in range(200):
        everywhere = (1 - FOLLOW + FOLLOW * float(rank[is_alone].sum())) / size
        followed = np.bincount(target, rank[source] * flow, minlength=size).astype(np.float64)
        before, rank = rank, everywhere + FOLLOW * followed
        if float(np.abs(rank - before).sum()) < 1e-9:
            break
    return rank


def _text_weights(counts: CorpusCounts) -> dict[str, float]:
    mentions: dict[str, int] = defaultdict(int)
    for mention in counts.mentions:
        mentions[mention.source] += 1
    weights: dict[str, float] = {
        node: 0.0 for node, kind in counts.types.items() if kind in (NodeType.SECTION, NodeType.DOCUMENT)
    }
    for sentence in counts.sentences:
        weight = (1 + mentions[sentence]) / max(1, counts.topic_frequency(sentence))
        weights[sentence] = weight
        for section, times in counts.places.get(sentence, {}).items():
            weights[section] += times * weight
    for section in counts.sections:
        document = _document(counts.parents, section)
        if counts.types[document] == NodeType.DOCUMENT:
            weights[document] += weights[section]
    return weights


def _document(parents: Mapping[str, str], section: str) -> str:
    node = section
    while node in parents:
        node = parents[node]
    return node
