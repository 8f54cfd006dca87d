"""Find compounds that begin with a service's name and are things of that service: "SQS queue"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kbgraph.analysis.parsing import NOUN_TAGS, Parse
from kbgraph.analysis.slots import Slot
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import singular

_OUTSIDERS = frozenset(
    {
        "access", "app", "application", "backend", "change", "client", "combination", "compromise", "consumer",
        "customer", "developer", "documentation", "guide", "level", "method", "overview", "producer", "reference",
        "service", "side", "system", "terminology", "tool", "transition", "user",
    }
)  # fmt: skip
"""Heads of what only uses a service, happens to it, or is the service."""

_LIKE = frozenset({"compatible", "based", "like", "specific", "native", "style"})
"""Words that make a service's name an adjective: "S3 compatible storage"."""


def find_compounds(parse: Parse, slots: list[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Give the service and the compound; who only uses a service ("SQS client") is not its."""
    owner: Slot | None = None
    for slot in sorted(slots, key=lambda slot: (slot.terms[0].start, slot.terms[0].end)):
        term = slot.terms[0]
        if term.type is NodeType.SERVICE:
            owner = slot
        elif owner is not None and term.type is NodeType.CONCEPT and term.start == owner.terms[0].start:
            identifier = parse.text[owner.terms[0].end : owner.terms[0].end + 1] == "-"
            if not identifier and not any(differs(parse, slot) for differs in _DIFFERENCES):
                yield owner, slot


def _is_outside(parse: Parse, slot: Slot) -> bool:
    return singular(parse.lowers[slot.last - 1]) in _OUTSIDERS


def _is_denied(parse: Parse, slot: Slot) -> bool:
    """Tell whether there is none: "there is no SQS operation"."""
    return parse.lowers[slot.first] == "no"


def _is_described(parse: Parse, slot: Slot) -> bool:
    """Tell whether a participle or an adjective made of the name stands inside: "KPL Supported Platforms"."""
    inside = slice(slot.first + 1, slot.last)
    return "VBN" in parse.tags[inside] or not _LIKE.isdisjoint(parse.lowers[inside])


def _ends_in_verb(parse: Parse, slot: Slot) -> bool:
    """Tell whether the last word may be a verb: "the ECS agent monitors and waits", "the SQS library checks if"."""
    after = parse.lowers[slot.last : slot.last + 1]
    return after in (("if",), ("whether",)) or (
        after == ("and",) and parse.tags[slot.last + 1 : slot.last + 2] == ("VBZ",)
    )


def _goes_on(parse: Parse, slot: Slot) -> bool:
    """Tell whether a name goes on after it: "IoT Device SDK", "SQS Terms and Concepts", "IAM user sign in"."""
    last, next_words = slot.last, parse.lowers[slot.last : slot.last + 1]
    if parse.lowers[last - 1] in {"sign", "log", "opt"} and next_words == ("in",):
        return True
    if parse.joined[last - 1] and next_words == ("-",):
        return True
    if parse.deps[last - 1] in {"compound", "nmod"} and parse.heads[last - 1] > last:
        return True  # "EC2 Linux or Mac instances"
    if _is_noun(parse, last):
        named = parse.words[last][0].isupper() and parse.words[last - 1][0].isupper()
        return named or " " in parse.words[last]
    titled = parse.words[last - 1].istitle() and next_words in (("and",), ("&",))
    return titled and _is_noun(parse, last + 1) and parse.words[last + 1].istitle()


def _goes_on_after_bracket(parse: Parse, slot: Slot) -> bool:
    """Tell whether a noun follows its short form: "SQS Java Message Service (JMS) Client"."""
    if parse.lowers[slot.last : slot.last + 1] != ("(",) or ")" not in parse.lowers[slot.last :]:
        return False
    return parse.joined[slot.last] and _is_noun(parse, parse.lowers.index(")", slot.last) + 1)


def _is_noun(parse: Parse, index: int) -> bool:
    return index < len(parse) and parse.tags[index] in NOUN_TAGS


_DIFFERENCES: tuple[Callable[[Parse, Slot], bool], ...] = (
    _is_outside,
    _is_denied,
    _is_described,
    _ends_in_verb,
    _goes_on,
    _goes_on_after_bracket,
)
"""How what looks like a thing of a service is none."""
