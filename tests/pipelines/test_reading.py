"""A document that can't be read costs no other one anything."""

from pathlib import Path

import pytest

from kbgraph.reading import find_files
from pipelines.progress import nothing
from pipelines.reading import read_all


def read(*paths, most=1000):
    documents, unusable = read_all(find_files(paths), max_file_size=most, report=nothing)
    return [document.key for document in documents], [(each.key, each.reason) for each in unusable]


def test_a_file_that_is_too_large_is_named_with_its_size(tmp_path):
    (tmp_path / "a.md").write_text("text")
    (tmp_path / "b.md").write_text("x" * 1001)
    reason = "can't be read: it has 1,001 bytes, and files over 1,000 bytes are not read"
    assert read(tmp_path) == (["a.md"], [("b.md", reason)])
    assert read(tmp_path, most=1001) == (["a.md", "b.md"], [])


def test_a_file_that_is_gone_by_now_is_named(tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("text")
    found = find_files([tmp_path])
    (tmp_path / "a.md").unlink()
    documents, (gone,) = read_all(found, max_file_size=1000, report=nothing)
    assert [document.key for document in documents] == ["b.md"]
    assert str(gone) == f"{tmp_path}/a.md: can't be read: No such file or directory"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux has such files")
def test_a_file_that_grows_while_it_is_read_is_bounded(tmp_path):
    (tmp_path / "endless.md").symlink_to("/proc/self/maps")  # regular, of size 0, and long
    keys, ((_, reason),) = read(tmp_path / "endless.md", most=50)
    assert keys == []
    assert "are not read" in reason
