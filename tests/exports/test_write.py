"""A file is written wholly or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.write import mark_of, part_of, put_together, stage, write_atomically
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


def test_a_file_is_staged_beside_its_place_with_what_is_known_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    staged = stage(tmp_path / "a.txt", ["new", "er"])
    assert (tmp_path / "a.txt").read_text() == "old"
    assert staged.part.read_text() == "newer"
    assert (staged.size, staged.sha256) == (5, hashlib.sha256(b"newer").hexdigest())
    staged.put()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "newer")]


def test_a_staged_file_that_is_dropped_leaves_nothing(tmp_path: Path) -> None:
    stage(tmp_path / "a.txt", ["new"]).drop()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_overwritten(tmp_path: Path) -> None:
    part_of(tmp_path / "a.txt").write_text("a longer text that was never finished")
    write_atomically(tmp_path / "a.txt", ["new"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "new")]


def test_a_file_that_another_is_writing_is_refused(tmp_path: Path) -> None:
    staged = stage(tmp_path / "a.txt", ["first"])
    with pytest.raises(OutputError, match=r"a\.txt can't be written: another process is writing it"):
        write_atomically(tmp_path / "a.txt", ["second"])
    staged.put()
    assert (tmp_path / "a.txt").read_text() == "first"


def test_files_are_put_together_and_the_mark_is_gone(tmp_path: Path) -> None:
    for name in ("a", "b", "list"):
        (tmp_path / name).write_text("old")
    staged = [stage(tmp_path / name, ["new"]) for name in ("a", "c")]
    put_together(staged, stage(tmp_path / "list", ["new"]), [tmp_path / "b"])
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {"a": "new", "c": "new", "list": "new"}


def test_files_that_could_not_all_be_put_stay_marked_until_they_are(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("old")
    staged = [stage(tmp_path / name, ["new"]) for name in ("a", "b")]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "file").write_text("in the way")
    with pytest.raises(OutputError, match=r"b can't be written"):
        put_together(staged, stage(tmp_path / "list", ["new"]))
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", mark_of(tmp_path / "list").name}
    (tmp_path / "b" / "file").unlink()
    (tmp_path / "b").rmdir()
    put_together([stage(tmp_path / "b", ["new"])], stage(tmp_path / "list", ["new"]))
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "list"}
