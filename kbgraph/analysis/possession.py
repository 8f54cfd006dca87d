"""Read what belongs to what: "the queue's visibility timeout", "the timeout of the queue", "an SQS queue"."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.analysis.parsing import NOUN_TAGS, Parse
from kbgraph.analysis.slots import Slot
from kbgraph.model import Relation
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import singular

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

_CLAUSE_STARTS = (("if",), ("whether",))
_LIKE = frozenset({"compatible", "based", "like", "specific", "native", "style"})
"""Words that make a service's name an adjective: "S3 compatible storage"."""

_OUTSIDERS = frozenset(
    {
        "access", "app", "application", "backend", "client", "combination", "consumer", "customer", "developer",
        "documentation", "guide", "level", "method", "overview", "producer", "reference", "service", "side", "system",
        "terminology", "tool", "user",
    }
)  # fmt: skip
"""Heads of what only uses a service, or is the service."""


def find_possessions(parse: Parse, slots: list[Slot]) -> Iterator[Relation]:
    """Give the relations HAS of possessives, of "of" after a definite noun, and of compounds with a service."""
    yield from _compounds(parse, slots)
    by_head = {slot.head: slot for slot in slots}
    for owned in slots:
        for child in parse.children[owned.head]:
            owner = by_head.get(child)
            if parse.deps[child] == "poss" and owner is not None and _is_whole(parse, owned):
                yield from _has(owner, owned, "'s", "X's Y")
            if (
                parse.lowers[child] == "of"
                and parse.lowers[child - 1] not in _LINKS
                and _is_definite_thing(parse, owned)
            ):
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
        outside = singular(parse.lowers[slot.last - 1]) in _OUTSIDERS or _goes_on(parse, slot)
        if owner is not None and begins and not outside:
            yield from _has(owner, slot, "", COMPOUND)


def _goes_on(parse: Parse, slot: Slot) -> bool:
    """Tell whether a compound is cut out of more: "SQS Java Message Service (JMS) Client", "SQS Terms and Concepts",
    "EC2 Linux or Mac instances".

    Or whether its plural may be a verb: "the ECS agent monitors and waits".
    """
    last, after = slot.last, parse.tags[slot.last : slot.last + 2]
    if parse.lowers[slot.first] == "no" or parse.lowers[last : last + 1] in _CLAUSE_STARTS:
        return True
    if after[:1] and after[0] in NOUN_TAGS:
        named = parse.words[last][0].isupper() and parse.words[last - 1][0].isupper()
        if named or " " in parse.words[last]:
            return True  # "IoT Device SDK", "Lambda Linux task definition"
    if "VBN" in parse.tags[slot.first + 1 : last] or not _LIKE.isdisjoint(
        parse.lowers[slot.first + 1 : last]
    ):
        return True
    if parse.lowers[last - 1] in {"sign", "log", "opt"} and parse.lowers[last : last + 1] == ("in",):
        return True
    if parse.joined[last - 1] and parse.lowers[last : last + 1] == ("-",):
        return True
    if parse.deps[last - 1] in {"compound", "nmod"} and parse.heads[last - 1] > last:
        return True
    if parse.lowers[last : last + 1] == ("(",) and ")" in parse.lowers[last:]:
        closed = parse.lowers.index(")", last)
        if parse.tags[closed + 1 : closed + 2] and parse.tags[closed + 1] in NOUN_TAGS and parse.joined[last]:
            return True
    if parse.lowers[last : last + 1] == ("and",) and after[1:] == ("VBZ",):
        return True
    titled = len(after) == 2 and parse.words[last - 1].istitle() and parse.words[last + 1].istitle()
    return titled and parse.lowers[last] in {"and", "&"} and after[1] in NOUN_TAGS


def _is_whole(parse: Parse, slot: Slot) -> bool:
    """Tell whether the slot's terms end where its phrase does: not "network" in "network settings"."""
    return slot.terms[0].end == parse.ends[slot.last - 1]


def _is_definite_thing(parse: Parse, slot: Slot) -> bool:
    """Tell whether a phrase is "the" something, named whole, and no event or aspect."""
    head = parse.lowers[slot.head].removesuffix("s")
    whole = _is_whole(parse, slot)
    return parse.lowers[slot.first] == "the" and whole and head not in _ASPECTS and not head.endswith(_EVENTS)


def _has(owner: Slot, owned: Slot, predicate: str, rule: str) -> Iterator[Relation]:
    if owner.number != owned.number:
        yield Relation("HAS", owner.number, owned.number, predicate, rule, confidence=_CONFIDENCE)
