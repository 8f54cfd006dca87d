"""Turn clauses into relations by the patterns of `relations.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.analysis.clauses import Clause
from kbgraph.analysis.grammar import Grammar, Pattern
from kbgraph.analysis.parsing import Parse
from kbgraph.analysis.resolving import Resolver
from kbgraph.model import Relation

_CONFIDENCE = 0.9


def find_statements(
    parse: Parse, clauses: list[Clause], grammar: Grammar, resolve: Resolver
) -> Iterator[Relation]:
    """Give the relations that the clauses state, each once by the first pattern that reads it."""
    for clause in clauses:
        said: set[tuple[str, int, int]] = set()
        for pattern in _patterns(parse, clause, grammar):
            for source in _fill(clause, pattern.source, resolve):
                for target in _fill(clause, pattern.target, resolve):
                    key = (pattern.relation, source, target)
                    if source != target and key not in said:
                        said.add(key)
                        yield Relation(
                            type=pattern.relation,
                            source=source,
                            target=target,
                            predicate=_predicate(parse, clause, pattern),
                            rule=pattern.rule,
                            negated=clause.negated,
                            modality=clause.modality,
                            condition=clause.condition,
                            confidence=_CONFIDENCE,
                        )


def unlisted_verbs(parse: Parse, clauses: list[Clause], grammar: Grammar, resolve: Resolver) -> Iterator[str]:
    """Give the lemmas of verbs between two slots that no pattern reads."""
    for clause in clauses:
        if not any(True for _ in _patterns(parse, clause, grammar)):
            subject = any(resolve(token) for token in clause.subjects)
            objects = (*clause.objects, *(token for _, tokens in clause.prepositions for token in tokens))
            if subject and any(resolve(token) for token in objects):
                yield clause.lemma


def _patterns(parse: Parse, clause: Clause, grammar: Grammar) -> Iterator[Pattern]:
    """Give the patterns that fit the clause.

    "You attach a policy to a role" joins the policy and the role: where a pattern joins the object to a preposition,
    those that join the subject to the same one are left out.
    """
    keys = {"active": [("active", clause.lemma)], "passive": [("passive", clause.lemma), ("be", clause.word)]}
    for key in keys.get(clause.voice, [("be", clause.word)]):
        fitting = [
            pattern
            for pattern in grammar.patterns.get(key, ())
            if _tokens(clause, pattern.source)
            and _tokens(clause, pattern.target)
            and _has_fixed(parse, clause, pattern)
        ]
        of_objects = {frozenset((pattern.source, pattern.target)) - {"object"} for pattern in fitting}
        for pattern in fitting:
            places = {pattern.source, pattern.target}
            if clause.lemma == "run" and clause.objects and "object" not in places:
                continue  # "runs tasks in the cloud"
            if "subject" not in places or frozenset(places - {"subject"}) not in of_objects:
                yield pattern


def _has_fixed(parse: Parse, clause: Clause, pattern: Pattern) -> bool:
    """Tell whether the words that the pattern itself holds stand in their places."""
    return all(any(parse.lowers[t] == word for t in _tokens(clause, place)) for place, word in pattern.fixed)


def _tokens(clause: Clause, place: str) -> tuple[int, ...]:
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


def _fill(clause: Clause, place: str, resolve: Resolver) -> tuple[int, ...]:
    """Give the slots in a place; of instruments only those that do things themselves."""
    found = [
        slot
        for token in _tokens(clause, place)
        for slot in resolve(token)
        if token not in clause.instruments or resolve.is_doer(slot)
    ]
    return tuple(dict.fromkeys(found))


def _predicate(parse: Parse, clause: Clause, pattern: Pattern) -> str:
    """Give the verb as the text writes it, with its auxiliaries' "be" and its preposition."""
    place = next((p for p in (pattern.target, pattern.source) if p not in {"subject", "object"}), "")
    be = "be " if clause.voice in {"passive", "copula"} else ""
    return f"{be}{clause.word} {place}".strip() if be or place else clause.word
