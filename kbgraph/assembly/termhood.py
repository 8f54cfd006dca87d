"""Decide over the whole corpus which candidates are terms."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbgraph.model import Term
from kbgraph.rules import CANDIDATES, TermRule

_ESTABLISHED = 2
"""Distinct sentences that a candidate of several words must stand in to be preferred to a shorter one."""

_ESTABLISHED_WORD = 3
"""The same for one word, which is a term less often."""

_HEADED = 2
"""Longer candidates that one word must head, as "shard" does "parent shard" and "closed shard"."""


@dataclass(frozen=True, slots=True)
class Termhood:
    """C-values by candidate key, and which candidates are established."""

    values: Mapping[str, float]
    established: frozenset[str]

    def choose(self, argument: list[Term]) -> list[Term]:
        """Give the terms that an argument stands for: the longest established one (of a shared span all), or none.

        A pair of nouns goes before a vocabulary's word that is its head: "storage node" before "node". Where nothing is
        established a phrase of several words stands for itself; a word alone for nothing.
        """
        if (
            len(argument) > 1
            and argument[0].rule == TermRule.NOUN_PAIR
            and argument[1].rule not in CANDIDATES
        ):
            return argument[:1]
        for index, term in enumerate(argument):
            if term.rule not in CANDIDATES:
                return [
                    other for other in argument[index:] if (other.start, other.end) == (term.start, term.end)
                ]
            if term.key in self.established:
                return [term]
        return [argument[0]] if argument and " " in argument[0].key else []


def measure_termhood(sentences: Iterable[Iterable[list[Term]]]) -> Termhood:
    """Measure the termhood of all candidates; each item is the arguments of one distinct sentence, longest term first.

    The C-value of a candidate a that stands f(a) times, nested in the longer candidates T(a), is
    log2(1 + |a|) · (f(a) − 1/|T(a)| · Σ f(b) for b in T(a)), |a| in words (Frantzi, Ananiadou and Mima 2000,
    with the logarithm of Barrón-Cedeño et al. 2009, which keeps single words). Frequencies count distinct
    sentences, so that boilerplate counts once.
    """
    frequency: Counter[str] = Counter()
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    for arguments in sentences:
        seen: set[str] = set()
        nested: set[tuple[str, str]] = set()
        for argument in arguments:
            keys = [term.key for term in argument if term.rule in CANDIDATES]
            seen.update(keys)
            nested.update((short, long) for index, long in enumerate(keys) for short in keys[index + 1 :])
        frequency.update(seen)
        for short, long in nested:
            inside[short][long] += 1
    values = {key: _c_value(key, frequency, inside.get(key, {})) for key in sorted(frequency)}
    established = frozenset(
        key
        for key, value in values.items()
        if value > 0
        and (
            frequency[key] >= _ESTABLISHED
            if " " in key
            else frequency[key] >= _ESTABLISHED_WORD and len(inside.get(key, ())) >= _HEADED
        )
    )
    return Termhood(values, established)


def _c_value(key: str, frequency: Mapping[str, int], longer: Mapping[str, int]) -> float:
    own = frequency[key] - (sum(longer.values()) / len(longer) if longer else 0.0)
    return round(math.log2(1 + len(key.split())) * own, 6)
