"""Labels: an emphasised word before a text that says what kind of text it is ("**Note**")."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from importlib.resources import files

_COLON = re.compile(r"[ \u00a0]*+[:\uff1a]\s*+")


@cache
def data_lines(name: str) -> frozenset[str]:
    """Read the lines of a data file of this package; `#` starts a comment line."""
    text = files("kbgraph.reading").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def is_label(text: str) -> bool:
    """Tell whether a text is one of the known labels."""
    return " ".join(text.split()).rstrip(":.!- \uff1a").casefold() in data_lines("labels.txt")


def find_labels(
    text: str, emphases: Sequence[tuple[int, int]], breaks: Set[int]
) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """Judge the emphases that stand at the start of a unit or line: give the labels, and where to cut.

    `breaks` are the offsets of the unit's breaks. A known label is no prose where it stands alone, before a
    break or before a colon. Any other emphasis that a unit begins with is a unit of its own before a break,
    unless the text goes on with a small letter.
    """
    labels: list[tuple[int, int]] = []
    cuts = set[int]()
    visible = len(text.rstrip()) if emphases else 0
    for start, end in emphases:
        broken = end in breaks or end >= visible
        colon = _COLON.match(text, end)
        if is_label(text[start:end]) and (broken or colon or text[end - 1] in ":.!"):
            labels.append((start, colon.end() if colon else end))
        elif start == 0 and broken and not text[end + 1 : end + 2].islower():
            cuts.add(end)
    return tuple(labels), frozenset(cuts)
