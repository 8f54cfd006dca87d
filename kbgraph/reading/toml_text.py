"""TOML whose every scalar is the text that stands there: numbers, dates and truth values are not turned into any.

`tomllib` reads it; before, what is neither a string nor a key is put in quotes. What makes `tomllib` slow or
recurse (keys of many parts, deep nesting) is refused on the way, so that it reads in linear time.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{1,2}+)?+'
    r"|'''(?:[^']++|'(?!''))*+'''(?:'{1,2}+)?+"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'[^'\n]*+'"
    r"|(?P<comment>\#[^\n]*+)"
    r"|(?P<mark>[\[\]{}=,\n])"
    r"|(?P<bare>(?:\d{4}-\d\d-\d\d[ ](?=\d\d:))?+[^\s\[\]{}=,\"'\#]++)"
    r"|(?P<quote>[\"'])"
    r"|\s",
    re.DOTALL,
)
_SCALAR = re.compile(r"[\d+.-]|(?:true|false|inf|nan)\Z")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


class TomlError(ValueError):
    """The text is not TOML that is read here; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def parse(text: str, *, deepest: int) -> dict[str, Any]:
    """Read TOML into mappings, lists and strings.

    Raises:
        TomlError: it is no TOML, or nests more than `deepest` deep.
    """
    text = text.replace("\r\n", "\n")
    try:
        found = tomllib.loads(_quoted(text, deepest))
    except (ValueError, RecursionError) as error:
        if isinstance(error, TomlError):
            raise
        message = str(error).splitlines()[0]
        place = _PLACE.search(message)
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise TomlError(f"this is not TOML: {_PLACE.sub('', message)}", line) from None
    if _is_deeper(found, deepest):
        raise TomlError(f"nested more than {deepest} deep", 1)
    return found


def _quoted(text: str, deepest: int) -> str:
    """Put scalars that are no strings in quotes."""
    made: list[str] = []
    opened: list[str] = []  # brackets of values
    value = False  # whether a value is to come, not a key
    parts, line = 1, 1
    for match in _TOKEN.finditer(text):
        token, kind = match[0], match.lastgroup
        if kind == "quote":
            raise TomlError("this is not TOML: a string that is not closed", line)
        if kind == "bare":
            if not value:
                parts += token.count(".")
            elif _SCALAR.match(token):
                token = f"'{token}'"
        elif kind == "mark":
            value = _after(token, value, opened)
            parts = 1 if token in "=,\n" else parts
        if max(parts, len(opened)) > deepest:
            raise TomlError(f"nested more than {deepest} deep", line)
        made.append(token)
        line += token.count("\n")
    return "".join(made)


def _after(mark: str, value: bool, opened: list[str]) -> bool:
    """Take a mark and tell whether a value is to come after it; `opened` holds the brackets that stand open."""
    if mark in "[{":
        if value:
            opened.append(mark)
        return value and mark == "["
    if mark in "]}":
        if opened:
            opened.pop()
        return value
    if mark == "=":
        return True
    return opened[-1] == "[" if opened else False


def _is_deeper(value: Any, deepest: int) -> bool:
    """Tell whether lists and mappings nest more deeply."""
    if isinstance(value, str):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return deepest == 0 or any(_is_deeper(item, deepest - 1) for item in inner)
