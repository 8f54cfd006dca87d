"""Read kinds from enumerations: "metrics such as throughput and error rates" (Hearst 1992)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kbgraph.analysis.parsing import NOUN_TAGS, PLURAL_TAGS, Parse
from kbgraph.analysis.slots import Slot, is_whole
from kbgraph.model import Relation
from kbgraph.schema import NodeType

_CONFIDENCE = 0.9
_AFTER = (  # between the kind and its members, commas and brackets left out; whether the kind must be a plural
    (("such", "as"), False),
    (("including",), True),
    (("especially",), True),
    (("particularly",), True),
    (("notably",), True),
    (("e.g.",), True),
    (("for", "example"), True),
    (("for", "instance"), True),
    (("like",), True),
)
_NOISE = frozenset({",", "(", "either", "both", ":", "-", "\u2013", "\u2014"})


def find_kinds(parse: Parse, slots: list[Slot], lists: dict[int, tuple[int, ...]]) -> Iterator[Relation]:
    """Give the IS_A relations of the patterns "K such as M", "such K as M", "K including M", "M and other K"."""
    ordered = [slot for slot in slots if not any(_inside(slot, other) for other in slots)]
    for kind, member in pairwise(ordered):
        words = tuple(word for word in parse.lowers[kind.last : _start(parse, member)] if word not in _NOISE)
        for pattern, plural in _AFTER:
            if (
                words == pattern
                and _is_kind(parse, kind, member)
                and (not plural or _is_class(parse, kind, member))
            ):
                rule = f"K {' '.join(pattern)} M"
                members = _named_whole(parse, _until_next_kind(parse, lists[member.number], slots), slots)
                yield from _kinds(members, _attached(parse, kind, ordered), rule)
        if words == ("as",) and "such" in parse.lowers[max(0, kind.first - 1) : kind.last]:
            yield from _kinds(lists[member.number], kind, "such K as M")
    yield from _others(parse, ordered)


def _until_next_kind(parse: Parse, members: tuple[int, ...], slots: list[Slot]) -> tuple[int, ...]:
    """End a list before what has members of its own: "APIs such as A or protocols such as B", "A and other K"."""
    for position, number in enumerate(members):
        last = slots[number].last
        if parse.lowers[last : last + 2] == ("such", "as"):
            return members[:position]
        if _says_other(parse, slots[number]) or parse.lowers[last + 1 : last + 2] == ("other",):
            return ()
    return members


def _named_whole(parse: Parse, members: tuple[int, ...], slots: list[Slot]) -> tuple[int, ...]:
    """Leave out members of which only a part is named: "application availability issues"."""
    return tuple(number for number in members if _is_named_whole(parse, slots[number]))


def _start(parse: Parse, slot: Slot) -> int:
    """Give where the slot starts without adverbs: "especially" counts as a determiner of the slot."""
    return next((index for index in range(slot.first, slot.last) if parse.tags[index] != "RB"), slot.first)


def _others(parse: Parse, slots: list[Slot]) -> Iterator[Relation]:
    """Read "M, M and other K"."""
    for index, kind in enumerate(slots):
        if index == 0 or not _says_other(parse, kind):
            continue
        previous = slots[index - 1]
        gap = [
            word
            for word in parse.lowers[previous.last : kind.first]
            if word not in {",", "any", "all", "many"}
        ]
        if gap not in (["and"], ["or"], ["and", "other"], ["or", "other"]):
            continue
        members = [previous]
        for slot in reversed(slots[: index - 1]):
            if parse.lowers[slot.last : members[-1].first] != (",",):
                break
            members.append(slot)
        yield from _kinds(tuple(member.number for member in members), kind, "M and other K")


def _says_other(parse: Parse, kind: Slot) -> bool:
    return "other" in parse.lowers[max(0, kind.first - 1) : kind.last]


def _kinds(members: tuple[int, ...], kind: Slot, rule: str) -> Iterator[Relation]:
    for member in members:
        if member != kind.number:
            yield Relation(
                "IS_A",
                member,
                kind.number,
                rule.replace("K", "").replace("M", "").strip(),
                rule,
                confidence=_CONFIDENCE,
            )


def _attached(parse: Parse, kind: Slot, slots: list[Slot]) -> Slot:
    """Give the slot that "such as" hangs on where the parse knows better than the nearest one before."""
    for index in range(kind.last, min(kind.last + 3, len(parse))):
        if parse.lowers[index] in {"as", "including", "like"} and parse.deps[index] == "prep":
            head = parse.heads[index]
            return next(
                (
                    slot
                    for slot in slots
                    if slot.head == head
                    and slot.first < kind.first
                    and _plural(parse, slot)
                    and not _plural(parse, kind)
                ),
                kind,
            )
    return kind


def _is_kind(parse: Parse, kind: Slot, member: Slot) -> bool:
    """Tell whether the kind is a kind and named whole, and the member neither its attribute nor a number of it.

    "Network settings such as …" are no networks, "volumes, including their size, …" no sizes, "reservations such as
    256 units" no units, and nothing is an example of Amazon S3.
    """
    counted = parse.tags[member.first] == "PRP$" or parse.words[member.first][0].isdigit()
    named = kind.first > 0 and parse.words[kind.last - 1][0].isupper() and " " not in kind.terms[0].name
    the_one = parse.lowers[kind.first] in {"the", "this"} and not _plural(parse, kind)
    if the_one or named:
        return False
    return _is_named_whole(parse, kind) and kind.terms[0].type is not NodeType.SERVICE and not counted


def _is_named_whole(parse: Parse, slot: Slot) -> bool:
    """Tell whether the slot's terms end where its phrase does, and no noun follows."""
    followed = parse.tags[slot.last : slot.last + 1]
    return is_whole(parse, slot) and not (followed and followed[0] in NOUN_TAGS)


def _is_class(parse: Parse, kind: Slot, member: Slot) -> bool:
    """Tell whether "including" may list kinds: of a plural, not of "attributes of volumes" nor of "the queues"."""
    of_phrase = "of" in parse.lowers[max(0, kind.first - 1) : kind.first + 1]
    definite = parse.lowers[kind.first] in {"the", "your", "these"}
    return (
        _plural(parse, kind)
        and not of_phrase
        and not definite
        and parse.tags[member.first] not in {"DT", "PRP$"}
    )


def _plural(parse: Parse, slot: Slot) -> bool:
    return parse.tags[slot.last - 1] in PLURAL_TAGS


def _inside(slot: Slot, other: Slot) -> bool:
    return (
        other is not slot
        and other.first <= slot.first
        and slot.last <= other.last
        and (other.last - other.first > slot.last - slot.first)
    )
