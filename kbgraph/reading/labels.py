"""Labels: an emphasised word before a text that says what kind of text it is ("**Note**")."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_COLON = re.compile(r"[ \u00a0]*[:\uff1a]\s*")


@cache
def data_lines(name: str) -> frozenset[str]:
    """Read the lines of a data file of this package; `#` starts a comment line."""
    text = files("kbgraph.reading").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def is_label(text: str) -> bool:
    """Tell whether a text is one of the known labels."""
    return " ".join(text.split()).rstrip(":.!- \uff1a").casefold() in data_lines("labels.txt")


def label_end(text: str, end: int, *, broken: bool) -> tuple[int, int | None]:
    """Judge the emphasis that a unit begins with, up to `end`: give where prose begins, and where to cut.

    A known label is no prose when it stands alone, before a break or before a colon. Any other emphasis before
    a break (`broken`) is a unit of its own.
    """
    label = text[:end]
    colon = _COLON.match(text, end)
    alone = not text[end:].strip()
    if is_label(label) and (alone or broken or colon or label.rstrip().endswith((":", ".", "!"))):
        return (colon.end() if colon else end), None
    return 0, end if broken else None
