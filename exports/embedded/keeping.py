"""Keep the database of a graph file in a folder beside it, and trust it only if it is what was put there.

The folder is ours alone (mode 700), and the database has its BLAKE2 hash beside it, written last and compared at
each use: 0.15 s of CPU time for 100 MB, against seconds to make one anew. Whatever is wrong with it - cut, changed,
another's, removed, a folder in a file's place - it is made anew; where nothing can be kept, nothing is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from exports.private_folder import check_private

LAYOUT = "3"  # changed whenever the tables or the files are
DATABASE = "graph.lbdb"
_SEAL = "blake2b"  # file with the database's hash
_ABANDONED = 3600  # seconds after which a database that is still being made is taken for left behind
_BLOCK = 1 << 20
_ROOM = 16 << 20, 10  # bytes, and times the graph file: twice what a database and its log were seen to take


def digest_of(path: Path) -> str:
    """Give the hash of a file's bytes."""
    found = hashlib.blake2b(digest_size=12)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


@contextmanager
def kept(path: Path, fill: Callable[[Path], None], *, fresh: bool) -> Iterator[Path | None]:
    """Give the database of a graph file, made by `fill` if it is not there or `fresh` asks for it.

    None where none can be kept: the folder can't be made or written, others can write it, or the graph file
    changed meanwhile.
    """
    folder = path.with_name(f".{path.name}.ladybug")
    digest = digest_of(path)
    wanted = folder / f"{digest}-{LAYOUT}-{version('ladybug')}"
    if not fresh and _is_ours(folder) and is_whole(wanted):
        yield wanted / DATABASE
        return
    beside = _beside(folder)
    if beside is None:
        yield None
        return
    with beside as name:
        made = _make(Path(name) / "made", fill) if _has_room(Path(name), path.stat().st_size) else None
        if made is not None and digest_of(path) == digest:
            if fresh or not is_whole(wanted):
                _remove(wanted)
            with suppress(OSError):  # another process was quicker, and ours serves for this once
                made = made.rename(wanted)
            _forget_others(folder, keep={wanted.name, Path(name).name})
            yield made / DATABASE
        else:
            yield None


def is_whole(folder: Path) -> bool:
    """Tell whether a database is there as it was made, ours alone, and nothing else beside it."""
    try:
        if not _is_ours(folder) or sorted(each.name for each in folder.iterdir()) != [_SEAL, DATABASE]:
            return False
        if not all(stat.S_ISREG(each.lstat().st_mode) for each in folder.iterdir()):
            return False
        return (folder / _SEAL).read_bytes() == digest_of(folder / DATABASE).encode()
    except OSError:
        return False


def _is_ours(folder: Path) -> bool:
    """Tell whether a path is a folder, no link, of this user, that no other can write."""
    try:
        check_private(folder)
        return stat.S_ISDIR(folder.lstat().st_mode)
    except OSError:
        return False


def _beside(folder: Path) -> tempfile.TemporaryDirectory[str] | None:
    """Make a folder in the folder, which is made if it is missing."""
    with suppress(OSError):
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if _is_ours(folder):
            return tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True)
    return None


def _has_room(folder: Path, size: int) -> bool:
    """Tell whether the disk takes a database of a graph file; the engine ends the process where it is full."""
    needed = _ROOM[0] + _ROOM[1] * size
    try:
        if shutil.disk_usage(folder).free < needed:
            return False
        if hasattr(os, "posix_fallocate"):  # which also finds quotas and limits
            with tempfile.TemporaryFile(dir=folder) as probe:
                os.posix_fallocate(probe.fileno(), 0, needed)
    except OSError:
        return False
    return True


def _make(folder: Path, fill: Callable[[Path], None]) -> Path | None:
    """Make a database and its hash in a new folder; None where the disk does not take it."""
    try:
        folder.mkdir(mode=0o700)
        fill(folder / DATABASE)
        (folder / _SEAL).write_bytes(digest_of(folder / DATABASE).encode())
    except (OSError, RuntimeError):  # the engine's own are RuntimeError
        return None
    return folder


def _forget_others(folder: Path, keep: set[str]) -> None:
    """Remove the databases of what the graph was before, and what was left by processes that were killed."""
    with suppress(OSError):
        for each in list(folder.iterdir()):
            is_new = time.time() - each.lstat().st_mtime < _ABANDONED
            if each.name not in keep and not (each.name.startswith("tmp") and is_new):
                _remove(each)


def _remove(path: Path) -> None:
    """Remove a folder with what is in it, or whatever stands in its place."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
