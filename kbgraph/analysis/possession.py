"""Read what belongs to what: "the queue's visibility timeout", "the timeout of the queue", "an SQS queue"."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.analysis.compounds import find_compounds
from kbgraph.analysis.parsing import Parse
from kbgraph.analysis.slots import Slot, is_whole
from kbgraph.model import Relation

_CONFIDENCE = 0.8
_EVENTS = ("tion", "sion", "ment", "ing", "ance", "al", "age", "up")
"""Endings of nouns that name what happens to their "of" phrase: "the deletion of a queue" is nothing it has."""

_ASPECTS = frozenset(
    {
        "absence", "batch", "case", "context", "event", "fleet", "group", "lack", "limit", "network", "possibility",
        "purpose", "risk", "role", "series", "use",
    }
)  # fmt: skip
"""Nouns whose "of" phrase they only point to: "in the event of a disaster", "the limit of open files"."""

_LINKS = frozenset({"instead", "because", "out", "ahead", "regardless"})
"""Words that make another preposition of "of"."""

COMPOUND = "XY"
"""Rule of a relation that holds of the whole compound only, not of its head alone."""

POSSESSIONS = frozenset({COMPOUND, "X's Y", "the Y of X"})
"""Rules whose relation holds of a part of the owner's phrase, too."""


def find_possessions(parse: Parse, slots: list[Slot]) -> Iterator[Relation]:
    """Give the relations HAS of possessives, of "of" after a definite noun, and of compounds with a service."""
    for owner, owned in find_compounds(parse, slots):
        yield from _has(owner, owned, "", COMPOUND)
    by_head = {slot.head: slot for slot in slots}
    for owned in slots:
        for child in parse.children[owned.head]:
            possessor = by_head.get(child)
            near = "(" not in parse.lowers[child : owned.head]
            if parse.deps[child] == "poss" and possessor is not None and near and is_whole(parse, owned):
                yield from _has(possessor, owned, "'s", "X's Y")
            if (
                parse.lowers[child] == "of"
                and parse.lowers[child - 1] not in _LINKS
                and _is_definite_thing(parse, owned)
            ):
                for noun in parse.children[child]:
                    if parse.deps[noun] == "pobj" and (whole := by_head.get(noun)) is not None:
                        yield from _has(whole, owned, "of", "the Y of X")


def _is_definite_thing(parse: Parse, slot: Slot) -> bool:
    """Tell whether a phrase is "the" something, named whole, and no event or aspect."""
    head = parse.lowers[slot.head].removesuffix("s")
    whole = is_whole(parse, slot)
    return parse.lowers[slot.first] == "the" and whole and head not in _ASPECTS and not head.endswith(_EVENTS)


def _has(owner: Slot, owned: Slot, predicate: str, rule: str) -> Iterator[Relation]:
    if owner.number != owned.number:
        yield Relation("HAS", owner.number, owned.number, predicate, rule, confidence=_CONFIDENCE)
