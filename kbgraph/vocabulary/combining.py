"""Vocabulary files, one after the other, into one checked vocabulary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kbgraph.errors import VocabularyError
from kbgraph.schema import node_id
from kbgraph.vocabulary.merging import merge
from kbgraph.vocabulary.model import Entry, Vocabulary, make_vocabulary
from kbgraph.vocabulary.overrides import apply_overrides
from kbgraph.vocabulary.parsing import Draft, Fault, FileContent, Override
from kbgraph.vocabulary.validation import check


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
    overrides = [override for content in contents for override in content.overrides]
    faults += check(entries, drafts)
    if not faults:
        before = dict(entries)
        overridden = apply_overrides(entries, overrides)
        faults += overridden.faults or _placed(list(check(entries, drafts)), before, drafts, overrides)
    if faults:
        raise _error(faults, contents)
    return make_vocabulary(
        entries,
        same=tuple(override.names for override in overrides if override.kind == "same"),
        different=tuple(override.names for override in overrides if override.kind == "different"),
        ignore=tuple(override.names[0] for override in overrides if override.kind == "ignore"),
        moved=overridden.moved,
        ignored=frozenset(overridden.ignored),
        overrides={(override.kind, override.names): override.origin for override in reversed(overrides)},
    )


def _placed(
    faults: list[Fault], before: dict[str, Entry], drafts: Mapping[str, Draft], overrides: Sequence[Override]
) -> list[Fault]:
    """Put faults that overrides bring about where the first of these stands that does, with those before it."""
    if not faults:
        return []

    def is_wrong(number: int) -> bool:
        entries = dict(before)
        return bool(apply_overrides(entries, overrides[:number]).faults or list(check(entries, drafts)))

    number = bisect_left(range(len(overrides) + 1), True, key=is_wrong)  # overrides before it do no harm
    override = overrides[number - 1]
    given = ", ".join(override.names)
    return [
        Fault(override.path, override.line, f"with {override.kind}: {given}, {each.message}")
        for each in faults
    ]


def _error(faults: list[Fault], contents: Sequence[FileContent]) -> VocabularyError:
    """Make one error of all faults: a line for each, in the order of the files and their lines."""
    order = {content.path: number for number, content in enumerate(contents)}
    first, *rest = sorted(set(faults), key=lambda fault: (order.get(fault.path, -1), fault))
    message = "\n".join([first.message, *(f"{fault.path}:{fault.line}: {fault.message}" for fault in rest)])
    return VocabularyError(message, path=first.path, line=first.line)
