"""A run on this machine: from files to a graph to files, with a cache and as many processes as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from exports import FORMATS, load, stage_all
from exports.write import put_together, stage
from kbgraph.errors import NoDocumentError
from kbgraph.graph import Graph
from kbgraph.model import Analysis, Document
from kbgraph.pipeline import Build, Progress, graph_of, nothing
from kbgraph.reading import Found, find_files, input_name
from pipelines import manifest
from pipelines.analyses import Analysed, analyse_texts
from pipelines.faults import write_report
from pipelines.folder import claim
from pipelines.language import Language, load_language
from pipelines.outcome import Outcome, count_unparsed, find_unread, manifest_facts, sum_skipped
from pipelines.reading import Unusable, all_details, failed_document, read_all
from pipelines.settings import Settings
from pipelines.signals import held_back, raise_again


def run(settings: Settings, report: Progress = nothing) -> Outcome:
    """Build the graph of some documents and write it in the formats asked for.

    A document that can't be used is set aside and the others are built. Raises `NoDocumentError` where none
    is left, what `load_language` raises, `UnknownFormatError` and `OutputError`; nothing is written then.
    """
    report = _ending(report)
    formats = settings.formats or tuple(name for name, row in FORMATS.items() if row.usual)
    settings = replace(settings, formats=tuple(sorted(set(formats))))
    for name in formats:
        load(name)
    language = load_language(settings)
    found = find_files(
        settings.paths,
        include=settings.include,
        exclude=settings.exclude,
        follow_links=settings.follow_links,
    )
    with claim(settings.out):
        manifest.check_place(settings.out)
        unusable: list[Unusable] = []
        analysed: list[Analysed] = []
        build = Build(
            read=partial(_read, found, settings, unusable),
            analyse=partial(_analyse, language, settings, analysed),
            vocabulary=language.vocabulary,
            versions=language.versions,
            merge_topics=settings.merge_topics,
            report=report,
            on_failure=lambda document, error: unusable.append(
                failed_document(document.key, document.path, error)
            ),
        )
        graph = _graph(build, unusable)
        graph.graph["name"] = input_name(settings.paths)
        outcome = _outcome(graph, build.documents, unusable, found, analysed[0])
        return _write(outcome, build.documents, settings, report)


def _read(found: Found, settings: Settings, unusable: list[Unusable], report: Progress) -> list[Document]:
    """Give the documents that can be read, and put the others into `unusable`."""
    documents, failed = read_all(found, max_file_size=settings.max_file_size, report=report)
    unusable += failed
    return documents


def _analyse(
    language: Language,
    settings: Settings,
    analysed: list[Analysed],
    distinct: Sequence[str],
    report: Progress,
) -> dict[str, Analysis]:
    """Give the analyses, and put what is to be told of them into `analysed`."""
    analysed.append(analyse_texts(distinct, language, settings, report))
    return analysed[0].analyses


def _ending(report: Progress) -> Progress:
    """Report, and end the run at the next report where the exception of a signal got lost."""

    def report_or_end(stage: str, done: int, total: int) -> None:
        raise_again()
        report(stage, done, total)

    return report_or_end


def _graph(build: Build, unusable: Sequence[Unusable]) -> Graph:
    """Take all steps; what could not be used is named where nothing is left."""
    try:
        return graph_of(build)
    except NoDocumentError:
        raise NoDocumentError("\n".join(["no document could be used", *map(str, unusable)])) from None


def _outcome(
    graph: Graph,
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
