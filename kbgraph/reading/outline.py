"""Make the tree of sections from headings and units in their order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kbgraph.model import Block, Section, Sentence
from kbgraph.reading.sentences import LONGEST, cut_sentences
from kbgraph.reading.units import Anchor, Heading, Part, Unit, clip
from kbgraph.schema import slug

_LONGEST_SLUG = 1000  # characters


@dataclass(slots=True)
class _Draft:
    """A section that is being read."""

    level: int
    start: int
    heading: Sentence | None
    anchors: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def make_sections(
    parts: Iterable[Part], *, key: str, first: int, length: int, line: Callable[[int], int]
) -> tuple[tuple[Section, ...], int]:
    """Give the sections of a document of `length` characters, and how many sentences were split.

    Text before the first heading is a section that starts at `first`. A section's parent is the nearest one
    before it of a lower level. Its key is the document's with the slugs of the headings on its path, and "~2"
    after one that stands twice there.
    """
    drafts, split = _drafts(parts, first, line)
    ends = [*(draft.start for draft in drafts), length][1:]
    sections: list[Section] = []
    paths: list[str] = []
    open_: list[int] = []
    seen: Counter[str] = Counter()
    children: Counter[int | None] = Counter()
    for index, (draft, end) in enumerate(zip(drafts, ends, strict=True)):
        while open_ and drafts[open_[-1]].level >= draft.level:
            open_.pop()
        parent = open_[-1] if open_ else None
        path = _path(draft, "" if parent is None else f"{paths[parent]}/", seen)
        sections.append(
            Section(
                key=f"{key}#{path}",
                heading=draft.heading,
                level=draft.level,
                order=children[parent],
                parent=parent,
                start=draft.start,
                end=end,
                line=line(draft.start),
                blocks=tuple(draft.blocks),
                anchors=tuple(dict.fromkeys(draft.anchors)),
            )
        )
        children[parent] += 1
        paths.append(path)
        if draft.level:
            open_.append(index)
    return tuple(sections), split


def _path(draft: _Draft, prefix: str, seen: Counter[str]) -> str:
    if not draft.level:
        return ""
    name = draft.heading.text if draft.heading else draft.anchors[0] if draft.anchors else "untitled"
    path = prefix + _short(slug(name))
    seen[path] += 1
    return path if seen[path] == 1 else f"{path}~{seen[path]}"


def _short(made: str) -> str:
    """Cut a slug that is no name, for every section under it bears it in its key; a hash tells it from others."""
    if len(made) <= _LONGEST_SLUG:
        return made
    return f"{made[:_LONGEST_SLUG]}-{hashlib.sha256(made.encode()).hexdigest()[:6]}"


def _drafts(parts: Iterable[Part], first: int, line: Callable[[int], int]) -> tuple[list[_Draft], int]:
    """Give each part to its section; an anchor alone right before a heading belongs to that heading."""
    drafts: list[_Draft] = []
    split = 0
    waiting: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            heading, units = _heading(part.unit, line)
            drafts.append(_Draft(part.level, part.start, heading, [*waiting, *part.anchors]))
            waiting = []
            split += bool(units)
        elif isinstance(part, Anchor):
            if part.alone and (not drafts or drafts[-1].blocks):
                waiting.extend(part.names)
            else:
                drafts[-1:] = drafts[-1:] or [_Draft(0, first, None)]
                drafts[-1].anchors.extend(part.names)
            continue
        else:
            units = [part]
        for unit in units:
            if not drafts:
                drafts.append(_Draft(0, first, None))
            drafts[-1].anchors.extend(waiting)
            waiting = []
            sentences, too_long = cut_sentences(unit, line)
            split += too_long
            if sentences:
                drafts[-1].blocks.append(Block(unit.kind, sentences))
    if drafts:
        drafts[-1].anchors.extend(waiting)
    return drafts, split


def _heading(unit: Unit | None, line: Callable[[int], int]) -> tuple[Sentence | None, list[Unit]]:
    """Make a heading one sentence; what exceeds the longest sentence becomes the section's first text."""
    if unit is None:
        return None, []
    text = unit.text.rstrip()
    begin = len(text) - len(text.lstrip())
    end = len(text)
    if end - begin > LONGEST:
        space = text.rfind(" ", begin, begin + LONGEST)
        end = space if space > begin else begin + LONGEST
    name, rest = clip(unit, begin, end), clip(unit, end, len(text))
    heading = (
        None if name is None else Sentence(name.text, name.pieces, line(name.start), name.code, name.links)
    )
    return heading, [] if rest is None else [rest]
