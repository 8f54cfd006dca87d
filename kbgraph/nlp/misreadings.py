"""Find verbs that the model took for nouns: "The cluster spans Availability Zones", read as one noun phrase.

A sentence without a verb is seldom one. Where such a one holds a word that looks like a noun, has the form of a verb
of `relations.yaml`, stands after a noun that agrees with it and before what the verb may take, the sentence is read
again with a verb of the same form in its place that the model knows as nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kbgraph.relation_types import Frames

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_DOUBTFUL = _NOUNS | {"VB", "VBP", "VBZ", "JJ"}
_PHRASE_STARTS = _NOUNS | {"DT", "PRP$", "CD", "JJ", "VBG", "VBN", "VBZ"}
_HELPERS = frozenset({"be", "have", "do", "'s", "is", "are", "was", "were", "has", "had", "does", "did"})


@dataclass(frozen=True, slots=True)
class Misreading:
    """A token that may be a verb: its base form, and what the model is to read in its place."""

    token: int
    lemma: str
    familiar: str


def find_misreadings(
    lowers: Sequence[str], tags: Sequence[str], lemmas: Sequence[str], frames: Frames
) -> Iterator[Misreading]:
    """Give the tokens of a sentence that may be its missing verb, from the left."""
    if not lowers or lowers[-1] != ".":
        return
    finite = [index for index, tag in enumerate(tags) if tag in _FINITE]
    if any(tags[index] == "MD" or lemmas[index] in _HELPERS or lemmas[index] in frames for index in finite):
        return
    for index in range(1, len(lowers) - 2):
        before = " " in lowers[index - 1] or tags[index - 1] in _NOUNS or index - 1 in finite
        if tags[index] in _DOUBTFUL and before and all(abs(at - index) <= 1 for at in finite):
            yield from _misreadings(lowers, tags, index, frames)


def _misreadings(
    lowers: Sequence[str], tags: Sequence[str], index: int, frames: Frames
) -> Iterator[Misreading]:
    subject, word = lowers[index - 1], lowers[index]
    named = tags[index - 1] not in {"NN", "NNS"} and subject.endswith("s")  # "Kubernetes", "Load balancers"
    for singular in (True, False) if named else (tags[index - 1] != "NNS",):
        lemma = next((form for form in _base_forms(word, singular=singular) if form in frames), None)
        if lemma is None:
            continue
        if lowers[index + 1] in frames[lemma]:
            yield Misreading(index, lemma, "depends" if singular else "depend")
        elif "object" in frames[lemma] and tags[index + 1] in _PHRASE_STARTS:
            yield Misreading(index, lemma, "requires" if singular else "require")


def _base_forms(word: str, *, singular: bool) -> Iterator[str]:
    """Give what a word may be the present of, after a noun of that number."""
    if not singular:
        yield word
    elif word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
