"""Find the nodes that bear a name, and where none does the names that come closest."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import Any

import networkx as nx

from kbgraph.errors import UnknownNameError
from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import normalise

_RANK = {
    NodeType.SERVICE: 0,
    NodeType.CONCEPT: 1,
    NodeType.ACTION: 2,
    NodeType.RESOURCE_TYPE: 3,
    NodeType.QUOTA: 4,
    NodeType.TOPIC: 5,
    NodeType.DOCUMENT: 6,
    NodeType.SECTION: 7,
}
"""Types that are found by name, first choice first; a sentence is found by its id alone."""

_VENDORS = ("amazon ", "aws ")
_COMPARED = 60
_ALIKE = 0.55


def find(graph: nx.MultiDiGraph[str], name: str, *, nearest: int = 5) -> tuple[str, ...]:
    """Give the ids of the nodes that bear a name, the first choice first.

    A name is an id, a name or an alias; case, hyphens, the plural and the vendor's prefix ("Amazon SQS") make
    no difference. Of several nodes an entity comes before a topic, a topic before a section, the heavier
    before the lighter.

    Raises:
        UnknownNameError: nothing bears the name; the error holds the `nearest` names.
    """
    if name in graph:
        return (name,)
    index = _index(graph)
    key = normalise(name)
    for candidate in (key, *(key.removeprefix(vendor) for vendor in _VENDORS if key.startswith(vendor))):
        if found := index.get(candidate):
            return tuple(sorted(found, key=lambda node: _preference(graph, node)))
    raise UnknownNameError(name, _nearest(graph, index, key, nearest))


def _index(graph: nx.MultiDiGraph[str]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for node, attributes in graph.nodes(data=True):
        for label in _labels(attributes):
            if key := normalise(label):
                index[key].add(node)
    return index


def _labels(attributes: dict[str, Any]) -> list[str]:
    if attributes["type"] not in _RANK:
        return []
    labels = [attributes["name"], *(attributes.get("aliases") or ())]
    labels += [attributes[each] for each in ("title", "path") if attributes.get(each)]
    return [str(label) for label in labels]


def _preference(graph: nx.MultiDiGraph[str], node: str) -> tuple[int, float, str]:
    attributes = graph.nodes[node]
    return _RANK[attributes["type"]], -float(attributes.get("weight") or 0), node


def _nearest(
    graph: nx.MultiDiGraph[str], index: dict[str, set[str]], key: str, limit: int
) -> tuple[str, ...]:
    """Rank the known names by likeness: those with most trigrams in common are compared letter by letter."""
    wanted = _trigrams(key)
    shared = ((_dice(wanted, _trigrams(known)), known) for known in index)
    close = sorted((pair for pair in shared if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:_COMPARED]
    ranked = sorted((-_likeness(key, known), known) for _, known in close)
    names: dict[str, None] = {}
    for likeness, known in ranked:
        if -likeness >= _ALIKE:
            best = min(index[known], key=lambda node: _preference(graph, node))
            names.setdefault(str(graph.nodes[best]["name"]))
    return tuple(names)[:limit]


def _likeness(key: str, known: str) -> float:
    """Compare two names, from 0 to 1; one that holds the other as whole words is close."""
    within = f" {key} " in f" {known} " or f" {known} " in f" {key} "
    return max(SequenceMatcher(None, key, known, autojunk=False).ratio(), 0.75 if within else 0.0)


def _trigrams(key: str) -> frozenset[str]:
    padded = f"  {key} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right))
