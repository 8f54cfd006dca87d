"""Decide which candidate terms of a sentence hold in a context, and what they are filed under there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kbgraph.linking.code_spans import outside
from kbgraph.linking.document_context import Context, certain_services
from kbgraph.model import Analysis, Term
from kbgraph.nlp.identifiers import load_apis
from kbgraph.rules import CANDIDATES, ORDINARY, TermRule
from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import normalise, without_vendor


def decide(
    analysis: Analysis, code: tuple[tuple[int, int], ...], context: Context, *, heading: bool = False
) -> Iterator[Term]:
    """Give the terms that hold, anaphors as they are; none in code spans.

    A concept that shares its span with a service that holds gives way to it.
    """
    concepts = {(term.start, term.end): term.key for term in analysis.terms if term.type is NodeType.CONCEPT}
    holding = [
        term
        for term in analysis.terms
        if outside(term, code)
        and not _is_ignored(term, analysis, context)
        and _holds(term, context, concepts.get((term.start, term.end)), heading=heading)
    ]
    services = {
        (term.start, term.end)
        for term in holding
        if term.type is NodeType.SERVICE and term.rule not in {TermRule.ANAPHOR, TermRule.PRONOUN}
    }
    for term in holding:
        if term.type is not NodeType.SERVICE and (term.start, term.end) in services:
            continue
        if term.type is NodeType.SERVICE and term.key in context.shortened:
            yield replace(term, key=context.shortened[term.key], rule=TermRule.SHORT_NAME)
        elif term.rule == TermRule.OPERATION:
            yield _operation(term, analysis, context)
        elif term.rule in CANDIDATES and (key := context.abbreviations.get(term.key)) is not None:
            yield _expanded(term, key)
        else:
            yield term


def _operation(term: Term, analysis: Analysis, context: Context) -> Term:
    """File an operation's bare name under the service of the document, else of the sentence, that knows it."""
    for service in (*context.own, *certain_services(analysis)):
        if (key := operation_of(term.key, service)) is not None:
            return replace(term, key=key, rule=TermRule.IDENTIFIER)
    return term


def operation_of(name: str, service: str) -> str | None:
    """Give the node id of a service's action of that name, or None where it has none."""
    return load_apis().actions.get(name, {}).get(service)


def _expanded(term: Term, key: str) -> Term:
    """File a short form under what the document defines it as."""
    kind = NodeType.SERVICE if key.startswith("service:") else NodeType.CONCEPT
    return replace(term, type=kind, key=key, rule=TermRule.ABBREVIATION)


def _is_ignored(term: Term, analysis: Analysis, context: Context) -> bool:
    """Tell whether a term is ignored, or only the rest of one that is."""
    return bool(context.ignored) and any(
        not context.ignored.isdisjoint(
            {longer.key, normalise(longer.name), normalise(without_vendor(longer.name))}
        )
        for longer in analysis.terms
        if longer is term
        or (term.type is NodeType.CONCEPT and longer.start < term.start and longer.end == term.end)
    )


def _holds(term: Term, context: Context, concept: str | None, *, heading: bool) -> bool:
    """Tell whether a name that is an ordinary word too means the service here.

    At the beginning of a sentence, and in a heading, where words have capitals anyway, only in a document of that
    service itself; elsewhere wherever the document names the service beyond doubt. A name that is also a `concept` of
    the vocabulary is the concept in a sentence ("a VPC"), and in a heading the service that the concept belongs to.
    """
    if term.rule not in ORDINARY:
        return True
    if concept is not None:
        return heading and (concept, term.key) in context.belonging
    initial = heading or term.rule == TermRule.INITIAL
    return term.key in (context.own if initial else context.named)
