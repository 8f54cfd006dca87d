"""Patterns for file names, as in a .gitignore."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_TOKEN = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[!?\]?[^\]]*\]|[^*?\[]+|\[")
_FIXED = {"**/": "(?:.+/)?", "/**": "/.+", "?": "[^/]"}


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Give the test whether a key (a path with "/") is matched by one of the patterns.

    A pattern without a slash matches a name at any depth, with one it matches from the root; `**` spans
    folders; what it matches includes everything under it.
    """
    compiled = [re.compile(expression(pattern)) for pattern in patterns]
    return lambda key: any(pattern.match(key) for pattern in compiled)


def expression(pattern: str) -> str:
    """Translate a pattern into a regular expression for keys."""
    body = pattern.removeprefix("./").strip("/")
    anchored = "/" in pattern.removeprefix("./").rstrip("/")
    tokens = "".join(_translated(token) for token in _TOKEN.findall(body))
    inside = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    return ("" if anchored else "(?:.+/)?") + tokens + inside + r"\Z"


def _translated(token: str) -> str:
    if token in _FIXED:
        return _FIXED[token]
    if token.startswith("*"):
        return "[^/]*"
    if token.startswith("[") and len(token) > 2:
        return _character_class(token)
    return re.escape(token)


def _character_class(token: str) -> str:
    """Translate a class such as [a-z] or [!ab]; one that no expression can hold is taken as it is written."""
    negated = token[1] == "!"
    inner = re.sub(r"([\\\[\]&~|^])", r"\\\1", token[1 + negated : -1])
    made = f"[^/{inner}]" if negated else f"[{inner}]"
    try:
        re.compile(made)
    except re.error:
        return re.escape(token)
    return made
