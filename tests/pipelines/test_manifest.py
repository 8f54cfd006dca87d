"""The manifest of a build tells whether the files beside it are those of one build."""

import hashlib
import json
import os

import pytest

from exports.write import mark_of, put_together, stage
from kbgraph.errors import OutputError
from pipelines import manifest

FACTS = {"inputs": [{"key": "a.md", "sha256": "0"}], "options": {"include": []}}


@pytest.fixture
def built(tmp_path):
    """Write two files of a build with their manifest."""
    staged = [stage(tmp_path / name, [f"the text of {name}"]) for name in ("graph.json", "graph.html")]
    put_together(staged, stage(tmp_path / manifest.NAME, [manifest.render(FACTS, staged)]))
    return tmp_path


def test_it_lists_size_and_hash_of_each_file(built):
    (found, _) = sorted(manifest.listed_files(built / manifest.NAME), key=lambda file: file.name)
    assert (found.name, found.size) == ("graph.html", len("the text of graph.html"))
    assert len(found.sha256) == 64


def test_its_id_is_that_of_all_it_says(built, tmp_path_factory):
    first = json.loads((built / manifest.NAME).read_text())
    other = tmp_path_factory.mktemp("other")
    staged = [stage(other / name, [f"the text of {name}"]) for name in ("graph.html", "graph.json")]
    same = json.loads(manifest.render(FACTS, staged))
    changed = json.loads(manifest.render({**FACTS, "options": {"include": ["*.md"]}}, staged))
    assert first == same
    assert first["id"] != changed["id"]


def test_files_of_one_build_are_not_mixed(built):
    assert manifest.mixed(built) is None


def test_a_file_that_was_removed_makes_no_mixture(built):
    (built / "graph.html").unlink()
    assert manifest.mixed(built) is None


def test_a_graph_that_stands_alone_is_no_mixture(tmp_path):
    (tmp_path / "graph.json").write_text("{}")
    assert manifest.mixed(tmp_path) is None


@pytest.mark.parametrize("text", ["longer than the text was", "the text of graph.htmL"], ids=["size", "hash"])
def test_a_file_of_another_build_is_named(built, text):
    (built / "graph.html").write_text(text)
    assert manifest.mixed(built) == "graph.html changed since build.json was written"


def test_a_build_that_was_stopped_while_it_put_its_files_is_told(built):
    (built / manifest.NAME).unlink()
    mark_of(built / manifest.NAME).touch()
    assert manifest.mixed(built) == "a build is putting its files in place, or was stopped at it"


@pytest.mark.parametrize(
    "text", ["", "[", "[]", '{"files": 1}', '{"files": [{"name": "a"}]}', "[" * 100_000, "\x00"]
)
def test_a_damaged_manifest_is_told(built, text):
    (built / manifest.NAME).write_text(text)
    assert manifest.mixed(built) == "build.json is damaged"


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "", ".", ".."])
def test_a_name_that_leads_out_of_the_folder_is_not_looked_at(built, name):
    (built.parent / "outside").write_text("x")
    rows = [{"name": name, "size": 1, "sha256": "0"}]
    (built / manifest.NAME).write_text(json.dumps({"files": rows}))
    assert manifest.mixed(built) is None
    assert manifest.unchanged(built, []) == []


def test_files_of_the_last_build_that_are_not_written_again_are_given_unless_they_were_changed(built):
    assert manifest.unchanged(built, ["graph.json"]) == [built / "graph.html"]
    (built / "graph.html").write_text("mine")
    assert manifest.unchanged(built, ["graph.json"]) == []


@pytest.mark.parametrize(
    "row",
    [
        '{"name": "graph.json", "size": 1e999, "sha256": "x"}',
        '{"name": "' + "x" * 300 + '", "size": 1, "sha256": "x"}',
    ],
    ids=["an endless size", "a long name"],
)
def test_a_forged_manifest_raises_nothing(built, row):
    (built / manifest.NAME).write_text(f'{{"files": [{row}]}}')
    assert manifest.mixed(built) in (None, "build.json is damaged")
    assert manifest.unchanged(built, []) == []


def test_a_pipe_in_its_place_is_not_opened(built):
    (built / manifest.NAME).unlink()
    os.mkfifo(built / manifest.NAME)
    assert manifest.mixed(built) == "build.json is damaged"


def test_files_that_a_forged_manifest_lists_and_kbgraph_does_not_write_are_not_given(built):
    (built / "Makefile").write_text("all:")
    row = {"name": "Makefile", "size": 4, "sha256": hashlib.sha256(b"all:").hexdigest()}
    (built / manifest.NAME).write_text(json.dumps({"files": [row]}))
    assert manifest.unchanged(built, []) == []


def test_a_file_of_another_program_is_no_manifest_and_is_not_written_over(built):
    (built / manifest.NAME).write_text('{"scripts": {}}')
    assert manifest.mixed(built) is None
    with pytest.raises(OutputError, match=r"build\.json is not kbgraph's"):
        manifest.check_place(built)


def test_the_files_of_a_mixture_are_known_by_its_mark(built):
    staged = [stage(built / "graph.gexf", ["of a build that was killed"])]
    mark = manifest.render_mark(built, staged)
    staged[0].put()
    (built / manifest.NAME).unlink()
    mark_of(built / manifest.NAME).write_text(mark)
    (built / "graph.html").write_text("changed by hand")
    assert manifest.unchanged(built, ["graph.json"]) == [built / "graph.gexf"]
