"""Errors that nobody foresaw: told in a line, with the details in a file that a person may send."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from exports.private_folder import make_private
from exports.secrets import mask_secrets, scrub
from pipelines.user_folder import user_folder

DEBUG = "KBGRAPH_DEBUG"
"""Environment variable; where it is 1 an unforeseen error shows its traceback."""

_OURS = ("kbgraph", "exports", "pipelines")
_ROOT = Path(__file__).resolve().parents[1]
_QUOTED = 200  # characters of a message, which may hold text of a knowledge base
_KEPT = 20  # reports
_PACKAGES = ("kbgraph", "spacy", "thinc", "numpy", "networkx", "pyromark", "neo4j", "ladybug")


def is_unforeseen(error: BaseException) -> bool:
    """Tell what ends one document's work from what ends the whole run; a panic of a parser is no Exception."""
    return not isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit)


def in_a_line(error: BaseException) -> str:
    """Name an error, its message and the place in our code where it came from."""
    said = " ".join(_message(error).split())
    place = _place(error)
    return type(error).__name__ + (f": {said}" if said else "") + (f" (at {place})" if place else "")


def details(error: BaseException) -> str:
    """Give the traceback of an error and its causes without the values of variables, and with secrets masked."""
    return mask_secrets("\n".join(_frames(error)), _secrets())


def write_report(faults: Sequence[str]) -> Path | None:
    """Write the `details` of faults to the user's cache folder, for that user alone; None where that can't be.

    The same faults are written once; the oldest reports are removed.
    """
    text = "\n\n".join([_about(), *dict.fromkeys(faults)]) + "\n"
    name = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    try:
        folder = make_private(user_folder() / "reports")
        path = folder / f"report-{name}.txt"
        descriptor = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600
        )
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            os.chmod(path, 0o600)
            file.write(text)
        _forget_oldest(folder)
    except OSError:
        return None
    return path


def how_to_report(path: Path | None) -> str:
    """Say where the details are and what to do with them."""
    if path is None:
        return f"{DEBUG}=1 shows the details; please report them to the project with what led to this"
    return f"details: {path}; please report this to the project with that file, which holds no secrets"


def mask(error: BaseException) -> None:
    """Take secrets out of what an error and its causes say, before its traceback is shown."""
    scrub(error, _secrets())


def wants_traceback() -> bool:
    """Tell whether the user asks for tracebacks."""
    return os.environ.get(DEBUG) == "1"


def _message(error: BaseException) -> str:
    said = mask_secrets(str(error), _secrets())
    return said if len(said) <= _QUOTED else said[:_QUOTED] + "…"


def _place(error: BaseException) -> str | None:
    """Give the innermost line of ours that an error passed, as `kbgraph/nlp/tokenizer.py:12`."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if (ours := _relative(frame.filename)) is not None:
            return f"{ours}:{frame.lineno}"
    return None


def _relative(file_name: str) -> str | None:
    try:
        path = Path(file_name).resolve().relative_to(_ROOT)
    except (OSError, ValueError):
        return None
    return path.as_posix() if path.parts[0] in _OURS else None


def _frames(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _frames(cause)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_relative(frame.filename) or frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
    yield f"{type(error).__name__}: {_message(error)}"


def _about() -> str:
    versions = " ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    options = [word.partition("=")[0] for word in sys.argv[2:] if word.startswith("--")]  # and no values
    command = " ".join(["kbgraph", *sys.argv[1:2], *options])
    return f"{versions}\nPython {platform.python_version()} on {platform.platform()}\n{mask_secrets(command)}"


def _version(name: str) -> str | None:
    with suppress(PackageNotFoundError):
        return version(name)
    return None


def _secrets() -> list[str]:
    password = os.environ.get("NEO4J_PASSWORD")
    return [password] if password else []


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("report-*.txt"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
