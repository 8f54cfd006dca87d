"""What another package adds, installed as one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from exports.node_link_reader import read_graph

DOCS = Path(__file__).parents[2] / "docs"


def install(section, module, tmp_path_factory):
    """Install the package of a section of the docs into a folder of its own."""
    _, _, text = (DOCS / "extending.md").read_text(encoding="utf-8").partition(f"## {section}\n")
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name, kind in (("pyproject.toml", "toml"), (f"{module}.py", "python")):
        written = re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1].partition("\n\n\nprint(")[0]
        (source / name).write_text(written, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", target, source], check=True)
    return target


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return install("A format in a package", "kbgraph_edges", tmp_path_factory)


def test_a_reader_of_a_package_gives_documents(process, tmp_path_factory, tmp_path):
    site = install("A reader in a package", "kbgraph_org", tmp_path_factory)
    (tmp_path / "in").mkdir()
    text = "* Queues\n\nAmazon SQS stores messages.\n** Topics\nAmazon SNS sends messages to queues.\n"
    (tmp_path / "in" / "notes.org").write_text(text, encoding="utf-8")

    answer = process("build", tmp_path / "in", "-o", tmp_path / "out", "-f", "json", PYTHONPATH=str(site))

    assert answer.code == 0, answer.err
    graph = read_graph(tmp_path / "out" / "graph.json")
    names = [data["name"] for _, data in graph.nodes(data=True) if data["type"] == "Section"]
    assert names == ["Queues", "Topics"]
    places = [data for *_, data in graph.edges(data=True) if data["type"] == "CONTAINS"]
    assert sorted(text[data["start"] : data["end"]] for data in places) == [
        "Amazon SNS sends messages to queues.",
        "Amazon SQS stores messages.",
    ]


def test_an_ending_that_nothing_reads_is_no_document(kbgraph, tmp_path):
    (tmp_path / "notes.org").write_text("* Queues\n", encoding="utf-8")

    answer = kbgraph("build", tmp_path, "-o", tmp_path / "out")

    assert "kbgraph reads .md, .markdown, .mdx, .txt files" in answer.err


def test_a_format_of_a_package_is_written_by_build_and_export(process, package, tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nAmazon SQS stores messages.\n", encoding="utf-8")

    built = process(
        "build", tmp_path / "a.md", "-o", tmp_path / "out", "-f", "json,edges", PYTHONPATH=str(package)
    )
    again = process(
        "export",
        "edges",
        tmp_path / "out" / "graph.json",
        "-o",
        tmp_path / "again.txt",
        PYTHONPATH=str(package),
    )

    assert (built.code, again.code) == (0, 0), built.err + again.err
    written = (tmp_path / "out" / "graph.edges.txt").read_text(encoding="utf-8")
    assert "service:sqs STORES concept:message\n" in written
    assert (tmp_path / "again.txt").read_text(encoding="utf-8").count("\n") == written.count("\n")


def test_a_format_that_is_not_installed_is_unknown(kbgraph, graph_file):
    answer = kbgraph("export", "edges", graph_file)

    assert answer.code == 2
    assert "no export format is named 'edges'; there are html, graphml" in answer.err
