"""What parsing hands to segmentation: headings and units of text, each unit a list of pieces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import Literal

from kbgraph.model import Link, Piece

Kind = Literal["paragraph", "item", "cell"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of text that no sentence crosses; the pieces' texts joined are `text`.

    `labels` and `cuts` count in `text`: a label says what kind of text follows and is no prose, and a
    sentence ends at every cut.
    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...]
    code: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    labels: tuple[tuple[int, int], ...] = ()
    cuts: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        return self.pieces[0].start


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `unit` is None where it holds no text, `start` is where its markup starts in the file."""

    level: int  # 1 to 6
    start: int
    unit: Unit | None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Names that links reach the section by; `alone` tells whether their block holds no text beside them."""

    start: int
    names: tuple[str, ...]
    alone: bool


Part = Heading | Unit | Anchor


def piece_slices(pieces: Sequence[Piece], ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each range of a text; ranges are in order and disjoint.

    A verbatim piece is cut where a range ends inside it; any other goes whole to the range it starts in.
    """
    index, offset = 0, 0  # offset: of the piece at `index` in the text
    for start, end in ranges:
        taken: list[Piece] = []
        while index < len(pieces) and offset < end:
            piece = pieces[index]
            after = offset + len(piece.text)
            if after > start:
                taken.append(_part_of(piece, max(start - offset, 0), min(end - offset, len(piece.text))))
            if after > end and _is_verbatim(piece):
                break
            index, offset = index + 1, after
        yield tuple(taken)


def _part_of(piece: Piece, start: int, end: int) -> Piece:
    if (start, end) == (0, len(piece.text)) or not _is_verbatim(piece):
        return piece
    return Piece(piece.start + start, piece.start + end, piece.text[start:end])


def _is_verbatim(piece: Piece) -> bool:
    """Tell by the lengths: an entity or escape is longer than its text, and a break is one character."""
    return piece.end - piece.start == len(piece.text)


def clip(unit: Unit, start: int, end: int) -> Unit | None:
    """Give a range of a unit's text as a unit; None where nothing but blanks is in it."""
    if not unit.text[start:end].strip():
        return None
    (pieces,) = piece_slices(unit.pieces, [(start, end)])
    return replace(
        unit,
        text="".join([piece.text for piece in pieces]),
        pieces=pieces,
        code=clip_ranges(unit.code, start, end),
        links=clip_links(unit.links, start, end),
        labels=clip_ranges(unit.labels, start, end),
        cuts=tuple(cut - start for cut in unit.cuts if start < cut < end),
    )


def clip_ranges(ranges: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give the parts of ordered, disjoint ranges inside another one, counted from its start."""
    first = bisect_right(ranges, start, key=itemgetter(1))
    last = bisect_left(ranges, end, key=itemgetter(0))
    return tuple((max(low, start) - start, min(high, end) - start) for low, high in ranges[first:last])


def clip_links(links: Sequence[Link], start: int, end: int) -> tuple[Link, ...]:
    """Give the parts of ordered, disjoint links inside a range, counted from its start."""
    first = bisect_right(links, start, key=attrgetter("end"))
    last = bisect_left(links, end, key=attrgetter("start"))
    return tuple(
        Link(max(link.start, start) - start, min(link.end, end) - start, link.target)
        for link in links[first:last]
    )


class Tally:
    """Count what is skipped, by kind."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts: dict[str, tuple[int, int]] = {}

    def add(self, kind: str, characters: int) -> None:
        """Count one more of a kind, so many characters long."""
        count, total = self.counts.get(kind, (0, 0))
        self.counts[kind] = (count + 1, total + characters)
