"""What the extraction misses and what it finds wrongly, most frequent first, with the sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from kbgraph.evaluation.agreement import CONCEPTS_OVERLAP, SERVICES_EXACT, overlap, pair
from kbgraph.evaluation.passages import GoldMention, GoldPassage, MentionType
from kbgraph.reading import read_text
from kbgraph.vocabulary.normalization import normalise

JUDGED = (SERVICES_EXACT, CONCEPTS_OVERLAP)
"""The measures by which a mention is missed or false."""


@dataclass(frozen=True, slots=True)
class Example:
    """One mention in its sentence; `instead` holds what the other side has there."""

    passage: str
    surface: str
    sentence: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one type and name that are missed, or false."""

    type: MentionType
    name: str
    id: str
    examples: tuple[Example, ...]


def find_misses(gold: Sequence[GoldPassage], found: Sequence[GoldPassage]) -> list[Group]:
    """Group what a person marked and the extraction did not find."""
    return _grouped(
        (mention, marked, other)
        for marked, other in zip(gold, found, strict=True)
        for measure in JUDGED
        for mention in pair(marked, other.mentions, measure).missed
    )


def find_false_alarms(gold: Sequence[GoldPassage], found: Sequence[GoldPassage]) -> list[Group]:
    """Group what the extraction found and no person marked."""
    return _grouped(
        (mention, other, marked)
        for marked, other in zip(gold, found, strict=True)
        for measure in JUDGED
        for mention in pair(marked, other.mentions, measure).false
    )


def _grouped(cases: Iterator[tuple[GoldMention, GoldPassage, GoldPassage]]) -> list[Group]:
    """Group mentions by type and name; each comes with its own side's passage and the other's."""
    groups: dict[tuple[MentionType, str], list[tuple[str, Example]]] = {}
    for mention, own, other in cases:
        surface = own.text[mention.start : mention.end]
        example = Example(own.id, surface, _sentence(own, mention), tuple(_instead(mention, other)))
        groups.setdefault((mention.type, normalise(surface)), []).append((mention.id, example))
    made = [
        Group(kind, examples[0][1].surface, examples[0][0], tuple(example for _, example in examples))
        for (kind, _), examples in groups.items()
    ]
    return sorted(made, key=lambda group: (-len(group.examples), group.type, normalise(group.name)))


def _instead(mention: GoldMention, other: GoldPassage) -> Iterator[str]:
    for theirs in other.mentions:
        if theirs.type == mention.type and overlap(mention, theirs):
            yield f"{other.text[theirs.start : theirs.end]} ({theirs.id})"


def _sentence(passage: GoldPassage, mention: GoldMention) -> str:
    """Give the sentence that a mention begins in."""
    sentences = _sentences(passage.text, passage.id)
    at = bisect_right(sentences, mention.start, key=itemgetter(0)) - 1
    if at >= 0 and mention.start < sentences[at][1]:
        return sentences[at][2]
    return passage.text


@lru_cache(maxsize=2)
def _sentences(text: str, key: str) -> tuple[tuple[int, int, str], ...]:
    """Give the sentences of a passage with their ranges, in order."""
    document = read_text(text, key=key, path="", format="plain")
    return tuple(
        (sentence.start, sentence.end, sentence.text)
        for section in document.sections
        for block in section.blocks
        for sentence in block.sentences
    )
