"""Read one file into a `Document`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from kbgraph.errors import InputError
from kbgraph.limits import MAX_FILE_SIZE
from kbgraph.model import Document, Skipped
from kbgraph.reading.decoding import decode
from kbgraph.reading.files import Source
from kbgraph.reading.front_matter import read_front_matter
from kbgraph.reading.mask import Masked
from kbgraph.reading.offsets import line_finder
from kbgraph.reading.outline import make_sections
from kbgraph.reading.readers import MARKDOWN, reader_named, reader_of
from kbgraph.reading.sentences import LONGEST
from kbgraph.reading.titles import document_title
from kbgraph.reading.units import Tally
from kbgraph.regular_files import read_regular

_VISIBLE = re.compile(r"[^\s\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(source: Source, *, max_file_size: int = MAX_FILE_SIZE) -> Document:
    """Read a file of at most `max_file_size` bytes in the format of its ending, any other as plain text.

    Raises `InputError` with the path for a file that can't be opened, is too large or binary, or holds no text.
    """
    try:
        data = read_regular(source.path, most=max_file_size)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", path=source.shown) from error
    text, encoding = decode(data, path=source.shown)
    if not _VISIBLE.search(text):
        raise InputError("an empty file", path=source.shown)
    reader = reader_of(source.path.suffix.lower())
    digest = hashlib.sha256(data).hexdigest()
    document = read_text(
        text, key=source.key, path=source.shown, format=reader.name, sha256=digest, encoding=encoding
    )
    return replace(document, folder=source.folder)


def read_text(
    text: str,
    *,
    key: str,
    path: str | None = None,
    format: str = MARKDOWN,
    sha256: str | None = None,
    encoding: str = "utf-8",
) -> Document:
    """Read a decoded text in a format ("markdown", "plain" or one that another package adds).

    `path` is the key and `sha256` that of the UTF-8 text where they are not given.

    Raises ValueError for an unknown format, and InputError where another package's gives what is not in the text.
    """
    clean = replace_surrogates(text)
    tally = Tally()
    parts, masked = reader_named(format).parse(clean, tally, key.lower().endswith(".mdx"))
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


def _first(masked: Masked) -> int:
    """Give where the text begins, after front matter and the like."""
    visible = re.search(r"\S", masked.text)
    begins = [start for start, _ in masked.titles[:1]]
    return min([*begins, visible.start()] if visible else begins, default=0)


def _notes(encoding: str, split: int, *, damaged: bool) -> Iterable[str]:
    if encoding != "utf-8":
        yield f"read as {encoding}"
    if damaged:
        yield "characters that are no Unicode were replaced"
    if split:
        units = "unit" if split == 1 else "units"
        yield f"{split} {units} of more than {LONGEST:,} characters split at white space"
