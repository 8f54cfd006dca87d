"""The weight of every edge that COVERS and CO_OCCURS_WITH are not: what a viewer draws it by.

| edge | weight |
|---|---|
| typed relation | confidence · n / (n + 1), n: distinct sentences that say it |
| HAS_QUOTA, REFERS_TO | n / (n + 1) |
| MENTIONS of a sentence | 1 / number of topics in which it holds |
| CONTAINS | 1 / number of topics that the sentence stands under |
| HAS_SECTION, ABOUT, MENTIONS of a heading | 1 |

A relation's weight goes by the sentences and not by its occurrences: forty copies of one sentence are one
witness. n / (n + 1) is the mean of Beta(n, 1): it doubts what is said once, and rises with every witness.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbgraph.schema import (
    ABOUT,
    CO_OCCURS_WITH,
    CONTAINS,
    COVERS,
    HAS_QUOTA,
    HAS_SECTION,
    MENTIONS,
    REFERS_TO,
    STRUCTURE_PROPERTIES,
)
from kbgraph.weighing.corpus_counts import CorpusCounts, Graph, edge_data

LEAST = 1e-6

_BY_PLACE = frozenset({CONTAINS, MENTIONS})
_PLAIN = frozenset({HAS_SECTION, ABOUT})
_WEIGHED = frozenset({COVERS, CO_OCCURS_WITH})


def is_relation(edge_type: str) -> bool:
    """Tell whether edges of a type say something of two entities: a typed relation, or HAS_QUOTA."""
    return edge_type not in STRUCTURE_PROPERTIES or edge_type == HAS_QUOTA


def weigh_edges(graph: Graph, counts: CorpusCounts) -> None:
    """Set `weight` of every edge that has none yet."""
    shares = {sentence: _share(counts.topic_frequency(sentence)) for sentence in counts.sentences}
    local = {
        mention.edge: _share(counts.spread(counts.mention_places(mention)))
        for mention in counts.mentions
        if mention.sections is not None
    }
    for source, target, data in edge_data(graph):
        edge_type = data["type"]
        if edge_type in _WEIGHED:
            continue
        if edge_type in _PLAIN:
            data["weight"] = 1.0
        elif edge_type in _BY_PLACE:
            sentence = target if edge_type == CONTAINS else source
            data["weight"] = local.get(data["id"], shares.get(sentence, 1.0))
        else:
            data["weight"] = _relation_weight(edge_type, data)


def _share(spread: int) -> float:
    return max(LEAST, round(1 / max(1, spread), 6))


def _relation_weight(edge_type: str, data: Mapping[str, Any]) -> float:
    witnesses = max(1, len(set(data.get("evidence") or ())))
    certainty = 1.0 if edge_type in (HAS_QUOTA, REFERS_TO) else data.get("confidence")
    weight = (1.0 if certainty is None else certainty) * witnesses / (witnesses + 1)
    return max(LEAST, round(weight, 6))
