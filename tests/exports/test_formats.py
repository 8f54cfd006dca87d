"""The table of formats."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import exports
from exports import FORMATS, export, export_all, load
from kbgraph.errors import MissingExtraError, OutputError, UnknownFormatError
from tests.graphs import small_graph


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_its_file(name: str, tmp_path: Path) -> None:
    path = export(small_graph(), name, tmp_path / FORMATS[name].file_name)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("name", FORMATS)
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
