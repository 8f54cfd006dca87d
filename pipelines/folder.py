"""The folder that a run writes to: one run at a time, and after each the files of one build.

While a run holds the folder, `.kbgraph.lock` stands there, locked by the operating system; what is left of it
after a process was killed holds nobody back.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path

from exports import file_names
from exports.locking import open_alone
from exports.write import part_of
from kbgraph.errors import BusyError, OutputError
from pipelines import manifest

_LOCK = ".kbgraph.lock"
_PROCESS_ID = 20  # digits at most


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Hold a folder alone and make sure before the work begins that it can be written.

    What a killed run left there is removed, and the folder itself is where it was made for nothing. Raises
    `OutputError` where the folder can't be made or holds no file of ours, and `BusyError` where another
    process holds it.
    """
    made: list[Path] = []
    try:
        made = _missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        lock = _locked(folder / _LOCK)
    except OSError as error:
        _remove(made)
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{folder}: can't be written: {error.strerror or error}") from error
    try:
        _clear(folder)
        yield
    except BaseException:
        _unlock(lock, folder / _LOCK)
        _remove(made)
        raise
    _unlock(lock, folder / _LOCK)


def _locked(path: Path) -> BufferedRandom:
    lock = open_alone(path)
    if lock is None:
        raise BusyError(
            f"{path.parent}: {_holder(path)} is building there; wait for it or name another --out"
        )
    with suppress(OSError):  # on a full disk nobody is told who holds it
        lock.truncate(0)
        lock.write(str(os.getpid()).encode())
        lock.flush()
    return lock


def _holder(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        if (number := file.read(_PROCESS_ID)).isdigit():
            return f"the process {number.decode()}"
    return "another process"


def _unlock(lock: BufferedRandom, path: Path) -> None:
    with suppress(OSError):
        path.unlink()
    lock.close()


def _clear(folder: Path) -> None:
    """Remove what killed processes left half-written; a file that another process is writing now stays."""
    for name in (manifest.NAME, *file_names()):
        _clear_part(part_of(Path(os.path.realpath(folder / name))))


def _clear_part(part: Path) -> None:
    with suppress(OSError):
        if part.is_symlink():
            part.unlink()
        elif part.exists() and (file := open_alone(part)) is not None:
            with file:
                part.unlink()


def _missing(folder: Path) -> list[Path]:
    """Give the folders that would have to be made, the innermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]


def _remove(made: list[Path]) -> None:
    """Remove folders that were made for the run; one that holds something by now stays."""
    for each in made:
        with suppress(OSError):
            each.rmdir()
