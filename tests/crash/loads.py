"""Kill loads into a real Neo4j, the client or the server, and look at the graph when it is at rest."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

from exports import export
from exports.neo4j import Address, Pace, load
from scripts.neo4j.server import LTS, QUICK_START, USER, Server, new_password, prepare
from tests.crash.trial import ROOT, Trial
from tests.graphs import Graph
from tests.integration.neo4j.editions import large_graph
from tests.integration.neo4j.stored import as_stored, leftovers, same, stored

NAME = "crash"
_STAGED = Pace(batch=50, one_transaction=0, wait=20, patience=20)
_ONE_TRANSACTION = Pace(batch=50, wait=20, patience=20)
_LOADER = """
import sys
from exports.neo4j import Address, Pace, load
from exports.node_link import read_graph
graph = read_graph(sys.argv[1])
pace = Pace(batch=50, one_transaction=int(sys.argv[5]), wait=20, patience=20)
print("ready", flush=True)
load(graph, Address(*sys.argv[2:4], sys.stdin.readline().strip()), sys.argv[4], pace=pace)
"""


@dataclass(slots=True)
class Loads:
    """A server with a graph in it, and another edition of that to load over it."""

    server: Server
    address: Address
    old: Graph
    new: Graph
    file: Path  # of the new edition
    seconds: float  # that a load takes

    def trial(self, rng: random.Random) -> Trial:
        """Load over the old edition, kill client or server, and load again."""
        load(self.old, self.address, NAME, pace=_STAGED)
        of_server, staged, share = rng.random() < 0.3, rng.random() < 0.7, rng.random()
        self._kill(share, of_server=of_server, staged=staged)
        faults: list[str] = []
        with _connected(self.address) as driver:
            _wait_for_rest(driver)
            found = stored(driver, NAME)
            state = next(
                (name for name, graph in self._editions() if same(found, as_stored(graph))), "MIXTURE"
            )
            if state == "MIXTURE":
                faults.append(f"a mixture of {len(found)} nodes at rest")
            load(self.new, self.address, NAME, pace=_STAGED)
            if not same(stored(driver, NAME), as_stored(self.new)):
                faults.append("the next load did not repair the graph")
            if left := leftovers(driver, NAME):
                faults.append(f"{left} nodes are left after the next load")
        who = "server" if of_server else "client"
        how = "in stages" if staged else "in one transaction"
        return Trial(f"load, {who}", f"SIGKILL at {share:.0%} of the time, {how}", state, tuple(faults))

    def _editions(self) -> Iterator[tuple[str, Graph]]:
        yield "old", self.old
        yield "new", self.new

    def _kill(self, share: float, *, of_server: bool, staged: bool) -> None:
        pace = _STAGED if staged else _ONE_TRANSACTION
        words = [self.file, self.address.uri, self.address.username, NAME, pace.one_transaction]
        with subprocess.Popen(
            [sys.executable, "-c", _LOADER, *map(str, words)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as loader:
            assert loader.stdin is not None
            assert loader.stdout is not None
            loader.stdout.readline()
            loader.stdin.write(f"{self.address.password}\n".encode())
            loader.stdin.flush()
            time.sleep(share * self.seconds)
            if of_server:
                self.server.kill()
            loader.send_signal(signal.SIGKILL)
        if of_server:
            self.server.start()
            self.server.wait(self.address.password)


@contextmanager
def loads(folder: Path) -> Iterator[Loads]:
    """Start a server, and measure a load."""
    password = new_password()
    server = prepare(LTS, folder, options=QUICK_START)
    server.start()
    try:
        server.wait(password)
        address = Address(server.uri, USER, password)
        old, new = large_graph(1, 200), large_graph(2, 200)
        load(old, address, NAME, pace=_STAGED)
        began = time.monotonic()
        load(new, address, NAME, pace=_STAGED)
        seconds = time.monotonic() - began
        yield Loads(server, address, old, new, export(new, "json", folder / "new.json"), seconds)
    finally:
        server.stop()


def _connected(address: Address) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(address.uri, auth=(address.username, address.password))


def _wait_for_rest(driver: neo4j.Driver, seconds: float = 60) -> None:
    """Wait until the server has ended what a killed client had begun."""
    query = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN count(*)"
    deadline = time.monotonic() + seconds
    while driver.execute_query(query).records[0][0] and time.monotonic() < deadline:
        time.sleep(0.1)
