"""Ask a Neo4j in Cypher, and get one whole state of the graphs in it, never a part of a load.

Neo4j reads what is committed, without snapshots, so a query that runs while a load switches graphs could see
both. A guarded read reads the versions of the graphs before and after: if they are the same, and even, nothing
was switched meanwhile. An odd version whose load died tells nothing, so then it is asked whether one runs.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from exports.answer import Answer
from exports.neo4j import lock
from exports.neo4j.address import Address
from exports.neo4j.checking import check, check_plan, original
from exports.neo4j.connection import connect, explained, require_driver
from exports.secrets import mask_uris, scrub
from kbgraph.errors import QueryError, ServerError

if TYPE_CHECKING:
    import neo4j

_CAUSES = {
    "Neo.ClientError.Statement.AccessMode": "this writes, and queries may only read; --write allows it",
}
_EXPECTED = re.compile(r": expected [^\n]{80,}?(?= \(line)")  # every word of the grammar


def query(
    address: Address,
    cypher: str,
    parameters: Mapping[str, Any],
    *,
    write: bool = False,
    limit: int = 0,
    seconds: float = 60,
) -> Answer:
    """Ask a query, guarded unless it writes; at most `limit` rows (0: all) and for `seconds` at most.

    Raises QueryError where the query is wrong, writes without `write`, does more than work on the graph (see
    `checking`), or takes too long, and ServerError.
    """
    require_driver()
    from neo4j.exceptions import DriverError, Neo4jError

    shows = check(cypher)
    with connect(address) as driver:
        try:
            with _session(driver, address.database, write=write) as session:
                check_plan(session, cypher, parameters, write=write, shows=shows)
        except Neo4jError as error:
            raise _translated(error, address, seconds, original) from error
        except DriverError as error:
            raise explained(error, address) from error
        try:
            if write:
                return run(
                    driver, address.database, cypher, parameters, write=True, limit=limit, seconds=seconds
                )
            return guarded(driver, address.database, cypher, parameters, limit=limit, seconds=seconds)
        except Neo4jError as error:
            raise _translated(error, address, seconds) from error
        except DriverError as error:
            raise explained(error, address) from error


def guarded(
    driver: neo4j.Driver,
    database: str | None,
    cypher: str,
    parameters: Mapping[str, Any],
    *,
    limit: int = 0,
    seconds: float = 60,
) -> Answer:
    """Read the versions, ask, read the versions again; once more for as long as a switch came between."""
    deadline = time.monotonic() + seconds
    while True:
        before = _standing_still(driver, database)
        if before is not None:
            left = max(deadline - time.monotonic(), 0.001)
            answer = run(driver, database, cypher, parameters, limit=limit, seconds=left)
            with driver.session(database=database) as session:
                if lock.versions(session) == before:
                    return answer
        if time.monotonic() > deadline:
            raise ServerError(
                f"loads have switched graphs during every try for {seconds:g} s; try again later"
            )
        time.sleep(0.02)


def _standing_still(driver: neo4j.Driver, database: str | None) -> dict[str, int] | None:
    """Give the versions, or None while a load is about to switch one of the graphs."""
    with driver.session(database=database) as session:
        versions = lock.versions(session)
    odd = {name for name, version in versions.items() if version % 2}
    if odd and any(load["graph"] in odd for load in lock.running_loads(driver, database)):
        return None
    return versions


def run(
    driver: neo4j.Driver,
    database: str | None,
    cypher: str,
    parameters: Mapping[str, Any],
    *,
    write: bool = False,
    limit: int = 0,
    seconds: float = 60,
) -> Answer:
    """Ask once, unguarded."""
    from neo4j import Query

    asked = {"kbgraph": "query", "asked": uuid.uuid4().hex}
    with _session(driver, database, write=write) as session:
        try:
            result = session.run(Query(cypher, metadata=asked, timeout=seconds), dict(parameters))
            columns = tuple(result.keys())
            found = list(islice(result, limit + 1) if limit else result)
        except (KeyboardInterrupt, SystemExit):  # closing the session waits for the answer, else
            _terminate(driver, database, asked["asked"])
            raise
        rows = tuple(tuple(map(_plain, record.values())) for record in found)
        if not limit or len(rows) <= limit:
            return Answer(columns, rows)
        return Answer(columns, rows[:limit], cut=True)


def _session(driver: neo4j.Driver, database: str | None, *, write: bool) -> neo4j.Session:
    from neo4j import READ_ACCESS, WRITE_ACCESS

    return driver.session(database=database, default_access_mode=WRITE_ACCESS if write else READ_ACCESS)


def _terminate(driver: neo4j.Driver, database: str | None, asked: str) -> None:
    from neo4j.exceptions import DriverError, Neo4jError

    query = "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.asked = $asked RETURN transactionId AS id"
    with suppress(DriverError, Neo4jError), driver.session(database=database) as session:
        for row in session.run(query, asked=asked).data():
            session.run("TERMINATE TRANSACTIONS $id", id=row["id"]).consume()


def _plain(value: Any) -> Any:
    """Make nodes, relations and paths into what a table or JSON can hold."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{key: _plain(value[key]) for key in sorted(value)}}
    if isinstance(value, Relationship):
        return {"type": value.type, **{key: _plain(value[key]) for key in sorted(value)}}
    if isinstance(value, Path):
        steps = [_plain(value.start_node)]
        for relation, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [_plain(relation), _plain(node)]
        return steps
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if type(value) is list:  # a duration and a point are tuples
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _translated(
    error: neo4j.exceptions.Neo4jError,
    address: Address,
    seconds: float,
    placed: Callable[[str], str] = lambda message: message,
) -> Exception:
    code, message = error.code or "", error.message or error.code or ""
    scrub(error, address.secrets)
    if code in _CAUSES:
        return QueryError(_CAUSES[code])
    if ".TransactionTimedOut" in code or ".Terminated" in code:
        return QueryError(f"the query was stopped after {seconds:g} s; --timeout gives it longer")
    if code.startswith(("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")):
        said = placed(_EXPECTED.sub("", message))
        return QueryError(f"the query is wrong: {mask_uris(said, address.secrets)}")
    return explained(error, address)
