"""A folder to write to is made before the work, and removed where nothing came of it."""

import pytest

from kbgraph.errors import OutputError
from pipelines.folder import claim


def test_the_folder_is_made_with_those_above_it(tmp_path):
    with claim(tmp_path / "a" / "b"):
        (tmp_path / "a" / "b" / "file").write_text("made")

    assert [each.name for each in (tmp_path / "a" / "b").iterdir()] == ["file"]


def test_what_was_made_for_nothing_is_removed(tmp_path):
    with pytest.raises(KeyboardInterrupt), claim(tmp_path / "a" / "b"):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_what_was_there_before_stays(tmp_path):
    (tmp_path / "a").mkdir()

    with pytest.raises(ValueError, match="no"), claim(tmp_path / "a" / "b"):
        raise ValueError("no")

    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_file_in_its_place_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match="file: can't be written"), claim(tmp_path / "file"):
        pass


def test_nothing_is_left_where_only_a_part_could_be_made(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError), claim(tmp_path / "file" / "a" / "b"):
        pass

    assert [each.name for each in tmp_path.iterdir()] == ["file"]
