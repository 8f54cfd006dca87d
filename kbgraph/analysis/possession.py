"""Read what belongs to what: "the queue's visibility timeout", "the timeout of the queue", "an SQS queue"."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.analysis.parsing import Parse
from kbgraph.analysis.slots import Slot
from kbgraph.model import Relation
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import singular

_CONFIDENCE = 0.8
_EVENTS = ("tion", "sion", "ment", "ing", "ance", "al", "age", "up")
"""Endings of nouns that name what happens to their "of" phrase: "the deletion of a queue" is nothing it has."""

_ASPECTS = frozenset(
    {"event", "case", "risk", "lack", "role", "absence", "possibility", "purpose", "context"}
)
"""Nouns whose "of" phrase they only point to: "in the event of a disaster"."""

COMPOUND = "XY"
"""Rule of a relation that holds of the whole compound only, not of its head alone."""

_OUTSIDERS = frozenset(
    {"access", "app", "application", "client", "consumer", "customer", "developer", "producer", "user"}
)


def find_possessions(parse: Parse, slots: list[Slot]) -> Iterator[Relation]:
    """Give the relations HAS of possessives, of "of" after a definite noun, and of compounds with a service."""
    yield from _compounds(parse, slots)
    by_head = {slot.head: slot for slot in slots}
    for owned in slots:
        for child in parse.children[owned.head]:
            if parse.deps[child] == "poss" and (owner := by_head.get(child)) is not None:
                yield from _has(owner, owned, "'s", "X's Y")
            if parse.lowers[child] == "of" and _is_definite_thing(parse, owned):
                for noun in parse.children[child]:
                    if parse.deps[noun] == "pobj" and (owner := by_head.get(noun)) is not None:
                        yield from _has(owner, owned, "of", "the Y of X")


def _compounds(parse: Parse, slots: list[Slot]) -> Iterator[Relation]:
    """Read "SQS queue" as a queue that SQS has; who only uses a service ("SQS client") is not its."""
    owner: Slot | None = None
    for slot in sorted(slots, key=lambda slot: (slot.terms[0].start, slot.terms[0].end)):
        term = slot.terms[0]
        if term.type is NodeType.SERVICE:
            owner = slot
            continue
        begins = owner is not None and term.type is NodeType.CONCEPT and term.start == owner.terms[0].start
        if owner is not None and parse.text[owner.terms[0].end : owner.terms[0].end + 1] == "-":
            continue  # inside an identifier
        if owner is not None and begins and singular(parse.words[slot.last - 1]) not in _OUTSIDERS:
            yield from _has(owner, slot, "", COMPOUND)


def _is_definite_thing(parse: Parse, slot: Slot) -> bool:
    """Tell whether a phrase is "the" something, and no event."""
    return parse.lowers[slot.first] == "the" and not parse.lowers[slot.head].removesuffix("s").endswith(
        _EVENTS
    )


def _has(owner: Slot, owned: Slot, predicate: str, rule: str) -> Iterator[Relation]:
    if owner.number != owned.number:
        yield Relation("HAS", owner.number, owned.number, predicate, rule, confidence=_CONFIDENCE)
