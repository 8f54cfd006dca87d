"""A run on this machine: from files to a graph to files, with a cache and as many processes as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx

from exports import FORMATS, load, stage_all
from exports.write import put_together, stage
from kbgraph.building import Progress, finish
from kbgraph.errors import NoDocumentError
from kbgraph.linking import texts
from kbgraph.model import Document
from kbgraph.reading import Found, find_files, input_name
from kbgraph.vocabulary import Vocabulary, load_vocabulary
from pipelines import manifest
from pipelines.analyses import Analysed, analyse_all
from pipelines.faults import write_report
from pipelines.folder import claim
from pipelines.outcome import Outcome, count_unparsed, find_unread, manifest_facts, sum_skipped
from pipelines.progress import nothing
from pipelines.reading import Unusable, all_details, failed_document, read_all
from pipelines.settings import Settings
from pipelines.signals import held_back, raise_again


def run(settings: Settings, report: Progress = nothing) -> Outcome:
    """Build the graph of some documents and write it in the formats asked for.

    A document that can't be used is set aside and the others are built. Raises `NoDocumentError` where none
    is left, `VocabularyError`, `UnknownFormatError` and `OutputError`; nothing is written then.
    """
    report = _ending(report)
    formats = settings.formats or tuple(name for name, row in FORMATS.items() if row.usual)
    settings = replace(settings, formats=tuple(sorted(set(formats))))
    for name in formats:
        load(name)
    vocabulary = load_vocabulary(settings.vocabulary, only=settings.vocabulary_only)
    found = find_files(
        settings.paths,
        include=settings.include,
        exclude=settings.exclude,
        follow_links=settings.follow_links,
    )
    with claim(settings.out):
        manifest.check_place(settings.out)
        documents, unusable = read_all(found, max_file_size=settings.max_file_size, report=report)
        analysed = analyse_all(_texts(documents), vocabulary, settings, report)
        graph = _graph(documents, analysed, vocabulary, settings, unusable, report)
        outcome = _outcome(graph, documents, unusable, found, analysed)
        return _write(outcome, documents, settings, report)


def _ending(report: Progress) -> Progress:
    """Report, and end the run at the next report where the exception of a signal got lost."""

    def report_or_end(stage: str, done: int, total: int) -> None:
        raise_again()
        report(stage, done, total)

    return report_or_end


def _texts(documents: Sequence[Document]) -> list[str]:
    """Give every distinct text, sorted, so that the order of files makes no difference."""
    return sorted({text for document in documents for text in texts(document)})


def _graph(
    documents: list[Document],
    analysed: Analysed,
    vocabulary: Vocabulary,
    settings: Settings,
    unusable: list[Unusable],
    report: Progress,
) -> nx.MultiDiGraph[str]:
    """Make the graph; a document that can't be linked moves from `documents` to `unusable`."""

    def set_aside(document: Document, error: Exception) -> None:
        unusable.append(failed_document(document.key, document.path, error))

    try:
        graph = finish(
            tuple(documents), analysed.analyses, vocabulary, settings.merge_topics, report, set_aside
        )
    except NoDocumentError:
        said = ["no document could be used", *map(str, unusable)]
        raise NoDocumentError("\n".join(said)) from None
    out = {each.key for each in unusable}
    documents[:] = [document for document in documents if document.key not in out]
    graph.graph["name"] = input_name(settings.paths)
    return graph


def _outcome(
    graph: nx.MultiDiGraph[str],
    documents: Sequence[Document],
    unusable: Sequence[Unusable],
    found: Found,
    analysed: Analysed,
) -> Outcome:
    unread = find_unread(documents, analysed.failures)
    details = [*all_details(unusable), *(each.details for each in unread if each.details)]
    return Outcome(
        graph=graph,
        written=(),
        removed=(),
        unusable=tuple(sorted(unusable, key=lambda each: each.key)),
        unread=unread,
        left_out=found.left_out,
        skipped=sum_skipped(documents),
        unparsed=count_unparsed(analysed.analyses),
        notes=tuple(f"{document.path}: {note}" for document in documents for note in document.notes),
        analysed=len(analysed.analyses),
        remembered=analysed.remembered,
        cache_fault=analysed.cache_fault,
        has_details=bool(details),
        report=write_report(details) if details else None,
    )


def _write(outcome: Outcome, documents: Sequence[Document], settings: Settings, report: Progress) -> Outcome:
    """Write every file beside its place, then put all of them there at once."""
    report("write", 0, len(settings.formats))
    staged = stage_all(outcome.graph, settings.formats, settings.out)
    try:
        facts = manifest_facts(outcome, documents, settings)
        text = manifest.render(facts, tuple(staged.values()))
        last = stage(settings.out / manifest.NAME, [text])
        removed = manifest.unchanged(settings.out, [each.path.name for each in staged.values()])
        raise_again()
        mark = manifest.render_mark(settings.out, tuple(staged.values()))
        with held_back():
            put_together(staged.values(), last, removed, mark=mark)
    finally:
        for each in staged.values():
            each.drop()
    report("write", len(settings.formats), len(settings.formats))
    written = (*(each.path for each in staged.values()), last.path)
    return replace(outcome, written=written, removed=tuple(removed))
