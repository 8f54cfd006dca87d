"""A vocabulary file gives a vocabulary, or an error that says where every fault stands."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kbgraph.errors import VocabularyError
from kbgraph.nlp.entity_matcher import Matcher
from kbgraph.vocabulary import Vocabulary, load_vocabulary
from tests.fuzz.case import Case

_MEMORY = Path("/dev/shm")
_LINE_ENDS = (b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")  # of YAML beside CR and LF
_OVER_BUILT_IN = 16  # one in so many is laid over the built-in vocabulary too, which takes longest


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder for one check, in memory where the system has such a place."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as made:
        yield Path(made)


def check(case: Case) -> None:
    """Load a vocabulary file alone, and now and then over the built-in one."""
    with folder() as beside:
        path = beside / "terms.yaml"
        path.write_bytes(case.data)
        for only in (True,) if len(case.data) % _OVER_BUILT_IN else (True, False):
            try:
                assert_usable(load_vocabulary([path], only=only))
            except VocabularyError as error:
                assert_placed(error, path)


def assert_placed(error: VocabularyError, path: Path) -> None:
    """Check that every fault is told with the file and a line that it has."""
    lines = 2 + path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r")
    lines += sum(path.read_bytes().count(mark) for mark in _LINE_ENDS)
    assert error.path == path.as_posix(), "a fault without its file"
    assert error.line is not None, "a fault without its line"
    for row in str(error).split("\n"):
        where, _, message = row.partition(": ")
        shown, _, number = where.rpartition(":")
        assert shown == path.as_posix(), "a fault that runs over its line"
        assert 1 <= int(number) <= lines, f"a fault on line {number} of {lines}"
        assert message.strip(), "a fault without a message"
    str(error).encode()


def assert_usable(vocabulary: Vocabulary) -> None:
    """Check that what was accepted can be indexed, handed to another process, and found in a text."""
    assert pickle.loads(pickle.dumps(vocabulary)) == vocabulary
    own = [
        entry for entry in vocabulary.entries.values() if ":" in entry.origin and "terms.yaml" in entry.origin
    ]
    for entry in own:
        assert entry.label.strip(), "an entry without a name"
        assert entry.id.startswith(f"{entry.type.lower()}:"), "an id of another type"
        assert all(each in vocabulary.entries for each in entry.broader), "a broader term that is not there"
    if len(vocabulary.entries) < 100:
        matcher = Matcher(vocabulary)
        for entry in own:
            text = f"The {entry.label} is. {' '.join(entry.names)}"
            for match in matcher.find(text):
                assert 0 <= match.start < match.end <= len(text), "a match outside of its text"
                assert match.id in vocabulary.entries, "a match of no entry"
