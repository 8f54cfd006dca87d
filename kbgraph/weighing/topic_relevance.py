"""What a topic covers, and how particular that is to it.

The weight is the probabilistic BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework:
BM25 and Beyond", eq. 3.15) with topics as documents, but with the occurrences of a text shared out over the
topics that it stands under, so that boilerplate counts little for each of them:

    tf(t, e)    = Σ over mentions m of e in t:  places of m in t / number of topics in which m holds
    idf(e)      = ln(1 + (N − df(e) + ½) / (df(e) + ½)),   df(e): topics that mention e, N: all topics
    norm(t)     = 1 − b + b · length(t) / mean length,     length(t) = Σ over e of tf(t, e)
    score(t, e) = idf(e) / idf(df = 1) · tf(t, e) / (tf(t, e) + k₁ · norm(t)),   0 < score < 1

with k₁ = 1.2 and b = 0.75. The factor (k₁ + 1) of the paper is left out, and idf is divided by its
largest value, so that scores of different topics compare. A mention whose meaning hangs on the place
("this service") holds in the topics where it means that entity, and there alone.

What a topic's own heading names comes first: the r-th of h such entities (from 0; services before others,
else as they stand in the heading) weighs 1 − r / 2h, and everything else score / 2.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from kbgraph.schema import COVERS, NodeType, edge_id
from kbgraph.weighing.corpus_counts import CorpusCounts, Graph

K1 = 1.2
B = 0.75
LEAST = 1e-6
"""The smallest weight: rounding to six decimals must not make a weight zero."""

COVERED = frozenset({NodeType.SERVICE, NodeType.CONCEPT})


@dataclass(slots=True)
class Cover:
    """What is counted of one entity under one topic."""

    count: int = 0  # occurrences, those in headings included
    frequency: float = 0.0  # tf of the formula
    sections: set[str] = field(default_factory=set)


def add_coverage(graph: Graph, counts: CorpusCounts) -> None:
    """Add a COVERS edge from every topic to every service and concept mentioned under it."""
    covers = count_covers(counts, COVERED)
    weights = cover_weights(covers, heading_ranks(counts), len(counts.topics))
    for (topic, entity), cover in covers.items():
        identity = edge_id(COVERS, topic, entity)
        graph.add_edge(
            topic,
            entity,
            key=identity,
            id=identity,
            type=COVERS,
            count=cover.count,
            sections=sorted(cover.sections),
            weight=weights[topic, entity],
        )


def count_covers(counts: CorpusCounts, types: Container[str]) -> dict[tuple[str, str], Cover]:
    """Count every entity of the types under every topic that mentions it, sorted by topic and entity."""
    covers: dict[tuple[str, str], Cover] = defaultdict(Cover)
    for entity, places, spread in _occurrences(counts, types):
        for section, times in places.items():
            topic = counts.topic_of.get(section)
            if topic is not None:
                cover = covers[topic, entity]
                cover.count += times
                cover.frequency += times / spread
                cover.sections.add(section)
    return dict(sorted(covers.items()))


def _occurrences(counts: CorpusCounts, types: Container[str]) -> Iterator[tuple[str, Mapping[str, int], int]]:
    """Give each mention's entity, where it holds, and in how many topics that is.

    A heading that recurs under many topics ("Pricing") is shared out like a sentence that does.
    """
    recurring: dict[str, set[str]] = defaultdict(set)
    for section in counts.facets:
        recurring[counts.headings[section]].add(counts.topic_of[section])
    for mention in counts.heading_mentions:
        if counts.types[mention.entity] not in types:
            continue
        section = mention.source
        spread = len(recurring[counts.headings[section]]) if section in counts.facets else 1
        yield mention.entity, {section: 1}, spread
    for mention in counts.mentions:
        if counts.types[mention.entity] in types:
            places = counts.mention_places(mention)
            yield mention.entity, places, counts.spread(places)


def heading_ranks(counts: CorpusCounts) -> dict[str, list[str]]:
    """Give what each topic's own headings name: services first, then as it stands in the headings."""
    order = {section: number for number, section in enumerate(counts.sections)}
    named: dict[str, list[str]] = defaultdict(list)
    for mention in sorted(
        counts.heading_mentions, key=lambda each: (order[each.source], each.start, -each.end)
    ):
        topic = counts.topic_of.get(mention.source)
        is_ranked = counts.types[mention.entity] in COVERED
        if topic is not None and mention.source not in counts.facets and is_ranked:
            named[topic].append(mention.entity)
    return {
        topic: sorted(dict.fromkeys(entities), key=lambda entity: counts.types[entity] != NodeType.SERVICE)
        for topic, entities in named.items()
    }


def cover_weights(
    covers: Mapping[tuple[str, str], Cover], ranks: Mapping[str, list[str]], topics: int
) -> dict[tuple[str, str], float]:
    """Weigh every cover by the formula of the module, to six decimals."""
    document_frequency = Counter(entity for _, entity in covers)
    lengths: dict[str, float] = defaultdict(float)
    for (topic, _), cover in covers.items():
        lengths[topic] += cover.frequency
    mean_length = sum(lengths.values()) / len(lengths) if lengths else 0.0
    weights = {}
    for (topic, entity), cover in covers.items():
        named = ranks.get(topic, [])
        if entity in named:
            weight = 1 - named.index(entity) / (2 * len(named))
        else:
            length_norm = 1 - B + B * lengths[topic] / mean_length
            idf = _idf(document_frequency[entity], topics) / _idf(1, topics)
            weight = idf * cover.frequency / (cover.frequency + K1 * length_norm) / 2
        weights[topic, entity] = max(LEAST, round(weight, 6))
    return weights


def _idf(document_frequency: int, documents: int) -> float:
    return math.log1p((documents - document_frequency + 0.5) / (document_frequency + 0.5))
