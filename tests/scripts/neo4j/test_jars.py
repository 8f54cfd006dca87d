"""Only jars whose hashes are in the repository are started."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from scripts.neo4j import jars
from scripts.neo4j.server import CURRENT, LTS, TOO_OLD, ServerMissingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of two jars."""
    found = tmp_path / "neo4j-1.0"
    found.mkdir()
    (found / "a-1.jar").write_bytes(b"a")
    (found / "b-2.jar").write_bytes(b"b")
    return found


@pytest.fixture
def hashes(folder: Path, tmp_path: Path) -> Path:
    """Note their hashes, and those of a second release that has one of them."""
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(folder / "a-1.jar", other)
    noted = tmp_path / "jars.sha256"
    jars.write({"1.0": folder, "2.0": other}, noted)
    return noted


def test_a_line_has_a_hash_a_name_and_the_releases(hashes: Path) -> None:
    a, b = (hashlib.sha256(each).hexdigest() for each in (b"a", b"b"))

    assert hashes.read_text() == f"{a} a-1.jar 1.0 2.0\n{b} b-2.jar 1.0\n"


def test_the_jars_that_were_noted_are_taken(folder: Path, hashes: Path) -> None:
    jars.check(folder, "1.0", hashes)


def test_a_changed_jar_is_named(folder: Path, hashes: Path) -> None:
    (folder / "b-2.jar").write_bytes(b"c")
    with pytest.raises(ServerMissingError, match=r"b-2\.jar is not the file of Neo4j 1\.0"):
        jars.check(folder, "1.0", hashes)


def test_a_missing_jar_is_named(folder: Path, hashes: Path) -> None:
    (folder / "b-2.jar").unlink()
    with pytest.raises(ServerMissingError, match=r"b-2\.jar is missing"):
        jars.check(folder, "1.0", hashes)


def test_a_jar_more_is_named(folder: Path, hashes: Path) -> None:
    (folder / "c-3.jar").write_bytes(b"c")
    with pytest.raises(ServerMissingError, match=r"c-3\.jar is not among the files"):
        jars.check(folder, "1.0", hashes)


def test_a_link_is_no_jar(folder: Path, hashes: Path, tmp_path: Path) -> None:
    shutil.move(folder / "b-2.jar", tmp_path / "b")
    (folder / "b-2.jar").symlink_to(tmp_path / "b")
    with pytest.raises(ServerMissingError, match=r"b-2\.jar is not the file"):
        jars.check(folder, "1.0", hashes)


def test_a_release_without_hashes_is_refused(folder: Path, hashes: Path) -> None:
    with pytest.raises(ServerMissingError, match=r"no hashes for Neo4j 3\.0"):
        jars.check(folder, "3.0", hashes)


def test_every_release_that_is_used_has_hashes() -> None:
    noted = jars.read()

    assert set(noted) == {release.version for release in (LTS, CURRENT, TOO_OLD)}
    for version, found in noted.items():
        assert f"neo4j-kernel-{version}.jar" in found
        assert all(len(digest) == 64 for digest in found.values())


def test_what_was_fetched_before_is_checked_again(tmp_path: Path) -> None:
    made = tmp_path / f"neo4j-{LTS.version}"
    made.mkdir()
    (made / "evil.jar").write_bytes(b"x")
    with pytest.raises(ServerMissingError):
        jars.fetch(LTS.version, tmp_path)
