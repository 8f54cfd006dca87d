"""Positions for viewers: communities as discs side by side, in them their nodes, text around its topics.

No layout of the whole at once: discs are packed in pieces of at most `PIECE`, pieces in larger ones, so that
the time grows with the number of nodes and not with its square. The unit is the pixel of an unzoomed view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from kbgraph.layout.communities import leiden_groups
from kbgraph.layout.disc_packing import Numbers, pack_discs, spiral
from kbgraph.schema import NodeType
from kbgraph.weighing.corpus_counts import CorpusCounts, Graph, node_data
from kbgraph.weighing.projection import Integers, Projection, WeightedEdges

PIECE = 64
ROOM = 120.0
"""The least distance of two nodes, before it is stretched."""
STRETCH = np.array([1.25, 0.8])
"""To 150 by 96 pixels, as labels are wide: one of 20 characters takes about 150."""
MARGIN = 60.0
"""Between a community's outermost nodes and its rim."""
TEXT_STEP = 7.0
"""Of the spiral on which sections and sentences stand around their topic."""


def place_nodes(graph: Graph, counts: CorpusCounts, mapped: Projection) -> None:
    """Set `x` and `y` of every node: those of the map apart from each other, the text near its topics."""
    data = node_data(graph)
    group = np.array([data[node]["community"] for node in mapped.nodes], dtype=np.int64)
    places = place_map(group, mapped.arcs())
    on_map = dict(zip(mapped.nodes, places.tolist(), strict=True))
    for node, (x, y) in (on_map | _place_text(counts, on_map)).items():
        data[node]["x"] = round(x, 2) + 0.0  # + 0.0: no negative zero
        data[node]["y"] = round(y, 2) + 0.0


def place_map(group: Integers, arcs: WeightedEdges) -> Numbers:
    """Give the places of numbered nodes, of shape (n, 2); `group` has the community of each."""
    if not len(group):
        return np.zeros((0, 2))
    places = np.zeros((len(group), 2))
    parts = arcs.within(group)
    radii = np.zeros(len(parts))
    for number, (members, ties) in enumerate(parts):
        local = place_discs(np.full(len(members), ROOM / 2), ties) * STRETCH
        places[members], radii[number] = _centred(local, np.full(len(members), MARGIN))
    places += place_discs(radii, arcs.between(group))[group]
    places -= places.mean(axis=0)
    return places


def place_discs(radii: Numbers, arcs: WeightedEdges) -> Numbers:
    """Give the centres of numbered discs, no two overlapping; many are packed in pieces."""
    size = len(radii)
    if size <= PIECE:
        ties = np.zeros((size, size))
        ties[arcs.first, arcs.second] = ties[arcs.second, arcs.first] = arcs.weight
        return pack_discs(radii, ties)
    piece = _pieces(size, arcs)
    places = np.zeros((size, 2))
    parts = arcs.within(piece)
    outer = np.zeros(len(parts))
    for number, (members, inner) in enumerate(parts):
        places[members], outer[number] = _centred(place_discs(radii[members], inner), radii[members])
    return places + place_discs(outer, arcs.between(piece))[piece]


def _centred(places: Numbers, radii: Numbers) -> tuple[Numbers, float]:
    """Move discs so that the origin is the middle of their bounds; give the radius around them all."""
    low, high = (places - radii[:, None]).min(axis=0), (places + radii[:, None]).max(axis=0)
    moved = places - (low + high) / 2
    return moved, float((np.sqrt((moved**2).sum(axis=1)) + radii).max())


def _pieces(size: int, arcs: WeightedEdges) -> Integers:
    """Divide more than `PIECE` discs into at most half as many pieces, tied discs together."""
    groups: dict[int, list[int]] = defaultdict(list)
    for disc, group in enumerate(leiden_groups(size, arcs).tolist()):
        groups[group].append(disc)
    ordered = sorted(groups.values(), key=lambda discs: (-len(discs), discs))
    if len(ordered[0]) == size:
        ordered = [list(range(start, min(start + PIECE, size))) for start in range(0, size, PIECE)]
    piece = np.empty(size, dtype=np.int64)
    number, filled = 0, 0
    for discs in ordered:
        if filled and filled + len(discs) > PIECE // 2:
            number, filled = number + 1, 0
        piece[discs] = number
        filled += len(discs)
    return piece


def _place_text(
    counts: CorpusCounts, on_map: Mapping[str, Sequence[float]]
) -> dict[str, tuple[float, float]]:
    """Place documents, sections and sentences on a spiral around the middle of their topics."""
    around: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node, topics in _topics_of_text(counts).items():
        around[tuple(sorted(topics))].append(node)
    places: dict[str, tuple[float, float]] = {}
    for names, texts in sorted(around.items()):
        middle = np.array([on_map[topic] for topic in names] or [(0.0, 0.0)]).mean(axis=0)
        points = (
            middle + spiral(len(texts) + 5, TEXT_STEP)[5:]
        )  # the first five would touch the topic's own mark
        places |= {text: (x, y) for text, (x, y) in zip(texts, points.tolist(), strict=True)}
    return places


def _topics_of_text(counts: CorpusCounts) -> dict[str, set[str]]:
    """Give the topics of every document, section and sentence, in this order."""
    sections = {
        section: {counts.topic_of[section]} if section in counts.topic_of else set[str]()
        for section in counts.sections
    }
    documents: dict[str, set[str]] = {
        node: set() for node, kind in sorted(counts.types.items()) if kind == NodeType.DOCUMENT
    }
    for section, topics in sections.items():
        node = section
        while node in counts.parents:
            node = counts.parents[node]
        if node in documents:
            documents[node] |= topics
    sentences = {
        sentence: set[str]().union(*(sections[section] for section in counts.places.get(sentence, ())))
        for sentence in counts.sentences
    }
    return documents | sections | sentences
