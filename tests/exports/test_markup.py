"""Text that XML 1.0 can hold."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.markup import attribute, content, decode, property_name

TEXT = st.text(st.sampled_from("_x0A1Ff\0\x1f\t\r\n &<>\"'\udc80\ufffe\uffff\u0085\u2028é𝄞]")) | st.text()


@given(TEXT)
def test_text_between_tags_comes_back(text: str) -> None:
    element = ElementTree.fromstring(f"<a>{content(text)}</a>")
    assert decode(element.text or "") == text


@given(TEXT)
def test_text_in_an_attribute_comes_back_with_its_white_space(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{attribute(text)}"/>')
    assert decode(element.attrib["b"]) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\0b", "a_x0000_b"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x0041\0", "_x005F_x0041_x0000_"),
        ("snake_case_x", "snake_case_x"),
        ("a & b < c", "a &amp; b &lt; c"),
        ("line\r\n", "line&#13;\n"),
    ],
)
def test_what_is_written_can_be_looked_up(text: str, written: str) -> None:
    assert content(text) == written


def test_a_name_that_the_format_needs_is_escaped_and_comes_back() -> None:
    assert property_name("label", {"label"}) == "_x006C_abel"
    assert decode("_x006C_abel") == "label"
    assert property_name("name", {"label"}) == "name"
