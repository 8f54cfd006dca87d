"""The map as weighted undirected arcs between numbered nodes, in an order that hangs on ids alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kbgraph.schema import CO_OCCURS_WITH, COVERS, ENTITY_TYPES
from kbgraph.weighing.corpus_counts import CorpusCounts, Graph, edge_data
from kbgraph.weighing.edge_weights import is_relation
from kbgraph.weighing.topic_relevance import COVERED, K1, count_covers

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WeightedEdges:
    """Undirected arcs as parallel arrays: `first` < `second`, sorted, each pair once, `weight` > 0."""

    first: Integers
    second: Integers
    weight: Numbers

    def within(self, group: Integers) -> list[tuple[Integers, WeightedEdges]]:
        """Give the members of each group (0, 1, … without a gap) and their arcs, numbered by place in it."""
        count = int(group.max()) + 1 if len(group) else 0
        members = _by_group(group, count)
        number = np.empty(len(group), dtype=np.int64)
        for nodes in members:
            number[nodes] = np.arange(len(nodes))
        inside = np.flatnonzero(group[self.first] == group[self.second])
        chosen = [inside[arcs] for arcs in _by_group(group[self.first[inside]], count)]
        local = [WeightedEdges(number[self.first[a]], number[self.second[a]], self.weight[a]) for a in chosen]
        return list(zip(members, local, strict=True))

    def between(self, group: Integers) -> WeightedEdges:
        """Sum the arcs between groups, given the group of every node."""
        return join_parallel(group[self.first], group[self.second], self.weight)


def _by_group(group: Integers, count: int) -> list[Integers]:
    order = np.argsort(group, kind="stable")
    return np.split(order, np.searchsorted(group[order], np.arange(1, count)))


def join_parallel(first: Integers, second: Integers, weight: Numbers) -> WeightedEdges:
    """Sum parallel arcs, in an order that hangs on their ends and weights alone; leave out loops."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((weight, high, low))
    order = order[low[order] != high[order]]
    low, high, weight = low[order], high[order], weight[order]
    is_new = np.ones(len(low), dtype=bool)
    is_new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    starts = np.flatnonzero(is_new)
    summed = np.add.reduceat(weight, starts) if len(starts) else weight
    return WeightedEdges(low[starts], high[starts], summed)


@dataclass(frozen=True, slots=True)
class Projection:
    """Topics and entities, sorted by id; arcs go by their numbers."""

    nodes: tuple[str, ...]
    covers: WeightedEdges  # topics with what they cover
    bonds: WeightedEdges  # typed relations and co-occurrences

    def arcs(self) -> WeightedEdges:
        """Join the two kinds of arcs by their weights."""
        return _join((self.covers, self.bonds))

    def damped_arcs(self, factor: Numbers) -> WeightedEdges:
        """Join them with each bond's weight times the geometric mean of its ends' factors."""
        bonds = self.bonds
        weight = bonds.weight * np.sqrt(factor[bonds.first] * factor[bonds.second])
        return _join((self.covers, WeightedEdges(bonds.first, bonds.second, weight)))


def project(graph: Graph, counts: CorpusCounts) -> Projection:
    """Read the map off a graph with weighed edges: COVERS, CO_OCCURS_WITH, relations that are not negated.

    An action, resource type or quota has no COVERS edge; arcs from the topics that mention it stand for them.
    """
    nodes = tuple(sorted((*counts.topics, *counts.entities)))
    numbers = {node: number for number, node in enumerate(nodes)}
    covers: list[tuple[int, int, float]] = [
        (numbers[topic], numbers[entity], cover.frequency / (cover.frequency + K1) / 2)
        for (topic, entity), cover in count_covers(counts, ENTITY_TYPES - COVERED).items()
    ]
    bonds: list[tuple[int, int, float]] = []
    for source, target, data in edge_data(graph):
        edge_type = data["type"]
        if edge_type == COVERS:
            covers.append((numbers[source], numbers[target], data["weight"]))
        elif edge_type == CO_OCCURS_WITH or (is_relation(edge_type) and not data.get("negated")):
            bonds.append((numbers[source], numbers[target], data["weight"]))
    return Projection(nodes, _arcs(covers), _arcs(bonds))


def _arcs(rows: Iterable[tuple[int, int, float]]) -> WeightedEdges:
    first, second, weight = list(zip(*rows, strict=True)) or [(), (), ()]
    ends = np.array([first, second], dtype=np.int64)
    return join_parallel(ends[0], ends[1], np.array(weight, dtype=np.float64))


def _join(parts: Sequence[WeightedEdges]) -> WeightedEdges:
    return join_parallel(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.second for part in parts]),
        np.concatenate([part.weight for part in parts]),
    )
