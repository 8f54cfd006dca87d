"""Collect the inline events of one heading or block into a `Unit`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgraph.model import Link, Piece
from kbgraph.reading.labels import find_labels
from kbgraph.reading.units import Kind, Unit

_LINE_END = re.compile(r"\r\n?|\n")
_MARKS = re.compile(r"[ \t>]+")  # indentation, and the marks of block quotes
_MARKS_LOOKED_AT = 200
_URL = re.compile(r"(?:https?|ftp)://[^\s<>]+(?<![.,;:!?'\")\]])")


class Inline:
    """Take events in the order of the text; offsets count characters of the source."""

    __slots__ = (
        "_break",
        "_breaks",
        "_code",
        "_consumed",
        "_cuts",
        "_emphases",
        "_length",
        "_links",
        "_pieces",
        "_source",
        "kind",
    )

    def __init__(self, source: str, kind: Kind, start: int) -> None:
        self.kind: Kind = kind
        self._source = source
        self._pieces: list[tuple[int, int, str | None]] = []  # None: verbatim
        self._length = 0
        self._consumed = start  # what stands before was taken by an earlier event
        self._break: int | None = None  # start of a break whose end is not known yet
        self._code: list[tuple[int, int]] = []
        self._links: list[Link] = []
        self._cuts: list[int] = []
        self._breaks: set[int] = set()  # where breaks stand in the text
        self._emphases: list[tuple[int, int]] = []  # at the start of a line

    @property
    def length(self) -> int:
        """Characters collected so far."""
        return self._length

    @property
    def consumed(self) -> int:
        """Where the source goes on that no event has taken."""
        return self._consumed

    def text(self, text: str, start: int, end: int) -> None:
        """Add text: verbatim, or one entity; a backslash in the gap before it makes an escape."""
        source = self._source
        escape = start
        while escape > self._consumed and source[escape - 1] == "\\":
            escape -= 1
        self.at(escape)
        if escape < start:
            self._add(escape, start + 1, text[0])
            text, start = text[1:], start + 1
        if source[start:end].rstrip() == text.rstrip():
            if text:
                self._add(start, start + len(text), None)
        else:  # the range of a heading's last entity takes in the blanks after it
            self._add(start, source.find(";", start, end) + 1 or end, text)
        self._consumed = end

    def verbatim(self, start: int, end: int) -> None:
        """Add a run of the source as it stands."""
        self.at(start, end=end)
        self._add(start, end, None)

    def code(self, text: str, start: int, end: int) -> None:
        """Add a code span; line ends inside it are breaks."""
        self.at(start)
        begin = self._length
        for piece in align_code(self._source, text, start, end):
            self._add(piece.start, piece.end, None if _verbatim(self._source, piece) else piece.text)
        self._code.append((begin, self._length))
        self._consumed = end

    def line_break(self, start: int, end: int, *, cut: bool = False) -> None:
        """Add a break; it reaches to where the next event starts."""
        if self._break is None:
            self._break = start
        if cut and self._length:
            self._cuts.append(self._length)
        self._consumed = end

    def at(self, start: int, *, end: int | None = None) -> None:
        """Close an open break: the next event starts here. `end` tells how far the event takes the source."""
        if self._break is not None:
            if self._length:
                self._breaks.add(self._length)
                self._add(self._break, start, " ")
            self._break = None
        if end is not None:
            self._consumed = end

    def link(self, begin: int, target: str, end: int, *, literal: bool) -> None:
        """Close a link whose text began at `begin` in the unit; a `literal` one is its own target.

        Links are disjoint: of a link around an automatic link, the inner one is kept.
        """
        inner = bool(self._links) and self._links[-1].start >= begin
        if self._length > begin and not inner:
            self._links.append(Link(begin, self._length, target))
            if literal:
                self._code.append((begin, self._length))
        self.at(self._consumed, end=end)

    def emphasis(self, begin: int, end: int) -> None:
        """Close an emphasis whose text began at `begin`; at the start of a line it may be a label."""
        if self._length > begin and (begin == 0 or begin - 1 in self._breaks):
            self._emphases.append((begin, self._length))
        self.at(self._consumed, end=end)

    def finish(self) -> Unit | None:
        """Give the unit, or None where nothing but blanks was collected."""
        source = self._source
        pieces = tuple(
            Piece(start, end, source[start:end] if text is None else text)
            for start, end, text in self._pieces
        )
        text = "".join([piece.text for piece in pieces])
        if not text.strip():
            return None
        code = [*self._code, *_urls(text)] if "://" in text else self._code
        labels, ends = find_labels(text, self._emphases, self._breaks)
        cuts = ends.union(cut for cut in self._cuts if not text[cut + 1 : cut + 2].islower())
        return Unit(self.kind, text, pieces, _merged(code), tuple(self._links), labels, tuple(sorted(cuts)))

    def _add(self, start: int, end: int, text: str | None) -> None:
        pieces = self._pieces
        self._length += end - start if text is None else len(text)
        if text is None and pieces and pieces[-1][2] is None and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end, None)
        else:
            pieces.append((start, end, text))


def _urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the addresses in a text, without the punctuation after them."""
    return (match.span() for match in _URL.finditer(text))


