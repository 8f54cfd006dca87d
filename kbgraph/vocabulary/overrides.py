"""A user's word on names, laid over the entries: `same` joins, `different` parts, `ignore` takes away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kbgraph.schema import NodeType, node_id, slug
from kbgraph.vocabulary.model import Entry
from kbgraph.vocabulary.normalization import normalise, without_vendor
from kbgraph.vocabulary.parsing import Fault, Override


@dataclass(slots=True)
class Overridden:
    """What came of overrides beside the changes in the entries."""

    moved: dict[str, str] = field(
        default_factory=dict
    )  # id of an entry that was joined to another, and that one's
    ignored: set[str] = field(default_factory=set)  # keys of names, and node ids, that are never a mention
    faults: list[Fault] = field(default_factory=list)


def apply_overrides(entries: dict[str, Entry], overrides: Sequence[Override]) -> Overridden:
    """Lay overrides over entries, in place: all of `same`, then all of `different`, then all of `ignore`."""
    overridden = Overridden()
    same = [override for override in overrides if override.kind == "same"]
    for override in same:
        _join(entries, override, overridden)
    _follow_moves(entries, overridden)
    for override in overrides:
        if override.kind == "different" and not (clash := _clash(override, same)):
            _part(entries, override)
        elif override.kind == "different":
            overridden.faults.append(Fault(override.path, override.line, clash))
    for override in overrides:
        if override.kind == "ignore":
            _ignore(entries, override.names[0], overridden)
    return overridden


def find_bearers(entries: Mapping[str, Entry], name: str) -> list[str]:
    """Give the ids of the entries that bear a name (or that it is the id of), the likeliest to be meant first."""
    if name in entries:
        return [name]
    for key in dict.fromkeys((normalise(name), normalise(without_vendor(name)))):
        found = [
            (normalise(label) in map(normalise, entry.ordinary), entry.type is not NodeType.SERVICE, entry.id)
            for entry in entries.values()
            for label in entry.names
            if normalise(label) == key
        ]
        if found:
            return list(dict.fromkeys(key for *_, key in sorted(found)))
    return []


def _clash(override: Override, same: Iterable[Override]) -> str:
    """Say which names are to be one and to be two; empty where none are."""
    for one, other in combinations(override.names, 2):
        for joined in same:
            if {normalise(one), normalise(other)} <= set(map(normalise, joined.names)):
                return f"{one!r} and {other!r} are different here and the same at {joined.origin}"
    return ""


def _join(entries: dict[str, Entry], override: Override, overridden: Overridden) -> None:
    """Make one entry of all that the names mean: the first entry named, or else a concept of the first name."""
    found = {name: find_bearers(entries, name)[:1] for name in override.names}
    ids = list(dict.fromkeys(key for keys in found.values() for key in keys))
    kept = ids[0] if ids else _free_id(entries, NodeType.CONCEPT, override.names[0])
    base = entries.get(kept) or Entry(kept, NodeType.CONCEPT, override.names[0], origin=override.origin)
    others = [entries.pop(key) for key in ids[1:]]
    overridden.moved.update((other.id, kept) for other in others)
    names = [name for other in others for name in (*other.names, *_official(other, base))]
    names += [without_vendor(name) for name, keys in found.items() if not keys]
    own = set(map(normalise, base.names))
    entries[kept] = replace(
        base,
        aliases=(*base.aliases, *(name for name in _distinct(names) if normalise(name) not in own)),
        ordinary=frozenset({*base.ordinary, *(name for other in others for name in other.ordinary)}),
        broader=tuple(dict.fromkeys(key for each in (base, *others) for key in each.broader)),
        parent=next((each.parent for each in (base, *others) if each.parent), None),
        vocabulary_id=", ".join(sorted(_vocabulary_ids((base, *others)))) or None,
    )


def _official(other: Entry, base: Entry) -> list[str]:
    """Give a service's name with its vendor where a concept takes it over, before whose names no vendor stands."""
    concept = base.type is NodeType.CONCEPT and other.type is NodeType.SERVICE
    return [f"{other.prefix} {name}" for name in other.names] if concept and other.prefix else []


