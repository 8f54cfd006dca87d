"""Vocabulary files, one after the other, into one checked vocabulary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kbgraph.errors import VocabularyError
from kbgraph.schema import node_id
from kbgraph.vocabulary.checking import check
from kbgraph.vocabulary.merging import merge
from kbgraph.vocabulary.model import Entry, Vocabulary, make_vocabulary
from kbgraph.vocabulary.reading import Draft, Fault, FileContent, Ruling
from kbgraph.vocabulary.ruling import apply_rulings


def combine(entries: dict[str, Entry], contents: Sequence[FileContent]) -> Vocabulary:
    """Lay the content of files over `entries`, in place and in their order, and check the whole.

    Raises:
        VocabularyError: with every fault in all files, each with its file and line.
    """
    faults = [fault for content in contents for fault in content.faults]
    drafts = {node_id(draft.type, draft.id): draft for content in contents for draft in content.drafts}
    known: dict[str, Entry | Draft] = {**entries, **drafts}
    for content in contents:
        for draft in content.drafts:
            faults += merge(entries, draft, known)
    rulings = [ruling for content in contents for ruling in content.rulings]
    faults += check(entries, drafts)
    if not faults:
        before = dict(entries)
        ruled = apply_rulings(entries, rulings)
        faults += ruled.faults or _placed(list(check(entries, drafts)), before, drafts, rulings)
    if faults:
        raise _error(faults, contents)
    return make_vocabulary(
        entries,
        same=tuple(ruling.names for ruling in rulings if ruling.kind == "same"),
        different=tuple(ruling.names for ruling in rulings if ruling.kind == "different"),
        ignore=tuple(ruling.names[0] for ruling in rulings if ruling.kind == "ignore"),
        moved=ruled.moved,
        ignored=frozenset(ruled.ignored),
        rulings={(ruling.kind, ruling.names): ruling.origin for ruling in reversed(rulings)},
    )


def _placed(
    faults: list[Fault], before: dict[str, Entry], drafts: Mapping[str, Draft], rulings: Sequence[Ruling]
) -> list[Fault]:
    """Put faults that rulings bring about where the first of these stands that does, with those before it."""
    if not faults:
        return []

    def is_wrong(number: int) -> bool:
        entries = dict(before)
        return bool(apply_rulings(entries, rulings[:number]).faults or list(check(entries, drafts)))

    number = bisect_left(range(len(rulings) + 1), True, key=is_wrong)  # rulings before it do no harm
    ruling = rulings[number - 1]
    given = ", ".join(ruling.names)
    return [
        Fault(ruling.path, ruling.line, f"with {ruling.kind}: {given}, {each.message}") for each in faults
    ]


def _error(faults: list[Fault], contents: Sequence[FileContent]) -> VocabularyError:
    """Make one error of all faults: a line for each, in the order of the files and their lines."""
    order = {content.path: number for number, content in enumerate(contents)}
    first, *rest = sorted(set(faults), key=lambda fault: (order.get(fault.path, -1), fault))
    message = "\n".join([first.message, *(f"{fault.path}:{fault.line}: {fault.message}" for fault in rest)])
    return VocabularyError(message, path=first.path, line=first.line)
