"""Definitions of abbreviations, by the kinds of cases of Schwartz and Hearst (2003)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.nlp.abbreviations import find_abbreviations

DEFINED = {
    "The Border Gateway Protocol (BGP) exchanges routes.": ("BGP", "Border Gateway Protocol"),
    "A dead-letter queue (DLQ) keeps them.": ("DLQ", "dead-letter queue"),
    "Time to Live (TTL) deletes items.": ("TTL", "Time to Live"),
    "The recovery point objectives (RPOs) differ.": ("RPOs", "recovery point objectives"),
    "uses Network File System version 4 (NFSv4) here": ("NFSv4", "Network File System version 4"),
}
NOT_DEFINED = [
    "A queue (see below) is old.",  # small letters
    "The price (USD) is high.",  # no long form
    "Use the console (AWS Management Console in full) now.",  # too long for a short form
    "The Region (B) is far.",  # one letter
    "the eXtensible Markup Language (XML) format",  # the first letter begins no word
    "The ends of some queues (XYZ) are far.",  # the letters don't fit
    "() ( ) (  )",
    "(ABC)",
]


@pytest.mark.parametrize(("text", "expected"), DEFINED.items())
def test_definition_is_found(text: str, expected: tuple[str, str]) -> None:
    (found,) = find_abbreviations(text)
    assert (found.short, found.long) == expected


@pytest.mark.parametrize("text", NOT_DEFINED)
def test_brackets_without_a_definition_define_nothing(text: str) -> None:
    assert list(find_abbreviations(text)) == []


def test_several_definitions_are_found_in_their_order() -> None:
    text = "The recovery time objective (RTO) and the recovery point objective (RPO) differ."
    assert [each.short for each in find_abbreviations(text)] == ["RTO", "RPO"]


def test_first_letter_of_the_short_form_begins_a_word_of_the_long() -> None:
    (found,) = find_abbreviations("a stateful database engine (DBE) runs")
    assert found.long == "database engine"


@given(
    st.lists(st.sampled_from(["queue", "(", ")", "Border", "Gateway", "BG", "(BGP)", "Protocol", "-", "é"]))
)
def test_ranges_hold_the_forms(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in find_abbreviations(text):
        assert text[found.short_start :].startswith(found.short)
        assert text[found.long_start :].startswith(found.long)
        assert found.long_start + len(found.long) <= found.short_start
