"""Find the names of a vocabulary in a text: exact ranges, on normalised words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.normalization import normalise

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*|[^\w\s]")
_VENDOR = re.compile(r"(?<![\w-])(?:AWS|Amazon)[ \u00a0]+$")
_TECHNICAL_BEFORE = re.compile(r"(?:\w[.:@_]|(?:^|[\s(])[~.]*/(?:\S*/)?|://(?:\S*[/.])?|\$\{?|<)$")
_TECHNICAL_ENDS = frozenset(".:@_/${<")
"""What `_TECHNICAL_BEFORE` ends in: most names stand after a blank."""

_TECHNICAL_AFTER = re.compile(r"(?:[.:@]\w|_|\\|://|/(?:[\w-]++/)*[\w-]++\.[a-z]{2,4}\b)")
_LOOK_BACK = 80
"""Characters before a name that tell whether it stands in a path or an address."""

_SERVICE_NOUN = re.compile(r"[ \u00a0](?:console|service|API|APIs|SDK|endpoint|endpoints)\b")
_OPENING = re.compile(r"[\W_]*+")

_TERMINAL = None
"""Key of a trie node's entries, which no word is."""


NODE_TYPES = {str(kind): kind for kind in NodeType}


@dataclass(frozen=True, slots=True)
class Match:
    """A vocabulary name at `start:end`.

    `evidence` says how sure it is that the name means the entry: "certain"; "cased" (a name that is an ordinary
    word too, written as a name); "initial" (the same at the beginning, where every word has a capital).
    """

    start: int
    end: int
    id: str
    type: NodeType
    evidence: str
    plural: bool = False  # a plural of the name: "ALBs"
    label: str = ""  # the entry's own name; empty for what is in no vocabulary


def match_to_row(match: Match) -> list[Any]:
    """Give a match as plain data."""
    return [match.start, match.end, match.id, str(match.type), match.evidence, match.plural, match.label]


def match_from_row(row: list[Any]) -> Match:
    """Make a match of what `match_to_row` gave."""
    start, end, entry, kind, evidence, plural, label = row
    return Match(start, end, entry, NODE_TYPES[kind], evidence, plural, label)


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    key: str
    id: str
    type: NodeType
    ordinary: bool
    entry: str  # the entry's own name
    exact: bool  # counts only where it is written exactly so, in place of what compares equal


class Matcher:
    """A trie over the words of all names of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._trie: dict[str | None, Any] = {}
        for text, entry_id, ordinary in vocabulary.labels():
            key = normalise(text)
            entry = vocabulary.entries[entry_id]
            label = _Label(text, key, entry_id, entry.type, ordinary, entry.label, text in entry.exact)
            node = self._trie
            for word in _words(key):
                node = node.setdefault(word, {})
            node.setdefault(_TERMINAL, []).append(label)

    def find(self, text: str) -> list[Match]:
        """Give the matches by start; of overlapping ones of a type the longest, and none inside a service's name."""
        words = _positions(text)
        found = list(self._candidates(text, words))
        services = _longest(match for match in found if match.type is NodeType.SERVICE)
        concepts = _longest(match for match in found if match.type is not NodeType.SERVICE)
        services.sort(key=lambda match: match.start)
        beside = [(concept, _overlapping(concept, services)) for concept in concepts]
        kept = [
            _prefixed(concept, near)
            for concept, near in beside
            if not any(_hides(service, concept) for service in near)
        ]
        return sorted([*services, *kept], key=lambda match: (match.start, -match.end, match.id))

    def _candidates(self, text: str, words: list[tuple[int, int, str]]) -> Iterator[Match]:
        for first, (start, _, _) in enumerate(words):
            node = self._trie
            for begin, end, word in map(words.__getitem__, range(first, len(words))):
                for form in {word, normalise(text[begin:end])}:  # the last word may be a plural
                    yield from _judged(text, start, end, node.get(form, {}).get(_TERMINAL, ()))
                if word not in node:
                    break
                node = node[word]


def _words(key: str) -> list[str]:
    return [word for _, _, word in _positions(key)]


def _positions(text: str) -> list[tuple[int, int, str]]:
    """Give (start, end, word) with hyphens left out, "&" as "and" and case folded."""
    return [
        (match.start(), match.end(), "and" if match.group() == "&" else match.group().casefold())
        for match in _WORD.finditer(text)
        if not _is_hyphen(match.group())
    ]


def _is_hyphen(word: str) -> bool:
    """Tell whether the key of a name holds nothing of a sign: a hyphen, a dash, and what is a form of one."""
    return len(word) == 1 and not word.isalnum() and not normalise(word)


