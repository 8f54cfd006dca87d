"""Tell which patterns of the ontology fit a clause."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.relation_types import Pattern, RelationTypes


def fitting_patterns(clause: Clause, types: RelationTypes) -> Iterator[Pattern]:
    """Give the patterns that fit the clause.

    "You attach a policy to a role" joins the policy and the role: where a pattern joins the object to a preposition,
    those that join the subject to the same one are left out.
    """
    keys = {"active": [("active", clause.lemma)], "passive": [("passive", clause.lemma), ("be", clause.word)]}
    for key in keys.get(clause.voice, [("be", clause.word)]):
        fitting = [
            pattern
            for pattern in types.patterns.get(key, ())
            if tokens_in(clause, pattern.source)
            and tokens_in(clause, pattern.target)
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
    return all(
        any(token.norm_ == word for token in tokens_in(clause, place)) for place, word in pattern.fixed
    )


def tokens_in(clause: Clause, place: str) -> tuple[Token, ...]:
    """Give what stands in a place of a clause; an instrument stands where who does it would."""
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
