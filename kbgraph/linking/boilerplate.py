"""Tell text that is not about the subject: licences, trademarks, conduct, lists of links."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

from kbgraph.model import Document
from kbgraph.vocabulary.normalization import normalise

_FILE = Path(__file__).parent / "data" / "boilerplate.txt"


@cache
def _names() -> frozenset[str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(normalise(line) for line in lines if line and not line.startswith("#"))


def find_boilerplate(document: Document) -> frozenset[int]:
    """Give the sections (indices) that are boilerplate: by the file's name, their own heading or one above."""
    stem = PurePosixPath(document.key).stem.replace("_", " ")
    if normalise(stem) in _names():
        return frozenset(range(len(document.sections)))
    boilerplate: set[int] = set()
    for number, section in enumerate(document.sections):
        heading = normalise(section.heading.text) if section.heading is not None else ""
        if section.parent in boilerplate or heading in _names():
            boilerplate.add(number)
    return frozenset(boilerplate)
