"""The built-in vocabulary and a user's files into one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kbgraph.errors import VocabularyError
from kbgraph.schema import node_id
from kbgraph.vocabulary.checking import check
from kbgraph.vocabulary.merging import merge
from kbgraph.vocabulary.model import Entry, Vocabulary, entry_from_record, make_vocabulary
from kbgraph.vocabulary.reading import Draft, Fault, FileContent, read_file

DATA = Path(__file__).parent / "data"
BUILT_IN_FILES = ("aws-services.yaml", "aws-concepts.yaml", "aws-hand.yaml")
COMPILED = DATA / "built-in.json"
"""The built-in files put together by `scripts/make_vocabulary.py`: JSON loads far faster than YAML."""


def load_vocabulary(paths: Sequence[Path] = (), *, only: bool = False) -> Vocabulary:
    """Load the built-in vocabulary and lay the user's files over it, in their order.

    With `only` the built-in is left out.

    Raises:
        VocabularyError: with every fault in all files, each with its file and line.
    """
    if not paths:
        return make_vocabulary({}) if only else _built_in()
    contents = [read_file(Path(path)) for path in paths]
    return combine({} if only else dict(_built_in().entries), contents)


def compile_built_in() -> Vocabulary:
    """Put the built-in YAML files together, checked as a user's files are."""
    return combine({}, [read_file(DATA / name, name=name) for name in BUILT_IN_FILES])


def combine(entries: dict[str, Entry], contents: Sequence[FileContent]) -> Vocabulary:
    """Lay the content of files over `entries` in their order, and check the whole."""
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
        same=tuple(pair for content in contents for pair in content.same),
        different=tuple(pair for content in contents for pair in content.different),
        ignore=tuple(name for content in contents for name in content.ignore),
    )


def _error(faults: list[Fault], contents: Sequence[FileContent]) -> VocabularyError:
    """Make one error of all faults: a line for each, in the order of the files and their lines."""
    order = {draft.path: number for number, content in enumerate(contents) for draft in content.drafts}
    order |= {fault.path: number for number, content in enumerate(contents) for fault in content.faults}
    first, *rest = sorted(set(faults), key=lambda fault: (order.get(fault.path, 0), fault))
    message = "\n".join([first.message, *(f"{fault.path}:{fault.line}: {fault.message}" for fault in rest)])
    return VocabularyError(message, path=first.path, line=first.line)


@cache
def _built_in() -> Vocabulary:
    records = json.loads(COMPILED.read_text(encoding="utf-8"))
    return make_vocabulary({record["id"]: entry_from_record(record) for record in records})
