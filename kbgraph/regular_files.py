"""Read files that may be anything: a pipe or device is never opened, and no more is read than is wanted."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_regular(path: Path, *, most: int | None = None) -> bytes:
    """Read a regular file of `most` bytes or less (None: of any size); links are followed.

    Raises OSError, whose `strerror` says in a person's words what else stands there or how large the file is.
    """
    _check_kind(os.stat(path).st_mode)
    with open(path, "rb", opener=_without_waiting) as file:
        _check_kind(os.fstat(file.fileno()).st_mode)  # it may be another one by now
        data = file.read() if most is None else file.read(most + 1)
    if most is not None and len(data) > most:
        size = max(os.stat(path).st_size, len(data))
        raise OSError(errno.EFBIG, f"it has {_amount(size)}, and files over {_amount(most)} are not read")
    return data


def kind_of(mode: int) -> str | None:
    """Say what a file is by its mode; None for a regular one."""
    if stat.S_ISREG(mode):
        return None
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "something else than a file")


def _amount(size: int) -> str:
    if size < 1_000_000:
        return f"{size:,} bytes"
    return f"{size / 1_000_000:,.1f}".removesuffix(".0") + " MB"


def _check_kind(mode: int) -> None:
    if (kind := kind_of(mode)) is not None:
        raise OSError(errno.EINVAL, f"it is {kind}, and only regular files are read")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
