"""YAML as a tree whose every node knows its line, from a file that may be hostile.

Only what vocabularies and front matter need: mappings, lists and scalars, every scalar as the text that stands
there ("no" and "3.10" are names like others). Anchors are refused, so a tree is never larger than its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER = getattr(yaml, "CLoader", yaml.Loader)  # only its events are read: no object is ever made of a tag
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class TreeError(ValueError):
    """The text is not YAML that is read here; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(slots=True)
class Node:
    """A scalar (`text`), a list (`items`) or a mapping (`items`: keys and values in turn).

    `null` tells of a scalar that stands for nothing (`~`, or no text at all); `tag` is the type tag that a file
    gives, which is never followed.
    """

    kind: str  # "scalar", "list" or "mapping"
    line: int
    written: str = ""
    null: bool = False
    tag: str | None = None
    items: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str | None:
        """The text of a scalar; None for null, and for lists and mappings."""
        return self.written if self.kind == "scalar" and not self.null else None

    @property
    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Give the keys of a mapping with their values."""
        return zip(self.items[::2], self.items[1::2], strict=True)


def parse(text: str, *, what: str, deepest: int) -> Node | None:
    """Read one YAML document; None where there is nothing in it. `what` names it in messages.

    Raises:
        TreeError: it is no YAML, nests more than `deepest` deep, uses anchors or holds more than one document.
    """
    try:
        return _build(text, what, deepest)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise TreeError(f"this is not YAML: {error.problem or error.context}", _line(mark)) from None
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise TreeError(f"this is not YAML: {str(error).splitlines()[0]}", _error_line(text, error)) from None


def _build(text: str, what: str, deepest: int) -> Node | None:
    root: Node | None = None
    open_nodes: list[Node] = []
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = f"{what} holds one YAML document, and here begins another"
                raise TreeError(message, _line(event.start_mark))
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event)
            if open_nodes:
                open_nodes[-1].items.append(node)
            else:
                root = node
            if node.kind != "scalar":
                open_nodes.append(node)
                if len(open_nodes) > deepest:
                    raise TreeError(f"nested more than {deepest} deep", node.line)
    return None if root is not None and root.null else root


def _node(event: yaml.NodeEvent) -> Node:
    line = _line(event.start_mark)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise TreeError(f"anchors and aliases are not read here (&{event.anchor}): write the value out", line)
    if isinstance(event, yaml.ScalarEvent):
        null = event.style in (None, "") and event.value in _NULLS
        return Node("scalar", line, str(event.value), null, event.tag)
    kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
    return Node(kind, line, tag=event.tag if isinstance(event, yaml.CollectionStartEvent) else None)


def _line(mark: Any) -> int:
    """Give the line of a mark, which has one class in PyYAML and another in libyaml."""
    return 1 if mark is None else int(mark.line) + 1


def _error_line(text: str, error: Exception) -> int:
    """Give the line of an error that has only a position (a character YAML does not allow)."""
    position = getattr(error, "position", 0)
    return text.count("\n", 0, position if isinstance(position, int) and position > 0 else 0) + 1
