"""What another package adds, installed as one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package with the format of the docs, installed into a folder of its own."""
    _, _, text = (DOCS / "extending.md").read_text(encoding="utf-8").partition("## A format in a package")
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name, kind in (("pyproject.toml", "toml"), ("kbgraph_edges.py", "python")):
        (source / name).write_text(re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1], encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*install, "--target", target, source], check=True)
    return target


def test_a_format_of_a_package_is_written_by_build_and_export(kbgraph, package, tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nAmazon SQS stores messages.\n", encoding="utf-8")

    built = kbgraph(
        "build", tmp_path / "a.md", "-o", tmp_path / "out", "-f", "json,edges", PYTHONPATH=str(package)
    )
    again = kbgraph(
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
