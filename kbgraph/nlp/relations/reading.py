"""What relation rules read: a sentence with all that the steps before found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.coordination import find_lists
from kbgraph.nlp.lexicon import Lexicon
from kbgraph.nlp.relations.patterns import fitting_patterns
from kbgraph.nlp.relations.resolution import Resolver
from kbgraph.nlp.tokens import Sentence, norms
from kbgraph.relation_types import Pattern, RelationTypes


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, read.

    `lists` gives for each argument's number the numbers coordinated with it from itself on; `resolve` the numbers
    that a token stands for; `patterns` those of the ontology that fit each clause.
    """

    sentence: Sentence
    words: frozenset[str]  # its plain words
    arguments: Sequence[Argument]
    clauses: Sequence[Clause]
    lists: Mapping[int, tuple[int, ...]]
    resolve: Resolver
    patterns: Sequence[tuple[Pattern, ...]]


def read(
    sentence: Sentence,
    arguments: Sequence[Argument],
    clauses: Sequence[Clause],
    types: RelationTypes,
    lexicon: Lexicon,
) -> Reading:
    """Put together what relation rules read."""
    lists = find_lists(sentence, arguments)
    words = frozenset(norms(sentence, 0, len(sentence)))
    resolve = Resolver(sentence, arguments, lists, lexicon)
    patterns = [tuple(fitting_patterns(clause, types)) for clause in clauses]
    return Reading(sentence, words, arguments, clauses, lists, resolve, patterns)
