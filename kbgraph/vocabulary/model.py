"""What a vocabulary is once it is read: entries with their names, and what to do with names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import normalise


@dataclass(frozen=True, slots=True)
class Entry:
    """One service or concept.

    Every id in here is a node id ("service:lambda-edge"), whatever short form a vocabulary file writes.
    """

    id: str
    type: NodeType  # SERVICE or CONCEPT
    label: str  # the name engineers use, without vendor prefix
    aliases: tuple[str, ...] = ()  # every other name, also without the prefix
    ordinary: frozenset[str] = frozenset()  # those of its names that mean other things too
    exact: frozenset[str] = frozenset()  # those that count only where they are written exactly so
    prefix: str | None = None  # "Amazon" or "AWS" where the official name has it
    category: str | None = None
    broader: tuple[str, ...] = ()  # node ids of what it is a kind of
    parent: str | None = None  # node id of the service it is part of
    vocabulary_id: str | None = None  # botocore's ids, joined by ", "; None for what has no API
    origin: str = ""  # "file:line" where the entry stands; package files by their bare name

    @property
    def names(self) -> tuple[str, ...]:
        """Give all its names, the label first."""
        return (self.label, *self.aliases)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries by node id, and the user's word on names. Picklable; equal content has equal versions."""

    entries: Mapping[str, Entry]
    same: tuple[tuple[str, ...], ...] = ()  # names that are one
    different: tuple[tuple[str, ...], ...] = ()  # names that are never merged
    ignore: tuple[str, ...] = ()  # names that are never a mention
    moved: Mapping[str, str] = field(
        default_factory=dict
    )  # by `same`: id of a joined entry, and id that it has now
    ignored: frozenset[str] = (
        frozenset()
    )  # by `ignore`: keys of names, and node ids, that are never a mention
    overrides: Mapping[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    """ "file:line" of each override, by its kind ("same", "different", "ignore") and names."""
    version: str = ""  # hex SHA-256 of the content; where the entries stand is no content

    def labels(self) -> Iterator[tuple[str, str, bool]]:
        """Give every name that may be looked for: (name, node id, whether it is an ordinary word too).

        Names that are to be ignored are left out.
        """
        for entry in self.entries.values():
            for name in entry.names:
                if not self.ignored or (entry.id not in self.ignored and normalise(name) not in self.ignored):
                    yield name, entry.id, name in entry.ordinary

    def parts(self, one: str, other: str) -> bool:
        """Tell whether `different` keeps two names apart; of a node id, any name that its entry has."""
        if not self.different:
            return False
        keys, others = self._keys(one), self._keys(other)
        return any(
            not keys.isdisjoint(named) and not others.isdisjoint(named)
            for named in ({normalise(name) for name in names} for names in self.different)
        )

    def _keys(self, name: str) -> set[str]:
        entry = self.entries.get(name)
        return {normalise(name)} if entry is None else set(map(normalise, entry.names))


def make_vocabulary(
    entries: Mapping[str, Entry],
    *,
    same: tuple[tuple[str, ...], ...] = (),
    different: tuple[tuple[str, ...], ...] = (),
    ignore: tuple[str, ...] = (),
    moved: Mapping[str, str] | None = None,
    ignored: frozenset[str] = frozenset(),
    overrides: Mapping[tuple[str, tuple[str, ...]], str] | None = None,
) -> Vocabulary:
    """Put entries in the order of their ids and stamp the whole with its version."""
    ordered = {key: entries[key] for key in sorted(entries)}
    records = [entry_record(entry) for entry in ordered.values()]
    content = [records, sorted(same), sorted(different), sorted(ignore)]
    canonical = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    version = hashlib.sha256(canonical.encode("ascii")).hexdigest()
    return Vocabulary(
        ordered,
        tuple(same),
        tuple(different),
        tuple(ignore),
        dict(moved or {}),
        ignored,
        dict(overrides or {}),
        version,
    )


def vocabulary_record(vocabulary: Vocabulary) -> dict[str, Any]:
    """Give a vocabulary as plain JSON values."""
    return {
        "entries": [entry_record(entry, origin=True) for entry in vocabulary.entries.values()],
        "same": vocabulary.same,
        "different": vocabulary.different,
        "ignore": vocabulary.ignore,
        "moved": dict(vocabulary.moved),
        "ignored": sorted(vocabulary.ignored),
        "overrides": [[kind, names, place] for (kind, names), place in vocabulary.overrides.items()],
    }


def vocabulary_from_record(record: Mapping[str, Any]) -> Vocabulary:
    """Make a vocabulary of what `vocabulary_record` gave."""
    entries = [entry_from_record(each) for each in record["entries"]]
    return make_vocabulary(
        {entry.id: entry for entry in entries},
        same=_tuples(record["same"]),
        different=_tuples(record["different"]),
        ignore=tuple(record["ignore"]),
        moved=record["moved"],
        ignored=frozenset(record["ignored"]),
        overrides={(kind, tuple(names)): place for kind, names, place in record["overrides"]},
    )


def _tuples(lists: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each) for each in lists)


def entry_record(entry: Entry, *, origin: bool = False) -> dict[str, Any]:
    """Give an entry as plain JSON values, without the fields that are empty."""
    record: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(entry, name)
        if value and (origin or name != "origin"):
            record[name] = sorted(value) if isinstance(value, frozenset) else value
    return record


def entry_from_record(record: Mapping[str, Any]) -> Entry:
    """Make an entry of what `entry_record` gave."""
    return Entry(
        id=record["id"],
        type=NodeType(record["type"]),
        label=record["label"],
        aliases=tuple(record.get("aliases", ())),
        ordinary=frozenset(record.get("ordinary", ())),
        exact=frozenset(record.get("exact", ())),
        prefix=record.get("prefix"),
        category=record.get("category"),
        broader=tuple(record.get("broader", ())),
        parent=record.get("parent"),
        vocabulary_id=record.get("vocabulary_id"),
        origin=record.get("origin", ""),
    )


_FIELDS = tuple(each.name for each in fields(Entry))
