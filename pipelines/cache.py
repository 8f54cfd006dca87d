"""Sentences already analysed, kept from run to run.

One SQLite file for each combination of code, model and vocabulary; in it one row for each distinct sentence,
with a check sum. What is damaged is dropped and made again: an entry that fails its check is as good as
absent, a file that is no database of one table is replaced. Nothing that stands in it is ever executed, and a
folder or file that another user could have written is not used. Whatever goes wrong, a run goes on without.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TypeVar

from exports.private_folder import check_private, make_private
from kbgraph.errors import OutputError
from kbgraph.model import Analysis
from pipelines.records import pack, unpack

_KEPT = 4  # files of earlier code, models and vocabularies
_AT_ONCE = 500
_PATIENCE = 5  # seconds that a lock of another run is waited for
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_TABLE = "CREATE TABLE analyses (key BLOB PRIMARY KEY, seal BLOB, packed BLOB) WITHOUT ROWID"
_SCHEMA = "SELECT sql FROM sqlite_master"
_READ = "SELECT key, seal, packed FROM analyses WHERE key IN ({})"
_WRITE = "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?)"

T = TypeVar("T")


class Cache:
    """Analyses by the text of their sentence. What fails here raises `OutputError`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def read(self, texts: Iterable[str]) -> dict[str, Analysis]:
        """Give what is known of these sentences; an entry that is damaged is not known."""
        known: dict[str, Analysis] = {}
        for some in _batches(texts, _AT_ONCE):
            by_key = {_key(text): text for text in some}
            marks = ",".join("?" * len(by_key))
            with _told(self._path):
                rows = self._connection.execute(_READ.format(marks), tuple(by_key)).fetchall()
            for key, seal, packed in rows:
                if key in by_key and (analysis := _opened(key, seal, packed, by_key[key])) is not None:
                    known[by_key[key]] = analysis
        return known

    def write(self, analyses: Iterable[Analysis]) -> None:
        """Keep some analyses, all of them or none."""
        rows = [(key, _seal(key, packed), packed) for key, packed in map(_row, analyses)]
        with _told(self._path), self._connection:
            self._connection.executemany(_WRITE, rows)


class Careful:
    """A cache that is done without as soon as anything is wrong with it; `fault` then says what."""

    def __init__(self, stack: ExitStack, folder: Path | None, fingerprint: str) -> None:
        """Open the cache in a folder, for as long as the stack is open; None is a cache that keeps nothing."""
        self.fault: str | None = None
        self._cache: Cache | None = None
        if folder is not None:
            with self._noted():
                self._cache = stack.enter_context(open_cache(folder, fingerprint))

    def read(self, texts: Sequence[str]) -> dict[str, Analysis]:
        """Give what is known of these sentences: nothing where the cache can't be read."""
        with self._noted():
            return self._cache.read(texts) if self._cache else {}
        return {}

    def write(self, analyses: Sequence[Analysis]) -> None:
        """Keep some analyses, if that can be done."""
        with self._noted():
            if self._cache:
                self._cache.write(analyses)

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except OutputError as error:
            self._cache, self.fault = None, str(error)


@contextmanager
def open_cache(folder: Path, fingerprint: str) -> Iterator[Cache]:
    """Open the cache for one combination of code, model and vocabulary; replace it where it is damaged.

    Raises `OutputError` where the folder can't be written, or could be written by another user.
    """
    path = folder / f"analyses-{fingerprint}.sqlite"
    with _told(path):
        make_private(folder)
        connection = _connect(path)
    with closing(connection):
        _forget_oldest(folder)
        yield Cache(connection, path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        said = getattr(error, "strerror", None) or error
        raise OutputError(f"{path}: the cache can't be used: {said}") from error


def _connect(path: Path) -> sqlite3.Connection:
    if path.is_symlink():
        path.unlink()
    if path.exists():
        check_private(path)
    for beside in _beside(path):  # SQLite would wait for a pipe for ever
        if os.path.lexists(beside) and not stat.S_ISREG(beside.lstat().st_mode):
            beside.unlink()
    try:
        return _checked(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
        _remove(path)
        return _checked(path)


def _checked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        path.chmod(0o600)
        connection.execute("PRAGMA trusted_schema = OFF")
        if not connection.execute(_SCHEMA).fetchall():
            connection.execute(
                _TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1)
            )  # another run may make it now
        if connection.execute(_SCHEMA).fetchall() != [(_TABLE,)]:  # a view or trigger runs what stands in it
            raise _damage("it holds something else")
        if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise _damage(found)
    except BaseException:
        connection.close()
        raise
    connection.text_factory = bytes  # an entry of text that is no UTF-8 is one that fails its check
    return connection


def _damage(found: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(found)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _forget_oldest(folder: Path) -> None:
    """Remove all but the newest files; another run may be doing the same."""
    with suppress(OSError):
        files = sorted(folder.glob("analyses-*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            _remove(file)


def _remove(path: Path) -> None:
    """Remove a database with the journal that a killed process left of it."""
    for each in (path, *_beside(path)):
        each.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    """Give the files that SQLite keeps beside a database."""
    return [path.with_name(path.name + suffix) for suffix in ("-journal", "-wal", "-shm")]


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
