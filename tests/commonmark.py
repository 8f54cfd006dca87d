"""The examples of the CommonMark specification: fetched once into the cache, never part of the repository."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PACKAGE = "commonmark-spec@0.31.2"
SHA256 = "257c41ad946f7a1414a499aca402a1aa8fdac3678532266611348c1cf54f4b80"
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
_FOLDER = Path(__file__).parents[1] / ".cache" / PACKAGE.replace("@", "-")


class SpecMissingError(LookupError):
    """The specification is not there and can't be fetched."""


def spec_examples() -> list[str]:
    """Give the examples' Markdown, in the order of the specification; SpecMissingError where there is none."""
    if not _FOLDER.exists():
        _fetch()
    spec = (_FOLDER / "package" / "spec.txt").read_bytes()
    found = hashlib.sha256(spec).hexdigest()
    if found != SHA256:
        raise SpecMissingError(f"{_FOLDER} holds a specification of hash {found}, where {SHA256} is wanted")
    return [example.replace("→", "\t") for example in EXAMPLE.findall(spec.decode())]


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SpecMissingError("npm is not installed, which fetches the specification")
    _FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_FOLDER.parent) as beside:
        made = Path(beside) / "made"
        made.mkdir()
        words = [npm, "pack", PACKAGE, "--pack-destination", str(made)]
        try:
            done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=300, check=False)
        except subprocess.TimeoutExpired as error:
            raise SpecMissingError("the specification can't be fetched within five minutes") from error
        if done.returncode != 0:
            raise SpecMissingError(f"the specification can't be fetched: {done.stderr[-500:]}")
        (archive,) = made.glob("*.tgz")
        shutil.unpack_archive(archive, made, filter="data")
        try:
            made.rename(_FOLDER)
        except OSError:  # another process was quicker
            if not _FOLDER.exists():
                raise
