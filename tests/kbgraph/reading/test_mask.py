"""Hiding what is not Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.reading import read_text
from kbgraph.reading.mask import mask
from tests.kbgraph.reading.checks import assert_sound, texts

LINES = st.sampled_from(
    [
        "---", "+++", "title: x", "text", "    text", "\ttext", "        deep", "", "!!! note", '??? tip "Title"',
        "    !!! note", ":::", "::: tip T", "=== \"Tab\"", "import a from 'b'", "import {", "export const a = {", "}",
        "<Tab>", "</Tab>", "<Tab", "/>", "{/* c", "*/}", "```", "~~~", "# Heading", "\ufeff", "- item",
    ]
)  # fmt: skip


@given(st.lists(LINES), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_length_and_line_ends_are_kept(lines: list[str], end: str, mdx: bool) -> None:
    text = end.join(lines)
    masked = mask(text, mdx=mdx).text
    assert len(masked) == len(text)
    assert [match.span() for match in re.finditer(r"\r\n?|\n", masked)] == [
        match.span() for match in re.finditer(r"\r\n?|\n", text)
    ]


@given(st.lists(LINES), st.booleans())
def test_what_is_changed_is_blank_or_a_marker_in_an_indentation(lines: list[str], mdx: bool) -> None:
    text = "\n".join(lines)
    masked = mask(text, mdx=mdx)
    for offset, (old, new) in enumerate(zip(text, masked.text, strict=True)):
        assert new in (old, " ") or (new == "-" and old == " " and offset in masked.bodies)


def test_text_without_anything_to_hide_is_given_back() -> None:
    text = "# Heading\n\nText.\n"
    assert mask(text).text is text


@pytest.mark.parametrize(
    ("fence", "body"), [("---", "title: x"), ("+++", 'title = "x"'), ("---", "# c\na: b")]
)
def test_front_matter_is_hidden_and_counted(fence: str, body: str) -> None:
    text = f"{fence}\n{body}\n{fence}\n\nText"
    masked = mask(text)
    assert masked.text.split() == ["Text"]
    assert masked.front_matter == f"{body}\n"
    assert masked.skipped == {"front matter": (1, len(text) - 6)}


@pytest.mark.parametrize("text", ["---\nFoo\n---\nBar", "text\n---\ntitle: x\n---\n", "---\ntitle: x\n"])
def test_rules_and_headings_are_no_front_matter(text: str) -> None:
    assert mask(text).text == text


def test_a_byte_order_mark_becomes_a_blank_also_before_front_matter() -> None:
    assert mask("\ufeff# T").text == " # T"
    assert mask("\ufeff---\na: b\n---\nText").text.split() == ["Text"]


def test_fences_are_left_alone() -> None:
    text = "```\n!!! note\n    x\n:::\n```\n\n~~~js\nimport a from 'b'\n~~~\n"
    assert mask(text, mdx=True).text == text


@pytest.mark.parametrize(
    "line", ["import the data from the bucket", "export it", "!!! wow, that is great!", "=== x"]
)
def test_prose_that_begins_like_a_marker_is_kept(line: str) -> None:
    assert mask(f"{line}\n\nMore.").text == f"{line}\n\nMore."


def test_an_import_is_hidden_in_any_markdown() -> None:
    assert mask("import A, { b } from '@x/y';\n\nText").text.split() == ["Text"]


def test_a_script_of_mdx_is_hidden_to_the_blank_line_outside_its_brackets() -> None:
    assert mask("export const a = {\n\n  b: 1,\n}\n\nText", mdx=True).text.split() == ["Text"]


def test_a_script_that_is_never_closed_ends_at_the_next_heading() -> None:
    assert mask("import {\n\na\n\n# Heading\n\nText", mdx=True).text.split() == ["#", "Heading", "Text"]


def test_components_over_several_lines_and_comments_are_hidden_in_mdx() -> None:
    text = "<Big\n  title='x'\n/>\n\n{/* a\nb */}\n\n<One /> <Two>\n\nText"
    assert mask(text, mdx=True).text.split() == ["Text"]


def test_a_title_inside_indented_text_of_mdx_is_no_part_of_the_sentence_around_it() -> None:
    source = 'Text.\n\n<A>\n\n    some text\n    !!! note "Title"\n    goes on here\n'
    assert texts(read_text(source, key="a.mdx")) == ["Text.", "some text", "Title", "goes on here"]


def test_a_hidden_line_inside_indented_text_of_mdx_parts_what_stands_around_it() -> None:
    source = "    some text\nimport a from 'b'\n    goes on here\n"
    document = read_text(source, key="a.mdx")
    assert texts(document) == ["some text", "goes on here"]
    assert_sound(document, source)


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("import 'a'", True),
        ("import   from 'a'", True),
        ("import  from 'a'", False),
        ("import a from'b'", False),
        ("import\ta\tfrom\t'b'", True),
        ("import afrom 'b'", False),
        ("import a, b 'c'", False),
        ("export const a = 1", True),
    ],
)
def test_an_import_names_a_module(line: str, hidden: bool) -> None:
    assert (mask(f"{line}\n").text.strip() == "") is hidden


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("</>", True),
        ("<//>", True),
        ("<A/>", True),
        ("<A//>", False),
        ("<A b='c'/> </A>", True),
        ("</A/>", True),
        ("<A>b", False),
        ("<a>", False),
    ],
)
def test_a_component_stands_alone_on_its_line(line: str, hidden: bool) -> None:
    assert (mask(f"{line}\n", mdx=True).text.strip() == "") is hidden


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_that_is_never_closed_is_text(end: str) -> None:
    text = f"---{end}# note{end}" + f"a: b{end}" * 40
    assert mask(text).front_matter == ""
    assert len(mask(text).text) == len(text)
