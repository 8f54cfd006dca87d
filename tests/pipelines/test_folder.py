"""A folder to write to is made before the work, and removed where nothing came of it."""

import os

import pytest

from exports.write import part_of, stage
from kbgraph.errors import BusyError, OutputError
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


def test_a_folder_is_held_by_one_run_at_a_time_and_the_other_is_named(tmp_path):
    with claim(tmp_path), pytest.raises(BusyError, match=f"the process {os.getpid()} is building there"):
        claim(tmp_path).__enter__()
    with claim(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_holds_nobody_back_and_is_removed(tmp_path):
    (tmp_path / ".kbgraph.lock").write_text("4711")
    for name in ("graph.json", "graph.html", "build.json"):
        part_of(tmp_path / name).write_text("half")
    (tmp_path / "mine.part").write_text("a file of the user's")
    part_of(tmp_path / "graph.gexf").symlink_to(tmp_path / "mine.part")

    with claim(tmp_path):
        pass

    assert [each.name for each in tmp_path.iterdir()] == ["mine.part"]


def test_a_file_that_an_export_is_writing_stays(tmp_path):
    staged = stage(tmp_path / "graph.gexf", ["text"])
    with claim(tmp_path):
        pass
    staged.put()
    assert (tmp_path / "graph.gexf").read_text() == "text"


def test_a_link_in_the_place_of_the_lock_is_told_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "precious").write_text("text")
    (tmp_path / ".kbgraph.lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match="can't be written"), claim(tmp_path):
        pass
    assert (tmp_path / "precious").read_text() == "text"
