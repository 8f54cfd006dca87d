"""What must hold over all entries: names are unique, references lead somewhere and never in circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgraph.schema import NodeType
from kbgraph.vocabulary.model import Entry
from kbgraph.vocabulary.normalization import normalise
from kbgraph.vocabulary.parsing import Draft, Fault

Drafts = Mapping[str, Draft]
"""The last draft of each node id, which tells the line that a fault stands on."""


def check(entries: Mapping[str, Entry], drafts: Drafts) -> Iterator[Fault]:
    """Give every fault in the entries taken together."""
    yield from _shared_names(entries, drafts)
    yield from _dangling(entries, drafts)
    yield from _cycles(entries, drafts)


def _fault(entry: Entry, drafts: Drafts, text: str, message: str) -> Fault:
    """Place a fault on the line of `text` in the entry's draft, or on the entry itself."""
    draft = drafts.get(entry.id)
    if draft is None:
        path, _, line = entry.origin.rpartition(":")
        return Fault(path, int(line or 1), message)
    short = text.rpartition(":")[2]
    return Fault(draft.path, draft.lines.get(text, draft.lines.get(short, draft.line)), message)


def _shared_names(entries: Mapping[str, Entry], drafts: Drafts) -> Iterator[Fault]:
    bearers: dict[str, list[tuple[Entry, str]]] = {}
    ordered = sorted(entries.values(), key=lambda entry: entry.id in drafts)  # blame what was read last
    for entry in ordered:
        for name in entry.names:
            for other, other_name in bearers.setdefault(normalise(name), []):
                if not _may_share(entry, name, other, other_name):
                    message = f"the name {name!r} of {entry.id} is also a name of {other.id} ({other.origin})"
                    yield _fault(entry, drafts, name, message)
            bearers[normalise(name)].append((entry, name))


def _may_share(one: Entry, one_name: str, other: Entry, other_name: str) -> bool:
    """Tell if the writing can show which is meant: a service's name that is an ordinary word as well."""
    if one.type is other.type:
        return one.id == other.id or one_name in one.exact or other_name in other.exact
    return one_name in one.ordinary if one.type is NodeType.SERVICE else other_name in other.ordinary


def _dangling(entries: Mapping[str, Entry], drafts: Drafts) -> Iterator[Fault]:
    for entry in entries.values():
        for target in entry.broader:
            if target not in entries:
                message = f"broader of {entry.id} names {target}, which does not exist"
                yield _fault(entry, drafts, target, message)
        if entry.parent is not None and entry.parent not in entries:
            message = f"parent of {entry.id} names {entry.parent}, which does not exist"
            yield _fault(entry, drafts, entry.parent, message)


def _cycles(entries: Mapping[str, Entry], drafts: Drafts) -> Iterator[Fault]:
    broader = {key: entry.broader for key, entry in entries.items()}
    parents = {key: (entry.parent,) if entry.parent else () for key, entry in entries.items()}
    for name, targets in (("broader", broader), ("parent", parents)):
        for cycle in _find_cycles(targets):
            entry = entries[next((key for key in cycle if key in drafts), cycle[0])]
            at = cycle.index(entry.id)
            around = " > ".join([*cycle[at:], *cycle[: at + 1]])
            yield _fault(entry, drafts, cycle[(at + 1) % len(cycle)], f"{name} leads in a circle: {around}")


def _find_cycles(targets: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Give one cycle for each edge that closes one, depth first and without recursion."""
    done: set[str] = set()
    for start in targets:
        path: list[str] = []
        place: dict[str, int] = {}
        todo = [(start, False)]
        while todo:
            key, leaving = todo.pop()
            if leaving:
                done.add(path.pop())
                del place[key]
            elif key in place:
                yield path[place[key] :]
            elif key not in done and key in targets:
                place[key] = len(path)
                path.append(key)
                todo.append((key, True))
                todo += [(target, False) for target in reversed(targets[key])]
