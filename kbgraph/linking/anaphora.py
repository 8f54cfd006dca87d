"""Resolve what means another thing from place to place: "this service", "it", and an operation's bare name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kbgraph.linking.disambiguation import operation_of
from kbgraph.linking.document_context import certain_services
from kbgraph.linking.occurrences import Occurrence
from kbgraph.model import Analysis, Sentence, Term
from kbgraph.rules import TermRule

ANAPHORIC = frozenset({TermRule.ANAPHOR, TermRule.PRONOUN, TermRule.OPERATION})
"""Rules of terms that stand for nothing until they are resolved."""

Meaning = dict[str, list[int]]
"""A service, and the sections (indices) where it is meant."""


def resolve_anaphora(
    term: Term,
    occurrences: Sequence[Occurrence],
    services: Sequence[str | None],
    analyses: Mapping[str, Analysis],
) -> list[tuple[Term, tuple[int, ...]]]:
    """Give what an anaphoric term means, with the sections where it does; nothing where it is not clear.

    "This service" and a bare operation mean the service of the section (`services`, by section), "it" the service of
    the sentence before.
    """
    meaning = (
        _before(occurrences, analyses)
        if term.rule == TermRule.PRONOUN
        else _of_sections(occurrences, services)
    )
    found = []
    for service, sections in sorted(meaning.items()):
        key = operation_of(term.key, service) if term.rule == TermRule.OPERATION else service
        if key is not None:
            found.append((replace(term, key=key), tuple(sections)))
    return found


def _of_sections(occurrences: Sequence[Occurrence], services: Sequence[str | None]) -> Meaning:
    meaning: Meaning = {}
    for section in dict.fromkeys(at.section for at in occurrences):
        if (service := services[section]) is not None:
            meaning.setdefault(service, []).append(section)
    return meaning


def _before(occurrences: Sequence[Occurrence], analyses: Mapping[str, Analysis]) -> Meaning:
    """Read "it" after a sentence about one service; where the places of one section disagree, it means nothing."""
    by_section: dict[int, set[str | None]] = {}
    for at in occurrences:
        meant = _subject(analyses[at.before.text], at.before) if at.before else None
        by_section.setdefault(at.section, set()).add(meant)
    meaning: Meaning = {}
    for section, services in by_section.items():
        service = next(iter(services))
        if len(services) == 1 and service is not None:
            meaning.setdefault(service, []).append(section)
    return meaning


def _subject(analysis: Analysis, sentence: Sentence) -> str | None:
    """Give the only service of a sentence where the sentence opens with it ("SQS is …", not "An SQS queue is …")."""
    named = certain_services(analysis, sentence.code)
    if len(set(named)) != 1:
        return None
    first = min(analysis.terms, key=lambda term: (term.start, -term.end))
    opens = len(analysis.text[: first.start].split()) <= 1
    return named[0] if opens and first.key == named[0] else None
