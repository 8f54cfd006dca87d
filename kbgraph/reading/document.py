"""Read one file into a `Document`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from kbgraph.errors import InputError
from kbgraph.limits import MAX_FILE_SIZE
from kbgraph.model import Document, Piece, Skipped
from kbgraph.reading.decoding import decode
from kbgraph.reading.files import MARKDOWN_SUFFIXES, Source
from kbgraph.reading.front_matter import read_front_matter
from kbgraph.reading.markdown import count_definitions, parse
from kbgraph.reading.mask import Masked, mask
from kbgraph.reading.offsets import line_finder
from kbgraph.reading.outline import make_sections
from kbgraph.reading.plain import parse_plain
from kbgraph.reading.sentences import LONGEST
from kbgraph.reading.titles import document_title
from kbgraph.reading.units import Part, Tally, Unit
from kbgraph.regular_files import read_regular

Format = Literal["markdown", "plain"]

_VISIBLE = re.compile(r"[^\s\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(source: Source, *, max_file_size: int = MAX_FILE_SIZE) -> Document:
    """Read a file of at most `max_file_size` bytes: Markdown by its suffix, any other as plain text.

    Raises `InputError` with the path for a file that can't be opened, is too large or binary, or holds no text.
    """
    try:
        data = read_regular(source.path, most=max_file_size)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", path=source.shown) from error
    text, encoding = decode(data, path=source.shown)
    if not _VISIBLE.search(text):
        raise InputError("an empty file", path=source.shown)
    format_: Format = "markdown" if source.path.suffix.lower() in MARKDOWN_SUFFIXES else "plain"
    digest = hashlib.sha256(data).hexdigest()
    document = read_text(
        text, key=source.key, path=source.shown, format=format_, sha256=digest, encoding=encoding
    )
    return replace(document, folder=source.folder)


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
    clean = replace_surrogates(text)
    tally = Tally()
    parts, masked = _parse(clean, format, tally, mdx=key.lower().endswith(".mdx"))
    sections, split = make_sections(
        parts, key=key, first=_first(masked), length=len(text), line=line_finder(text)
    )
    front = read_front_matter(masked.front_matter)
    return Document(
        key=key,
        path=key if path is None else path,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding=encoding,
        title=document_title(sections, front.title, key),
        length=len(text),
        sections=sections,
        skipped=tuple(Skipped(kind, *tally.counts[kind]) for kind in sorted(tally.counts)),
        notes=(*_notes(encoding, split, damaged=clean != text), *front.notes),
    )


def replace_surrogates(text: str) -> str:
    """Replace the characters that are no Unicode, one for one: no file holds them, nor does the model take them."""
    return _SURROGATE.sub("\ufffd", text)


def _parse(text: str, format: Format, tally: Tally, *, mdx: bool) -> tuple[Iterable[Part], Masked]:
    if format == "plain":
        masked = Masked(f" {text[1:]}" if text.startswith("\ufeff") else text)
        return parse_plain(masked.text), masked
    masked = mask(text, mdx=mdx)
    tally.counts.update(masked.skipped)
    count_definitions(masked.text, tally)
    return _with_titles(parse(text, masked, tally=tally, mdx=mdx), masked, text), masked


def _first(masked: Masked) -> int:
    """Give where the text begins, after front matter and the like."""
    visible = re.search(r"\S", masked.text)
    begins = [start for start, _ in masked.titles[:1]]
    return min([*begins, visible.start()] if visible else begins, default=0)


def _with_titles(parts: Iterable[Part], masked: Masked, text: str) -> Iterable[Part]:
    """Put the titles of admonitions among the parts, in the order of the file."""
    if not masked.titles:
        return parts
    titles = [
        Unit("paragraph", text[start:end], (Piece(start, end, text[start:end]),))
        for start, end in masked.titles
    ]
    return sorted([*titles, *parts], key=lambda part: part.start)


def _notes(encoding: str, split: int, *, damaged: bool) -> Iterable[str]:
    if encoding != "utf-8":
        yield f"read as {encoding}"
    if damaged:
        yield "characters that are no Unicode were replaced"
    if split:
        units = "unit" if split == 1 else "units"
        yield f"{split} {units} of more than {LONGEST:,} characters split at white space"
