"""Link the analyses of a document's sentences to where they stand, and decide what depends on the context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgraph.linking.anaphora import ANAPHORIC, resolve_anaphora
from kbgraph.linking.boilerplate import find_boilerplate
from kbgraph.linking.disambiguation import decide
from kbgraph.linking.document_context import Context, path_text, read_context, section_services
from kbgraph.linking.occurrences import Occurrence, find_occurrences
from kbgraph.model import (
    Analysis,
    Document,
    Facts,
    LinkFacts,
    SectionFacts,
    SentenceFacts,
    SentencePlace,
    Term,
    Topic,
)
from kbgraph.reading.topics import assign_topics
from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary

__all__ = ["link", "texts"]


def texts(document: Document) -> Iterator[str]:
    """Give the texts that linking needs analysed: a document's title, path, headings and sentences as they stand."""
    yield document.title
    yield path_text(document)
    for section in document.sections:
        if section.heading is not None:
            yield section.heading.text
        for block in section.blocks:
            for sentence in block.sentences:
                yield sentence.text


def link(document: Document, analyses: Mapping[str, Analysis], vocabulary: Vocabulary) -> Facts:
    """Give the facts of one document; `analyses` holds an analysis for each of its `texts`."""
    topics = assign_topics(document)
    context = read_context(document, analyses, vocabulary)
    sections = tuple(_section_facts(document, topics, analyses, context))
    services = section_services(sections, context, vocabulary)
    boilerplate = find_boilerplate(document)
    occurrences = find_occurrences(document)
    numbers = {text: number for number, text in enumerate(occurrences)}
    places = (
        SentencePlace(
            at.section,
            numbers[at.sentence.text],
            at.sentence.start,
            at.sentence.end,
            at.sentence.line,
            at.order,
        )
        for stands in occurrences.values()
        for at in stands
    )
    return Facts(
        key=document.key,
        sha256=document.sha256,
        title=document.title,
        encoding=document.encoding,
        sections=sections,
        sentences=tuple(
            _sentence_facts(stands, analyses, context, services, boilerplate)
            for stands in occurrences.values()
        ),
        places=tuple(sorted(places, key=lambda place: (place.section, place.order))),
        references=tuple(
            LinkFacts(at.section, numbers[text], at.sentence.line, target)
            for text, stands in occurrences.items()
            for at in stands
            for target in sorted({link.target for link in at.sentence.links})
        ),
        skipped=document.skipped,
        notes=document.notes,
    )


def _section_facts(
    document: Document, topics: tuple[Topic | None, ...], analyses: Mapping[str, Analysis], context: Context
) -> Iterator[SectionFacts]:
    for section, topic in zip(document.sections, topics, strict=True):
        heading = section.heading
        named = decide(analyses[heading.text], heading.code, context, heading=True) if heading else ()
        yield SectionFacts(
            key=section.key,
            name=heading.text if heading else document.title,
            level=section.level,
            order=section.order,
            parent=section.parent,
            start=section.start,
            end=section.end,
            line=section.line,
            topic=topic,
            terms=tuple(term for term in named if term.rule not in ANAPHORIC),
            anchors=section.anchors,
        )


def _sentence_facts(
    occurrences: list[Occurrence],
    analyses: Mapping[str, Analysis],
    context: Context,
    services: tuple[str | None, ...],
    boilerplate: frozenset[int],
) -> SentenceFacts:
    """Decide the terms of one distinct sentence; one that means several things is a term for each of them.

    A sentence that stands in boilerplate only mentions no concepts.
    """
    analysis = analyses[occurrences[0].sentence.text]
    code = tuple(dict.fromkeys(span for at in occurrences for span in at.sentence.code))
    terms: list[Term] = []
    places: list[tuple[int, tuple[int, ...]]] = []
    aside = all(at.section in boilerplate for at in occurrences)
    for term in decide(analysis, code, context):
        if aside and term.type is NodeType.CONCEPT:
            continue
        if term.rule not in ANAPHORIC:
            terms.append(term)
            continue
        for meant, sections in resolve_anaphora(term, occurrences, services, analyses):
            places.append((len(terms), sections))
            terms.append(meant)
    arguments = {term.argument for term in terms}
    relations = tuple(r for r in analysis.relations if r.source in arguments and r.target in arguments)
    return SentenceFacts(analysis.text, tuple(terms), relations, tuple(places))
