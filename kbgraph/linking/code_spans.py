"""Tell terms in prose from terms in code spans."""

from __future__ import annotations

from kbgraph.model import Term
from kbgraph.rules import TermRule

_EXACT = frozenset({TermRule.ARN, TermRule.IDENTIFIER, TermRule.OPERATION})


def outside(term: Term, code: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a term may hold beside code spans: it shares no character with them, or is exact anyway."""
    return term.rule in _EXACT or all(term.end <= start or end <= term.start for start, end in code)
