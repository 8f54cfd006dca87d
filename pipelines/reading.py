"""Read the documents of a run, so that one that can't be read costs no other one anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kbgraph.errors import InputError
from kbgraph.model import Document
from kbgraph.pipeline import Progress
from kbgraph.reading import Found, Source, read_document
from pipelines.deadline import OverdueError, deadline
from pipelines.faults import details, in_a_line, is_unforeseen

_SECONDS = 60
_SECONDS_A_MEGABYTE = 10


@dataclass(frozen=True, slots=True)
class Unusable:
    """A document that was found and is not in the graph, and why."""

    key: str
    path: str  # as a person would open it
    reason: str  # in a line
    details: str = ""  # for a report; empty where the document is at fault

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def read_all(found: Found, *, max_file_size: int, report: Progress) -> tuple[list[Document], list[Unusable]]:
    """Read every document that was found; one that takes too long is ended."""
    documents: list[Document] = []
    unusable: list[Unusable] = []
    report("read", 0, len(found.sources))
    for number, source in enumerate(found.sources, 1):
        read = _read(source, max_file_size)
        if isinstance(read, Document):
            documents.append(read)
        else:
            unusable.append(read)
        report("read", number, len(found.sources))
    return documents, unusable


def failed_document(key: str, path: str, error: BaseException) -> Unusable:
    """Say of a document what nobody foresaw."""
    return Unusable(key, path, in_a_line(error), details(error))


def all_details(unusable: Iterable[Unusable]) -> list[str]:
    """Give what a report is to hold of them."""
    return [each.details for each in unusable if each.details]


def _read(source: Source, max_file_size: int) -> Document | Unusable:
    try:
        with deadline(_seconds(source)):
            return read_document(source, max_file_size=max_file_size)
    except InputError as error:
        line = "" if error.line is None else f"line {error.line}: "
        return Unusable(source.key, source.shown, f"{line}{error.message}")
    except OverdueError as error:
        return Unusable(source.key, source.shown, f"reading it was ended: {error}")
    except BaseException as error:
        if not is_unforeseen(error):
            raise
        return failed_document(source.key, source.shown, error)


def _seconds(source: Source) -> float:
    """Give how long reading a file may take: its size bounds the work."""
    try:
        size = source.path.stat().st_size
    except OSError:
        size = 0
    return _SECONDS + _SECONDS_A_MEGABYTE * size / 1_000_000
