"""The ontology: the closed list of typed relations, and the sentences that state them.

`relations.yaml` beside this module holds the built-in list; a file of the user's own may be laid over it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from itertools import product
from os import PathLike
from pathlib import Path

from kbgraph.errors import RelationsError
from kbgraph.limits import MAX_FILE_SIZE
from kbgraph.regular_files import read_regular
from kbgraph.schema import EDGE_TYPE, HAS_QUOTA, STRUCTURE_PROPERTIES
from kbgraph.yamltree import Node, TreeError, parse

BUILT_IN = Path(__file__).parent / "relations.yaml"
_DEEPEST = 10
_KEYS = ("inverse", "says", "remove")
_OFF = "off"
_WORDS = re.compile(r"_?[A-Za-z][A-Za-z'-]*(?:\|_?[A-Za-z][A-Za-z'-]*)*|_")
_LETTERS = frozenset({"X", "Y", "_"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state a relation.

    `source` and `target` name places of a clause: "subject", "object", or a preposition. `form` is "active" (the verb's
    lemma is `word`), "passive" (the lemma is `word`) or "be" (the participle, adjective or noun after "be" is `word`).
    """

    relation: str
    form: str
    word: str
    source: str
    target: str
    rule: str  # the sentence it was made from
    fixed: tuple[tuple[str, str], ...] = ()  # (place, word) that must stand there: "take Y into _account"


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation: how it reads from its target, and the sentences that state it, each without alternatives."""

    inverse: str
    says: tuple[str, ...]


Frames = Mapping[str, frozenset[str]]
"""What each verb may take beside its subject: "object", or prepositions."""


@dataclass(frozen=True)
class RelationTypes:
    """The relation types by their names, in the order of the file."""

    types: Mapping[str, RelationType]

    @cached_property
    def patterns(self) -> Mapping[tuple[str, str], tuple[Pattern, ...]]:
        """The patterns by (form, word)."""
        found: dict[tuple[str, str], list[Pattern]] = {}
        for name, each in self.types.items():
            for pattern in (made for sentence in each.says for made in _patterns(name, sentence)):
                found.setdefault((pattern.form, pattern.word), []).append(pattern)
        return {key: tuple(patterns) for key, patterns in found.items()}

    @cached_property
    def frames(self) -> Frames:
        """What each verb may take beside its subject: "object", or prepositions."""
        return {
            word: frozenset(place for pattern in found for place in (pattern.source, pattern.target))
            - {"subject"}
            for (form, word), found in self.patterns.items()
            if form == "active"
        }

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that tell one list from another."""
        return sha256(json.dumps(types_to_record(self)).encode()).hexdigest()[:12]


Record = dict[str, list[str]]
"""Relation types as plain data: of each its inverse, and then its sentences."""


def types_to_record(types: RelationTypes) -> Record:
    """Give the list as plain data."""
    return {name: [each.inverse, *each.says] for name, each in types.types.items()}


def types_from_record(record: Record) -> RelationTypes:
    """Make the list of what `types_to_record` gave."""
    return RelationTypes(
        {name: RelationType(inverse, tuple(says)) for name, (inverse, *says) in record.items()}
    )


def load_relation_types(path: str | PathLike[str] | None = None) -> RelationTypes:
    """Give the built-in list, with a user's file laid over it where one is given.

    Raises:
        RelationsError: with every fault of the file, each with its line.
    """
    return _built_in() if path is None else _load(Path(path), _built_in())


@cache
def _built_in() -> RelationTypes:
    return _load(BUILT_IN, RelationTypes({}))


def _load(path: Path, known: RelationTypes) -> RelationTypes:
    file = _File(path)
    found = file.laid_over(known)
    if file.faults:
        (line, message), *others = sorted(dict.fromkeys(file.faults))
        more = "".join(f"\n{file.shown}:{line}: {message}" for line, message in others)
        raise RelationsError(message + more, path=file.shown, line=line)
    return found


def alternatives(sentence: str) -> Iterator[str]:
    """Give the sentences that one with alternatives stands for: "X rely|count on Y" is two.

    Raises ValueError, which says what is wrong, for what is no sentence of a relation.
    """
    words = sentence.split()
    if sorted(word for word in words if word in {"X", "Y"}) != ["X", "Y"]:
        raise ValueError("X and Y stand once each")
    if words[0] not in _LETTERS:
        raise ValueError("the subject stands first: X, Y or _")
    if any(word not in _LETTERS and not _WORDS.fullmatch(word) for word in words):
        raise ValueError("only words, X, Y and _ stand in it, alternatives joined by |")
    verb = words[2:3] if words[1:2] == ["be"] else words[1:2]
    if not verb or verb[0] in _LETTERS or verb[0].startswith("_"):
        raise ValueError("the verb stands second; after be, the participle, adjective or noun")
    yield from (" ".join(choice) for choice in product(*(word.split("|") for word in words)))


def _patterns(relation: str, sentence: str) -> Iterator[Pattern]:
    """Make the pattern of a sentence without alternatives, and that of its passive."""
    subject, *rest = sentence.split()
    form = "be" if rest[0] == "be" else "active"
    word, *rest = rest[1:] if form == "be" else rest
    places = {subject: "subject", **_places(rest)}
    rule = " ".join(part.removeprefix("_") or part for part in sentence.split())
    yield _pattern(relation, form, word, places, rule)
    if form == "active" and "object" in places.values():
        moved = {"subject": "by", "object": "subject"}
        passive = {name: moved.get(at, at) for name, at in places.items()}
        yield _pattern(relation, "passive", word, passive, rule)


