"""The name of a named graph where none is given."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

import kbgraph
from exports.neo4j import default_name
from exports.neo4j.naming import chosen_name
from kbgraph.errors import SettingError
from kbgraph.reading import input_name
from pipelines.local import run
from pipelines.settings import Settings
from tests.graphs import small_graph


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of one document."""
    made = tmp_path / "my docs"
    made.mkdir()
    (made / "guide.v2.md").write_text("# Guide\n\nLambda uses SQS.\n", encoding="utf-8")
    return made


def test_a_graph_bears_the_name_of_what_it_was_built_of(folder: Path) -> None:
    assert default_name(kbgraph.build(folder)) == "my docs"
    assert default_name(kbgraph.build(folder / "guide.v2.md")) == "guide.v2"


def test_a_run_names_it_alike(folder: Path, tmp_path: Path) -> None:
    settings = Settings(paths=(folder,), out=tmp_path / "out", formats=("json",), workers=1, use_cache=False)

    assert default_name(run(settings).graph) == "my docs"


def test_a_folder_is_named_wherever_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    assert input_name(["."]) == input_name(["../my docs/"]) == "my docs"


def test_several_inputs_give_one_name_in_any_order(folder: Path) -> None:
    file = folder / "guide.v2.md"

    assert input_name([folder, file]) == input_name([file, folder]) == "guide.v2+my docs"


def test_many_files_are_named_after_the_folder_they_are_in(folder: Path) -> None:
    assert input_name([folder / f"chapter-{number}.md" for number in range(300)]) == "my docs"


@pytest.mark.parametrize("name", [None, "", " ", 7])
def test_a_graph_of_no_known_input_has_a_name_too(name: object) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["name"] = name

    assert default_name(graph) == "knowledge-base"


@pytest.mark.parametrize("name", ["", "  ", "n" * 300, "half \ud800"])
def test_a_name_that_can_t_be_used_is_refused(name: str) -> None:
    with pytest.raises(SettingError):
        chosen_name(small_graph(), name)
