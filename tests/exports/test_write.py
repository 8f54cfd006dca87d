"""A file is written wholly or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.write import write_atomically
from kbgraph.errors import OutputError


def failing(error: BaseException) -> Iterator[str]:
    yield "half"
    raise error


def test_text_is_written_as_utf8_with_its_newlines_as_they_stand(tmp_path: Path) -> None:
    path = write_atomically(tmp_path / "a.txt", ["é\n", "\r\n", "𝄞"])
    assert path.read_bytes() == "é\n\r\n𝄞".encode()


def test_missing_folders_are_made(tmp_path: Path) -> None:
    assert write_atomically(tmp_path / "new" / "newer" / "a.txt", ["x"]).read_text() == "x"


@pytest.mark.parametrize("error", [ValueError("bad"), KeyboardInterrupt(), OutputError("no")])
def test_what_stops_the_writing_leaves_the_old_file_and_no_debris(
    error: BaseException, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(type(error)):
        write_atomically(tmp_path / "a.txt", failing(error))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_what_stops_a_first_writing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", failing(KeyboardInterrupt()))
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"file/graph\.json can't be written: "):
        write_atomically(tmp_path / "file" / "graph.json", ["x"])


def test_a_folder_in_the_files_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"can't be written"):
        write_atomically(tmp_path, ["x"])
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomically(tmp_path / "link.txt", ["new"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such path")
def test_a_device_is_written_in_place(tmp_path: Path) -> None:
    write_atomically(Path("/dev/null"), ["x"])
    assert not Path("/dev/null").is_file()


def test_a_long_text_arrives_whole(tmp_path: Path) -> None:
    lines = [f"line {number}\n" for number in range(300_000)]
    assert write_atomically(tmp_path / "a.txt", lines).read_text() == "".join(lines)
