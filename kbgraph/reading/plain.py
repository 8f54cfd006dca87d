"""Plain text to units: paragraphs end at blank lines, and the lines of a list are items of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgraph.reading.inline import Inline
from kbgraph.reading.units import Kind, Unit

_LINE = re.compile(
    r"[^\S\r\n]*(?P<bullet>(?:[-*+\u2022\u2013]|\d{1,3}[.)])[ \t]+)?"
    r"(?P<text>[^\r\n]*)(?:\r\n?|\n|\Z)"
)


def parse_plain(source: str) -> Iterator[Unit]:
    """Yield the units of a plain text in its order."""
    inline: Inline | None = None
    for match in _LINE.finditer(source):
        text = match["text"].rstrip()
        if inline is not None and (not text or match["bullet"]):
            yield from _finished(inline)
            inline = None
        if not text:
            continue
        start = match.start("text")
        if inline is None:
            kind: Kind = "item" if match["bullet"] else "paragraph"
            inline = Inline(source, kind, start)
        inline.verbatim(start, start + len(text))
        inline.line_break(start + len(text), match.end())
    if inline is not None:
        yield from _finished(inline)


def _finished(inline: Inline) -> Iterator[Unit]:
    unit = inline.finish()
    if unit is not None:
        yield unit
