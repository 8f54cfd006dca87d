"""What a run made of its input, for the summary and for `build.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx as nx

from kbgraph.model import Analysis, Document, Sentence, Skipped
from kbgraph.reading import LeftOut
from kbgraph.schema import sentence_id
from pipelines.isolation import Failure
from pipelines.reading import Unusable
from pipelines.settings import Settings

_VERSIONS = ("kbgraph", "schema", "analysis", "model", "relations", "vocabulary")
_PACKAGES = ("graspologic-native", "networkx", "numpy", "pyromark", "spacy", "thinc")


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence or heading that is in the graph and could not be analysed."""

    text: str
    places: tuple[tuple[str, str, int], ...]  # key and path of the document, and the line
    reason: str
    details: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run made, and what it could not use."""

    graph: nx.MultiDiGraph[str]
    written: tuple[Path, ...]
    removed: tuple[Path, ...]  # files of the build before that this one does not write
    unusable: tuple[Unusable, ...]  # documents that were found and are not in the graph
    unread: tuple[Unread, ...]
    left_out: tuple[LeftOut, ...]  # files and folders that were not looked into
    skipped: tuple[Skipped, ...]  # what is no prose, by kind, most characters first
    unparsed: Mapping[str, int]  # distinct sentences whose grammar was not read, by reason
    notes: tuple[str, ...]  # what a person should know of a document, with its path
    analysed: int  # distinct sentences and headings
    remembered: int  # of them, from the cache
    cache_fault: str | None  # why the cache was not used, or not to the end
    has_details: bool  # something happened that nobody foresaw
    report: Path | None  # where its details were written; None where there are none, or that failed

    @property
    def is_complete(self) -> bool:
        """Tell whether every document and sentence that was found is in the graph with all that it says."""
        return not (self.unusable or self.unread)


def find_unread(documents: Sequence[Document], failures: Sequence[Failure]) -> tuple[Unread, ...]:
    """Give the sentences that failed with every place where they stand."""
    places: dict[str, list[tuple[str, str, int]]] = {failure.text: [] for failure in failures}
    for document in documents if failures else ():
        for sentence in _sentences(document):
            if sentence.text in places:
                places[sentence.text].append((document.key, document.path, sentence.line))
    return tuple(
        Unread(failure.text, tuple(places[failure.text]), failure.reason, failure.details)
        for failure in failures
    )


def sum_skipped(documents: Sequence[Document]) -> tuple[Skipped, ...]:
    """Add up what was skipped, by kind, most characters first."""
    counts: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for document in documents:
        for each in document.skipped:
            counts[each.kind] += each.count
            characters[each.kind] += each.characters
    return tuple(Skipped(kind, counts[kind], amount) for kind, amount in characters.most_common())


def count_unparsed(analyses: Mapping[str, Analysis]) -> dict[str, int]:
    """Count the sentences whose grammar was not read, by reason."""
    counts = Counter(each.unparsed for each in analyses.values() if each.unparsed)
    return dict(sorted(counts.items()))


def manifest_facts(outcome: Outcome, documents: Sequence[Document], settings: Settings) -> dict[str, Any]:
    """Give what `build.json` says of a run beside its files: nothing that depends on the machine or the time."""
    made_by = outcome.graph.graph
    return {
        "complete": outcome.is_complete,
        "inputs": [{"key": each.key, "sha256": each.sha256} for each in documents],
        "options": settings.shown(),
        "versions": {
            name: made_by[name]
            for name in ("kbgraph", "schema", "analysis", "model", "relations", "vocabulary")
        }
        | {name: version(name) for name in _PACKAGES},
        "left_out": {
            "files": [{"key": each.key, "reason": each.reason} for each in outcome.left_out],
            "documents": [{"key": each.key, "reason": each.reason} for each in outcome.unusable],
            "sentences": [_unread_facts(each) for each in outcome.unread],
            "unparsed": dict(outcome.unparsed),
            "skipped": [
                {"kind": each.kind, "count": each.count, "characters": each.characters}
                for each in outcome.skipped
            ],
        },
    }


def _unread_facts(unread: Unread) -> dict[str, Any]:
    places = [{"key": key, "line": line} for key, _, line in unread.places]
    return {"id": sentence_id(unread.text), "places": places, "reason": unread.reason}


def _sentences(document: Document) -> list[Sentence]:
    found: list[Sentence] = []
    for section in document.sections:
        if section.heading is not None:
            found.append(section.heading)
        found += (sentence for block in section.blocks for sentence in block.sentences)
    return found
