"""Which entities stand together in a sentence more often than chance would have it.

Counted over distinct sentences, so that a copied sentence speaks once. Let a stand in A of N sentences, b
in B, and both of them in C, in spans that don't overlap and in one sense of the sentence:

    npmi         = ln(N · C / (A · B)) / −ln(C / N), in (−1, 1]; 1 where C = N
                   (Bouma 2009, "Normalized (Pointwise) Mutual Information in Collocation Extraction")
    significance = 2 · (L(C, A − C, B − C, N − A − B + C) − L(A, N − A) − L(B, N − B) + L(N)),
                   L(k₁, k₂, …) = Σ kᵢ · ln kᵢ
                   (Dunning 1993, "Accurate Methods for the Statistics of Surprise and Coincidence")
    weight       = npmi · C / (C + 1): once is weak evidence, and npmi alone overrates what is rare

What is kept: pairs with npmi > 0. Where there are more than `FEW` sentences, chance brings so many
together that a pair must also stand in two of them and reach `SIGNIFICANT`, the chi-square value of p =
0.05 at one degree of freedom. In a small text every pair is one that its reader looks for, so nothing
else is asked.

A mention is paired with the `WINDOW` mentions that follow it in the sentence. Sentences of prose have
fewer; an enumeration of 200 names gives at most 200 · `WINDOW` pairs of neighbours and not 20,000.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kbgraph.schema import CO_OCCURS_WITH, NodeType, edge_id
from kbgraph.weighing.corpus_counts import CorpusCounts, CountedMention, Graph

WINDOW = 24
FEW = 200
SIGNIFICANT = 3.84
LEAST = 1e-6

PAIRED = frozenset({NodeType.SERVICE, NodeType.CONCEPT, NodeType.ACTION, NodeType.RESOURCE_TYPE})

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of entities, as parallel arrays; entities are numbers in the counts, `first` < `second`."""

    first: Integers
    second: Integers
    both: Integers  # distinct sentences with the two
    first_count: Integers  # distinct sentences with the first
    second_count: Integers


def add_cooccurrences(graph: Graph, counts: CorpusCounts) -> None:
    """Add a CO_OCCURS_WITH edge for every pair that is kept."""
    pairs = count_pairs(counts)
    total = len(counts.sentences)
    npmi = normalized_pmi(pairs, total)
    significance = log_likelihood_ratio(pairs, total)
    kept = npmi > 0
    if total > FEW:
        kept &= (pairs.both >= 2) & (significance >= SIGNIFICANT)
    weight = np.maximum(LEAST, npmi * pairs.both / (pairs.both + 1))
    columns = (pairs.first, pairs.second, pairs.both, npmi.round(6), significance.round(6), weight.round(6))
    for first, second, both, *values in zip(*(column[kept].tolist() for column in columns), strict=True):
        source, target = counts.entities[first], counts.entities[second]
        identity = edge_id(CO_OCCURS_WITH, source, target)
        graph.add_edge(
            source,
            target,
            key=identity,
            id=identity,
            type=CO_OCCURS_WITH,
            count=both,
            npmi=values[0],
            significance=values[1],
            weight=values[2],
        )


def count_pairs(counts: CorpusCounts) -> Pairs:
    """Count in how many distinct sentences each pair of entities stands, sorted by pair."""
    sentence, entity, pair_sentence, first, second = _pair_up(counts)
    several, entities = len(counts.sentences) + 1, len(counts.entities) + 1
    mentioned = np.unique(entity * several + sentence) // several
    alone = np.bincount(mentioned, minlength=entities).astype(np.int64)
    together = np.unique((first * entities + second) * several + pair_sentence) // several
    pair, both = np.unique(together, return_counts=True)
    one, other = pair // entities, pair % entities
    return Pairs(one, other, both.astype(np.int64), alone[one], alone[other])


def _pair_up(counts: CorpusCounts) -> tuple[Integers, Integers, Integers, Integers, Integers]:
    """Give sentence and entity of every mention; and sentence, first and second of every pair of mentions."""
    reading, sentence, entity, start, end = _reading_columns(counts)
    found: list[tuple[Integers, Integers, Integers]] = []
    for step in range(1, WINDOW + 1):
        near, far = slice(None, -step), slice(step, None)
        together = reading[near] == reading[far]
        if not together.any():
            break
        together &= (start[far] >= end[near]) & (entity[near] != entity[far])
        here, there = entity[near][together], entity[far][together]
        found.append((sentence[near][together], np.minimum(here, there), np.maximum(here, there)))
    columns = [np.concatenate(parts) for parts in zip(*found, strict=True)] or [_integers([])] * 3
    return sentence, entity, columns[0], columns[1], columns[2]


def _reading_columns(counts: CorpusCounts) -> list[Integers]:
    """Give reading, sentence, entity, start and end of every mention, in the order of the text."""
    numbers = {sentence: number for number, sentence in enumerate(counts.sentences)}
    entities = {entity: number for number, entity in enumerate(counts.entities)}
    rows = [
        (reading, numbers[each.source], entities[each.entity], each.start, each.end)
        for reading, mentions in enumerate(_readings(counts))
        for each in mentions
    ]
    return [_integers(column) for column in zip(*rows, strict=True)] or [_integers([])] * 5


def _integers(values: Sequence[int]) -> Integers:
    return np.array(values, dtype=np.int64)


def _readings(counts: CorpusCounts) -> Iterator[list[CountedMention]]:
    """Give each sentence's mentions, once for every sense that it has in its places.

    What "this service uses this bucket" mentions in one section goes together, and with nothing else.
    """
    paired = (each for each in counts.mentions if counts.types[each.entity] in PAIRED)
    for _, group in groupby(paired, key=lambda each: each.source):
        mentions = list(group)
        if all(each.sections is None for each in mentions):
            yield mentions
        else:
            yield from _senses(mentions)


def _senses(mentions: Sequence[CountedMention]) -> Iterator[list[CountedMention]]:
    by_section: dict[str, set[int]] = defaultdict(set)
    for number, mention in enumerate(mentions):
        for section in mention.sections or ():
            by_section[section].add(number)
    everywhere = {number for number, mention in enumerate(mentions) if mention.sections is None}
    senses = {frozenset(here | everywhere) for here in by_section.values()} or {frozenset(everywhere)}
    for sense in sorted(senses, key=sorted):
        yield [mentions[number] for number in sorted(sense)]


def normalized_pmi(pairs: Pairs, total: int) -> Numbers:
    """Compute the normalised pointwise mutual information of every pair."""
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(total * pairs.both / (pairs.first_count * pairs.second_count))
        value = pmi / -np.log(pairs.both / total)
    return np.where(pairs.both == total, 1.0, value)


def log_likelihood_ratio(pairs: Pairs, total: int) -> Numbers:
    """Compute the log-likelihood ratio of every pair; 0 where the two are independent."""
    both, first, second = pairs.both, pairs.first_count, pairs.second_count
    cells = (both, first - both, second - both, total - first - second + both)
    margins = (first, total - first, second, total - second)
    ratio = 2 * (sum(map(_k_log_k, cells)) - sum(map(_k_log_k, margins)) + _k_log_k(_integers([total])))
    return np.maximum(0.0, ratio)


def _k_log_k(counts: Integers) -> Numbers:
    logarithms: Numbers = np.log(np.maximum(counts, 1).astype(np.float64))
    return counts * logarithms
