"""Failures as files beside the tests: every one that was ever found is tried again by `test_failures.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.case import Case

FOLDER = Path(__file__).parent / "failures"


def keep(target: str, case: Case, folder: Path = FOLDER) -> Path:
    """Write an input that failed; equal inputs are one file."""
    path = folder / target / f"{hashlib.sha256(case.data).hexdigest()[:12]}{case.suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.data)
    return path


def kept(folder: Path = FOLDER) -> Iterator[tuple[str, Path]]:
    """Give every input that ever failed, with its target."""
    for path in sorted(folder.glob("*/*")):
        yield path.parent.name, path


def read(path: Path) -> Case:
    """Read an input back."""
    return Case(path.read_bytes(), path.suffix)
