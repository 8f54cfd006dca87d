"""The main job in one call: files in, graph out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kbgraph.errors import NoDocumentError
from kbgraph.graph import Graph
from kbgraph.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from kbgraph.extraction import Extraction
    from kbgraph.model import Analysis, Document

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is (0 where that is not known)."""


def build(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    vocabulary: Vocabulary | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    follow_links: bool = False,
    max_file_size: int | None = None,
    merge_topics: bool = False,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of a file, a folder or several of them, in this process and without a cache.

    `vocabulary` is the built-in one where none is given. Links that lead out of a folder are read only with
    `follow_links`, and files of at most `max_file_size` bytes (50 MB where none is given).

    Raises:
        NoDocumentError: where there is no document under the paths.
        InputError: for a document that can't be used, with its path.
    """
    from kbgraph.limits import MAX_FILE_SIZE
    from kbgraph.reading import find_files, input_name, read_document

    given = [Path(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]
    found = find_files(given, include=include, exclude=exclude, follow_links=follow_links)
    largest = MAX_FILE_SIZE if max_file_size is None else max_file_size
    documents = [read_document(source, max_file_size=largest) for source in found.sources]
    graph = graph_of(documents, vocabulary=vocabulary, merge_topics=merge_topics, progress=progress)
    graph.graph["name"] = input_name(given)
    return graph


def graph_of(
    documents: Sequence[Document],
    *,
    vocabulary: Vocabulary | None = None,
    merge_topics: bool = False,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of documents that are read already."""
    vocabulary = vocabulary or load_vocabulary()
    report = progress or (lambda step, done, total: None)
    return finish(documents, analyse_all(documents, vocabulary, report), vocabulary, merge_topics, report)


def analyse_all(
    documents: Sequence[Document], vocabulary: Vocabulary, report: Progress
) -> dict[str, Analysis]:
    """Analyse every distinct sentence and heading of the documents once."""
    from kbgraph.linking import texts
    from kbgraph.nlp.pipeline import analyse, load_shared

    distinct = sorted({text for document in documents for text in texts(document)})
    nlp = load_shared(vocabulary)
    analyses = {}
    for done, analysis in enumerate(analyse(distinct, nlp), 1):
        analyses[analysis.text] = analysis
        report("analyse", done, len(distinct))
    return analyses


def finish(
    documents: Sequence[Document],
    analyses: dict[str, Analysis],
    vocabulary: Vocabulary,
    merge_topics: bool,
    report: Progress,
    on_failure: Callable[[Document, Exception], None] | None = None,
) -> Graph:
    """Link, assemble and weigh: what comes after analysis.

    A document that can't be linked is handed to `on_failure` with the error, and the graph is that of the
    others; without it the error is raised. Raises `NoDocumentError` where none is left.
    """
    from kbgraph.assembly import assemble
    from kbgraph.linking import link
    from kbgraph.weighing import weigh

    facts = []
    for done, document in enumerate(documents, 1):
        try:
            facts.append(link(document, analyses, vocabulary))
        except Exception as error:
            if on_failure is None:
                raise
            on_failure(document, error)
        report("link", done, len(documents))
    if not facts:
        raise NoDocumentError("no document could be used")
    report("assemble", 0, 1)
    graph = assemble(facts, vocabulary, merge_topics=merge_topics)
    report("weigh", 0, 1)
    weigh(graph)
    return graph


def extract(
    text: str,
    *,
    headings: Sequence[str] = (),
    source: str | None = None,
    format: Literal["plain", "markdown"] = "plain",
    vocabulary: Vocabulary | None = None,
) -> Extraction:
    """Give the mentions and relations of one piece of text, with offsets into it.

    `headings` are those above it, outermost first, and `source` the name of the file it is from: both say what
    "this service" and short names mean.
    """
    from kbgraph.extraction import Passage, extract_passages

    passage = Passage(text, tuple(headings), source, format)
    return next(extract_passages([passage], vocabulary or load_vocabulary()))
