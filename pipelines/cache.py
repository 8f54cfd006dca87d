"""Sentences already analysed, kept from run to run.

One SQLite file for each combination of code, model and vocabulary; in it one row for each distinct sentence,
with a check sum. What is damaged is dropped and made again: an entry that fails its check is as good as
absent, a file that is no database is replaced. Nothing that stands in it is ever executed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kbgraph.errors import OutputError
from kbgraph.model import Analysis
from pipelines.records import pack, unpack

_KEPT = 4  # files of earlier code, models and vocabularies
_AT_ONCE = 500
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_TABLE = "CREATE TABLE IF NOT EXISTS analyses (key BLOB PRIMARY KEY, seal BLOB, packed BLOB) WITHOUT ROWID"
_READ = "SELECT key, seal, packed FROM analyses WHERE key IN ({})"
_WRITE = "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?)"

T = TypeVar("T")


class Cache:
    """Analyses by the text of their sentence."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, texts: Iterable[str]) -> dict[str, Analysis]:
        """Give what is known of these sentences; an entry that is damaged is not known."""
        known: dict[str, Analysis] = {}
        for some in _batches(texts, _AT_ONCE):
            by_key = {_key(text): text for text in some}
            marks = ",".join("?" * len(by_key))
            for key, seal, packed in self._connection.execute(_READ.format(marks), tuple(by_key)):
                if key in by_key and (analysis := _opened(key, seal, packed, by_key[key])) is not None:
                    known[by_key[key]] = analysis
        return known

    def write(self, analyses: Iterable[Analysis]) -> None:
        """Keep some analyses, all of them or none."""
        rows = ((key, _seal(key, packed), packed) for key, packed in map(_row, analyses))
        with self._connection:
            self._connection.executemany(_WRITE, rows)


@contextmanager
def open_cache(folder: Path, fingerprint: str) -> Iterator[Cache]:
    """Open the cache for one combination of code, model and vocabulary; replace it where it is damaged.

    Raises `OutputError` where the folder can't be written.
    """
    path = folder / f"analyses-{fingerprint}.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = _connect(path)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"{path}: the cache can't be used: {error}") from error
    with closing(connection):
        _forget_oldest(folder)
        yield Cache(connection)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _checked(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
        path.unlink()
        return _checked(path)


def _checked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute(_TABLE)
        connection.execute(_READ.format("?"), (b"",)).fetchall()
        if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise _damage(found)
    except BaseException:
        connection.close()
        raise
    return connection


def _damage(found: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(found)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("analyses-*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).digest()


def _seal(key: bytes, packed: bytes) -> bytes:
    return blake2b(packed, key=key, digest_size=16).digest()


def _row(analysis: Analysis) -> tuple[bytes, bytes]:
    return _key(analysis.text), pack(analysis)


def _opened(key: bytes, seal: object, packed: object, text: str) -> Analysis | None:
    if not isinstance(packed, bytes) or seal != _seal(key, packed):
        return None
    try:
        analysis = unpack(packed, Analysis)
    except ValueError:
        return None
    return analysis if analysis.text == text else None


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
