"""Make a named graph in Neo4j exactly the graph: nothing doubled, nothing stale, nothing lost.

A change that fits into one transaction is written in one. A larger one is staged beside and switched in. Both
are committed by the transaction that holds the load's lock, and only if the counts are right.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from exports import ordered
from exports.jsontext import to_json
from exports.neo4j import constraints, counting, lock, staging
from exports.neo4j.address import Address
from exports.neo4j.connection import connect, explained, require_driver
from exports.neo4j.difference import find_difference
from exports.neo4j.labels import GRAPH
from exports.neo4j.naming import chosen_name
from exports.neo4j.rows import Contents, summarise
from exports.neo4j.writing import write
from kbgraph.errors import ServerError
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

    from exports.ordered import Graph

Report = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a load goes about it."""

    batch: int = 5_000  # rows sent at once
    one_transaction: int = 20_000  # rows; a larger change is staged
    wait: float = 60  # seconds to wait for another load of the same graph
    patience: float = 30  # seconds for which a load that failed in passing is tried again


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load has done."""

    name: str
    how: Literal["unchanged", "difference", "staged"]
    contents: Contents
    written: int  # rows written or removed
    seconds: float


@dataclass(frozen=True, slots=True)
class _Job:
    driver: neo4j.Driver
    database: str | None
    graph: Graph
    name: str
    contents: Contents
    pace: Pace
    report: Report


def load(
    graph: Graph,
    address: Address,
    name: str | None = None,
    *,
    pace: Pace | None = None,
    report: Report = lambda step, done, total: None,
) -> Loaded:
    """Load a graph under a name; what stands there under the name afterwards is the graph.

    Where no name is given, it is that of the file or folder that the graph was built of.

    Raises OutputError for a value that Neo4j can't hold, before anything is sent, and ServerError where the
    server is absent, refuses or fails; the last whole graph stands then, and the next load finishes the job.
    """
    require_driver()
    from neo4j.exceptions import DriverError, Neo4jError

    name = chosen_name(graph, name)
    pace = pace or Pace()
    began = time.monotonic()
    report("check", 0, 1)
    contents = summarise(graph)
    report("check", 1, 1)
    with connect(address) as driver:
        try:
            job = _Job(driver, address.database, graph, name, contents, pace, report)
            how, written = _persist(job)
        except (Neo4jError, DriverError) as error:
            raise explained(error, address) from error
    return Loaded(name, how, contents, written, time.monotonic() - began)


def _persist(job: _Job) -> tuple[Literal["unchanged", "difference", "staged"], int]:
    """Try until it is done, as long as what fails may pass by itself; every try starts from what is there."""
    from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

    deadline = time.monotonic() + job.pace.patience
    delay = 0.2
    while True:
        try:
            constraints.ensure(job.driver, job.database)
            return _attempt(job)
        except (Neo4jError, DriverError) as error:
            passing = error.is_retryable() or isinstance(error, ServiceUnavailable)
            if not passing or time.monotonic() + delay > deadline:
                raise
        time.sleep(delay)
        delay = min(delay * 2, 5)


def _attempt(job: _Job) -> tuple[Literal["unchanged", "difference", "staged"], int]:
    key = staging.key_of(job.contents, job.pace.batch)
    with lock.held(job.driver, job.database, job.name, wait=job.pace.wait) as tx:
        lock.settle(job.driver, job.database, job.name)
        staging.clear(job.driver, job.database, job.name, keep=key)
        if _is_unchanged(tx, job):
            staging.clear(job.driver, job.database, job.name)
            return "unchanged", 0
        how, written = _change(tx, job)
        faults = counting.differences(tx, job.name, job.contents)
        if faults:
            raise ServerError(
                f"the load of {job.name!r} was undone, since counts differ: {'; '.join(faults)}"
            )
        lock.announce(job.driver, job.database, job.name)
        _describe(tx, job)
        tx.commit()
    with lock.held(job.driver, job.database, job.name, wait=job.pace.wait):
        lock.settle(job.driver, job.database, job.name)
        staging.clear(job.driver, job.database, job.name)
    return how, written


def _is_unchanged(tx: neo4j.Transaction, job: _Job) -> bool:
    """Tell by hash and counts whether this very graph stands there."""
    found = tx.run(f"MATCH (g:{GRAPH} {{name: $name}}) RETURN g.hash AS hash", name=job.name).single()
    if found is None or found["hash"] != job.contents.hash:
        return False
    return not counting.differences(tx, job.name, job.contents)


def _change(tx: neo4j.Transaction, job: _Job) -> tuple[Literal["difference", "staged"], int]:
    total = job.contents.size
    before = [NodeType(each) for each in counting.count_nodes(tx, job.name)]
    change = find_difference(tx, job.graph, job.name, before, most=job.pace.one_transaction)
    if change is not None:
        job.report("load", 0, change.size)
        write(tx, job.graph, job.name, change, rows=job.pace.batch)
        job.report("load", change.size, change.size)
        return "difference", change.size
    job.report("load", 0, total)
    staging.stage(
        job.driver,
        job.database,
        job.graph,
        job.name,
        job.contents,
        rows=job.pace.batch,
        report=lambda done: job.report("load", done, total),
    )
    job.report("switch", 0, 1)
    staging.switch(tx, job.name, before, [NodeType(each) for each in job.contents.nodes])
    job.report("switch", 1, 1)
    return "staged", total


def _describe(tx: neo4j.Transaction, job: _Job) -> None:
    """Say in the graph's own node what it is: its hash, its size and what made it (as JSON, since it is nested)."""
    tx.run(
        f"MATCH (g:{GRAPH} {{name: $name}}) SET g.hash = $hash, g.nodes = $nodes, g.relations = $edges, "
        "g.attributes = $attributes",
        name=job.name,
        hash=job.contents.hash,
        nodes=sum(job.contents.nodes.values()),
        edges=sum(job.contents.edges.values()),
        attributes=to_json(ordered.present(job.graph.graph)),
    ).consume()
