"""Read `relations.yaml`: the closed list of typed relations and the sentences that state them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "relations.yaml"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state a relation.

    `source` and `target` name places of a clause: "subject", "object", or a preposition. `form` is "active" (the verb's
    lemma is `word`), "passive" (the lemma is `word`) or "be" (the participle, adjective or noun after "be" is `word`).
    """

    relation: str
    form: str
    word: str
    source: str
    target: str
    rule: str  # the sentence it was made from
    fixed: tuple[tuple[str, str], ...] = ()  # (place, word) that must stand there: "take Y into _account"


Frames = Mapping[str, frozenset[str]]
"""What each verb may take beside its subject: "object", or prepositions."""


@dataclass(frozen=True, slots=True)
class RelationTypes:
    """The relation types with their inverses, and the patterns by (form, word)."""

    inverses: Mapping[str, str]
    patterns: Mapping[tuple[str, str], tuple[Pattern, ...]]

    @property
    def frames(self) -> dict[str, frozenset[str]]:
        """Give what each verb may take beside its subject: "object", or prepositions."""
        return {
            word: frozenset(place for pattern in found for place in (pattern.source, pattern.target))
            - {"subject"}
            for (form, word), found in self.patterns.items()
            if form == "active"
        }


@cache
def load_relation_types() -> RelationTypes:
    """Read the list, once. Raises ValueError where two sentences of the file are the same."""
    data = yaml.load(_FILE.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    patterns: dict[tuple[str, str], list[Pattern]] = {}
    seen: dict[tuple[str, str, frozenset[str]], str] = {}
    for relation, entry in data.items():
        for pattern in (made for sentence in entry["says"] for made in _read(relation, sentence)):
            key = (pattern.form, pattern.word, frozenset((pattern.source, pattern.target)))
            if seen.setdefault(key, relation) != relation:
                raise ValueError(f"relations.yaml: {pattern.rule!r} states both {seen[key]} and {relation}")
            patterns.setdefault((pattern.form, pattern.word), []).append(pattern)
    inverses = {relation: entry["inverse"] for relation, entry in data.items()}
    return RelationTypes(inverses, {key: tuple(found) for key, found in patterns.items()})


def _read(relation: str, sentence: str) -> Iterator[Pattern]:
    """Make the patterns of one sentence of the file: every choice of its alternatives, and its passive."""
    for choice in product(*(word.split("|") for word in sentence.split())):
        subject, *rest = choice
        form = "be" if rest[0] == "be" else "active"
        word, *rest = rest[1:] if form == "be" else rest
        places = {subject: "subject", **_places(rest)}
        rule = " ".join(part.removeprefix("_") or part for part in choice)
        yield _pattern(relation, form, word, places, rule)
        if form == "active" and "object" in places.values():
            moved = {"subject": "by", "object": "subject"}
            yield _pattern(
                relation, "passive", word, {name: moved.get(at, at) for name, at in places.items()}, rule
            )


def _pattern(relation: str, form: str, word: str, places: Mapping[str, str], rule: str) -> Pattern:
    fixed = tuple((place, name[1:]) for name, place in places.items() if len(name) > 1)
    return Pattern(relation, form, word, places["X"], places["Y"], rule, fixed)


def _places(words: list[str]) -> dict[str, str]:
    """Give the place of each letter after the verb: `Y` is the object, `with Y` the object of "with".

    `_word` holds a place for that very word.
    """
    places = {}
    place = "object"
    for word in words:
        if word in {"X", "Y"} or word.startswith("_"):
            places[word] = place
        else:
            place = word
    return places
