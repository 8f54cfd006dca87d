"""Records as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass


def as_json(answer: object, **more: object) -> str:
    """Write a record, with further keys, as indented JSON in ASCII, which no terminal can misread."""
    return json.dumps({**_plain(answer), **more}, default=_plain, indent=2, ensure_ascii=True)


def _plain(value: object) -> dict[str, object]:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} can't be written as JSON")
