"""Tell terms in prose from terms in code spans."""

from __future__ import annotations

from kbgraph.analysis.identifiers import ARN, IDENTIFIER, OPERATION
from kbgraph.model import Term

_EXACT = frozenset({ARN, IDENTIFIER, OPERATION})


def outside(term: Term, code: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a term may hold beside code spans: it shares no character with them, or is exact anyway."""
    return term.rule in _EXACT or all(term.end <= start or end <= term.start for start, end in code)
