"""The word lists of `data/lexicon.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "lexicon.yaml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of lower-case words; the file says what each is for."""

    descriptive: frozenset[str]
    empty: frozenset[str]
    light: frozenset[str]
    light_after_process: frozenset[str]
    partitive: frozenset[str]
    measure: frozenset[str]
    imperative: frozenset[str]
    vendor: frozenset[str]
    anaphor_determiner: frozenset[str]
    anaphor_noun: frozenset[str]
    action_noun: frozenset[str]
    resource_type_noun: frozenset[str]
    unit: frozenset[str]
    tool: frozenset[str]
    general: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Read the lists, once."""
    data = yaml.load(_FILE.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Lexicon(**{name: frozenset(text.split()) for name, text in data.items()})
