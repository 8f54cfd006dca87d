"""Front matter, YAML or TOML, as text: every scalar is a string as it stands, lists and mappings are kept.

What is wrong in it is told, and never ends the document: nothing is made of a type tag, an anchor or what nests too
deeply, so what is read is never larger than what is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kbgraph.reading import toml_text
from kbgraph.reading.toml_text import TomlError
from kbgraph.yamltree import Node, TreeError, parse

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_DEEPEST = 8
_NOTES = 3  # that are told in full
_FIRST_LINE = 2  # of a file: on the first stands the fence
_TOML = re.compile(
    r"(?:[ \t]*+(?:\#[^\r\n]*+)?[\r\n]++)*+(?:\[|(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|[\w.-]++)[ \t]*+=)"
)
_TITLE_LINE = re.compile(r"^title[ \t]*+(?P<mark>[:=])(?P<text>[^\r\n]*+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says, by key, and what was wrong in it, in the words a person acts on."""

    values: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    title: str = ""  # on one line; empty where there is none


def read_front_matter(text: str) -> FrontMatter:
    """Read the text between the fences."""
    faults: list[tuple[int, str]] = []
    values = _toml(text, faults) if _TOML.match(text) else _yaml(text, faults)
    if values is None:
        values = {"title": title} if (title := _title_alone(text)) else {}
    notes = [f"line {line + _FIRST_LINE - 1}: in the front matter, {message}" for line, message in faults]
    if len(notes) > _NOTES:
        notes[_NOTES:] = [f"and {len(notes) - _NOTES} more faults in the front matter"]
    return FrontMatter(values, tuple(notes), _title(values, text))


def _toml(text: str, faults: list[tuple[int, str]]) -> dict[str, Value] | None:
    try:
        return toml_text.parse(text, deepest=_DEEPEST)
    except TomlError as error:
        faults.append((error.line, f"{error.message}; only its title is read"))
        return None


def _yaml(text: str, faults: list[tuple[int, str]]) -> dict[str, Value] | None:
    try:
        root = parse(text, what="front matter", deepest=_DEEPEST)
    except TreeError as error:
        faults.append((error.line, f"{error.message}; only its title is read"))
        return None
    if root is None:
        return {}
    if root.kind != "mapping":
        faults.append(
            (root.line, f'keys with values are expected, as in "title: A title", not a {root.kind}')
        )
        return None
    return _mapping(root, faults)


def _mapping(node: Node, faults: list[tuple[int, str]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in node.pairs:
        made = _value(value, faults)
        if key.kind != "scalar":
            faults.append((key.line, f"a key is a word, not a {key.kind}; it is left out"))
        elif key.written in found:
            faults.append((key.line, f"the key {key.written[:40]!r} stands twice; the first one counts"))
        else:
            found[key.written] = made
    return found


def _value(node: Node, faults: list[tuple[int, str]]) -> Value:
    """Give what a node holds; it nests no more deeply than the tree may."""
    if node.tag is not None:
        faults.append((node.line, f"the type {node.tag[:40]!r} is not read: text stays text"))
    if node.kind == "scalar":
        return node.written
    if node.kind == "list":
        return [_value(item, faults) for item in node.items]
    return _mapping(node, faults)


def _title_alone(text: str) -> str:
    """Take the title from its own line where the rest can't be read: as a value, else the text that stands there."""
    match = _TITLE_LINE.search(text)
    if match is None:
        return ""
    values = _toml(match[0], []) if match["mark"] == "=" else _yaml(match[0], [])
    title = values.get("title") if values is not None else None
    return title if isinstance(title, str) else match["text"].strip()


def _title(values: Mapping[str, Value], text: str) -> str:
    """Give the title; of one that is a list or a mapping ("[Draft] Queues" in braces) the text as it stands."""
    title = values.get("title")
    if title is None:
        return ""
    if not isinstance(title, str):
        match = _TITLE_LINE.search(text)
        title = match["text"] if match else ""
    return " ".join(title.split())