def align_code(source: str, text: str, start: int, end: int) -> list[Piece]:
    """Cut the text of a code span into pieces: its lines verbatim, its line ends and escaped pipes as breaks.

    A line's text is the end of its line in the source: what stands before it is indentation or a block's
    marker. The parser gives two blanks for a CRLF; here it is one break.
    """
    raw = source[start:end]
    ticks = len(raw) - len(raw.lstrip("`"))
    if (at := raw.find(text, ticks)) >= 0 and not _LINE_END.search(text):
        return [Piece(start + at, start + at + len(text), text)]
    pieces: list[Piece] = []
    position, done, limit = start + ticks, 0, end - ticks
    while done < len(text) and position < limit:
        if source.startswith("\\|", position) and text[done] == "|":
            pieces.append(Piece(position, position + 2, "|"))
            position, done = position + 2, done + 1
        elif source[position] == text[done]:
            run = _common(source, position, limit, text, done)
            pieces.append(Piece(position, position + run, text[done : done + run]))
            position, done = position + run, done + run
        elif (match := _LINE_END.match(source, position)) and text[done] == " ":
            done += 2 if match[0] == "\r\n" and text.startswith("  ", done) else 1
            after = _line_start(source, match.end(), limit, text, done)
            pieces.append(Piece(position, after, " "))
            position = after
        elif text[done] == " " and not source[position].isspace():
            done += 1
        else:
            position += 1
    return [Piece(start, end, text)] if text[done:].strip() else pieces


def _common(source: str, position: int, limit: int, text: str, done: int) -> int:
    run = 0
    while (
        position + run < limit
        and done + run < len(text)
        and source[position + run] == text[done + run]
        and not source.startswith("\\|", position + run)
    ):
        run += 1
    return max(run, 1)


def _line_start(source: str, position: int, limit: int, text: str, done: int) -> int:
    """Find where a line of code begins: the first place from which the text goes on to the line's end.

    That place is in the marks before the line; where these are the whole line, only the last of them are looked at.
    """
    match = _LINE_END.search(source, position, limit)
    line_end = match.start() if match else limit
    marks = _MARKS.match(source, position, line_end)
    after = marks.end() if marks else position
    if after < line_end:
        kept = _MARKS.match(text, done)
        at = after - (kept.end() - done if kept else 0)
        fits = at >= position and text.startswith(source[at:line_end].rstrip(), done)
        return at if fits else after
    line = source[max(position, after - _MARKS_LOOKED_AT) : after]
    starts = (at for at in range(len(line)) if text.startswith(line[at:].rstrip(), done))
    return after - len(line) + next(starts, len(line))


def _verbatim(source: str, piece: Piece) -> bool:
    return source.startswith(piece.text, piece.start) and piece.end - piece.start == len(piece.text)


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put ranges in order and join those that touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
