"""Find what a sentence may speak of: its phrases with the terms that each may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbgraph.model import Term
from kbgraph.nlp.candidate_terms import find_terms
from kbgraph.nlp.lexicon import Lexicon
from kbgraph.nlp.noun_phrases import Names, Phrase
from kbgraph.nlp.tokens import Sentence, end_of


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase as an argument: tokens `first:last` with its determiner, its head token, and its terms."""

    number: int
    first: int
    last: int  # exclusive
    head: int
    terms: tuple[Term, ...]


def find_arguments(
    sentence: Sentence, phrases: Sequence[Phrase], names: Names, lexicon: Lexicon
) -> list[Argument]:
    """Give the arguments of a sentence in the order of their first token.

    A service inside a longer phrase ("SQS" in "SQS queue") is an argument of its own.
    """
    arguments: list[Argument] = []
    taken: set[tuple[int, int]] = set()
    for phrase in phrases:
        terms = tuple(find_terms(sentence, phrase, names, lexicon, len(arguments)))
        if terms and (terms[0].start, terms[0].end) not in taken:
            taken.add((terms[0].start, terms[0].end))
            arguments.append(
                Argument(len(arguments), phrase.begin, phrase.last, _head(sentence, phrase), terms)
            )
    return arguments


def is_whole(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether the argument's terms end where its phrase does: not "network" in "network settings"."""
    return argument.terms[0].end == end_of(sentence[argument.last - 1])


def _head(sentence: Sentence, phrase: Phrase) -> int:
    """Give the token by which the phrase hangs in the sentence: the one whose head is outside."""
    outward = [
        token.i
        for token in sentence[phrase.first : phrase.last]
        if token.head.i == token.i or not phrase.first <= token.head.i < phrase.last
    ]
    return outward[0] if outward and phrase.last - 1 not in outward else phrase.last - 1
