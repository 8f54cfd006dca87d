"""Offsets: from the parser's bytes to characters, and from characters to lines."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable

import numpy as np

_LINE_END = re.compile(r"\r\n?|\n")


def byte_to_character(text: str) -> Callable[[int], int]:
    """Give the function from a UTF-8 byte offset of `text` to its character offset.

    It holds one number for each continuation byte and nothing for ASCII, where it is the identity.
    """
    if text.isascii():
        return int
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    continuation = array("q", np.flatnonzero((data & 0xC0) == 0x80).astype(np.int64).tobytes())

    def convert(offset: int) -> int:
        return offset - bisect_left(continuation, offset)

    return convert


def line_finder(text: str) -> Callable[[int], int]:
    """Give the function from a character offset to its line, from 1; CR, LF and CRLF end lines."""
    starts = array("q", (match.end() for match in _LINE_END.finditer(text)))

    def line(offset: int) -> int:
        return bisect_right(starts, offset) + 1

    return line
