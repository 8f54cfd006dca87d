"""What every character must leave whole: names' keys, slugs, matches, a build, and every export of it."""

from __future__ import annotations

from functools import cache

from kbgraph.building import build_graph
from kbgraph.nlp.entity_matcher import Matcher
from kbgraph.reading import read_text
from kbgraph.schema import slug
from kbgraph.vocabulary import load_vocabulary
from kbgraph.vocabulary.normalization import normalise
from tests.fuzz.case import Case
from tests.fuzz.generators.sweep import document
from tests.fuzz.invariants.exports import check_graph
from tests.fuzz.invariants.reader import check_text
from tests.fuzz.invariants.vocabulary import folder

_READ_AT_ONCE = 64
_NAMES = ("queue", "SQS", "dead-letter queue")


def check(case: Case) -> None:
    """Take the characters of a case through all stages."""
    characters = case.text
    for one in characters:
        for name in _NAMES:
            middle = len(name) // 2
            inside = name[:middle] + one + name[middle:]
            for text in (one, one * 2, one + name, inside, name + one, f"{name} {one}", f"{name}{one}s"):
                _check_name(text)
    for start in range(0, len(characters), _READ_AT_ONCE):  # checking one document takes its square
        check_text(document(characters[start : start + _READ_AT_ONCE]), ".md")
    graph = build_graph([read_text(document(characters), key="characters.md")])
    with folder() as beside:
        check_graph(graph, beside)


def _check_name(text: str) -> None:
    key = normalise(text)
    assert normalise(key) == key, "a key that has another key"
    made = slug(text)
    assert made == made.strip("-") != "", "a slug that is none"
    assert made.isascii(), "a slug that is no ASCII"
    for match in _matcher().find(text):
        assert 0 <= match.start < match.end <= len(text), "a match outside of its text"


@cache
def _matcher() -> Matcher:
    return Matcher(load_vocabulary())
