"""The table of the formats that are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kbgraph.errors import InputError, NoDocumentError
from kbgraph.reading import find_files, read_text
from kbgraph.reading.readers import GROUP, READERS, reader_named, reader_of, readers, suffixes
from pipelines import options

GOOD = """
from kbgraph import Piece, Unit
SUFFIXES = (".lines",)
def parse(text):
    yield Unit("paragraph", text, (Piece(0, len(text), text),))
"""


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    readers.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, source: str) -> None:
    """Make an entry point of a module of that source."""
    (folder / "their_reader.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "their_reader", raising=False)
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [EntryPoint("lines", "their_reader", GROUP)]
    )
    readers.cache_clear()


def test_the_help_names_every_ending() -> None:
    (argument,) = [each for each in options.Paths.__metadata__ if hasattr(each, "help")]

    assert argument.help.endswith(" ".join(suffix for each in READERS for suffix in each.suffixes))


def test_an_unknown_ending_is_plain_text() -> None:
    assert reader_of(".log") is reader_named("plain")


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="'pdf'; there are markdown, plain"):
        read_text("a", key="a", format="pdf")


def test_a_reader_of_another_package_is_one_of_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path, GOOD)

    assert suffixes()[-1] == ".lines"
    (section,) = read_text("SQS stores messages.", key="a.lines", format="lines").sections
    assert section.blocks[0].sentences[0].text == "SQS stores messages."


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError"),
        ("SUFFIXES = ('.a',)", "no attribute 'parse'"),
        (GOOD.replace(".lines", "lines"), "in lower case should stand"),
        (GOOD.replace(".lines", ".md"), "another format reads .md already"),
    ],
    ids=["import", "parse", "suffix", "taken"],
)
def test_a_reader_that_is_broken_reads_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str, reason: str
) -> None:
    install(monkeypatch, tmp_path, source)

    assert reason in readers()[-1].fault
    assert suffixes() == (".md", ".markdown", ".mdx", ".txt")
    with pytest.raises(NoDocumentError, match=r"the reader lines can't be used \("):
        find_files([tmp_path])


@pytest.mark.parametrize(
    "unit",
    [
        "Unit('paragraph', 'other', (Piece(0, 5, 'other'),))",
        "Unit('paragraph', 'more', (Piece(0, 3, text[:3]),))",
        "Unit('paragraph', text, (Piece(3, 3 + len(text), text),))",
        "'SQS'",
    ],
    ids=["words", "pieces", "range", "type"],
)
def test_what_is_not_in_the_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unit: str
) -> None:
    install(
        monkeypatch, tmp_path, GOOD.replace('Unit("paragraph", text, (Piece(0, len(text), text),))', unit)
    )

    with pytest.raises(InputError, match="the format lines gives"):
        read_text("SQS stores messages.", key="a.lines", format="lines")
