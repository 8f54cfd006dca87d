"""Make a failing input small while it fails in the same way (delta debugging, Zeller and Hildebrandt 2002).

What is left is then emptied of words: letters become "a", digits "0", as far as the failure stands it. So no text
of a corpus is kept.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Literal

from tests.fuzz.case import Case

Fails = Callable[[Case], bool]
_DEEPEST = 400
_LINE = re.compile(r"[^\n\r]*(?:\r\n?|\n)|[^\n\r]+")


class _OutOfTimeError(Exception):
    """The time for shrinking is over."""


class _Shrinker:
    """Keeps the smallest input known to fail; a class because every step tries and keeps in the same way."""

    def __init__(self, case: Case, fails: Fails, seconds: float) -> None:
        self.best = case
        self.fails = fails
        self.until = time.monotonic() + seconds
        self.tried: set[bytes] = {case.data}

    def takes(self, data: bytes) -> bool:
        """Keep an input if it fails too."""
        if data in self.tried:
            return False
        if time.monotonic() > self.until:
            raise _OutOfTimeError
        self.tried.add(data)
        case = Case(data, self.best.suffix)
        if not self.fails(case):
            return False
        self.best = case
        return True


def shrink(case: Case, fails: Fails, *, shape: Literal["text", "tree"], seconds: float = 20.0) -> Case:
    """Give the smallest input found in the time; at the worst the one given."""
    shrinker = _Shrinker(case, fails, seconds)
    with suppress(_OutOfTimeError):
        if shape == "tree" and _is_json(case.data):
            _shrink_tree(shrinker)
        else:
            _shrink_text(shrinker)
    shrinker.until = time.monotonic() + seconds / 2
    with suppress(_OutOfTimeError):
        _scrub(shrinker)
    return shrinker.best


# --- texts and bytes -------------------------------------------------------------------------------------


def _shrink_text(shrinker: _Shrinker) -> None:
    size = None
    while size != len(shrinker.best.data):
        size = len(shrinker.best.data)
        _leave_out(shrinker, _LINE.findall)
        _leave_out(shrinker, list)


def _leave_out(shrinker: _Shrinker, parts_of: Callable[[str], list[str]]) -> None:
    text, encode = _as_text(shrinker.best)
    _minimise(parts_of(text), lambda parts: shrinker.takes(encode("".join(parts))))


def _as_text(case: Case) -> tuple[str, Callable[[str], bytes]]:
    """Give an input as characters: of text those that it holds, of anything else one a byte."""
    try:
        if case.suffix != ".raw":
            return case.text, lambda text: text.encode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    return case.data.decode("latin-1"), lambda text: text.encode("latin-1")


def _minimise(parts: list[str], takes: Callable[[Sequence[str]], bool]) -> list[str]:
    """Leave out runs of parts, long ones first, as long as what is left is taken."""
    size = len(parts) // 2 or 1
    while parts and size:
        start = 0
        while start < len(parts):
            left = parts[:start] + parts[start + size :]
            if takes(left):
                parts = left
            else:
                start += size
        size //= 2
    return parts


# --- JSON ------------------------------------------------------------------------------------------------


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _shrink_tree(shrinker: _Shrinker) -> None:
    progress = True
    while progress:
        progress = False
        for path in list(_paths(json.loads(shrinker.best.data))):
            progress |= _shrink_at(shrinker, path)


def _shrink_at(shrinker: _Shrinker, path: tuple[Any, ...]) -> bool:
    tree = json.loads(shrinker.best.data)
    try:
        value = _get(tree, path)
    except (LookupError, TypeError):
        return False  # gone with what it stood in
    before = shrinker.best

    def takes(smaller: Any) -> bool:
        return shrinker.takes(json.dumps(_put(json.loads(before.data), path, smaller)).encode())

    if isinstance(value, list):
        keys = list(range(len(value)))
        _minimise(keys, lambda kept: takes([value[key] for key in kept]))  # type: ignore[arg-type]
    elif isinstance(value, dict):
        _minimise(list(value), lambda kept: takes({key: value[key] for key in kept}))
    elif isinstance(value, str) and value:
        _minimise(list(value), lambda kept: takes("".join(kept)))
    return shrinker.best is not before


def _paths(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if len(path) < _DEEPEST:
        inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
        for key, value in inner:
            yield from _paths(value, (*path, key))


def _get(tree: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _put(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    _get(tree, path[:-1])[path[-1]] = value
    return tree


# --- words -----------------------------------------------------------------------------------------------


def _scrub(shrinker: _Shrinker) -> None:
    """Replace letters and digits by ones that say nothing: all at once, then word by word, then one by one."""
    for pattern in (r"(?s).+", r"\w+", r"\w"):
        text, encode = _as_text(shrinker.best)
        for match in list(re.finditer(pattern, text)):
            current, _ = _as_text(shrinker.best)
            found = current[match.start() : match.end()]
            plain = "".join(map(_said_by_nobody, found))
            if plain != found:
                shrinker.takes(encode(current[: match.start()] + plain + current[match.end() :]))


def _said_by_nobody(character: str) -> str:
    if not character.isascii() or not character.isalnum():
        return character
    return "0" if character.isdigit() else "A" if character.isupper() else "a"
