"""The main job in one call: files in, graph out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kbgraph.errors import SettingError
from kbgraph.graph import Graph
from kbgraph.pipeline import Progress, graph_of, in_process, nothing
from kbgraph.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from spacy.language import Language

    from kbgraph.extraction import Extraction
    from kbgraph.model import Document
    from kbgraph.relation_types import RelationTypes


def load(
    vocabulary: Vocabulary | None = None,
    *,
    model: str | PathLike[str] | None = None,
    relations: RelationTypes | None = None,
) -> Language:
    """Load the spaCy pipeline that sentences are read with: a model's own steps, and kbgraph's behind them.

    `vocabulary` and `relations` are the built-in ones where none is given. `model` is the name of an installed spaCy
    pipeline for English or the folder that one was saved in, by default the small English model; a pipeline that
    was made here and saved is taken as it is, with its own vocabulary and relations where none are given.

    Raises:
        ModelMissingError: where the model is not installed.
        ModelError: where it lacks what is needed, or `relations` are given to one that has its own.
    """
    from kbgraph.nlp.pipeline import load as load_pipeline

    return load_pipeline(vocabulary, model=model, relations=relations)


def build(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    nlp: Language | None = None,
    vocabulary: Vocabulary | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    follow_links: bool = False,
    max_file_size: int | None = None,
    merge_topics: bool = False,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of a file, a folder or several of them, in this process and without a cache.

    `nlp` is a pipeline that `kbgraph.load` made, with steps of your own where you added some; `vocabulary` is for
    where none is given, by default the built-in one. Links that lead out of a folder are read only with
    `follow_links`, and files of at most `max_file_size` bytes (50 MB where none is given).

    Raises:
        NoDocumentError: where there is no document under the paths.
        InputError: for a document that can't be used, with its path.
        SettingError: where both `nlp` and `vocabulary` are given.
        ModelError: where `nlp` is no pipeline of kbgraph's.
    """
    from kbgraph.limits import MAX_FILE_SIZE
    from kbgraph.reading import find_files, input_name, read_document

    given = [Path(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]
    found = find_files(given, include=include, exclude=exclude, follow_links=follow_links)
    largest = MAX_FILE_SIZE if max_file_size is None else max_file_size

    def read(report: Progress) -> list[Document]:
        documents = []
        for source in found.sources:
            documents.append(read_document(source, max_file_size=largest))
            report("read", len(documents), len(found.sources))
        return documents

    made = _pipeline(nlp, vocabulary)
    graph = graph_of(in_process(read, made, merge_topics=merge_topics, report=progress or nothing))
    graph.graph["name"] = input_name(given)
    return graph


def build_graph(
    documents: Sequence[Document],
    *,
    nlp: Language | None = None,
    vocabulary: Vocabulary | None = None,
    merge_topics: bool = False,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of documents that are read already. Raises as `build` does."""
    made = _pipeline(nlp, vocabulary)
    return graph_of(
        in_process(lambda _: list(documents), made, merge_topics=merge_topics, report=progress or nothing)
    )


def extract(
    text: str,
    *,
    headings: Sequence[str] = (),
    source: str | None = None,
    format: Literal["plain", "markdown"] = "plain",
    nlp: Language | None = None,
    vocabulary: Vocabulary | None = None,
) -> Extraction:
    """Give the mentions and relations of one piece of text, with offsets into it.

    `headings` are those above it, outermost first, and `source` the name of the file it is from: both say what
    "this service" and short names mean. `nlp` and `vocabulary` are as for `build`, and what is raised for them.
    """
    from kbgraph.extraction import Passage, extract_passages

    passage = Passage(text, tuple(headings), source, format)
    return next(extract_passages([passage], _pipeline(nlp, vocabulary)))


def _pipeline(nlp: Language | None, vocabulary: Vocabulary | None) -> Language:
    from kbgraph.nlp.config import PipelineConfig
    from kbgraph.nlp.pipeline import load_shared

    if nlp is None:
        return load_shared(PipelineConfig(vocabulary or load_vocabulary()))
    if vocabulary is not None:
        raise SettingError("a pipeline has a vocabulary of its own: give it to kbgraph.load")
    return nlp
