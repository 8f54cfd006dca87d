"""Analyse distinct sentences: what each says by itself, by its text, the vocabulary and the model alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgraph.analysis.abbreviations import find_abbreviations
from kbgraph.analysis.clauses import find_clauses
from kbgraph.analysis.definitions import find_definitions
from kbgraph.analysis.grammar import Grammar, load_grammar
from kbgraph.analysis.hearst import find_kinds
from kbgraph.analysis.identifiers import Apis, find_identifiers, load_apis
from kbgraph.analysis.lists import find_lists
from kbgraph.analysis.matching import Match, Matcher
from kbgraph.analysis.parsing import MODEL_VERSION, Parse, Unparsed, load_model, parse
from kbgraph.analysis.possession import find_possessions
from kbgraph.analysis.quotas import find_quotas
from kbgraph.analysis.resolving import Resolver
from kbgraph.analysis.slots import find_slots
from kbgraph.analysis.statements import find_statements, unlisted_verbs
from kbgraph.analysis.terms import find_names
from kbgraph.analysis.version import ANALYSIS_VERSION
from kbgraph.analysis.words import Words, load_words
from kbgraph.model import Analysis
from kbgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["ANALYSIS_VERSION", "MODEL_VERSION", "Analyser", "analyse", "load_analyser"]


@dataclass(frozen=True, slots=True)
class Analyser:
    """All that analysis needs beside the text."""

    nlp: Language
    matcher: Matcher
    apis: Apis
    grammar: Grammar
    words: Words

    def find_names(self, text: str) -> list[Match]:
        """Give the vocabulary's names and the identifiers in a text, by their start."""
        identifiers = find_identifiers(text, self.apis)
        return sorted(
            [*self.matcher.find(text), *identifiers], key=lambda match: (match.start, -match.end, match.id)
        )


_kept: dict[str, Analyser] = {}
"""The analyser loaded last, by the version of its vocabulary: a call of `extract` may be one of thousands."""


def load_analyser(vocabulary: Vocabulary) -> Analyser:
    """Load the model and index the vocabulary. Raises ModelMissingError where the model is not installed."""
    if not vocabulary.version or vocabulary.version not in _kept:
        made = Analyser(load_model(), Matcher(vocabulary), load_apis(), load_grammar(), load_words())
        _kept.clear()
        _kept[vocabulary.version] = made
    return _kept[vocabulary.version]


def analyse(texts: Iterable[str], analyser: Analyser) -> Iterator[Analysis]:
    """Analyse texts in order, one sentence (or heading) each."""
    for parsed, matches in parse(texts, analyser.nlp, analyser.find_names):
        if isinstance(parsed, Unparsed):
            yield _name(parsed, matches)
        else:
            yield _analyse(parsed, matches, analyser)


def _name(unparsed: Unparsed, matches: list[Match]) -> Analysis:
    """Give what is known of a text without its grammar."""
    text = unparsed.text
    terms, abbreviations = find_names(text, matches), find_abbreviations(text)
    return Analysis(text, tuple(terms), (), tuple(abbreviations), unparsed=unparsed.why)


def _analyse(parsed: Parse, matches: list[Match], analyser: Analyser) -> Analysis:
    slots = find_slots(parsed, matches, analyser.words)
    lists = find_lists(parsed, slots)
    resolve = Resolver(parsed, slots, lists, analyser.words)
    clauses = [] if parsed.text.endswith("?") else list(find_clauses(parsed))
    relations = [
        *find_statements(parsed, clauses, analyser.grammar, resolve),
        *find_definitions(parsed, clauses, slots, lists, resolve),
        *find_kinds(parsed, slots, lists),
        *find_possessions(parsed, slots),
    ]
    quotas = list(find_quotas(parsed, clauses, slots, resolve))
    return Analysis(
        text=parsed.text,
        terms=(*(term for slot in slots for term in slot.terms), *(term for term, _ in quotas)),
        relations=tuple(dict.fromkeys([*relations, *(relation for _, relation in quotas)])),
        abbreviations=tuple(find_abbreviations(parsed.text)),
        verbs=tuple(unlisted_verbs(parsed, clauses, analyser.grammar, resolve)),
    )
