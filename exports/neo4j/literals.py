"""Values as Cypher text, for scripts; statements that are sent to a server take parameters instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kbgraph.errors import OutputError

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile("[\\\\'\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def literal(value: Any) -> str:
    """Write a value on one line: a text, number, boolean, list or mapping."""
    if isinstance(value, str):
        return "'" + _SPECIAL.sub(_escaped, value) + "'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(literal, value)) + "]"


def name(text: str) -> str:
    """Write a property's name; raise OutputError for one that can't be quoted safely."""
    if _PLAIN_NAME.fullmatch(text):
        return text
    if not text or "`" in text or _SPECIAL.search(text):
        raise OutputError(f"the property name {text!r} can't be written in Cypher")
    return f"`{text}`"


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
