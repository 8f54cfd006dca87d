"""Tell terms in prose from terms in code spans."""

from __future__ import annotations

from kbgraph.model import Term


def outside(term: Term, code: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a term shares no character with the code spans `code`."""
    return all(term.end <= start or end <= term.start for start, end in code)
