"""What all tests share."""

from __future__ import annotations

import re
import signal

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# A first example pays for lazy imports, and a busy machine is no failure: time is measured by the benchmarks.
settings.register_profile("kbgraph", deadline=None)
settings.load_profile("kbgraph")


def pytest_configure(config: pytest.Config) -> None:
    """Take signals as in a terminal: `nohup`, and a shell that starts this in the background, have them ignored."""
    usual = {"SIGINT": signal.default_int_handler, "SIGHUP": signal.SIG_DFL}
    for name, handler in usual.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


_NEO4J = re.compile(r"tests/integration/neo4j/.*\[(?P<release>\d+\.\d+\.\d+)")


class ByFileOrServer(LoadScopeScheduling):
    """Gives one process all tests of a release of Neo4j, so that each server is started once, and else whole files."""

    def _split_scope(self, nodeid: str) -> str:
        server = _NEO4J.match(nodeid)
        return f"Neo4j {server['release']}" if server else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Let `pytest -n` share tests out as above."""
    return ByFileOrServer(config, log)
