"""What a quota says in numbers."""

from __future__ import annotations

from kbgraph.vocabulary.normalization import singular


def read_quota(name: str) -> tuple[float, str]:
    """Give the value and the unit (in the singular) of a limit's name."""
    _, _, value, unit = name.split(" ", 3)
    counted, per, rate = unit.partition(" per ")
    head, blank, last = counted.rpartition(" ")
    return float(value), head + blank + (singular(last) if last.islower() else last) + per + rate
