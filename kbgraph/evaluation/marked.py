"""Marked text: gold passages in a form that a person can read and edit.

```
@ queue-types messaging-guide/queues.md
# Queues
## Kinds of queue
An {{{{Amazon SQS|service:sqs}} queue}} is a {{FIFO queue}} or
a {{standard queue}}. What fails goes to a {{DLQ|concept:dead-letter-queue}}.
```

A passage begins with `@`, its id and its source; the headings above it follow, outermost first, then its text. Lines
of the text are joined by a blank. A mark without an id is a concept, whose id is made of its singular. Lines that begin
with `%` are remarks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kbgraph.evaluation.passages import TYPES, Fault, GoldMention, GoldPassage
from kbgraph.schema import slug
from kbgraph.vocabulary.normalization import normalise

_BRACES = re.compile(r"\{\{|\}\}")
_HEADING = re.compile(r"#++ ++(.*)")
_DEEPEST = 8  # marks inside one another
_LONGEST_SHOWN = 200  # characters of a name in a message
_SHOWN = 30  # characters of the text in a message


@dataclass(slots=True)
class _Draft:
    line: int
    id: str
    source: str | None
    headings: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def read_marked(text: str, faults: list[Fault]) -> Iterator[GoldPassage]:
    """Give the passages of a marked text; what is wrong is added to `faults`."""
    for draft in _drafts(text, faults):
        marked = " ".join(draft.lines)
        messages: list[str] = []
        plain, mentions = unmark(marked, messages)
        if not plain:
            messages.append(f"the passage {draft.id!r} has no text")
        faults += ((draft.line, message) for message in messages)
        yield GoldPassage(draft.id, plain, mentions, tuple(draft.headings), draft.source, draft.line)


def _drafts(text: str, faults: list[Fault]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip(" \t\r")
        if not line or line.startswith("%"):
            continue
        if line.startswith("@"):
            if draft is not None:
                yield draft
            name, _, source = line[1:].strip().partition(" ")
            if not name:
                faults.append((number, "a passage begins with '@', its id and its source"))
            draft = _Draft(number, name or f"line {number}", source.strip() or None)
        elif draft is None:
            faults.append((number, f"a passage begins with '@', its id and its source, not {line[:40]!r}"))
        elif not draft.lines and (heading := _HEADING.fullmatch(line)):
            draft.headings.append(heading.group(1))
        else:
            draft.lines.append(line)
    if draft is not None:
        yield draft


def unmark(marked: str, faults: list[str]) -> tuple[str, tuple[GoldMention, ...]]:
    """Take the marks out of a text: give the plain text, and the mentions by start, longer ones first."""
    text = _Text()
    mentions: list[GoldMention] = []
    opened: list[int] = []
    passed = 0
    for brace in _BRACES.finditer(marked):
        run = marked[passed : brace.start()]
        passed = brace.end()
        if brace.group() == "{{":
            text.add(run)
            opened.append(text.length)
            if len(opened) > _DEEPEST:
                faults.append(
                    f"marks stand inside one another more than {_DEEPEST} deep after {text.end()!r}"
                )
                return text.all() + marked[passed:], ()
            continue
        surface, _, label = run.partition("|")
        text.add(surface)
        if not opened:
            faults.append(f"'}}}}' closes no mark after {text.end()!r}")
            continue
        start = opened.pop()
        mention = _mention(start, text.since(start), label, faults)
        mentions += [mention] if mention else []
    plain = text.all() + marked[passed:]
    if opened:
        faults.append(f"'{{{{' is not closed before {plain[opened[-1] : opened[-1] + _SHOWN]!r}")
    return plain, tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention)))


class _Text:
    """A text that grows by runs; what was added last can be looked at without joining all of it."""

    def __init__(self) -> None:
        self.runs: list[str] = []
        self.starts: list[int] = []
        self.length = 0

    def add(self, run: str) -> None:
        """Add a run at the end."""
        if run:
            self.runs.append(run)
            self.starts.append(self.length)
            self.length += len(run)

    def since(self, start: int) -> str:
        """Give the text from an offset on at which a run ended."""
        return "".join(self.runs[bisect_left(self.starts, start) :])

    def end(self) -> str:
        """Give the last characters, to show where something is wrong."""
        first = max(0, bisect_right(self.starts, max(0, self.length - _SHOWN)) - 1)
        return "".join(self.runs[first:])[-_SHOWN:]

    def all(self) -> str:
        """Give the whole text."""
        return "".join(self.runs)


def _mention(start: int, surface: str, label: str, faults: list[str]) -> GoldMention | None:
    kind, _, name = label.partition(":") if label else ("concept", "", slug(normalise(surface)))
    for known in TYPES:
        if kind == known and name:
            return GoldMention(start, start + len(surface), known, name)
    shapes = " or ".join(f"{known}:ID" for known in TYPES)
    faults.append(f"{label[-_LONGEST_SHOWN:]!r} after {surface[-_LONGEST_SHOWN:]!r} is not {shapes}")
    return None
