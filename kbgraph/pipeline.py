"""From documents to a graph: the steps, in one list. Who reads and who analyses are parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgraph.errors import NoDocumentError

if TYPE_CHECKING:
    from spacy.language import Language

    from kbgraph.graph import Graph
    from kbgraph.model import Analysis, Document, Facts
    from kbgraph.nlp.config import PipelineVersions
    from kbgraph.vocabulary import Vocabulary
    from kbgraph.weighing import Weighed

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is (0 where that is not known)."""

Read = Callable[[Progress], list["Document"]]
"""Gives the documents."""

Analyse = Callable[[Sequence[str], Progress], Mapping[str, "Analysis"]]
"""Gives an analysis for each of some distinct texts, by the text."""

OnFailure = Callable[["Document", Exception], None]
"""Called with a document that can't be linked; the graph is that of the others."""


def nothing(step: str, done: int, total: int) -> None:
    """Report to nobody."""


@dataclass(slots=True)
class Build:
    """A build on its way: what it is asked for, and what each step leaves for those after it."""

    read: Read
    analyse: Analyse
    vocabulary: Vocabulary
    versions: PipelineVersions
    merge_topics: bool = False
    report: Progress = nothing
    on_failure: OnFailure | None = None
    documents: list[Document] = field(default_factory=list)
    analyses: Mapping[str, Analysis] = field(default_factory=dict)
    facts: list[Facts] = field(default_factory=list)
    graph: Graph | None = None
    weighed: Weighed | None = None


def in_process(
    read: Read,
    nlp: Language,
    *,
    merge_topics: bool = False,
    report: Progress = nothing,
) -> Build:
    """Prepare a build with a pipeline in this process.

    Raises ModelError where it is no pipeline of kbgraph's.
    """
    from kbgraph.nlp.pipeline import analyse, tokenizer_of, versions_of

    def analyse_here(distinct: Sequence[str], report: Progress) -> dict[str, Analysis]:
        analyses = {}
        for done, analysis in enumerate(analyse(distinct, nlp), 1):
            analyses[analysis.text] = analysis
            report("analyse", done, len(distinct))
        return analyses

    return Build(
        read=read,
        analyse=analyse_here,
        vocabulary=tokenizer_of(nlp).vocabulary,
        versions=versions_of(nlp),
        merge_topics=merge_topics,
        report=report,
    )


def run(build: Build, last: str = "lay out") -> Build:
    """Take the steps in their order, up to the one that is called `last`.

    Raises what reading and analysis raise, and `NoDocumentError` where no document could be linked.
    """
    for name, step in STEPS:
        step(build)
        if name == last:
            break
    return build


def graph_of(build: Build) -> Graph:
    """Take all steps, and give the graph. Raises as `run` does."""
    graph = run(build).graph
    assert graph is not None
    return graph


def _read(build: Build) -> None:
    build.documents = build.read(build.report)


def _analyse(build: Build) -> None:
    """Analyse every distinct text once, in an order that does not hang on that of the documents."""
    from kbgraph.linking import texts

    distinct = sorted({text for document in build.documents for text in texts(document)})
    build.analyses = build.analyse(distinct, build.report)


def _link(build: Build) -> None:
    from kbgraph.linking import link

    for done, document in enumerate(build.documents, 1):
        try:
            build.facts.append(link(document, build.analyses, build.vocabulary))
        except Exception as error:
            if build.on_failure is None:
                raise
            build.on_failure(document, error)
        build.report("link", done, len(build.documents))
    if not build.facts:
        raise NoDocumentError("no document could be used")
    linked = {facts.key for facts in build.facts}
    build.documents = [document for document in build.documents if document.key in linked]


def _assemble(build: Build) -> None:
    from kbgraph.assembly import assemble

    build.report("assemble", 0, 1)
    build.graph = assemble(build.facts, build.vocabulary, build.versions, merge_topics=build.merge_topics)


def _weigh(build: Build) -> None:
    from kbgraph.weighing import weigh

    assert build.graph is not None
    build.report("weigh", 0, 1)
    build.weighed = weigh(build.graph)


def _lay_out(build: Build) -> None:
    from kbgraph.layout import lay_out

    assert build.graph is not None
    assert build.weighed is not None
    build.report("lay out", 0, 1)
    lay_out(build.graph, build.weighed)


STEPS: tuple[tuple[str, Callable[[Build], None]], ...] = (
    ("read", _read),  # documents
    ("analyse", _analyse),  # distinct sentences and headings
    ("link", _link),  # facts: what depends on where a sentence stands
    ("assemble", _assemble),  # the graph, over all documents
    ("weigh", _weigh),  # what topics cover, what occurs together, weights
    ("lay out", _lay_out),  # communities and positions
)
"""The one pipeline, whoever runs it."""
