"""The folder that a run writes to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kbgraph.errors import OutputError


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Make sure before the work begins that a folder can be written; remove it again if nothing came of it.

    Raises `OutputError` where the folder can't be made or holds no file of ours.
    """
    made = _missing(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        _remove(made)
        raise OutputError(f"{folder}: can't be written: {error.strerror or error}") from error
    try:
        yield
    except BaseException:
        _remove(made)
        raise


def _missing(folder: Path) -> list[Path]:
    """Give the folders that would have to be made, the innermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]


def _remove(made: list[Path]) -> None:
    """Remove folders that were made for the run; one that holds something by now stays."""
    for each in made:
        with suppress(OSError):
            each.rmdir()
