"""Find abbreviations that a text defines (Schwartz and Hearst 2003, "A simple algorithm for identifying
abbreviation definitions in biomedical text").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kbgraph.model import Abbreviation

_IN_BRACKETS = re.compile(r"\(([^()]{2,10})\)")
_WORD = re.compile(r"\S+")


def find_abbreviations(text: str) -> Iterator[Abbreviation]:
    """Give the definitions "long form (SHORT)" of a text."""
    words = [match.start() for match in _WORD.finditer(text)]
    for match in _IN_BRACKETS.finditer(text):
        short = match.group(1).strip()
        if not _is_short_form(short):
            continue
        long_start = _long_form(
            text, match.start(), short.removesuffix("s") if short[-2:-1].isupper() else short, words
        )
        if long_start is not None:
            long = text[long_start : match.start()].rstrip()
            short_start = match.start(1) + (len(match.group(1)) - len(match.group(1).lstrip()))
            yield Abbreviation(short, long, short_start, long_start)


def _is_short_form(short: str) -> bool:
    """Two to ten characters, at most two words, beginning with a letter or digit, holding a capital."""
    return (
        2 <= len(short) <= 10
        and len(short.split()) <= 2
        and short[0].isalnum()
        and sum(letter.isupper() for letter in short) >= 2
    )


def _long_form(text: str, end: int, short: str, words: Sequence[int]) -> int | None:
    """Give where the long form before `end` starts, or None.

    The characters of the short form are looked for from right to left; the first must begin a word.
    At most min(|A| + 5, 2|A|) words are searched, |A| being the short form's length, and none before a bracket;
    `words` holds where the words of the text start.
    """
    last = bisect_left(words, end)
    if not last:
        return None
    first = words[max(0, last - min(len(short) + 5, len(short) * 2))]
    limit, index = max(first, text.rfind("(", first, end) + 1), end
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].casefold()
        if not letter.isalnum():
            continue
        index -= 1
        while index >= limit and (
            text[index].casefold() != letter
            or (position == 0 and index > limit and text[index - 1].isalnum())
        ):
            index -= 1
        if index < limit:
            return None
    long = text[index:end].strip()
    return index if len(long) > len(short) and len(long.split()) <= len(short) + 5 else None
