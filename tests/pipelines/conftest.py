"""A command line to call, and a graph file to ask."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from exports import export
from tests.graphs import small_graph

COMMAND = Path(sys.executable).with_name("kbgraph")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def kbgraph(tmp_path_factory):
    """Call the installed command as a person would; its cache is one of its own."""
    environment = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
    }

    def call(*arguments, cwd=None, **more):
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            cwd=cwd,
            env=environment | more,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory):
    """Write the small graph that a person can read."""
    path = tmp_path_factory.mktemp("graph") / "graph.json"
    export(small_graph(), "json", path)
    return path
