"""Read one file into a `Document`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Literal

import yaml

from kbgraph.errors import InputError
from kbgraph.model import Document, Piece, Section, Skipped
from kbgraph.reading.decoding import decode
from kbgraph.reading.files import MARKDOWN_SUFFIXES, Source
from kbgraph.reading.markdown import count_definitions, parse
from kbgraph.reading.mask import Masked, mask
from kbgraph.reading.offsets import line_finder
from kbgraph.reading.outline import make_sections
from kbgraph.reading.plain import parse_plain
from kbgraph.reading.sentences import LONGEST
from kbgraph.reading.units import Part, Tally, Unit

Format = Literal["markdown", "plain"]

_VISIBLE = re.compile(r"[^\s\ufeff]")
_TITLE_LINE = re.compile(r"^title[ \t]*:[^\r\n]*", re.MULTILINE)


def read_document(source: Source) -> Document:
    """Read a file: Markdown by its suffix, any other as plain text.

    Raises `InputError` with the path for a file that can't be opened, is binary or holds no text.
    """
    try:
        data = source.path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", path=source.shown) from error
    text, encoding = decode(data, path=source.shown)
    if not _VISIBLE.search(text):
        raise InputError("an empty file", path=source.shown)
    format_: Format = "markdown" if source.path.suffix.lower() in MARKDOWN_SUFFIXES else "plain"
    digest = hashlib.sha256(data).hexdigest()
    return read_text(
        text, key=source.key, path=source.shown, format=format_, sha256=digest, encoding=encoding
    )


def read_text(
    text: str,
    *,
    key: str,
    path: str | None = None,
    format: Format = "markdown",
    sha256: str | None = None,
    encoding: str = "utf-8",
) -> Document:
    """Read a decoded text; `path` is the key and `sha256` that of the UTF-8 text where they are not given."""
    tally = Tally()
    mdx = key.lower().endswith(".mdx")
    masked = mask(text, mdx=mdx) if format == "markdown" else Masked(text)
    for kind, (count, characters) in masked.skipped.items():
        tally.counts[kind] = (count, characters)
    parts: Iterable[Part] = parse_plain(masked.text)
    if format == "markdown":
        count_definitions(masked.text, tally)
        parts = _with_titles(parse(text, masked, tally=tally, mdx=mdx), masked, text)
    visible = _VISIBLE.search(masked.text)
    sections, split = make_sections(
        parts, key=key, first=visible.start() if visible else 0, length=len(text), line=line_finder(text)
    )
    return Document(
        key=key,
        path=key if path is None else path,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding=encoding,
        title=_title(sections, masked.front_matter, key),
        length=len(text),
        sections=sections,
        skipped=tuple(Skipped(kind, *tally.counts[kind]) for kind in sorted(tally.counts)),
        notes=tuple(_notes(encoding, split)),
    )


def title_section(sections: Sequence[Section]) -> int | None:
    """Give the index of the section that is the document's title: a single H1 without text of its own."""
    first = [index for index, section in enumerate(sections) if section.level == 1]
    if len(first) == 1 and sections[first[0]].heading is not None and not sections[first[0]].blocks:
        return first[0]
    return None


def _title(sections: Sequence[Section], front_matter: str, key: str) -> str:
    """Take the title from the H1 that is one, the front matter, the first heading or the file's name."""
    index = title_section(sections)
    heading = sections[index].heading if index is not None else None
    if heading is None:
        if title := front_matter_title(front_matter):
            return title
        heading = next((section.heading for section in sections if section.heading is not None), None)
    return " ".join(heading.text.split()) if heading is not None else PurePosixPath(key).stem


def front_matter_title(front_matter: str) -> str:
    """Take the title out of front matter, YAML or TOML; empty where there is none."""
    try:
        if match := _TITLE_LINE.search(front_matter):
            found = yaml.safe_load(match[0])
        else:
            found = tomllib.loads(front_matter.replace("\r\n", "\n"))
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return match[0].partition(":")[2].strip() if match else ""
    title = found.get("title") if isinstance(found, dict) else None
    return " ".join(str(title).split()) if title is not None else ""


def _with_titles(parts: Iterable[Part], masked: Masked, text: str) -> Iterable[Part]:
    """Put the titles of admonitions among the parts, in the order of the file."""
    if not masked.titles:
        return parts
    titles = [
        Unit("paragraph", text[start:end], (Piece(start, end, text[start:end]),))
        for start, end in masked.titles
    ]
    return sorted([*titles, *parts], key=lambda part: part.start)


def _notes(encoding: str, split: int) -> Iterable[str]:
    if encoding != "utf-8":
        yield f"read as {encoding}"
    if split:
        yield f"{split} units of more than {LONGEST:,} characters were split"
