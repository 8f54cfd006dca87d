"""What sentences state: the rules, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kbgraph.model import Relation, Term
from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.lexicon import Lexicon
from kbgraph.nlp.relations.definitions import definitions
from kbgraph.nlp.relations.hypernyms import hypernyms
from kbgraph.nlp.relations.possessives import possessives
from kbgraph.nlp.relations.quotas import quota_terms, quotas
from kbgraph.nlp.relations.reading import Reading, read
from kbgraph.nlp.relations.verbs import unlisted_verbs, verbs
from kbgraph.nlp.tokens import Sentence
from kbgraph.relation_types import RelationTypes

RULES: tuple[Callable[[Reading], Iterator[Relation]], ...] = (
    verbs,
    definitions,
    hypernyms,
    possessives,
    quotas,
)
"""Every rule gives relations between arguments of the sentence, by their numbers."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence states: relations, the quotas that are arguments of some, and verbs that no pattern reads."""

    relations: tuple[Relation, ...]
    terms: tuple[Term, ...]
    verbs: tuple[str, ...]


def find_relations(
    sentence: Sentence,
    arguments: Sequence[Argument],
    clauses: Sequence[Clause],
    types: RelationTypes,
    lexicon: Lexicon,
) -> Stated:
    """Run all rules over a sentence; a relation that two of them find is one."""
    reading = read(sentence, arguments, clauses, types, lexicon)
    found = dict.fromkeys(relation for rule in RULES for relation in rule(reading))
    return Stated(tuple(found), tuple(quota_terms(reading)), tuple(unlisted_verbs(reading)))
