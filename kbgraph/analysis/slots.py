"""Find what a sentence may speak of: its phrases with the terms that each may stand for."""

from __future__ import annotations

from dataclasses import dataclass

from kbgraph.analysis.matching import Match
from kbgraph.analysis.parsing import Parse
from kbgraph.analysis.phrases import Phrase, find_phrases, find_spans
from kbgraph.analysis.terms import find_terms
from kbgraph.analysis.words import Words
from kbgraph.model import Term


@dataclass(frozen=True, slots=True)
class Slot:
    """A phrase as an argument: tokens `first:last` with its determiner, its head token, and its terms."""

    number: int
    first: int
    last: int  # exclusive
    head: int
    terms: tuple[Term, ...]


def find_slots(parse: Parse, matches: list[Match], words: Words) -> list[Slot]:
    """Give the slots of a sentence in the order of their first token.

    A service inside a longer phrase ("SQS" in "SQS queue") has a slot of its own.
    """
    spans = find_spans(parse, matches)
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for phrase in find_phrases(parse, spans):
        terms = tuple(find_terms(parse, phrase, spans, words, len(slots)))
        if terms and (terms[0].start, terms[0].end) not in taken:
            taken.add((terms[0].start, terms[0].end))
            slots.append(Slot(len(slots), phrase.begin, phrase.last, _head(parse, phrase), terms))
    return slots


def is_whole(parse: Parse, slot: Slot) -> bool:
    """Tell whether the slot's terms end where its phrase does: not "network" in "network settings"."""
    return slot.terms[0].end == parse.ends[slot.last - 1]


def _head(parse: Parse, phrase: Phrase) -> int:
    """Give the token by which the phrase hangs in the sentence: the one whose head is outside."""
    inside = range(phrase.first, phrase.last)
    outward = [index for index in inside if parse.heads[index] not in inside or parse.heads[index] == index]
    return outward[0] if outward and phrase.last - 1 not in outward else phrase.last - 1
