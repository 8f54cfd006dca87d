"""Passages with the mentions that a person marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionType = Literal["service", "concept"]
TYPES: tuple[MentionType, ...] = ("service", "concept")

Fault = tuple[int, str]
"""A line (from 1), and what is wrong on it."""


@dataclass(frozen=True, slots=True, order=True)
class GoldMention:
    """A name in a passage: characters `start:end` of its text; `id` without the type before it."""

    start: int
    end: int
    type: MentionType
    id: str


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A paragraph with the headings above it, outermost first, and the name of the file it is from."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]
    headings: tuple[str, ...] = ()
    source: str | None = None
    line: int = 0  # in the gold file, from 1
