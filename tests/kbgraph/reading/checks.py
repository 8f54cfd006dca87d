"""What must hold of every document that was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyromark

from kbgraph.model import Document, Piece, Section, Sentence
from kbgraph.reading.markdown import OPTIONS
from kbgraph.reading.mask import mask

_BREAK = re.compile(r"(?:<[^<>]*>|[\s>\\])*", re.DOTALL)


def sentences(section: Section) -> Iterator[Sentence]:
    """Yield the sentences of a section."""
    return (sentence for block in section.blocks for sentence in block.sentences)


def texts(document: Document) -> list[str]:
    """Give the texts of all sentences of a document."""
    return [sentence.text for section in document.sections for sentence in sentences(section)]


def assert_sound(document: Document, source: str) -> None:
    """Check all that the design promises of a document."""
    place = 0
    for section in document.sections:
        assert place <= section.start <= section.end <= document.length == len(source)
        place = section.end
        headings = [section.heading] if section.heading else []
        inside = section.start
        for sentence in [*headings, *sentences(section)]:
            assert inside <= sentence.start < sentence.end <= section.end
            assert_traceable(sentence, source)
            inside = sentence.end
    assert len({section.key for section in document.sections}) == len(document.sections)


def assert_traceable(sentence: Sentence, source: str) -> None:
    """Check that a sentence can be traced to its characters."""
    assert "".join(piece.text for piece in sentence.pieces) == sentence.text
    assert sentence.text == sentence.text.strip() != ""
    assert sentence.line == 1 + len(re.findall(r"\r\n?|\n", source[: sentence.start]))
    end = sentence.start
    for piece in sentence.pieces:
        assert end <= piece.start < piece.end
        end = piece.end
        assert is_exact(piece, source), piece
    for start, stop in [*sentence.code, *((link.start, link.end) for link in sentence.links)]:
        assert 0 <= start < stop <= len(sentence.text)


def is_exact(piece: Piece, source: str) -> bool:
    """Tell whether a piece is verbatim source, an entity, an escape or a break."""
    raw = source[piece.start : piece.end]
    return (
        raw == piece.text
        or (raw.startswith("&") and raw.endswith(";") and raw.count("&") == 1)
        or (len(piece.text) == 1 and raw[-1:] == piece.text and set(raw[:-1]) == {"\\"})
        or (piece.text == " " and _BREAK.fullmatch(raw) is not None)
    )


def prose(source: str) -> str:
    """Give the characters of the prose in a Markdown text, without blanks, by the parser's own events."""
    found: list[str] = []
    images, hidden = 0, 0
    for event in pyromark.events(mask(source).text, options=OPTIONS):
        if isinstance(event, str):
            continue
        ((kind, value),) = event.items()
        name = value if isinstance(value, str) else next(iter(value), "") if isinstance(value, dict) else ""
        step = {"Start": 1, "End": -1}.get(kind, 0)
        images += step * (name == "Image")
        hidden += step * (name in ("CodeBlock", "HtmlBlock"))
        if kind in ("Text", "Code") and not images and not hidden:
            found.append(str(value))
    return re.sub(r"\s", "", "".join(found))


def read_prose(document: Document) -> str:
    """Give the characters of the headings and sentences of a document, without blanks."""
    found = [
        sentence.text
        for section in document.sections
        for sentence in [*([section.heading] if section.heading else []), *sentences(section)]
    ]
    return re.sub(r"\s", "", "".join(found))
