"""Folders that only their user can write: what stands in them is believed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def make_private(folder: Path) -> Path:
    """Make a folder with mode 700 where it is missing, and give it back.

    Raises OSError where it can't be made, and where somebody else owns it or could write there.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(None, "it is no folder")
    check_private(folder)
    return folder


def check_private(path: Path) -> None:
    """Raise PermissionError for what somebody else owns or could write; systems without such modes know none."""
    if not hasattr(os, "getuid"):
        return
    found = path.stat()
    if found.st_uid != os.getuid():
        raise PermissionError(None, "it belongs to another user")
    if found.st_mode & _OTHERS_WRITE:
        raise PermissionError(None, f"others can write there (`chmod go-w {path}` ends that)")
