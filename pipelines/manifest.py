"""`build.json`: what a build was made of and what it is, so that files of two builds are told from one.

It is written last and holds no time: the same build has the same manifest. `id` is a hash of all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from exports.write import Staged, mark_of
from kbgraph.errors import OutputError

NAME = "build.json"
_LAYOUT = 1
"""Version of the manifest's shape."""

_LARGEST = 100_000_000  # bytes of a manifest that is read


@dataclass(frozen=True, slots=True)
class BuildFile:
    """A file of a build."""

    name: str  # in the build's folder
    size: int  # bytes
    sha256: str


def render(facts: Mapping[str, Any], files: Sequence[Staged]) -> str:
    """Give the manifest's text; `facts` are what was read, how, and what was left out, ready for JSON."""
    rows = [{"name": each.path.name, "size": each.size, "sha256": each.sha256} for each in files]
    held = {"layout": _LAYOUT, **facts, "files": sorted(rows, key=lambda row: str(row["name"]))}
    digest = sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
    return json.dumps({"id": digest, **held}, indent=1) + "\n"


def listed_files(folder: Path) -> list[BuildFile] | None:
    """Give the files that the manifest in a folder lists; None where there is none that can be read."""
    try:
        with (folder / NAME).open("rb") as file:
            rows = json.loads(file.read(_LARGEST))["files"]
        return [BuildFile(str(row["name"]), int(row["size"]), str(row["sha256"])) for row in rows]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def mixed(folder: Path) -> str | None:
    """Say how the files in a folder are not those of one build; None where nothing tells against it.

    A file that was removed is no fault, nor is a folder without a manifest: graph.json may stand alone.
    """
    files = listed_files(folder)
    if files is not None:
        other = [each.name for each in files if _is_other(folder, each)]
        return f"{', '.join(other)} changed since {NAME} was written" if other else None
    if (folder / NAME).exists():
        return f"{NAME} is damaged"
    if mark_of(folder / NAME).exists():
        return "a build was stopped while it put its files in place"
    return None


def unchanged(folder: Path, names: Iterator[str] | Sequence[str]) -> list[Path]:
    """Give the files of the last build that bear none of the names and are as that build wrote them."""
    kept = set(names)
    return [
        folder / each.name
        for each in listed_files(folder) or []
        if each.name not in kept and _is_plain(each.name) and _holds(folder / each.name, each)
    ]


def _is_other(folder: Path, file: BuildFile) -> bool:
    return _is_plain(file.name) and (folder / file.name).exists() and not _holds(folder / file.name, file)


def _is_plain(name: str) -> bool:
    """Tell a name in the folder from a path that leads elsewhere, which no manifest of ours holds."""
    return Path(name).name == name and name not in ("", ".", "..")


def _holds(path: Path, file: BuildFile) -> bool:
    try:
        if not path.is_file() or path.stat().st_size != file.size:
            return False
        with path.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest() == file.sha256
    except OSError as error:
        raise OutputError(f"{path}: can't be read: {error.strerror}") from error
