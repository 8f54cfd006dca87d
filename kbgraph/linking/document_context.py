"""What a document's context decides: its own service, the services that it names, the abbreviations that it defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgraph.linking.code_spans import outside
from kbgraph.model import Analysis, Document, Section, SectionFacts
from kbgraph.rules import CANDIDATES, ORDINARY, TermRule
from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.normalization import normalise

_PATH_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What one document says of itself.

    `own` holds the services that its path and its title name, in that order, `named` those that it names beyond doubt.
    `abbreviations` maps the key of a short form that the document defines to what its long form is filed under,
    `shortened` a service to the one of the document's own that begins with its name ("Kinesis" in a guide to
    Kinesis Data Streams).
    """

    own: tuple[str, ...]
    named: frozenset[str]
    abbreviations: Mapping[str, str]
    shortened: Mapping[str, str]
    belonging: frozenset[tuple[str, str]]  # (concept, the service that it is part of) by the vocabulary
    ignored: frozenset[str]  # keys of names, and ids, that are never a mention


def path_text(document: Document) -> str:
    """Give a document's path as a title: "Amazon Sqs Developer Guide Queues"."""
    path = f"{document.folder}/{document.key}" if document.folder else document.path
    return " ".join(_PATH_WORD.findall(path)).title()


def read_context(document: Document, analyses: Mapping[str, Analysis], vocabulary: Vocabulary) -> Context:
    """Read what the whole document says of itself."""
    titles = (path_text(document), document.title)
    own = tuple(dict.fromkeys(service for title in titles for service in certain_services(analyses[title])))
    named = set(own)
    abbreviations: dict[str, str] = {}
    for section in document.sections:
        for text, code in _texts(section):
            analysis = analyses[text]
            named.update(certain_services(analysis, code))
            for short, key in _defined(analysis):
                if not vocabulary.parts(short, key):
                    abbreviations.setdefault(short, key)
    return Context(
        own=own,
        named=frozenset(named),
        abbreviations=abbreviations,
        shortened=_shortened(own, named, vocabulary),
        belonging=_belonging(vocabulary),
        ignored=vocabulary.ignored,
    )


def _belonging(vocabulary: Vocabulary) -> frozenset[tuple[str, str]]:
    entries = vocabulary.entries.values()
    return frozenset(
        (entry.id, entry.parent) for entry in entries if entry.type is NodeType.CONCEPT and entry.parent
    )


def _shortened(own: Iterable[str], named: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Give for each service named the only one of the document's own whose name begins with its name."""
    labels = {service: vocabulary.entries[service].label for service in (*own, *named)}
    longer = {
        short: [
            service
            for service in sorted(own)
            if labels[service].startswith(labels[short] + " ") and not vocabulary.parts(short, service)
        ]
        for short in sorted(set(named).difference(own))
    }
    return {short: services[0] for short, services in longer.items() if len(services) == 1}


def _texts(section: Section) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    if section.heading is not None:
        yield section.heading.text, section.heading.code
    for block in section.blocks:
        for sentence in block.sentences:
            yield sentence.text, sentence.code


def certain_services(analysis: Analysis, code: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """Give the services that a text names beyond doubt, in its order."""
    return [
        term.key
        for term in analysis.terms
        if term.type is NodeType.SERVICE and term.rule == TermRule.VOCABULARY and outside(term, code)
    ]


def _defined(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Give (key of the short form, key of the long form) of each definition whose long form ends a term."""
    for abbreviation in analysis.abbreviations:
        end = abbreviation.long_start + len(abbreviation.long)
        ending = [
            term for term in analysis.terms if term.end == end and term.start <= abbreviation.long_start
        ]
        exact = [term for term in analysis.terms if term.end == end and term.start == abbreviation.long_start]
        for term in (exact or ending)[:1]:
            key = normalise(abbreviation.long) if term.rule in CANDIDATES else term.key
            yield normalise(abbreviation.short), key


def section_services(
    sections: Sequence[SectionFacts], context: Context, vocabulary: Vocabulary
) -> tuple[str | None, ...]:
    """Give for each section the service that its topic is about, or None where that is none or not clear.

    It is read from the heading that names the topic; a topic whose heading names no service is about that of the
    section above, and at last about the service in the document's title. A name that may mean something else too
    ("a VPC") counts only where none of these says otherwise.
    """
    certain: dict[str, str | None] = {}
    possible: dict[str, str | None] = {}
    for section in sections:
        topic = section.topic
        if section.terms and topic is not None and topic.facet is None and topic.key not in certain:
            services = [term for term in section.terms if term.type is NodeType.SERVICE]
            sure = [term.key for term in services if term.rule not in ORDINARY]
            certain[topic.key] = _broadest(sure, vocabulary)
            possible[topic.key] = _broadest([term.key for term in services], vocabulary)
    title = _broadest(sorted(context.own), vocabulary)
    found: list[str | None] = []
    for section in sections:
        above = found[section.parent] if section.parent is not None else title
        key = section.topic.key if section.topic is not None else ""
        found.append(certain.get(key) or above or possible.get(key))
    return tuple(found)


def _broadest(services: list[str], vocabulary: Vocabulary) -> str | None:
    """Give the one service of which all the others are parts, or None where there is none."""
    for service in services:
        if all(other == service or service in _wholes(other, vocabulary) for other in services):
            return service
    return None


def _wholes(service: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Give the services that a service is part of, directly or not."""
    entry = vocabulary.entries.get(service)
    while entry is not None and entry.parent is not None:
        yield entry.parent
        entry = vocabulary.entries.get(entry.parent)
