"""One load of a graph at a time, and the version by which readers know that a switch came between.

A load holds a transaction open that has created a node under a unique constraint; nobody else can until that
transaction ends, and it ends with the connection, so a loader that dies leaves no lock behind. The same
transaction does the switch: a load that has lost its lock can't switch any more.

The version is even while a graph stands still. It is made odd, in a transaction of its own, before the switch
is committed, and even again after; a reader that finds the same even version before and after its query has
read one graph whole.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from exports.neo4j.labels import GRAPH, LOCK
from kbgraph.errors import ServerError

if TYPE_CHECKING:
    import neo4j

_RUNNING = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData, startTime WHERE metaData.kbgraph = 'load' "
    "RETURN transactionId, metaData.graph AS graph, metaData.loader AS loader, toString(startTime) AS since"
)


@contextmanager
def held(
    driver: neo4j.Driver, database: str | None, name: str, *, wait: float
) -> Iterator[neo4j.Transaction]:
    """Hold the lock of a named graph, and give the transaction that holds it; it is rolled back if not committed.

    Another load of the same graph is waited for, `wait` seconds at most; then ServerError.
    """
    _wait_for_others(driver, database, name, wait)
    loader = f"{socket.gethostname()}:{os.getpid()}"
    with driver.session(database=database) as session:
        about = {"kbgraph": "load", "graph": name, "loader": loader}
        with session.begin_transaction(metadata=about, timeout=0) as tx:
            tx.run(f"MERGE (l:{LOCK} {{graph: $graph}}) SET l.held = true", graph=name).consume()
            tx.run(f"MATCH (l:{LOCK} {{graph: $graph}}) DELETE l", graph=name).consume()
            yield tx


def _wait_for_others(driver: neo4j.Driver, database: str | None, name: str, wait: float) -> None:
    deadline = time.monotonic() + wait
    while others := [each for each in running_loads(driver, database) if each["graph"] == name]:
        if time.monotonic() >= deadline:
            other = others[0]
            raise ServerError(
                f"another load of {name!r} is going on, by {other['loader']} since {other['since']}; "
                f"wait for it, or end it with TERMINATE TRANSACTIONS '{other['transactionId']}'"
            )
        time.sleep(0.1)


def running_loads(driver: neo4j.Driver, database: str | None) -> list[dict[str, Any]]:
    """Give the loads that are going on: transactionId, graph, loader, since."""
    with driver.session(database=database) as session:
        return session.run(_RUNNING).data()


def versions(session: neo4j.Session) -> dict[str, int]:
    """Give every named graph's version."""
    rows = session.run(f"MATCH (g:{GRAPH}) RETURN g.name AS name, g.version AS version ORDER BY name")
    return {row["name"]: row["version"] for row in rows}


def announce(driver: neo4j.Driver, database: str | None, name: str) -> None:
    """Make the version odd, and another odd one if it is already: a switch is about to come."""
    _set_version(driver, database, name, "g.version + 1 + g.version % 2")


def settle(driver: neo4j.Driver, database: str | None, name: str) -> None:
    """Make the version even, if a switch has left it odd; only for who holds the lock."""
    _set_version(driver, database, name, "g.version + g.version % 2")


def _set_version(driver: neo4j.Driver, database: str | None, name: str, value: str) -> None:
    driver.execute_query(
        f"MERGE (g:{GRAPH} {{name: $name}}) ON CREATE SET g.version = 0 "
        f"WITH g, {value} AS next WHERE g.version <> next SET g.version = next",
        name=name,
        database_=database,
    )