def _pattern(relation: str, form: str, word: str, places: Mapping[str, str], rule: str) -> Pattern:
    fixed = tuple((place, name[1:]) for name, place in places.items() if len(name) > 1)
    return Pattern(relation, form, word, places["X"], places["Y"], rule, fixed)


def _places(words: list[str]) -> dict[str, str]:
    """Give the place of each letter after the verb: `Y` is the object, `with Y` the object of "with".

    `_word` holds a place for that very word.
    """
    places = {}
    place = "object"
    for word in words:
        if word in {"X", "Y"} or word.startswith("_"):
            places[word] = place
        else:
            place = word
    return places


class _File:
    """A file of relation types as it is read, with its faults: each a line and what is wrong there."""

    def __init__(self, path: Path) -> None:
        self.shown = path.as_posix()
        self.faults: list[tuple[int, str]] = []
        self._lines: dict[str, int] = {}  # of each type and sentence
        self._root = self._parse(path)

    def _parse(self, path: Path) -> Node | None:
        try:
            text = read_regular(path, most=MAX_FILE_SIZE).decode("utf-8-sig")
            return parse(text, what="a relations file", deepest=_DEEPEST)
        except OSError as error:
            self._fault(1, f"this file can't be read: {error.strerror or error}")
        except UnicodeDecodeError as error:
            self._fault(error.object.count(b"\n", 0, error.start) + 1, "this is not UTF-8 text")
        except TreeError as error:
            self._fault(error.line, error.message)
        return None

    def _fault(self, line: int, message: str) -> None:
        self.faults.append((line, message))

    def laid_over(self, known: RelationTypes) -> RelationTypes:
        """Give the types that are known with what the file says of them."""
        types = dict(known.types)
        if self._root is not None and self._root.kind != "mapping":
            self._fault(self._root.line, f"a relations file is a mapping by type, not a {self._root.kind}")
        elif self._root is not None:
            for key, value in self._root.pairs:
                self._lay(types, key, value)
        self._check_inverses(types)
        self._check_sentences(types)
        return RelationTypes(types)

    def _lay(self, types: dict[str, RelationType], key: Node, value: Node) -> None:
        name = key.text or ""
        if not EDGE_TYPE.fullmatch(name) or name in STRUCTURE_PROPERTIES or name == HAS_QUOTA:
            self._fault(
                key.line, f"{name!r} is no relation type: capitals joined by _, and none of the graph's own"
            )
        elif name in self._lines:
            self._fault(key.line, f"the type {name} stands already on line {self._lines[name]}")
        elif value.text == _OFF:
            if types.pop(name, None) is None:
                self._fault(key.line, f"there is no type {name} to switch off")
        elif (entry := self._entry(name, value)) is not None:
            self._lines[name] = key.line
            before = types.get(name, RelationType("", ()))
            removed = self._sentences(entry["remove"])
            for text in removed:
                if text not in before.says:
                    self._fault(self._lines[text], f"{name} has no sentence {text!r} to remove")
            says = [text for text in before.says if text not in removed]
            says += self._sentences(entry["says"])
            inverse = next((text for text, _ in entry["inverse"]), before.inverse)
            types[name] = RelationType(inverse, tuple(dict.fromkeys(says)))

    def _entry(self, name: str, value: Node) -> dict[str, list[tuple[str, int]]] | None:
        """Give the texts under each key of a type, with their lines."""
        if value.kind != "mapping":
            shown = repr(value.text) if value.kind == "scalar" else f"a {value.kind}"
            self._fault(value.line, f"{name} is {_OFF}, or a mapping with {', '.join(_KEYS)}, not {shown}")
            return None
        entry: dict[str, list[tuple[str, int]]] = {key: [] for key in _KEYS}
        for key, node in value.pairs:
            if key.text not in _KEYS:
                self._fault(key.line, f"unknown key {key.text!r}; a type has {', '.join(_KEYS)}")
                continue
            items = [node] if node.kind == "scalar" and node.text else node.items
            if node.kind == "mapping" or any(item.text is None for item in items):
                self._fault(node.line, f"{key.text} of {name} is a text, or a list of them")
                continue
            entry[key.text] = [(" ".join((item.text or "").split()), item.line) for item in items]
        return entry

    def _sentences(self, texts: Sequence[tuple[str, int]]) -> list[str]:
        """Give the single sentences that are written with alternatives, and note their lines."""
        found = []
        for text, line in texts:
            try:
                sentences = list(alternatives(text))
            except ValueError as error:
                self._fault(line, f"{text!r} is no sentence of a relation such as 'X send Y to _': {error}")
                continue
            self._lines |= dict.fromkeys(sentences, line)
            found += sentences
        return found

    def _check_inverses(self, types: Mapping[str, RelationType]) -> None:
        for name in types.keys() & self._lines.keys():
            inverse = types[name].inverse
            if not EDGE_TYPE.fullmatch(inverse):
                self._fault(
                    self._lines[name], f"{name} needs an inverse in capitals joined by _, not {inverse!r}"
                )
            elif inverse in types and inverse != name:
                self._fault(self._lines[name], f"the inverse {inverse} of {name} is a type itself")

    def _check_sentences(self, types: Mapping[str, RelationType]) -> None:
        """Find sentences that state two types."""
        stated: dict[tuple[str, str, frozenset[str]], tuple[str, str]] = {}
        for name, each in types.items():
            for text in each.says:
                for pattern in _patterns(name, text):
                    key = (pattern.form, pattern.word, frozenset((pattern.source, pattern.target)))
                    other, first = stated.setdefault(key, (name, text))
                    if other != name:
                        line = self._lines.get(text) or self._lines.get(first, 1)
                        self._fault(line, f"{pattern.rule!r} states both {other} and {name}")