def _judged(text: str, start: int, end: int, labels: Iterable[_Label]) -> Iterator[Match]:
    if not labels:
        return
    surface = text[start:end]
    if _stands_in_code(text, start, end):
        return
    key = normalise(surface)
    exact = [label for label in labels if label.exact and label.text == surface]
    for label in exact or (label for label in labels if not label.exact):
        if label.key != key or not _case_fits(surface, label):
            continue
        prefix = _VENDOR.search(text, max(0, start - 12), start) if label.type is NodeType.SERVICE else None
        plural = surface.endswith("s") and not label.text.casefold().endswith("s")
        evidence = _evidence(text, start, end, label, prefixed=prefix is not None and not plural)
        if evidence is not None:
            yield Match(
                prefix.start() if prefix else start, end, label.id, label.type, evidence, plural, label.entry
            )


def _stands_in_code(text: str, start: int, end: int) -> bool:
    """Tell whether a name is part of a path, an address or an expression."""
    before = text[max(0, start - _LOOK_BACK) : start]
    technical = before[-1:] in _TECHNICAL_ENDS and _TECHNICAL_BEFORE.search(before) is not None
    return technical or _TECHNICAL_AFTER.match(text, end) is not None


def _evidence(text: str, start: int, end: int, label: _Label, *, prefixed: bool) -> str | None:
    """Say how sure a match is, or None where an ordinary word is written as one."""
    if not label.ordinary or prefixed:
        return "certain"
    if not any(letter.isupper() for letter in text[start:end]):
        return None
    several = " " in label.text and all(word[:1].isupper() for word in text[start:end].split())
    if several or _SERVICE_NOUN.match(text, end):
        return "certain"
    return "initial" if _OPENING.fullmatch(text, 0, start) else "cased"


def _case_fits(surface: str, label: _Label) -> bool:
    """Tell whether the surface is written as the label's kind of name may be written.

    A service's name keeps its capitals (or, where it is no ordinary word, has none at all) and its number
    ("Kinesis data stream" is a stream, not Kinesis Data Streams), but may take a plural s ("ALBs").
    An abbreviation of two letters keeps its capitals, for "IT" is no "it".
    """
    if label.type is not NodeType.SERVICE:
        short = len(label.text) <= 2 and label.text.isupper()
        return not short or surface[: len(label.text)] == label.text
    if surface == label.text:
        return True
    if not surface.casefold().startswith(_comparable(label.text)) and not _comparable(surface).startswith(
        _comparable(label.text)
    ):
        return False
    if not any(letter.isupper() for letter in surface):
        return not label.ordinary
    return all(
        not theirs[:1].isupper() or ours[:1].isupper()
        for ours, theirs in zip(_cased_words(surface), _cased_words(label.text), strict=False)
    )


def _comparable(text: str) -> str:
    return " ".join(word for word in _words(text))


def _cased_words(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text) if not _is_hyphen(match.group())]


def _longest(matches: Iterator[Match]) -> list[Match]:
    """Keep the longest of overlapping matches (leftmost of equals); of equal spans every entry stays."""
    kept: list[Match] = []
    taken: set[int] = set()
    spans: set[tuple[int, int]] = set()
    for match in sorted(set(matches), key=lambda m: (m.start - m.end, m.start, m.id)):
        span = (match.start, match.end)
        if span in spans or taken.isdisjoint(range(*span)):
            kept.append(match)
            spans.add(span)
            taken.update(range(*span))
    return kept


def _overlapping(concept: Match, services: list[Match]) -> list[Match]:
    """Give the services that share characters with a concept; they are in order, and overlap only where equal."""
    first = bisect_right(services, concept.start, key=attrgetter("end"))
    return services[first : bisect_left(services, concept.end, key=attrgetter("start"))]


def _prefixed(concept: Match, services: list[Match]) -> Match:
    """Let a concept that begins with a service's name take the vendor's name with it: "Amazon EC2 instance"."""
    for service in services:
        if service.start < concept.start < service.end < concept.end:
            return replace(concept, start=service.start)
    return concept


def _hides(service: Match, concept: Match) -> bool:
    """Tell whether a service's name leaves no room for a concept: inside it or across its edge."""
    overlap = concept.start < service.end and service.start < concept.end
    longer = concept.end > service.end and concept.start < service.end
    if not overlap or longer or (concept.start < service.start and concept.end == service.end):
        return False
    same = (service.start, service.end) == (concept.start, concept.end)
    return not same or service.evidence == "certain"
