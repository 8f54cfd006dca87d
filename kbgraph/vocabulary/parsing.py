"""A vocabulary file into drafts: its shape is checked here, and every fault is kept with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from kbgraph.limits import MAX_FILE_SIZE
from kbgraph.regular_files import read_regular
from kbgraph.schema import NodeType, slug
from kbgraph.vocabulary.normalization import normalise
from kbgraph.yamltree import Node, TreeError, parse

_SECTIONS = {"services": NodeType.SERVICE, "concepts": NodeType.CONCEPT}
_PAIRS = ("same", "different")
TEXT_KEYS = ("id", "prefLabel", "prefix", "category", "parent")
LIST_KEYS = ("altLabel", "ordinary", "broader", "vocabulary_id", "remove")
SERVICE_KEYS = frozenset({"prefix", "category", "vocabulary_id"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REFERENCE = re.compile(r"(?:(?:service|concept):)?[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 200
_DEEPEST = 12


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, and where."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Override:
    """A user's word on names: an item of `same` or `different`, or a name of `ignore`, and where it stands."""

    kind: str
    names: tuple[str, ...]
    path: str
    line: int

    @property
    def origin(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(slots=True)
class Draft:
    """One entry as a file gives it; None and empty lists say nothing about what is already known of it."""

    type: NodeType
    id: str  # short, as in the file
    path: str
    line: int
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # where a name or id of it stands


@dataclass(slots=True)
class FileContent:
    """Everything one file says, with what is wrong in it."""

    path: str
    drafts: list[Draft] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_file(path: Path, *, name: str | None = None) -> FileContent:
    """Read a vocabulary file; `name` is what it is called in faults and origins, by default its path."""
    shown = name or path.as_posix()
    try:
        text = read_regular(path, most=MAX_FILE_SIZE).decode("utf-8-sig")
    except OSError as error:
        return _only_fault(shown, 1, f"this file can't be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _only_fault(shown, line, "this is not UTF-8 text")
    return read_text(text, shown)


def read_text(text: str, path: str) -> FileContent:
    """Read the text of a vocabulary file."""
    try:
        root = parse(text, what="a vocabulary file", deepest=_DEEPEST)
    except TreeError as error:
        return _only_fault(path, error.line, error.message)
    reader = _Reader(path)
    if root is not None:
        reader.read_root(root)
    return reader.content


def _only_fault(path: str, line: int, message: str) -> FileContent:
    return FileContent(path, faults=[Fault(path, line, message)])


class _Reader:
    """Walks one tree; a class because every step adds to the same content and names the same file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.content = FileContent(path)

    def fault(self, line: int, message: str) -> None:
        self.content.faults.append(Fault(self.path, line, message))

    def read_root(self, root: Node) -> None:
        for key, value in self.mapping(root, "a vocabulary", (*_SECTIONS, *_PAIRS, "ignore")).items():
            if key in _SECTIONS:
                self.read_entries(value, key)
            elif key == "ignore":
                for name, line in self.names(value, key):
                    self.rule(key, (name,), line)
            else:
                self.read_pairs(value, key)

    def mapping(self, node: Node, what: str, known: tuple[str, ...]) -> dict[str, Node]:
        """Give the values of a mapping by key, with a fault for every key that is unknown or stands twice."""
        if node.kind != "mapping":
            self.fault(node.line, f"{what} is a mapping with the keys {', '.join(known)}, not a {node.kind}")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text not in known:
                shown = repr(key.text) if key.kind == "scalar" else f"a {key.kind}"
                self.fault(key.line, f"unknown key {_short(shown)}; {what} has {', '.join(known)}")
            elif key.text in found:
                self.fault(key.line, f"the key {key.text!r} stands twice")
            else:
                found[key.text] = value
        return found

    def items(self, node: Node, what: str) -> list[Node]:
        if node.kind == "list":
            return node.items
        if node.kind != "scalar" or node.text is not None:
            self.fault(node.line, f"{what} is a list, not a {node.kind}")
        return []

    def read_pairs(self, node: Node, key: str) -> None:
        for item in self.items(node, key):
            found = tuple(name for name, _ in self.names(item, f"an item of {key}"))
            if item.kind == "list" and len(item.items) < 2:
                self.fault(item.line, f"an item of {key} is a list of two names or more")
            elif len(found) > 1:
                self.rule(key, found, item.line)

    def rule(self, kind: str, names: tuple[str, ...], line: int) -> None:
        self.content.overrides.append(Override(kind, names, self.path, line))

    def names(self, node: Node, what: str) -> list[tuple[str, int]]:
        """Give the names in a list with their lines; a name that is none is a fault."""
        found = [(self.name(item, what), item.line) for item in self.items(node, what)]
        return [(name, line) for name, line in found if name is not None]

    def name(self, node: Node, what: str) -> str | None:
        if node.kind != "scalar":
            self.fault(node.line, f"{what} holds names, not a {node.kind}")
            return None
        name = " ".join((node.text or "").split())
        if not normalise(name):
            self.fault(node.line, f"an empty name in {what}")
        elif len(name) > _LONGEST_NAME:
            self.fault(node.line, f"a name of {len(name)} characters in {what}; at most {_LONGEST_NAME}")
        elif any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
            self.fault(node.line, f"a control character in the name {_short(ascii(name))} of {what}")
        else:
            return name
        return None

    def read_entries(self, node: Node, section: str) -> None:
        lines: dict[str, int] = {}
        for item in self.items(node, section):
            draft = self.read_entry(item, _SECTIONS[section])
            if draft is None:
                continue
            if draft.id in lines:
                self.fault(draft.line, f"the id {draft.id!r} stands already on line {lines[draft.id]}")
                continue
            lines[draft.id] = draft.line
            self.content.drafts.append(draft)

    def read_entry(self, node: Node, node_type: NodeType) -> Draft | None:
        what = f"a {node_type.value.lower()}"
        faults_before = len(self.content.faults)
        keys = tuple(
            key
            for key in (*TEXT_KEYS, *LIST_KEYS)
            if node_type is NodeType.SERVICE or key not in SERVICE_KEYS
        )
        values = self.mapping(node, what, keys)
        draft = Draft(node_type, "", self.path, node.line)
        for key, value in values.items():
            if key in TEXT_KEYS:
                self.read_texts(draft, key, value)
            else:
                self.read_list(draft, key, value)
        found = self.find_id(draft, values)
        if found is None and len(self.content.faults) == faults_before:
            self.fault(node.line, f"{what} needs a prefLabel, or the id of an entry that it adds to")
        if found is None:
            return None
        draft.id = found
        if "prefLabel" in values:
            draft.texts.setdefault("prefLabel", found)  # a name that is none is told once, not twice
        return draft

    def read_texts(self, draft: Draft, key: str, value: Node) -> None:
        text = self.name(value, key)
        if text is not None and (key != "parent" or self.is_reference(text, value.line, key)):
            draft.texts[key] = text
            draft.lines[text] = value.line

    def read_list(self, draft: Draft, key: str, value: Node) -> None:
        # a single name needs no brackets
        listed = Node("list", value.line, items=[value]) if value.kind == "scalar" and value.text else value
        for text, line in self.names(listed, key):
            if key != "broader" or self.is_reference(text, line, key):
                draft.lists.setdefault(key, []).append(text)
                draft.lines.setdefault(text, line)

    def is_reference(self, text: str, line: int, key: str) -> bool:
        if _REFERENCE.fullmatch(text):
            return True
        shown = _short(repr(text))
        self.fault(line, f"{key} names entries by their id, such as 'load-balancer', not {shown}")
        return False

    def find_id(self, draft: Draft, keys: Collection[str]) -> str | None:
        """Give the id that an entry writes, or else makes of its label; None where it has neither."""
        written = draft.texts.pop("id", None)
        label = draft.texts.get("prefLabel")
        if written is None:
            return slug(label) if label is not None and "id" not in keys else None
        if _ID.fullmatch(written):
            return written
        good = slug(written)
        message = f"is not in lower-case words joined by hyphens, such as {good!r}"
        self.fault(draft.lines[written], f"the id {_short(repr(written))} {message}")
        return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
