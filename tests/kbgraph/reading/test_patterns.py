"""Patterns for file names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.reading.patterns import matcher


@pytest.mark.parametrize(
    ("pattern", "key", "expected"),
    [
        ("*.md", "a.md", True),
        ("*.md", "x/y/a.md", True),
        ("/*.md", "x/a.md", False),
        ("x/*.md", "x/a.md", True),
        ("x/*.md", "x/y/a.md", False),
        ("x/**/a.md", "x/a.md", True),
        ("x/**/a.md", "x/y/z/a.md", True),
        ("**/y/*", "x/y/a.md", True),
        ("x/**", "x/y/a.md", True),
        ("x/**", "xy/a.md", False),
        ("y", "x/y/a.md", True),
        ("y/", "x/y/a.md", True),
        ("a.md/", "a.md", False),
        ("./x/a.md", "x/a.md", True),
        ("?.md", "a.md", True),
        ("?.md", "ab.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("[a-c].md", "b.md", True),
        ("a.md", "aXmd", False),
        ("[z-a].md", "[z-a].md", True),
        ("[", "[", True),
        ("*a*b.md", "xaxxab.md", True),
        ("*a*b.md", "xaxx/ab.md", True),
        ("x*a*b.md", "xaxx/ab.md", False),
        ("**/**/a.md", "a.md", True),
        ("x/**/y/*.md", "x/y/y/a.md", True),
        ("x/**/y/*.md", "x/y.md", False),
        ("?", "x/a", True),
        ("x[!a]y", "x/y", False),
    ],
)
def test_a_pattern_matches_as_in_a_gitignore(pattern: str, key: str, expected: bool) -> None:
    assert matcher([pattern])(key) is expected


@pytest.mark.parametrize(
    "pattern", ["*a" * 200 + "b", "**/a/" * 200 + "b", "a**/" * 200 + "b", "[a-z]*" * 200 + "!"]
)
def test_stars_are_not_tried_in_every_combination(pattern: str) -> None:
    assert not matcher([pattern])("a" * 2000)
    assert not matcher([pattern])("a/" * 1000 + "c")


def test_no_pattern_matches_nothing() -> None:
    assert not matcher([])("a.md")


@given(st.text("ab*?[]!/.\\-^", max_size=12), st.text("ab/.", max_size=8))
def test_any_pattern_is_taken(pattern: str, key: str) -> None:
    assert matcher([pattern])(key) in (True, False)
