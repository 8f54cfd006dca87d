"""Documents for the reader: of every kind in its share, damaged or not."""

from __future__ import annotations

from random import Random

from tests.fuzz.case import Case, text_case
from tests.fuzz.generators.characters import characters
from tests.fuzz.generators.dialects import dialect, front_matter
from tests.fuzz.generators.markdown import blocks, nested
from tests.fuzz.generators.sources import example, excerpt, opening
from tests.fuzz.mutations import TOKENS, damaged, mutated

_SUFFIXES = (".md", ".md", ".md", ".md", ".md", ".md", ".mdx", ".mdx", ".txt")
_RAW = 0.06  # share of the inputs that are bytes to decode
_LONG = 0.002  # share of those that are ten times longer


def document(rng: Random) -> Case:
    """Give a document as a file would hold it."""
    text = _text(rng)
    if rng.random() < _LONG:
        text = "\n\n".join([text, *(_text(rng) for _ in range(12))])
    if rng.random() < _RAW:
        return Case(damaged(text, rng), ".raw")
    return text_case(text, _SUFFIXES[int(rng.random() * len(_SUFFIXES))])


def _text(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.28:
        return mutated(blocks(rng, 1 + int(rng.random() * 4)), rng, 2)
    if chance < 0.46:
        return mutated(dialect(rng, 3), rng, 2)
    if chance < 0.60:
        return mutated(example(rng), rng)
    if chance < 0.82:
        return mutated(excerpt(rng) if rng.random() < 0.85 else opening(rng), rng)
    if chance < 0.88:
        return _soup(rng)
    if chance < 0.91:
        return characters(rng, 400)
    if chance < 0.93:
        return front_matter(rng) + mutated(blocks(rng, 3), rng)
    if chance < 0.94:
        return blocks(rng, 2) + "\n\n" + nested(rng) + "\n\n" + blocks(rng, 1)
    one, other = excerpt(rng, 400), dialect(rng, 2)
    at = int(rng.random() * len(one))
    return mutated(one[:at] + other + one[at:], rng)


def _soup(rng: Random) -> str:
    count = 20 + int(rng.random() * 150)
    return "".join([_LETTERS[int(rng.random() * len(_LETTERS))] for _ in range(count)])


_LETTERS = (*TOKENS, "a", "Bc", "x.", " ", " ", "\n", "\n", "Amazon SQS", "é", "日本。", "1", "word ")
