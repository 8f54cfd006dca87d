"""Vocabulary files, one after the other, into one checked vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from kbgraph.errors import VocabularyError
from kbgraph.schema import node_id
from kbgraph.vocabulary.checking import check
from kbgraph.vocabulary.merging import merge
from kbgraph.vocabulary.model import Entry, Vocabulary, make_vocabulary
from kbgraph.vocabulary.reading import Draft, Fault, FileContent


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
    faults += check(entries, drafts)
    if faults:
        raise _error(faults, contents)
    return make_vocabulary(
        entries,
        same=tuple(names for content in contents for names in content.same),
        different=tuple(names for content in contents for names in content.different),
        ignore=tuple(name for content in contents for name in content.ignore),
    )


def _error(faults: list[Fault], contents: Sequence[FileContent]) -> VocabularyError:
    """Make one error of all faults: a line for each, in the order of the files and their lines."""
    order = {content.path: number for number, content in enumerate(contents)}
    first, *rest = sorted(set(faults), key=lambda fault: (order.get(fault.path, -1), fault))
    message = "\n".join([first.message, *(f"{fault.path}:{fault.line}: {fault.message}" for fault in rest)])
    return VocabularyError(message, path=first.path, line=first.line)
