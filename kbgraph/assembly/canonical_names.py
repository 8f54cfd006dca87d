"""Name what was discovered: which id a candidate gets and how a reader sees it written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kbgraph.model import Term
from kbgraph.schema import NodeType, node_id, slug
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.normalization import normalise, singular


def concept_keys(vocabulary: Vocabulary) -> dict[str, str]:
    """Give the node id of each key that a concept of the vocabulary is known by, and of each id that was joined."""
    names = {
        normalise(name): entry.id
        for entry in vocabulary.entries.values()
        if entry.type is NodeType.CONCEPT
        for name in entry.names
        if name not in entry.exact
    }
    return names | dict(vocabulary.moved)


def entity_id(term: Term, known: Mapping[str, str]) -> str:
    """Give the node id of a chosen term: its entry's, or one made of a discovered term's key."""
    if ":" in term.key and term.key.split(":")[0] in _PREFIXES:
        return known.get(term.key, term.key)
    return known.get(term.key) or node_id(NodeType.CONCEPT, slug(term.key))


_PREFIXES = frozenset(node_type.value.lower() for node_type in NodeType)


def citation(surface: str) -> str:
    """Give a surface as a dictionary would list it: in the singular."""
    text = " ".join(surface.replace("\u2011", "-").replace("\u2010", "-").split())
    head, blank, last = text.rpartition(" ")
    one = singular(last)
    if one != last.casefold():
        last = last[: len(one)] if last.casefold().startswith(one) else _match_case(one, last)
    return head + blank + last


def _match_case(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


def best_name(citations: Counter[str]) -> str:
    """Give the citation form most often written; of equals one in small letters, then the first by alphabet."""
    return min(citations, key=lambda name: (-citations[name], not name.islower(), name))
