"""Drafts onto entries: a later file adds to what is known of an id, and its single values replace."""

from __future__ import annotations

from collections.abc import Mapping

from kbgraph.schema import NodeType, node_id
from kbgraph.vocabulary.model import Entry
from kbgraph.vocabulary.normalization import normalise
from kbgraph.vocabulary.parsing import Draft, Fault


def merge(entries: dict[str, Entry], draft: Draft, known: Mapping[str, object]) -> list[Fault]:
    """Lay one draft over `entries`, in place; `known` holds every node id, also of what comes later.

    A draft's names stand before those known already; `remove` takes names and broader ids away.
    """
    key = node_id(draft.type, draft.id)
    base = entries.get(key)
    label = draft.texts.get("prefLabel") or (base.label if base else None)
    if label is None:
        what = draft.type.value.lower()
        message = f"there is no {what} {draft.id!r} to add to, and a new {what} needs a prefLabel"
        return [Fault(draft.path, draft.line, message)]
    removed = {normalise(text) for text in draft.lists.get("remove", ())}
    given = [label, *draft.lists.get("altLabel", ())]
    names = _distinct([*given, *(base.names if base else ())], removed, label)
    marked = [*draft.lists.get("ordinary", ()), *(base.ordinary if base else ())]
    ordinary = {normalise(text) for text in marked}
    entries[key] = Entry(
        id=key,
        type=draft.type,
        label=label,
        aliases=tuple(names[1:]),
        ordinary=frozenset(name for name in names if normalise(name) in ordinary),
        prefix=draft.texts.get("prefix") or (base.prefix if base else None),
        category=draft.texts.get("category") or (base.category if base else None),
        broader=_broader(draft, base, known),
        parent=_parent(draft, base),
        vocabulary_id=_vocabulary_id(draft, base),
        origin=f"{draft.path}:{draft.line}",
    )
    return _misnamed(draft, "ordinary", names) + _misremoved(draft, base, known)


def _distinct(names: list[str], removed: set[str], label: str) -> list[str]:
    """Keep the first of names that compare equal; the label stays even if it is to be removed."""
    found: dict[str, str] = {}
    for name in names:
        if name == label or normalise(name) not in removed:
            found.setdefault(normalise(name), name)
    return list(found.values())


def resolve_references(short: str, node_type: NodeType, known: Mapping[str, object]) -> str:
    """Give the node id that a short id stands for: of the entry's own type first, then of the other."""
    if ":" in short:
        return short
    other = NodeType.CONCEPT if node_type is NodeType.SERVICE else NodeType.SERVICE
    own = node_id(node_type, short)
    return own if own in known or node_id(other, short) not in known else node_id(other, short)


def _broader(draft: Draft, base: Entry | None, known: Mapping[str, object]) -> tuple[str, ...]:
    given = [resolve_references(short, draft.type, known) for short in draft.lists.get("broader", ())]
    removed = {resolve_references(short, draft.type, known) for short in draft.lists.get("remove", ())}
    kept = [broader for broader in (base.broader if base else ()) if broader not in removed]
    return tuple(dict.fromkeys([*given, *kept]))


def _parent(draft: Draft, base: Entry | None) -> str | None:
    short = draft.texts.get("parent")
    if short is None:
        return base.parent if base else None
    return short if ":" in short else node_id(NodeType.SERVICE, short)


def _vocabulary_id(draft: Draft, base: Entry | None) -> str | None:
    known = base.vocabulary_id.split(", ") if base and base.vocabulary_id else []
    return ", ".join(sorted({*known, *draft.lists.get("vocabulary_id", ())})) or None


def _misnamed(draft: Draft, key: str, names: list[str]) -> list[Fault]:
    normal = {normalise(name) for name in names}
    return [
        Fault(draft.path, draft.lines[text], f"{key} lists {text!r}, which is none of the entry's names")
        for text in draft.lists.get(key, ())
        if normalise(text) not in normal
    ]


def _misremoved(draft: Draft, base: Entry | None, known: Mapping[str, object]) -> list[Fault]:
    names = {normalise(name) for name in base.names} if base else set()
    broader = set(base.broader) if base else set()
    return [
        Fault(draft.path, draft.lines[text], f"remove lists {text!r}, which the entry does not have")
        for text in draft.lists.get("remove", ())
        if normalise(text) not in names and resolve_references(text, draft.type, known) not in broader
    ]
