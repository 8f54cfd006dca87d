"""What is tried: for each target how its inputs are made, and what must hold of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.fuzz.case import Case
from tests.fuzz.generators import graphs, passages, sources, sweep, texts, vocabularies
from tests.fuzz.invariants import exports, extractor, graph_file, reader, vocabulary
from tests.fuzz.invariants import sweep as every_character


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Target:
    """One part of the program that is tried."""

    name: str
    make: Callable[[Random, int], Case]  # of chance and the case's number
    check: Callable[[Case], None]  # raises whatever it likes where something does not hold
    share: float  # of the time when all targets run; 0: only by name
    shape: Literal["text", "tree"]  # how an input is made smaller
    batch: int = 1  # so many inputs are tried as one, joined by `join`
    join: Callable[[Sequence[Case]], Case] = lambda cases: cases[0]
    warm_up: Callable[[], object] = _nothing  # loads what is loaded once
    stretch: float = 1.0  # of the bounds of time and memory
    count: Callable[[], int] | None = None  # how many inputs there are at all, where they end


def _join_lists(cases: Sequence[Case]) -> Case:
    return passages.passages_case([each for case in cases for each in json.loads(case.data)])


TARGETS = {
    target.name: target
    for target in (
        Target("reader", lambda rng, _: texts.document(rng), reader.check, 0.4, "text", warm_up=sources.fingerprint),
        Target(
            "extractor",
            lambda rng, _: passages.passages(rng),
            extractor.check,
            0.3,
            "tree",
            batch=64,
            join=_join_lists,
            warm_up=extractor.warm_up,
            stretch=15,
        ),
        Target("vocabulary", lambda rng, _: vocabularies.vocabulary(rng), vocabulary.check, 0.1, "text", stretch=3),
        Target(
            "graph", lambda rng, _: graphs.tampered(rng), graph_file.check, 0.1, "tree", warm_up=exports.warm_up
        ),
        Target(
            "exports", lambda rng, _: graphs.graph_case(rng), exports.check, 0.1, "tree", warm_up=exports.warm_up
        ),
        Target(
            "unicode",
            sweep.sweep,
            every_character.check,
            0.0,
            "text",
            warm_up=extractor.warm_up,
            stretch=100,
            count=sweep.count,
        ),
    )
}  # fmt: skip
