"""Untrusted text reaches a terminal as characters to read, and as nothing else."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.terminal import line, number, plural, safe, shorten, show

JOINERS = "\u200c\u200d\u00ad"


@given(st.text(st.characters()))
def test_nothing_invisible_is_left(text):
    kinds = {unicodedata.category(each) for each in safe(text) if each not in JOINERS}

    assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"])))
def test_what_can_be_read_is_unchanged(text):
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x1b]8;;file:///etc\x07link", r"\x1b]8;;file:///etc\x07link"),
        ("abc\u202etxt.exe", r"abc\u202etxt.exe"),
        ("two\nlines", "two lines"),
        ("bell\x07", r"bell\x07"),
        ("\ud800", r"\ud800"),
    ],
)
def test_escapes_are_shown(text, shown):
    assert safe(text) == shown


def test_a_line_is_not_read_as_markup():
    assert line("[bold]not bold[/bold] :smile:").plain == "[bold]not bold[/bold] :smile:"


def test_a_line_keeps_its_layout():
    assert line("  ", ("name", "bold"), "  42").plain == "  name  42"


@given(st.text(st.characters()))
def test_any_text_can_be_printed_where_only_ascii_can(text):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")

    show([line(text)], stream)
    stream.flush()

    assert raw.getvalue().count(b"\n") == 1
    assert b"\x1b" not in raw.getvalue()


def test_a_long_line_is_not_folded_without_a_terminal():
    stream = io.StringIO()

    show([line("word " * 100)], stream)

    assert stream.getvalue().count("\n") == 1


@given(st.text(st.characters(categories=["L", "Zs"]), max_size=60), st.integers(2, 40))
def test_a_text_is_cut_to_its_width(text, width):
    assert len(shorten(text, width)) <= width


def test_a_text_is_cut_between_words():
    assert shorten("one two three four", 12) == "one two…"


def test_counts_are_written_for_people():
    assert (number(1375), plural(1, "topic"), plural(2, "topic")) == ("1,375", "1 topic", "2 topics")