def _distinct(names: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(normalise(name), name)
    return list(kept.values())


def _vocabulary_ids(entries: Iterable[Entry]) -> set[str]:
    return {one for entry in entries if entry.vocabulary_id for one in entry.vocabulary_id.split(", ")}


def _follow_moves(entries: dict[str, Entry], overridden: Overridden) -> None:
    """Point what named a joined entry at the one that it was joined to."""
    for key in overridden.moved:
        while overridden.moved[key] in overridden.moved:
            overridden.moved[key] = overridden.moved[overridden.moved[key]]
    for key, entry in entries.items():
        broader = tuple(dict.fromkeys(overridden.moved.get(other, other) for other in entry.broader))
        parent = overridden.moved.get(entry.parent or "", entry.parent)
        if broader != entry.broader or parent != entry.parent or key in (*broader, parent):
            entries[key] = replace(
                entry,
                broader=tuple(other for other in broader if other != key),
                parent=None if parent == key else parent,
            )


def _part(entries: dict[str, Entry], override: Override) -> None:
    """Give each name an entry of its own where one entry bears several of them, or where they compare equal."""
    for first, second in combinations(override.names, 2):
        if normalise(first) == normalise(second):
            _part_spellings(entries, first, second, override)
            continue
        shared = [key for key in find_bearers(entries, first) if key in find_bearers(entries, second)]
        for key in shared:
            label = normalise(entries[key].label)
            leaving = first if normalise(without_vendor(second)) == label else second
            _split(entries, key, without_vendor(leaving), override)


def _split(entries: dict[str, Entry], key: str, leaving: str, override: Override) -> None:
    """Take a name that is not its label from an entry, into an entry of its own."""
    entry = entries[key]
    name = next((known for known in entry.aliases if normalise(known) == normalise(leaving)), None)
    if name is None:  # the other "name" is the id of this entry
        return
    entries[key] = replace(
        entry,
        aliases=tuple(known for known in entry.aliases if known != name),
        ordinary=entry.ordinary - {name},
    )
    own = _free_id(entries, entry.type, name)
    ordinary = entry.ordinary & {name}
    entries[own] = Entry(
        own, entry.type, name, ordinary=ordinary, prefix=entry.prefix, origin=override.origin
    )


def _part_spellings(entries: dict[str, Entry], first: str, second: str, override: Override) -> None:
    """Part two spellings that compare equal: one, the second if no entry has it, counts only as it is written."""
    if not (known := find_bearers(entries, first)):
        known = [_free_id(entries, NodeType.CONCEPT, first)]
        entries[known[0]] = Entry(known[0], NodeType.CONCEPT, first, origin=override.origin)
    if second in entries[known[0]].names:
        second = first
    kind = entries[known[0]].type
    own = _free_id(entries, kind, second)
    entries[own] = Entry(own, kind, second, exact=frozenset({second}), origin=override.origin)


def _free_id(entries: Mapping[str, Entry], kind: NodeType, name: str) -> str:
    """Give a node id made of a name that no entry has yet."""
    plain = node_id(kind, slug(name))
    number, free = 1, plain
    while free in entries:
        number += 1
        free = f"{plain}-{number}"
    return free


def _ignore(entries: dict[str, Entry], name: str, overridden: Overridden) -> None:
    """Take a name from its entries; with an entry's label goes all that it is called."""
    overridden.ignored.add(normalise(without_vendor(name)))
    for key in find_bearers(entries, name):
        entry = entries[key]
        alone = [alias for alias in entry.aliases if normalise(alias) == normalise(without_vendor(name))]
        if alone and key != name:
            kept = tuple(alias for alias in entry.aliases if alias not in alone)
            entries[key] = replace(entry, aliases=kept, ordinary=entry.ordinary.difference(alone))
            continue
        overridden.ignored.add(key)
        for own in entry.names:
            if find_bearers(entries, own) == [key]:
                overridden.ignored.add(normalise(own))
