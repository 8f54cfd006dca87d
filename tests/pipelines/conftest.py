"""A command line to call, and a graph file to ask."""

import pytest

from exports import export
from tests import command
from tests.graphs import small_graph


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """Give what a call finds in its environment; its cache is one of its own."""
    return {
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.fixture(scope="session")
def kbgraph(environment):
    """Call the command line in this process."""

    def call(*arguments, cwd=None, **more):
        at_start = [name for name in more if name.startswith("PYTHON")]
        assert not at_start, f"{at_start} are read as Python starts: take the fixture `process`"
        return command.call(*arguments, cwd=cwd, environment=environment | more)

    return call


@pytest.fixture(scope="session")
def process(environment):
    """Call the installed command as a person would, in a process of its own."""

    def start(*arguments, cwd=None, **more):
        return command.start(*arguments, cwd=cwd, environment=environment | more)

    return start


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory):
    """Write the small graph that a person can read."""
    path = tmp_path_factory.mktemp("graph") / "graph.json"
    export(small_graph(), "json", path)
    return path
