"""Cut a unit of text into sentences.

A rule of our own in place of spaCy's sentencizer, which takes every full stop that its tokenizer leaves alone
for an end: here what follows counts too, brackets and abbreviations hold a sentence together, and it is much
faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from kbgraph.model import Sentence
from kbgraph.reading.labels import data_lines
from kbgraph.reading.units import Unit, clip_links, clip_ranges, piece_slices

LONGEST = 10_000
"""Characters of the longest sentence; a longer one is split at white space."""

_CLOSERS = "\"'\u201d\u2019\u00bb)\\]*_"
_END = re.compile(
    rf"(?<![.!?\u2026])(?P<marks>[.!?\u2026]++)(?P<closers>[{_CLOSERS}]*+)(?P<space>\s++)|[\u3002\uff01\uff1f]++"
)
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\Z")
_BRACKETS = re.compile(r"[()\[\]]")
_WORD_BEFORE = re.compile(r"[\w.@/-]*\Z")
_VISIBLE = re.compile(r"\S")
_WORD = re.compile(r"\w+")
_OPENING = "\"'\u201c\u2018\u00ab([*_"
_NO_START = ",;:=+/|<>&%)]}-\u2013\u2014"
_BRACKET_SPAN = 400  # characters of the longest bracket that holds a sentence together
_WORD_SPAN = 40  # characters before a full stop that are looked at


def cut_sentences(unit: Unit, line: Callable[[int], int]) -> tuple[tuple[Sentence, ...], int]:
    """Give the sentences of a unit, and how many of them had to be split because they were too long.

    `line` gives the line of an offset in the file.
    """
    whole = sentence_ranges(unit.text, labels=unit.labels, cuts=unit.cuts, code=unit.code)
    if whole == [(0, len(unit.text))] and len(unit.text) <= LONGEST and unit.text == unit.text.strip():
        return (Sentence(unit.text, unit.pieces, line(unit.start), unit.code, unit.links),), 0
    ranges = [part for start, end in whole for part in _split(unit.text, start, end)]
    made = []
    for (start, end), pieces in zip(ranges, piece_slices(unit.pieces, ranges), strict=True):
        if pieces:
            text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
            code = clip_ranges(unit.code, start, end) if unit.code else ()
            links = clip_links(unit.links, start, end) if unit.links else ()
            made.append(Sentence(text, pieces, line(pieces[0].start), code, links))
    return tuple(made), sum(end - start > LONGEST for start, end in whole)


def sentence_ranges(
    text: str,
    *,
    labels: Sequence[tuple[int, int]] = (),
    cuts: Sequence[int] = (),
    code: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """Give the ranges of the sentences of a text, in order; they hold all but labels and blanks.

    Each of `cuts` ends a sentence, and none ends inside a range of `code`.
    """
    if not (labels or cuts or _END.search(text)):
        return [(0, len(text))] if text.strip() else []
    closed = _Spans(sorted([*_bracketed(text), *((start, end, False) for start, end in code)]))
    code_starts = frozenset(start for start, _ in code)
    label_starts = frozenset(start for start, _ in labels)
    ranges: list[tuple[int, int]] = []
    marks = sorted({0, len(text), *cuts, *(mark for label in labels for mark in label)})
    for first, last in pairwise(marks):
        if first not in label_starts:
            ends = [first, *_ends(text, first, last, closed, code_starts), last]
            ranges.extend((start, end) for start, end in pairwise(ends) if text[start:end].strip())
    return ranges


def _ends(text: str, first: int, last: int, closed: _Spans, code_starts: frozenset[int]) -> Iterator[int]:
    """Yield where sentences end in a range: after the mark and the quotes and brackets that close there."""
    start = first
    for match in _END.finditer(text, first, last):
        end = match.end("closers") if match["marks"] else match.end()
        if closed.holds(end, start) or not _is_end(text, match, start, code_starts):
            continue
        yield end
        start = match.end()


def _is_end(text: str, match: re.Match[str], start: int, code_starts: frozenset[int]) -> bool:
    """Judge a mark by what stands before and after it; `start` is where its sentence starts."""
    marks, after = match["marks"], match.end()
    if marks is None:
        return True
    while after < len(text) and text[after] in _OPENING:
        after += 1
    following = text[after : after + 1]
    if not following or following in _NO_START or not _can_start(text, after, code_starts):
        return False
    if marks != ".":
        return ("." not in marks and "\u2026" not in marks) or following.isupper()
    return bool(match["closers"]) or _stops(text, match.start(), start, after)


def _can_start(text: str, at: int, code_starts: frozenset[int]) -> bool:
    """Tell whether a sentence can start here: with no small letter, except in code and in names like iOS."""
    if text[at] in ".!?" and not text[at + 1 : at + 2].isalnum():
        return False
    if not text[at].islower() or at in code_starts:
        return True
    word = _WORD.match(text, at, at + _WORD_SPAN)
    return word is not None and word[0] != word[0].lower()


def _stops(text: str, stop: int, start: int, after: int) -> bool:
    """Tell whether the full stop at `stop` ends a sentence: no abbreviation, initial or number of a list."""
    word = _last_word(text, max(start, stop - _WORD_SPAN), stop)
    if stop - start < _WORD_SPAN and _ENUMERATOR.match(text[start:stop].strip()):
        return False
    never, sometimes = _abbreviations()
    short = word.casefold()
    if short in never:
        return False
    if short in sometimes or (len(word) == 1 and word.isupper()):
        opener = _WORD.match(text, after, after + _WORD_SPAN)
        return opener is not None and opener[0] in data_lines("openers.txt")
    return True


def _last_word(text: str, start: int, stop: int) -> str:
    match = _WORD_BEFORE.search(text[start:stop])
    return match[0] if match else ""


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Read the abbreviations that never end a sentence, and those that sometimes do."""
    lines = data_lines("abbreviations.txt")
    never = frozenset(line.removeprefix("never ") for line in lines if line.startswith("never "))
    return never, frozenset(
        line.removeprefix("sometimes ") for line in lines if line.startswith("sometimes ")
    )


def _bracketed(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the outermost bracketed spans that are short enough to belong to one sentence."""
    depth, opened = 0, 0
    for match in _BRACKETS.finditer(text):
        if match[0] in "([":
            depth += 1
            if depth == 1:
                opened = match.start()
        elif depth:
            depth -= 1
            if not depth and match.end() - opened <= _BRACKET_SPAN:
                yield opened, match.end(), True


class _Spans:
    """Spans of a text, asked in order whether one holds a place inside it."""

    def __init__(self, spans: list[tuple[int, int, bool]]) -> None:
        self.spans = spans
        self.index = 0

    def holds(self, place: int, start: int) -> bool:
        """Tell whether the place is inside a span; a bracket that the sentence itself starts with is none."""
        spans = self.spans
        while self.index < len(spans) and spans[self.index][1] <= place:
            self.index += 1
        at = self.index
        while at < len(spans) and spans[at][0] < place:
            opened, end, bracket = spans[at]
            if end > place and not (bracket and opened <= start):
                return True
            at += 1
        return False


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Strip a range and split it where it is too long: at white space, or anywhere where there is none."""
    end = start + len(text[start:end].rstrip())
    while (first := _VISIBLE.search(text, start, end)) is not None:
        start = first.start()
        cut = end
        if end - start > LONGEST:
            space = max(text.rfind(blank, start, start + LONGEST + 1) for blank in " \u00a0\t")
            cut = space if space > start else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        start = cut
