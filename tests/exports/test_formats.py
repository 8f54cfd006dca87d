"""The table of formats."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import exports
from exports import FORMATS, export, export_all, load
from kbgraph.errors import MissingExtraError, OutputError, PluginError, UnknownFormatError
from tests.graphs import small_graph

FILES = [row.name for row in FORMATS.values() if row.kind == "file"]


@pytest.mark.parametrize("name", FILES)
def test_every_format_writes_its_file(name: str, tmp_path: Path) -> None:
    path = export(small_graph(), name, tmp_path / FORMATS[name].file_name)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("name", FILES)
def test_every_format_renders_the_same_twice(name: str) -> None:
    assert "".join(load(name).render(small_graph())) == "".join(load(name).render(small_graph()))


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(UnknownFormatError, match="no export format is named 'pdf'; there are html, graphml"):
        load("pdf")


def test_several_formats_are_written_under_their_usual_names(tmp_path: Path) -> None:
    written = export_all(small_graph(), ["json", "graphml"], tmp_path)
    assert written == {"json": tmp_path / "graph.json", "graphml": tmp_path / "graph.graphml"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.graphml", "graph.json"]


def test_a_wrong_name_among_several_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        export_all(small_graph(), ["json", "pdf"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["aliases"] = {"a", "set"}
    with pytest.raises(OutputError, match="service:sqs"):
        export(graph, "json", tmp_path / "graph.json")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [
        name for name in sys.modules if name.partition(".")[0] == "pyvis" or "exports.html" in name
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pyvis", None)
    monkeypatch.delattr(exports, "html", raising=False)
    with pytest.raises(MissingExtraError, match="the format html needs the package pyvis: pip install pyvis"):
        load("html")


def test_a_folder_is_written_too_and_its_first_file_given(tmp_path: Path) -> None:
    path = export(small_graph(), "csv", tmp_path / FORMATS["csv"].file_name)

    assert path == tmp_path / "neo4j-csv" / "import.sh"
    assert path.exists()


@pytest.mark.parametrize("name", ["csv", "neo4j"])
def test_what_is_no_file_is_not_written_as_one(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=f"{name} is no file: `kbgraph export {name}`"):
        export_all(small_graph(), ["json", name], tmp_path)
    assert list(tmp_path.iterdir()) == []


def _installed(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, source: str) -> None:
    """Make an entry point of a module of that source."""
    (folder / "their_export.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "their_export", raising=False)
    point = EntryPoint(name, "their_export", exports.GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point])
    exports.formats.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    exports.formats.cache_clear()


GOOD = """
FILE_NAME, PURPOSE = "graph.txt", "a list"
def render(graph):
    yield from (f"{node}\\n" for node in graph)
"""


def test_a_format_of_another_package_is_one_of_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _installed(monkeypatch, tmp_path, "list", GOOD)

    path = export(small_graph(), "list", tmp_path / "graph.txt")

    assert len(path.read_text(encoding="utf-8").splitlines()) == len(small_graph())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("FILE_NAME = PURPOSE = 'x.txt'", "has no attribute 'render'"),
        (GOOD.replace("graph.txt", "../graph.txt"), "where the name of a file should stand"),
        (GOOD.replace("graph.txt", "Graph.JSON"), "is one of kbgraph's own"),
    ],
    ids=["import", "render", "path", "name"],
)
def test_a_format_that_is_broken_says_so_and_harms_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str, reason: str
) -> None:
    _installed(monkeypatch, tmp_path, "list", source)

    with pytest.raises(PluginError, match=f"the format list of another package can't be used: .*{reason}"):
        load("list")
    assert load("json")


def test_no_package_replaces_a_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _installed(monkeypatch, tmp_path, "json", GOOD)

    assert exports.formats()["json"] == FORMATS["json"]
    assert "json is another's name" in exports.formats()["their_export.json"].fault
