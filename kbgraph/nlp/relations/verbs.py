"""Turn clauses into relations by the sentences of the ontology: "X store Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kbgraph.model import Relation
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.relations.reading import Reading
from kbgraph.relation_types import Pattern

_CONFIDENCE = 0.9


def verbs(reading: Reading) -> Iterator[Relation]:
    """Give the relations that the clauses state, each once by the first pattern that reads it."""
    for clause in reading.clauses:
        said: set[tuple[str, int, int]] = set()
        for pattern in _patterns(clause, reading):
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
    for clause in reading.clauses:
        if not any(True for _ in _patterns(clause, reading)):
            subject = any(resolve(token) for token in clause.subjects)
            objects = (*clause.objects, *(token for _, tokens in clause.prepositions for token in tokens))
            if subject and any(resolve(token) for token in objects):
                yield clause.lemma


def _patterns(clause: Clause, reading: Reading) -> Iterator[Pattern]:
    """Give the patterns that fit the clause.

    "You attach a policy to a role" joins the policy and the role: where a pattern joins the object to a preposition,
    those that join the subject to the same one are left out.
    """
    keys = {"active": [("active", clause.lemma)], "passive": [("passive", clause.lemma), ("be", clause.word)]}
    for key in keys.get(clause.voice, [("be", clause.word)]):
        fitting = [
            pattern
            for pattern in reading.types.patterns.get(key, ())
            if _tokens(clause, pattern.source)
            and _tokens(clause, pattern.target)
            and _has_fixed(clause, pattern)
        ]
        of_objects = {frozenset((pattern.source, pattern.target)) - {"object"} for pattern in fitting}
        for pattern in fitting:
            places = {pattern.source, pattern.target}
            if clause.lemma == "run" and clause.objects and "object" not in places:
                continue  # "runs tasks in the cloud"
            if "subject" not in places or frozenset(places - {"subject"}) not in of_objects:
                yield pattern


def _has_fixed(clause: Clause, pattern: Pattern) -> bool:
    """Tell whether the words that the pattern itself holds stand in their places."""
    return all(any(token.norm_ == word for token in _tokens(clause, place)) for place, word in pattern.fixed)


def _tokens(clause: Clause, place: str) -> tuple[Token, ...]:
    if place == _doer_place(clause) and clause.instruments:
        return (*clause.instruments, *(clause.subjects if place == "subject" else ()))
    if place == "subject":
        return clause.subjects
    if place == "object":
        return clause.objects
    return tuple(
        token for preposition, tokens in clause.prepositions if preposition == place for token in tokens
    )


def _doer_place(clause: Clause) -> str:
    return "by" if clause.voice == "passive" else "subject"


def _fill(clause: Clause, place: str, reading: Reading) -> tuple[int, ...]:
    """Give the arguments in a place; of instruments only those that do things themselves."""
    instruments = {token.i for token in clause.instruments}
    found = [
        number
        for token in _tokens(clause, place)
        for number in reading.resolve(token)
        if token.i not in instruments or reading.resolve.is_doer(number)
    ]
    return tuple(dict.fromkeys(found))


def _predicate(clause: Clause, pattern: Pattern) -> str:
    """Give the verb as the text writes it, with its auxiliaries' "be" and its preposition."""
    place = next((p for p in (pattern.target, pattern.source) if p not in {"subject", "object"}), "")
    be = "be " if clause.voice in {"passive", "copula"} else ""
    return f"{be}{clause.word} {place}".strip() if be or place else clause.word
