"""What a query gives, whatever engine it was asked of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a query gives."""

    columns: tuple[str, ...]
    rows: tuple[
        tuple[Any, ...], ...
    ]  # of plain values: nodes and relations are mappings, paths lists of both
    cut: bool = False  # there were more rows than the limit
