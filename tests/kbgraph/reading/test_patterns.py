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
    ],
)
def test_a_pattern_matches_as_in_a_gitignore(pattern: str, key: str, expected: bool) -> None:
    assert matcher([pattern])(key) is expected


def test_no_pattern_matches_nothing() -> None:
    assert not matcher([])("a.md")


@given(st.text("ab*?[]!/.\\-^", max_size=12), st.text("ab/.", max_size=8))
def test_any_pattern_is_taken(pattern: str, key: str) -> None:
    assert matcher([pattern])(key) in (True, False)
