"""What relation rules read: a sentence with all that the steps before found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.clauses.extraction import Clause
from kbgraph.nlp.coordination import find_lists
from kbgraph.nlp.lexicon import Lexicon
from kbgraph.nlp.relations.resolution import Resolver
from kbgraph.nlp.tokens import norms
from kbgraph.relation_types import RelationTypes


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, read.

    `lists` gives for each argument's number the numbers coordinated with it from itself on; `resolve` the numbers
    that a token stands for.
    """

    doc: Doc
    words: frozenset[str]  # its plain words
    arguments: Sequence[Argument]
    clauses: Sequence[Clause]
    lists: Mapping[int, tuple[int, ...]]
    resolve: Resolver
    types: RelationTypes


def read(
    doc: Doc,
    arguments: Sequence[Argument],
    clauses: Sequence[Clause],
    types: RelationTypes,
    lexicon: Lexicon,
) -> Reading:
    """Put together what relation rules read."""
    lists = find_lists(doc, arguments)
    words = frozenset(norms(doc, 0, len(doc)))
    return Reading(doc, words, arguments, clauses, lists, Resolver(doc, arguments, lists, lexicon), types)
