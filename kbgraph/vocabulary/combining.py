"""Vocabulary files, one after the other, into one checked vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from kbgraph.errors import VocabularyError
from kbgraph.schema import node_id
from kbgraph.vocabulary.checking import check
from kbgraph.vocabulary.merging import merge
from kbgraph.vocabulary.model import Entry, Vocabulary, make_vocabulary
from kbgraph.vocabulary.reading import Draft, Fault, FileContent
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
        ruled = apply_rulings(entries, rulings)
        faults += ruled.faults or check(entries, drafts)
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


def _error(faults: list[Fault], contents: Sequence[FileContent]) -> VocabularyError:
    """Make one error of all faults: a line for each, in the order of the files and their lines."""
    order = {content.path: number for number, content in enumerate(contents)}
    first, *rest = sorted(set(faults), key=lambda fault: (order.get(fault.path, -1), fault))
    message = "\n".join([first.message, *(f"{fault.path}:{fault.line}: {fault.message}" for fault in rest)])
    return VocabularyError(message, path=first.path, line=first.line)
