"""The formats of files that are read: one table, by the endings of file names.

Another package adds a row by an entry point of the group `kbgraph.readers`: the name of the format, and a module with
`SUFFIXES` and a `parse` that gives the headings and units of a text, each piece of which stands in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from kbgraph.errors import InputError
from kbgraph.model import Piece
from kbgraph.reading.markdown import count_definitions, parse
from kbgraph.reading.mask import Masked, mask
from kbgraph.reading.plain import parse_plain
from kbgraph.reading.units import Heading, Part, Tally, Unit

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "kbgraph.readers"
PLAIN = "plain"
MARKDOWN = "markdown"

Parse = Callable[[str, Tally, bool], tuple[Iterable[Part], Masked]]
"""Gives the parts of a decoded text, and the text without what is no body; the flag is for MDX."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format of files; `fault` says why one of another package can't be used."""

    name: str
    suffixes: tuple[str, ...]  # in lower case, with the dot
    parse: Parse
    fault: str = ""


def _parse_plain(text: str, tally: Tally, mdx: bool) -> tuple[Iterable[Part], Masked]:
    masked = Masked(_without_mark(text))
    return parse_plain(masked.text), masked


def _parse_markdown(text: str, tally: Tally, mdx: bool) -> tuple[Iterable[Part], Masked]:
    masked = mask(text, mdx=mdx)
    tally.counts.update(masked.skipped)
    count_definitions(masked.text, tally)
    return _with_titles(parse(text, masked, tally=tally, mdx=mdx), masked, text), masked


def _with_titles(parts: Iterable[Part], masked: Masked, text: str) -> Iterable[Part]:
    """Put the titles of admonitions among the parts, in the order of the file."""
    if not masked.titles:
        return parts
    titles = [
        Unit("paragraph", text[start:end], (Piece(start, end, text[start:end]),))
        for start, end in masked.titles
    ]
    return sorted([*titles, *parts], key=lambda part: part.start)


def _without_mark(text: str) -> str:
    """Put a blank in the place of a byte order mark."""
    return f" {text[1:]}" if text.startswith("\ufeff") else text


READERS: tuple[Reader, ...] = (
    Reader(MARKDOWN, (".md", ".markdown", ".mdx"), _parse_markdown),
    Reader(PLAIN, (".txt",), _parse_plain),
)
"""kbgraph's own formats."""


@cache
def readers() -> tuple[Reader, ...]:
    """Give all formats: kbgraph's own, then those of other packages that are installed, by name.

    No package takes an ending from a format before it; one that can't be used is there with its fault.
    """
    from importlib.metadata import entry_points  # slow to import

    found = list(READERS)
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        taken = {suffix for each in found for suffix in each.suffixes}
        found.append(_plugin(point, taken))
    return tuple(found)


def suffixes() -> tuple[str, ...]:
    """Give the endings of the files that are read."""
    return tuple(suffix for each in readers() for suffix in each.suffixes)


def reader_named(name: str) -> Reader:
    """Give a format by its name. Raises ValueError where there is none."""
    for each in readers():
        if each.name == name:
            return each
    raise ValueError(
        f"no format of files is named {name!r}; there are {', '.join(each.name for each in readers())}"
    )


def reader_of(suffix: str) -> Reader:
    """Give the format of an ending in lower case; any other file is read as plain text."""
    return next((each for each in readers() if suffix in each.suffixes), reader_named(PLAIN))


def _plugin(point: EntryPoint, taken: set[str]) -> Reader:
    """Make the row of another package's format."""
    try:
        module = import_module(point.value)
        endings, their_parse = tuple(module.SUFFIXES), module.parse
        if not all(
            isinstance(each, str) and each.startswith(".") and each == each.lower() for each in endings
        ):
            raise TypeError(
                f"SUFFIXES is {endings!r}, where endings such as '.log' in lower case should stand"
            )
    except Exception as error:
        return Reader(point.name, (), _parse_plain, f"{type(error).__name__}: {error}")
    if clash := sorted(taken.intersection(endings)):
        return Reader(point.name, (), _parse_plain, f"another format reads {clash[0]} already")

    def parse_theirs(text: str, tally: Tally, mdx: bool) -> tuple[Iterable[Part], Masked]:
        masked = Masked(_without_mark(text))
        return _checked(their_parse(masked.text), masked.text, point.name), masked

    return Reader(point.name, endings, parse_theirs)


def _checked(parts: Iterable[Part], text: str, name: str) -> Iterator[Part]:
    """Give parts that can be cut from the text again. Raises InputError for others."""
    before = 0
    for part in parts:
        if not isinstance(part, Heading | Unit) or not (before <= part.start <= len(text)):
            raise InputError(f"the format {name} gives {part!r}: parts are headings and units, in order")
        unit = part.unit if isinstance(part, Heading) else part
        if isinstance(unit, Unit) and not _stands(unit, text):
            raise InputError(
                f"the format {name} gives the unit {unit.text[:60]!r}, which its pieces don't give"
            )
        before = part.start
        yield part


def _stands(unit: Unit, text: str) -> bool:
    """Tell whether the pieces of a unit stand in the text, in order, and give its own."""
    at = 0
    for piece in unit.pieces:
        verbatim = piece.end - piece.start == len(piece.text)
        if not at <= piece.start <= piece.end <= len(text):
            return False
        if verbatim and text[piece.start : piece.end] != piece.text:
            return False
        at = piece.end
    return bool(unit.pieces) and "".join(piece.text for piece in unit.pieces) == unit.text
