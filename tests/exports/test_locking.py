"""A file is held by one process at a time, for as long as that lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from exports.locking import open_alone

HOLD = """
import sys
from pathlib import Path
from exports.locking import open_alone
held = open_alone(Path(sys.argv[1]))
print(held is not None, flush=True)
sys.stdin.read()
"""


def test_a_file_that_another_process_holds_is_not_opened_until_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "held"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        assert open_alone(path) is None
        other.kill()
        other.wait()
    with open_alone(path) or pytest.fail("still held") as file:
        assert file.read() == b""


def test_a_file_is_held_until_it_is_closed(tmp_path: Path) -> None:
    first = open_alone(tmp_path / "held")
    assert first is not None
    assert open_alone(tmp_path / "held") is None
    first.close()
    second = open_alone(tmp_path / "held")
    assert second is not None
    second.close()


def test_a_file_that_was_renamed_meanwhile_holds_nobody_back(tmp_path: Path) -> None:
    first = open_alone(tmp_path / "held")
    assert first is not None
    (tmp_path / "held").rename(tmp_path / "done")
    second = open_alone(tmp_path / "held")
    assert second is not None
    assert (tmp_path / "held").exists()
    first.close()
    second.close()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("text")
    (tmp_path / "held").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="symbolic links"):
        open_alone(tmp_path / "held")
