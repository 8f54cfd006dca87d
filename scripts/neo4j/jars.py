"""The jars of Neo4j, from Maven Central, held against the SHA-256 hashes in `jars.sha256`.

A line for each: hash, name, and the releases that have it. `python scripts/neo4j/server.py --write-hashes`
writes them anew, of jars that are fetched then.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
HASHES = Path(__file__).with_name("jars.sha256")


class ServerMissingError(RuntimeError):
    """The server can't be had or started here; the message says why."""


def fetch(version: str, cache: Path) -> Path:
    """Give the folder of a release's jars, fetched from Maven Central at first use.

    Raises ServerMissingError where they can't be had, and where one is not what was noted; at every start.
    """
    folder = cache / f"neo4j-{version}"
    if not folder.exists():
        download(version, folder)
    check(folder, version)
    return folder


def download(version: str, folder: Path) -> None:
    """Fetch a release's jars into a folder that is not there yet, unchecked."""
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerMissingError("Maven (mvn) is not installed, which fetches Neo4j")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        made = Path(beside) / "jars"
        words = [maven, "-q", "-B", COPY, "-f", str(POM), f"-Dneo4j.version={version}"]
        words += [f"-DoutputDirectory={made}"]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=900, check=False)
        if done.returncode != 0:
            raise ServerMissingError(f"Neo4j {version} can't be fetched: {done.stdout[-500:]}")
        with suppress(OSError):  # another process was quicker
            made.rename(folder)


def check(folder: Path, version: str, hashes: Path = HASHES) -> None:
    """Raise ServerMissingError for a jar that is missing, not known, or not what was noted for the release."""
    expected = read(hashes).get(version, {})
    if not expected:
        raise ServerMissingError(
            f"{hashes.name} has no hashes for Neo4j {version}; --write-hashes writes them"
        )
    found = {path.name: path for path in folder.iterdir()}
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            raise ServerMissingError(f"{folder / name} is missing: remove the folder, and it is fetched anew")
        if name not in expected:
            raise ServerMissingError(f"{found[name]} is not among the files of Neo4j {version}: remove it")
        if (is_what := _digest(found[name])) != expected[name]:
            raise ServerMissingError(
                f"{found[name]} is not the file of Neo4j {version}: its SHA-256 is {is_what}, "
                f"and {hashes.name} says {expected[name]}. Remove the folder, and it is fetched anew"
            )


def read(hashes: Path = HASHES) -> dict[str, dict[str, str]]:
    """Read the hashes, by release and by name."""
    found: dict[str, dict[str, str]] = {}
    for line in hashes.read_text(encoding="utf-8").splitlines():
        digest, name, *versions = line.split()
        for version in versions:
            found.setdefault(version, {})[name] = digest
    return found


def write(folders: Mapping[str, Path], hashes: Path = HASHES) -> None:
    """Write the hashes of the jars in folders, by release."""
    versions: dict[tuple[str, str], list[str]] = {}
    for version, folder in folders.items():
        for path in folder.iterdir():
            versions.setdefault((path.name, _digest(path)), []).append(version)
    lines = [f"{digest} {name} {' '.join(versions[name, digest])}\n" for name, digest in sorted(versions)]
    hashes.write_text("".join(lines), encoding="utf-8")


def _digest(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "that of no file"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
