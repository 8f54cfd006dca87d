"""The name of a named graph where none is given."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from exports.neo4j import default_name
from exports.neo4j.naming import name_of_paths
from kbgraph.schema import NodeType
from tests.graphs import Graph, add_node, small_graph


def documents(*paths: tuple[str, str]) -> Graph:
    """Make a graph of documents, given as key and path."""
    graph: Graph = nx.MultiDiGraph()
    for key, path in paths:
        add_node(graph, f"document:{key}", NodeType.DOCUMENT, key, path=path)
    return graph


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        ([("guide.md", "docs/guide.md")], "guide"),
        ([("a.md", "docs/sqs/a.md"), ("more/b.md", "docs/sqs/more/b.md")], "sqs"),
        ([("a.md", "one/a.md"), ("b.md", "two/b.md")], "one+two"),
        ([("a.md", "a.md"), ("b.md", "b.md")], "knowledge-base"),
        ([], "knowledge-base"),
    ],
)
def test_a_graph_is_named_after_its_input(paths: list[tuple[str, str]], name: str) -> None:
    assert default_name(documents(*paths)) == name


def test_the_name_of_paths_is_that_of_the_file_or_folder(tmp_path: Path) -> None:
    (tmp_path / "my docs").mkdir()
    (tmp_path / "guide.v2.md").write_text("x")

    assert name_of_paths([tmp_path / "my docs"]) == "my docs"
    assert name_of_paths([tmp_path / "guide.v2.md", tmp_path / "my docs" / "."]) == "guide.v2+my docs"


def test_a_document_without_a_path_is_named_by_its_name() -> None:
    graph = small_graph()
    del graph.nodes["document:guide.md"]["path"]

    assert default_name(graph) == "Guide"
