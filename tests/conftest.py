"""What all tests share."""

from __future__ import annotations

import re

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# A first example pays for lazy imports, and a busy machine is no failure: time is measured by the benchmarks.
settings.register_profile("kbgraph", deadline=None)
settings.load_profile("kbgraph")

_NEO4J = re.compile(r"tests/integration/neo4j/.*\[(?P<release>\d+\.\d+\.\d+)")


class ByFileOrServer(LoadScopeScheduling):
    """Gives one process all tests of a release of Neo4j, so that each server is started once, and else whole files."""

    def _split_scope(self, nodeid: str) -> str:
        server = _NEO4J.match(nodeid)
        return f"Neo4j {server['release']}" if server else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Let `pytest -n` share tests out as above."""
    return ByFileOrServer(config, log)
