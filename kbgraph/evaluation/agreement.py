"""When a mention that was found is one that a person marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from kbgraph.evaluation.passages import GoldMention, GoldPassage, MentionType
from kbgraph.schema import slug
from kbgraph.vocabulary.normalization import singular

_VENDOR = re.compile(r"^(?:amazon|aws)-(?=.)")

Agrees = Callable[[str, GoldMention, GoldMention], bool]
"""Tells of a text and two mentions in it of one type whether they agree."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to count: the mentions of one type, and when two of them agree."""

    name: str
    type: MentionType
    agrees: Agrees


@dataclass(frozen=True, slots=True)
class Pairing:
    """The mentions of one type in a passage: pairs (marked, found) that agree, and what has no partner."""

    pairs: tuple[tuple[GoldMention, GoldMention], ...]
    missed: tuple[GoldMention, ...]
    false: tuple[GoldMention, ...]


def comparable_id(name: str) -> str:
    """Give an id as ids are compared: lower-case kebab-case without the vendor's prefix."""
    return _VENDOR.sub("", slug(name))


def head_word(surface: str) -> str:
    """Give the last word of a phrase, in the singular."""
    return singular(surface.replace("\u2011", "-").split()[-1])


def overlap(one: GoldMention, other: GoldMention) -> int:
    """Give how many characters two mentions share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _same_range(text: str, one: GoldMention, other: GoldMention) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _same_range_and_id(text: str, one: GoldMention, other: GoldMention) -> bool:
    return _same_range(text, one, other) and comparable_id(one.id) == comparable_id(other.id)


def _overlapping(text: str, one: GoldMention, other: GoldMention) -> bool:
    return overlap(one, other) > 0


def _same_head(text: str, one: GoldMention, other: GoldMention) -> bool:
    heads = (head_word(text[mention.start : mention.end]) for mention in (one, other))
    return overlap(one, other) > 0 and len(set(heads)) == 1


SERVICES_EXACT = Measure("services, exact", "service", _same_range_and_id)
SERVICES_OVERLAP = Measure("services, overlap", "service", _overlapping)
CONCEPTS_EXACT = Measure("concepts, exact", "concept", _same_range)
CONCEPTS_OVERLAP = Measure("concepts, overlap", "concept", _same_head)
MEASURES = (SERVICES_EXACT, SERVICES_OVERLAP, CONCEPTS_EXACT, CONCEPTS_OVERLAP)


def pair(gold: GoldPassage, found: Iterable[GoldMention], measure: Measure) -> Pairing:
    """Pair marked and found mentions one to one, those that share most first."""
    marked = [mention for mention in gold.mentions if mention.type == measure.type]
    others = [mention for mention in found if mention.type == measure.type]
    agreeing = [
        (one, other) for one, other in _overlaps(marked, others) if measure.agrees(gold.text, one, other)
    ]
    agreeing.sort(key=lambda both: (_apart(*both), both))
    pairs: list[tuple[GoldMention, GoldMention]] = []
    taken: tuple[set[GoldMention], set[GoldMention]] = (set(), set())
    for one, other in agreeing:
        if one not in taken[0] and other not in taken[1]:
            pairs.append((one, other))
            taken[0].add(one)
            taken[1].add(other)
    return Pairing(
        tuple(sorted(pairs)),
        tuple(mention for mention in marked if mention not in taken[0]),
        tuple(mention for mention in others if mention not in taken[1]),
    )


def _overlaps(
    marked: Iterable[GoldMention], found: Iterable[GoldMention]
) -> Iterator[tuple[GoldMention, GoldMention]]:
    """Give the pairs that share a character; of what was found, only what starts near enough is looked at."""
    ordered = sorted(found)
    longest = max((other.end - other.start for other in ordered), default=0)
    for one in marked:
        first = bisect_left(ordered, one.start - longest, key=attrgetter("start"))
        for other in ordered[first : bisect_left(ordered, one.end, key=attrgetter("start"))]:
            if overlap(one, other):
                yield one, other


def _apart(one: GoldMention, other: GoldMention) -> int:
    """Give how many characters only one of two mentions has."""
    return one.end - one.start + other.end - other.start - 2 * overlap(one, other)
