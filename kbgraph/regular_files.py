"""Read files that may be anything: a pipe or device is never opened, and no more is read than is wanted."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_BLOCK = 1 << 20  # bytes
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_regular(path: Path, *, most: int) -> bytes:
    """Read a regular file of `most` bytes or less; links are followed.

    Raises OSError, whose `strerror` says in a person's words what else stands there or how large the file is.
    """
    check_regular(path)
    with open(path, "rb", opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        _check_kind(found.st_mode)  # it may be another one by now
        _check_size(found.st_size, most)
        data = file.read(found.st_size + 1)
        while more := file.read(_BLOCK) if len(data) > found.st_size else b"":  # it grows, or tells no size
            data += more
            _check_size(len(data), most)
    _check_size(len(data), most)
    return data


def check_regular(path: Path) -> None:
    """Raise OSError, which says in a person's words what stands there, for what is no regular file."""
    _check_kind(os.stat(path).st_mode)


def kind_of(mode: int) -> str | None:
    """Say what a file is by its mode; None for a regular one."""
    if stat.S_ISREG(mode):
        return None
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "something else than a file")


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise OSError(errno.EFBIG, f"it has {_amount(size)}, and files over {_amount(most)} are not read")


def _amount(size: int) -> str:
    if size < 1_000_000:
        return f"{size:,} bytes"
    return f"{size / 1_000_000:,.1f}".removesuffix(".0") + " MB"


def _check_kind(mode: int) -> None:
    if (kind := kind_of(mode)) is not None:
        raise OSError(errno.EINVAL, f"it is {kind}, and only regular files are read")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
