"""Passages for the extractor: what states something, with hostile marks in it, and headings above it."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.fuzz.case import Case
from tests.fuzz.generators.characters import characters
from tests.fuzz.generators.markdown import line
from tests.fuzz.generators.sources import excerpt
from tests.fuzz.generators.words import prose, sentence, words
from tests.fuzz.mutations import mutated


def passages(rng: Random) -> Case:
    """Give one passage, in a list as all of them are."""
    return passages_case([_passage(rng)])


def passages_case(found: list[dict[str, Any]]) -> Case:
    """Write passages as JSON."""
    return Case(json.dumps(found, ensure_ascii=True).encode(), ".json")


def _passage(rng: Random) -> dict[str, Any]:
    headings = [_heading(rng) for _ in range(int(rng.random() * 3))] if rng.random() < 0.3 else []
    return {
        "text": _text(rng),
        "headings": headings,
        "source": ("guide.md", "sqs/api.mdx", None)[int(rng.random() * 3)],
        "format": "markdown" if rng.random() < 0.3 else "plain",
    }


def _text(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.45:
        return prose(rng, 2)
    if chance < 0.65:
        return mutated(sentence(rng), rng, 3)
    if chance < 0.75:
        return line(rng)
    if chance < 0.93:
        return mutated(excerpt(rng, 200), rng, 2)
    if chance < 0.97:
        return characters(rng, 60)
    return words(rng, 40)


def _heading(rng: Random) -> str:
    return words(rng, 4) if rng.random() < 0.8 else characters(rng, 5)
