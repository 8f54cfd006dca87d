"""`build.json`: what a build was made of and what it is, so that files of two builds are told from one.

It is written last and holds no time: the same build has the same manifest. `id` is a hash of all the rest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, cast

from exports import file_names
from exports.write import Staged, mark_of
from kbgraph.errors import OutputError
from kbgraph.regular_files import read_regular

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
    held = {"layout": _LAYOUT, **facts, "files": [asdict(each) for each in _sorted(files)]}
    digest = sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
    return json.dumps({"id": digest, **held}, indent=1) + "\n"


def render_mark(folder: Path, files: Sequence[Staged]) -> str:
    """Give what the mark of a mixture holds: every file that may stand there while builds are put in place."""
    rows = [*_known_files(folder), *_sorted(files)]
    return json.dumps({"layout": _LAYOUT, "files": [asdict(each) for each in dict.fromkeys(rows)]}) + "\n"


def check_place(folder: Path) -> None:
    """Raise OutputError where a file of another program has the manifest's name."""
    if _is_foreign(_read(folder / NAME)):
        raise OutputError(f"{folder / NAME} is not kbgraph's; name another folder with --out")


def listed_files(path: Path) -> list[BuildFile] | None:
    """Give the files that a manifest or a mark lists, of the names that kbgraph gives; None where it can't be read."""
    try:
        rows = _read(path)["files"]  # type: ignore[index]
        found = [BuildFile(str(row["name"]), int(row["size"]), str(row["sha256"])) for row in rows]
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
    return [each for each in found if each.name in file_names()]


def mixed(folder: Path) -> str | None:
    """Say how the files in a folder are not those of one build; None where nothing tells against it.

    A file that was removed is no fault, nor is a folder without a manifest: graph.json may stand alone.
    """
    files = listed_files(folder / NAME)
    if files is not None:
        other = [each.name for each in files if (folder / each.name).exists() and not _holds(folder, each)]
        return f"{', '.join(other)} changed since {NAME} was written" if other else None
    if mark_of(folder / NAME).exists():
        return "a build is putting its files in place, or was stopped at it"
    if os.path.lexists(folder / NAME) and not _is_foreign(_read(folder / NAME)):
        return f"{NAME} is damaged"
    return None


def unchanged(folder: Path, names: Collection[str]) -> list[Path]:
    """Give the files of earlier builds that bear none of the names and are as those builds wrote them."""
    found = [each.name for each in _known_files(folder) if each.name not in names and _holds(folder, each)]
    return [folder / name for name in dict.fromkeys(found)]


def _known_files(folder: Path) -> list[BuildFile]:
    return [*(listed_files(folder / NAME) or []), *(listed_files(mark_of(folder / NAME)) or [])]


def _sorted(files: Sequence[Staged]) -> list[BuildFile]:
    return sorted(
        (BuildFile(each.path.name, each.size, each.sha256) for each in files), key=lambda each: each.name
    )


def _read(path: Path) -> object:
    """Read JSON; None where there is none."""
    try:
        return cast("object", json.loads(read_regular(path, most=_LARGEST)))
    except (OSError, ValueError, RecursionError):
        return None


def _is_foreign(content: object) -> bool:
    return isinstance(content, dict) and not content.keys() & {"layout", "files"}


def _holds(folder: Path, file: BuildFile) -> bool:
    path = folder / file.name
    try:
        if not path.is_file() or path.stat().st_size != file.size:
            return False
        with path.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest() == file.sha256
    except OSError as error:
        raise OutputError(f"{path}: can't be read: {error.strerror}") from error
