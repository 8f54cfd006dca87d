"""Write a file wholly or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from kbgraph.errors import OutputError

_BATCH = 1 << 20  # characters


def write_atomically(path: Path, chunks: Iterable[str]) -> Path:
    r"""Write text as UTF-8, `\n` as it stands: to a file beside, flushed to the disk, then renamed.

    Missing folders are made. Whatever stops the writing (an error in the chunks too, or Ctrl-C) leaves the
    old file as it was and none beside it. A link is followed; a pipe or device is written in place.
    Raises OutputError with the path where the file system refuses.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            _write_in_place(target, chunks)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_beside(target, chunks)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from error
    return path


def _write_in_place(target: Path, chunks: Iterable[str]) -> None:
    with target.open("wb") as file:
        file.writelines(_encoded(chunks))


def _write_beside(target: Path, chunks: Iterable[str]) -> None:
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.writelines(_encoded(chunks))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


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
