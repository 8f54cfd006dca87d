"""Turn clauses into relations by the sentences of the ontology: "X store Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.model import Relation
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.relations.patterns import tokens_in
from kbgraph.nlp.relations.reading import Reading
from kbgraph.relation_types import Pattern

_CONFIDENCE = 0.9


def verbs(reading: Reading) -> Iterator[Relation]:
    """Give the relations that the clauses state, each once by the first pattern that reads it."""
    for clause, fitting in zip(reading.clauses, reading.patterns, strict=True):
        said: set[tuple[str, int, int]] = set()
        for pattern in fitting:
            for source in _fill(clause, pattern.source, reading):
                for target in _fill(clause, pattern.target, reading):
                    key = (pattern.relation, source, target)
                    if source != target and key not in said:
                        said.add(key)
                        yield Relation(
                            type=pattern.relation,
                            source=source,
                            target=target,
                            predicate=_predicate(clause, pattern),
                            rule=pattern.rule,
                            negated=clause.negated,
                            modality=clause.modality,
                            condition=clause.condition,
                            confidence=_CONFIDENCE,
                        )


def unlisted_verbs(reading: Reading) -> Iterator[str]:
    """Give the lemmas of verbs between two arguments that no pattern reads."""
    resolve = reading.resolve
    for clause, fitting in zip(reading.clauses, reading.patterns, strict=True):
        if not fitting:
            subject = any(resolve(token) for token in clause.subjects)
            objects = (*clause.objects, *(token for _, tokens in clause.prepositions for token in tokens))
            if subject and any(resolve(token) for token in objects):
                yield clause.lemma


def _fill(clause: Clause, place: str, reading: Reading) -> tuple[int, ...]:
    """Give the arguments in a place; of instruments only those that do things themselves."""
    instruments = {token.i for token in clause.instruments}
    found = [
        number
        for token in tokens_in(clause, place)
        for number in reading.resolve(token)
        if token.i not in instruments or reading.resolve.is_doer(number)
    ]
    return tuple(dict.fromkeys(found))


def _predicate(clause: Clause, pattern: Pattern) -> str:
    """Give the verb as the text writes it, with its auxiliaries' "be" and its preposition."""
    place = next((p for p in (pattern.target, pattern.source) if p not in {"subject", "object"}), "")
    be = "be " if clause.voice in {"passive", "copula"} else ""
    return f"{be}{clause.word} {place}".strip() if be or place else clause.word
