"""Ask Ladybug, on a database that is made of the graph file when that is new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from exports.answer import Answer
from exports.embedded.checking import check, check_plan
from exports.embedded.keeping import is_whole, kept
from exports.neo4j.labels import ENTITIES, ENTITY
from kbgraph.errors import GraphFileError, MissingExtraError, QueryError
from kbgraph.regular_files import check_regular

if TYPE_CHECKING:
    import ladybug

    from kbgraph.graph import Graph

_NOISE = re.compile(  # every word of the grammar, rules of its parser, and the query over again
    r" expecting \{[^}]*\}|: expected rule \w+|^\w+ exception: | \"[^\"]*\" \^+$|\.+$"
)
_LABEL = re.compile(r"LABEL\((\w+)\._ID,\[[^]]*\]\)")  # how it names a column of `label(r)`
_TABLE = re.compile(r"^Table (\w+) does not exist$")
_INTERNAL = ("_ID", "_LABEL", "_SRC", "_DST")


def query(
    path: Path, cypher: str, parameters: Mapping[str, Any], *, limit: int = 0, seconds: float = 60
) -> Answer:
    """Ask a query of a graph file; at most `limit` rows (0: all) and for `seconds` at most.

    Raises QueryError where Ladybug can't answer it or it does more than read the graph, GraphFileError for a
    file that is no graph, and MissingExtraError where Ladybug is not installed.
    """
    try:
        import ladybug
    except ModuleNotFoundError as error:
        message = "Cypher without a server needs the package ladybug: pip install 'kbgraph[cypher]'"
        raise MissingExtraError(message) from error
    check(cypher, parameters)
    try:
        check_regular(path)
    except OSError as error:
        raise GraphFileError(f"can't be read: {error.strerror}", path=str(path)) from error
    held: list[Graph] = []  # read once, however often a database is made of it
    for fresh in (False, True):  # once more where what stands beside the graph is damaged
        with kept(path, lambda target: _fill(target, path, held), fresh=fresh) as file:
            if file is None:
                break
            try:
                with _opened(ladybug, file) as connection:
                    return _ask(connection, cypher, parameters, limit, seconds, file)
            except _DamagedError:
                continue
    with _in_memory(ladybug, _read(path, held)) as connection:
        return _ask(connection, cypher, parameters, limit, seconds, None)


class _DamagedError(Exception):
    """A database can't be opened, or is no longer what was made."""


def _read(path: Path, held: list[Graph]) -> Graph:
    from exports.node_link import read_graph

    if not held:
        held.append(read_graph(path))
    return held[0]


def _fill(target: Path, path: Path, held: list[Graph]) -> None:
    from exports.embedded.tables import fill

    fill(target, _read(path, held))


@contextmanager
def _opened(engine: ModuleType, file: Path) -> Iterator[ladybug.Connection]:
    try:
        opened = engine.Database(str(file), read_only=True)
    except RuntimeError as error:
        raise _DamagedError from error
    with opened as database, engine.Connection(database) as connection:
        yield connection


@contextmanager
def _in_memory(engine: ModuleType, graph: Graph) -> Iterator[ladybug.Connection]:
    """Give a database that leaves nothing behind; only the check of plans keeps it as it is."""
    from exports.embedded.tables import fill_open

    with engine.Database(":memory:") as database, engine.Connection(database) as connection:
        fill_open(connection, graph)
        yield connection


def _ask(
    connection: ladybug.Connection,
    cypher: str,
    parameters: Mapping[str, Any],
    limit: int,
    seconds: float,
    file: Path | None,
) -> Answer:
    connection.set_query_timeout(max(1, round(seconds * 1000)))
    try:
        check_plan(connection, cypher, parameters)
        return _rows(connection.execute(cypher, dict(parameters)), limit)
    except RuntimeError as error:
        if file is not None and not is_whole(file.parent):  # then the query is not to blame
            raise _DamagedError from error
        raise _translated(error, seconds) from error


def _rows(result: ladybug.QueryResult | list[ladybug.QueryResult], limit: int) -> Answer:
    last = result[-1] if isinstance(result, list) else result
    rows: list[tuple[Any, ...]] = []
    while last.has_next() and (not limit or len(rows) < limit):
        rows.append(tuple(map(_plain, last.get_next())))
    columns = tuple(_LABEL.sub(r"label(\1)", name) for name in last.get_column_names())
    return Answer(columns, tuple(rows), cut=last.has_next())


def _plain(value: Any) -> Any:
    """Give nodes, relations and paths the shape that they have from Neo4j."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value if value is None or isinstance(value, str | int | float | bool) else str(value)
    if "_NODES" in value:
        nodes, relations = value["_NODES"], value["_RELS"]
        return [_plain(each) for pair in zip(nodes, relations, strict=False) for each in pair] + [
            _plain(nodes[-1])
        ]
    held = {
        key: _plain(value[key]) for key in sorted(value) if key not in _INTERNAL and value[key] is not None
    }
    if "_SRC" in value:
        return {"type": value["_LABEL"], **held}
    if "_LABEL" in value:
        label = value["_LABEL"]
        return {"labels": sorted([label, ENTITY] if label in ENTITIES else [label]), **held}
    return held


def _translated(error: RuntimeError, seconds: float) -> QueryError:
    said = _NOISE.sub("", " ".join(str(error).split()))
    if said.startswith("Interrupted"):
        return QueryError(f"the query was stopped after {seconds:g} s; --timeout gives it longer")
    if "read-only database" in said:  # what writes is also refused where the database is in memory
        return QueryError("this writes, and a graph file is only read; change the documents and build again")
    said = _TABLE.sub(r"no label or relation type is named \1", said)
    return QueryError(
        f"{said}. Without a server a part of Cypher is known; what docs/cypher.md marks so is for Neo4j only"
    )
