"""Only regular files are read, and no more of them than is wanted."""

import os
from pathlib import Path

import pytest

from kbgraph.regular_files import read_regular


def test_a_file_is_read_whole_up_to_the_bound(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_regular(tmp_path / "a", most=99) == read_regular(tmp_path / "a", most=5) == b"12345"
    with pytest.raises(OSError, match="it has 5 bytes, and files over 4 bytes are not read"):
        read_regular(tmp_path / "a", most=4)


def test_sizes_are_told_in_megabytes_where_they_are_large(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(61_240_000)
    with pytest.raises(OSError, match=r"it has 61\.2 MB, and files over 50 MB are not read"):
        read_regular(tmp_path / "a", most=50_000_000)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, kind in (
        (tmp_path / "pipe", "a pipe"),
        (Path("/dev/zero"), "a device"),
        (tmp_path, "a folder"),
    ):
        with pytest.raises(OSError, match=f"it is {kind}, and only regular files are read"):
            read_regular(path, most=1)
