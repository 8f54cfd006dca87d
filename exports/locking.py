"""Files that one process at a time may hold, by a lock of the operating system that ends with the process."""

from __future__ import annotations

import os
from io import BufferedRandom
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks: two processes are then not kept apart
    fcntl = None  # type: ignore[assignment]


def open_alone(path: Path) -> BufferedRandom | None:
    """Open a file to read and write, made where it is missing; None where another process holds it.

    It is held until it is closed. A link in its place is not followed. Where the file system knows no locks,
    the file is opened all the same. Raises OSError.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    while True:
        file = os.fdopen(os.open(path, flags, 0o666), "r+b")
        if not _lock(file):
            file.close()
            return None
        if _is_there(file, path):
            return file
        file.close()  # its holder renamed or removed it just now


def _lock(file: BufferedRandom) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _is_there(file: BufferedRandom, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False
