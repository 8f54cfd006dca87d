"""A run on this machine: from files to a graph to files, with a cache and as many processes as asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from exports import FORMATS, export_all, load
from kbgraph.building import Progress, finish
from kbgraph.errors import InputError, NoDocumentError
from kbgraph.linking import texts
from kbgraph.model import Document, Skipped
from kbgraph.reading import Found, LeftOut, find_files, input_name, read_document
from kbgraph.vocabulary import load_vocabulary
from pipelines.analyses import Analysed, analyse_all
from pipelines.folder import claim
from pipelines.progress import nothing
from pipelines.settings import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run made, and what it could not use."""

    graph: nx.MultiDiGraph[str]
    written: Mapping[str, Path]  # by format
    unusable: tuple[InputError, ...]  # documents that were found and could not be read
    left_out: tuple[LeftOut, ...]  # files and folders that were not looked into
    skipped: tuple[Skipped, ...]  # what is no prose, by kind, most characters first
    notes: tuple[str, ...]  # what a person should know of a document, with its path
    analysed: int  # distinct sentences and headings
    remembered: int  # of them, from the cache
    cache_fault: str | None  # why the cache was not used


def run(settings: Settings, report: Progress = nothing) -> Outcome:
    """Build the graph of some documents and write it in the formats asked for.

    A document that can't be used is set aside and the others are built. Raises `NoDocumentError` where none
    is left, `VocabularyError`, `UnknownFormatError` and `OutputError`; nothing is written then.
    """
    formats = settings.formats or tuple(name for name, row in FORMATS.items() if row.usual)
    for name in formats:
        load(name)
    vocabulary = load_vocabulary(settings.vocabulary, only=settings.vocabulary_only)
    found = find_files(settings.paths, include=settings.include, exclude=settings.exclude)
    with claim(settings.out):
        documents, unusable = _read(found, report)
        analysed = analyse_all(_texts(documents), vocabulary, settings, report)
        graph = finish(documents, analysed.analyses, vocabulary, settings.merge_topics, report)
        graph.graph["name"] = input_name(settings.paths)
        report("write", 0, len(formats))
        written = export_all(graph, formats, settings.out)
        report("write", len(formats), len(formats))
    return _outcome(graph, written, documents, unusable, found, analysed)


def _read(found: Found, report: Progress) -> tuple[list[Document], list[InputError]]:
    documents: list[Document] = []
    unusable: list[InputError] = []
    report("read", 0, len(found.sources))
    for number, source in enumerate(found.sources, 1):
        try:
            documents.append(read_document(source))
        except InputError as error:
            unusable.append(error)
        report("read", number, len(found.sources))
    if not documents:
        raise NoDocumentError("\n".join(["no document could be used", *(str(error) for error in unusable)]))
    return documents, unusable


def _texts(documents: Sequence[Document]) -> list[str]:
    """Give every distinct text, sorted, so that the order of files makes no difference."""
    return sorted({text for document in documents for text in texts(document)})


def _outcome(
    graph: nx.MultiDiGraph[str],
    written: Mapping[str, Path],
    documents: Sequence[Document],
    unusable: Sequence[InputError],
    found: Found,
    analysed: Analysed,
) -> Outcome:
    return Outcome(
        graph=graph,
        written=written,
        unusable=tuple(unusable),
        left_out=found.left_out,
        skipped=_skipped(documents),
        notes=tuple(f"{document.path}: {note}" for document in documents for note in document.notes),
        analysed=len(analysed.analyses),
        remembered=analysed.remembered,
        cache_fault=analysed.cache_fault,
    )


def _skipped(documents: Sequence[Document]) -> tuple[Skipped, ...]:
    counts: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for document in documents:
        for each in document.skipped:
            counts[each.kind] += each.count
            characters[each.kind] += each.characters
    return tuple(Skipped(kind, counts[kind], amount) for kind, amount in characters.most_common())
