"""Write files wholly or not at all: each beside its place first, then put there, alone or several together."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedRandom
from pathlib import Path

from exports.locking import open_alone
from kbgraph.errors import OutputError

_BATCH = 1 << 20  # characters, and bytes read back


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is written, flushed to the disk and read back, and stands beside its place."""

    path: Path  # as it was asked for
    target: Path  # where it goes: links of `path` are followed
    part: Path  # where it stands, held by this process
    size: int  # bytes
    sha256: str
    file: BufferedRandom = field(repr=False, compare=False)  # keeps `part` from other processes

    def put(self) -> None:
        """Put it in its place. Raises OSError."""
        if os.name == "nt":  # an open file can't be renamed there
            self.file.close()
        self.part.replace(self.target)
        self.file.close()

    def drop(self) -> None:
        """Remove it, if it is not in its place by now."""
        if not self.file.closed:
            self.part.unlink(missing_ok=True)
            self.file.close()


def write_atomically(path: Path, chunks: Iterable[str]) -> Path:
    r"""Write text as UTF-8, `\n` as it stands: to a file beside, flushed to the disk, then renamed.

    Missing folders are made. Whatever stops the writing (an error in the chunks too, or Ctrl-C) leaves the
    old file as it was and none beside it. A link is followed; a pipe or device is written in place.
    Raises OutputError with the path where the file system refuses.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with _naming(path), target.open("wb") as file:
            file.writelines(_encoded(chunks))
        return path
    put_all([stage(path, chunks)])
    return path


def stage(path: Path, chunks: Iterable[str]) -> Staged:
    """Write a file beside its place, as `.<name>.part`; what a killed process left there is overwritten.

    Raises OutputError where the file system refuses, where something else than a file stands in the place,
    and where another process is writing the same file.
    """
    target = Path(os.path.realpath(path))
    with _naming(path):
        if target.exists() and not target.is_file():
            raise OutputError(f"{path} can't be written: it is no regular file")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = part_of(target)
        file = open_alone(part)
        if file is None:
            raise OutputError(f"{path} can't be written: another process is writing it")
        try:
            size, sha256 = _write(file, chunks)
        except BaseException:
            part.unlink(missing_ok=True)
            file.close()
            raise
        return Staged(path, target, part, size, sha256, file)


def remove_file(path: Path) -> None:
    """Remove a file, if it is there. Raises OutputError with the path where the file system refuses."""
    with _naming(path):
        path.unlink(missing_ok=True)


def part_of(target: Path) -> Path:
    """Give where a file stands until it is put in its place."""
    return target.with_name(f".{target.name}.part")


def put_all(staged: Collection[Staged]) -> None:
    """Put files in their places; those that can't be put any more are dropped. Raises OutputError."""
    try:
        for each in staged:
            with _naming(each.path):
                each.put()
    finally:
        for each in staged:
            each.drop()


def put_together(
    staged: Collection[Staged], last: Staged, remove: Collection[Path] = (), *, mark: str = ""
) -> None:
    """Put several files in their places, so that `last` stands there only while all of them are of one set.

    The old `last` is removed first, then the others are put and the files to `remove` go, then the new `last`
    is put; each step reaches the disk before the next. From the first to the last step `mark_of` the place of
    `last` stands there with the text `mark`, and stays where a step fails: the files may then be of two sets.
    Raises OutputError.
    """
    marked = mark_of(last.path)
    try:
        if marked.is_symlink():
            remove_file(marked)
        put_all([stage(marked, [mark])])
        with _naming(last.path):
            flush_folders([marked])
            last.target.unlink(missing_ok=True)
            flush_folders([last.target])
            put_all(staged)
            for path in remove:
                path.unlink(missing_ok=True)
            flush_folders([*(each.target for each in staged), *remove])
            last.put()
            flush_folders([last.target])
            marked.unlink()
    finally:
        last.drop()


def mark_of(target: Path) -> Path:
    """Give the file that stands beside `target` while the files it is put together with may be of two sets."""
    return target.with_name(f".{target.name}.mixed")


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn an error of the file system into an OutputError that names the path."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from error


def _write(file: BufferedRandom, chunks: Iterable[str]) -> tuple[int, str]:
    """Write, flush and read back; give the size and the SHA-256 of what stands there."""
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise OutputError(f"{file.name} is in the way: it is no regular file")
    file.truncate(0)
    written = hashlib.sha256()
    for data in _encoded(chunks):
        written.update(data)
        file.write(data)
    file.flush()
    os.fsync(file.fileno())
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != written.hexdigest():
        raise OSError(None, "what was written can't be read back")
    return file.tell(), found


def flush_folders(files: Iterable[Path]) -> None:
    """Make renames and removals reach the disk, where the system can do that for folders."""
    for folder in sorted({file.parent for file in files}):
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _encoded(chunks: Iterable[str]) -> Iterator[bytes]:
    """Encode in batches of about a megabyte, so that a format may yield a line at a time."""
    batch: list[str] = []
    size = 0
    for chunk in chunks:
        batch.append(chunk)
        size += len(chunk)
        if size >= _BATCH:
            yield "".join(batch).encode()
            batch.clear()
            size = 0
    yield "".join(batch).encode()
