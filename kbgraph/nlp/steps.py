"""The steps of the pipeline after the model's own: what each needs and gives, as spaCy's `analyze_pipes` tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kbgraph.nlp.abbreviations import find_abbreviations
from kbgraph.nlp.annotations import (
    KEY,
    argument_to_row,
    arguments_of,
    cut,
    matches_of,
    rows,
    sentences,
    span_of,
    term_from_row,
    term_to_row,
)
from kbgraph.nlp.arguments import find_arguments
from kbgraph.nlp.candidate_terms import terms_of_names
from kbgraph.nlp.clauses.extraction import clause_from_row, clause_to_row, find_clauses
from kbgraph.nlp.lexicon import load_lexicon
from kbgraph.nlp.noun_phrases import find_names, find_phrases, lay_names
from kbgraph.nlp.parse_repair import ParseRepair
from kbgraph.nlp.relations import find_relations
from kbgraph.nlp.span_relations import relation_to_row, span_relations
from kbgraph.nlp.tokens import text_of
from kbgraph.relation_types import Record, RelationTypes, load_relation_types, types_from_record
from kbgraph.rules import CANDIDATES
from kbgraph.schema import NodeType, node_id, slug

if TYPE_CHECKING:
    from kbgraph.nlp.annotations import Row

SENTENCES = "kbgraph_sentences"
MENTIONS = "kbgraph_mentions"
STEPS = (
    "kbgraph_parse_repair",
    "kbgraph_entities",
    "kbgraph_abbreviations",
    "kbgraph_terms",
    MENTIONS,
    "kbgraph_clauses",
    "kbgraph_relations",
)
"""After the parser, in this order; `SENTENCES` stands before the model's own steps."""


@Language.component(SENTENCES, assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a text of several sentences."""
    found = rows(doc)
    if len(found) > 1:
        starts = {row["start"] for row in found}
        for token in doc:
            token.is_sent_start = token.i in starts
    return doc


@Language.factory(
    "kbgraph_parse_repair",
    requires=["token.tag", "token.dep", "token.head"],
    assigns=["token.tag", "token.dep", "token.head", "token.lemma", "token.norm"],
    default_config={"relations": None},
)
def make_parse_repair(nlp: Language, name: str, relations: Record | None) -> ParseRepair:
    """Make the step that mends parses that contradict themselves, or the frames of the verbs in `relations`."""
    return ParseRepair(nlp, _types(relations).frames)


@Language.component("kbgraph_entities", requires=["token.tag", "token.dep"], assigns=["doc.user_data"])
def find_entities(doc: Doc) -> Doc:
    """Lay the names of the vocabulary and the identifiers on tokens; a word that is used as a verb is no name."""
    for sentence, row in sentences(doc):
        row["entities"] = [list(each) for each in find_names(sentence, matches_of(row))]
    return doc


@Language.component("kbgraph_abbreviations", assigns=["doc._.abbreviations"])
def find_definitions_of_abbreviations(doc: Doc) -> Doc:
    """Find the abbreviations that a sentence defines: "Kinesis Client Library (KCL)"."""
    for row in rows(doc):
        row["abbreviations"] = [
            [each.short, each.long, each.short_start, each.long_start]
            for each in find_abbreviations(text_of(cut(doc, row)))
        ]
    return doc


@Language.component(
    "kbgraph_terms",
    requires=["token.tag", "token.dep", "token.head", "token.norm"],
    assigns=["doc.user_data"],
)
def find_terms(doc: Doc) -> Doc:
    """Find the noun phrases, and the terms that each may stand for; of what was not parsed, the names alone."""
    lexicon = load_lexicon()
    for row in rows(doc):
        if row["unparsed"]:
            terms = terms_of_names(text_of(cut(doc, row)), matches_of(row))
            row["terms"] = [term_to_row(term) for term in terms]
    for sentence, row in sentences(doc):
        names = lay_names(matches_of(row), row["entities"])
        arguments = find_arguments(sentence, find_phrases(sentence, names), names, lexicon)
        row["arguments"] = [argument_to_row(argument) for argument in arguments]
        row["terms"] = [term_to_row(term) for argument in arguments for term in argument.terms]
    return doc


@Language.component(
    "kbgraph_clauses", requires=["token.tag", "token.dep", "token.head", "token.lemma", "token.norm"]
)
def read_clauses(doc: Doc) -> Doc:
    """Read who does what to whom, with polarity, modality and condition."""
    for sentence, row in sentences(doc):
        row["clauses"] = [clause_to_row(clause) for clause in find_clauses(sentence)]
    return doc


@Language.factory(
    "kbgraph_relations",
    requires=["token.tag", "token.dep", "token.head", "token.norm"],
    assigns=["doc._.relations"],
    default_config={"relations": None},
)
def make_relations(nlp: Language, name: str, relations: Record | None) -> Callable[[Doc], Doc]:
    """Make the step that finds what the sentences state; `relations` is the ontology, the built-in where it is None."""
    types, lexicon = _types(relations), load_lexicon()

    def state_relations(doc: Doc) -> Doc:
        for sentence, row in sentences(doc):
            clauses = [clause_from_row(sentence, each) for each in row["clauses"]]
            found = find_relations(sentence, arguments_of(row), clauses, types, lexicon)
            row["terms"] += [term_to_row(term) for term in found.terms]
            row["relations"] = [relation_to_row(relation) for relation in found.relations]
            row["verbs"] = list(found.verbs)
            if found.terms and KEY in doc.spans:
                show_mentions(doc)
        return doc

    return state_relations


def _types(relations: Record | None) -> RelationTypes:
    return load_relation_types() if relations is None else types_from_record(relations)


ONTOLOGICAL = ("kbgraph_parse_repair", "kbgraph_relations")
"""Steps whose config has the ontology, as `relations`."""

LABELS = {
    NodeType.SERVICE: "SERVICE",
    NodeType.CONCEPT: "CONCEPT",
    NodeType.ACTION: "ACTION",
    NodeType.RESOURCE_TYPE: "RESOURCE_TYPE",
    NodeType.QUOTA: "QUOTA",
}
"""Labels of spans by the type of node that they mean."""


@Language.component("kbgraph_mentions", assigns=["doc.ents", "doc.spans"])
def show_mentions(doc: Doc) -> Doc:
    """Put the mentions where spaCy's users look for them: all in `doc.spans`, what does not overlap in `doc.ents`."""
    mentions = [span for row in rows(doc) for span in _spans(doc, row)]
    doc.spans[KEY] = mentions
    doc.ents = filter_spans([span for span in mentions if span.kb_id and span.label_ != "QUOTA"])
    return doc


def _spans(doc: Doc, row: Row) -> list[Span]:
    """Give the mentions of a sentence."""
    spans = []
    for term in map(term_from_row, row["terms"]):
        key = node_id(term.type, slug(term.name)) if term.rule in CANDIDATES else term.key
        spans.append(span_of(doc, row, term, LABELS[term.type], key))
    return spans


Doc.set_extension("relations", getter=span_relations, force=True)
