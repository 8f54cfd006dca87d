"""Ask Ladybug, on a database that is made of the graph file when that is new."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from exports.answer import Answer
from exports.embedded.checking import check
from exports.neo4j.labels import ENTITIES, ENTITY
from kbgraph.errors import MissingExtraError, OutputError, QueryError

if TYPE_CHECKING:
    import ladybug

_LAYOUT = "2"  # changed whenever the tables or the files are
_DATABASE = "graph.lbdb"
_SIZE = "bytes"  # file with the database's size, written when it is whole
_ABANDONED = 3600  # seconds after which a database that is still being made is taken for left behind
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

    Raises QueryError where Ladybug can't answer it, GraphFileError for a file that is no graph, and
    MissingExtraError where Ladybug is not installed.
    """
    try:
        import ladybug
    except ModuleNotFoundError as error:
        message = "Cypher without a server needs the package ladybug: pip install 'kbgraph[cypher]'"
        raise MissingExtraError(message) from error
    check(cypher, parameters)
    for fresh in (False, True):  # once more where what stands beside the graph is damaged
        with _database(path, fresh=fresh) as file, suppress(_DamagedError):
            return _ask(ladybug, file, cypher, parameters, limit, seconds)
    raise OutputError(f"a database is made of {path}, and can't be opened")


class _DamagedError(Exception):
    """A database can't be opened."""


def _ask(
    engine: ModuleType, file: Path, cypher: str, parameters: Mapping[str, Any], limit: int, seconds: float
) -> Answer:
    try:
        opened = engine.Database(str(file), read_only=True)
    except RuntimeError as error:
        raise _DamagedError from error
    with opened as database, engine.Connection(database) as connection:
        connection.set_query_timeout(max(1, round(seconds * 1000)))
        try:
            return _rows(connection.execute(cypher, dict(parameters)), limit)
        except RuntimeError as error:
            raise _translated(error, seconds) from error


@contextmanager
def _database(path: Path, *, fresh: bool) -> Iterator[Path]:
    """Give the graph's database: from the folder beside, made anew if the graph changed or `fresh` asks for it."""
    digest = hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
    folder = path.with_name(f".{path.name}.ladybug")
    wanted = folder / f"{digest}-{_LAYOUT}-{version('ladybug')}"
    if not fresh and _is_whole(wanted):
        yield wanted / _DATABASE
        return
    try:
        folder.mkdir(exist_ok=True)
        beside = tempfile.TemporaryDirectory(dir=folder)
    except OSError:  # nothing can be written beside the graph: make it for this once
        beside = tempfile.TemporaryDirectory()
        wanted = Path(beside.name) / "once"
    with beside as name:
        made = Path(name) / "made"
        _make(made, path)
        if fresh or not _is_whole(wanted):
            shutil.rmtree(wanted, ignore_errors=True)
        with suppress(OSError):  # another process was quicker, and ours serves for this once
            made = made.rename(wanted)
        _forget_others(folder, keep={wanted.name, Path(name).name})
        yield made / _DATABASE


def _is_whole(folder: Path) -> bool:
    """Tell whether a database is there, as large as it was made."""
    try:
        return int((folder / _SIZE).read_text()) == (folder / _DATABASE).stat().st_size
    except (OSError, ValueError):
        return False


def _make(folder: Path, path: Path) -> None:
    from exports.embedded.tables import fill
    from exports.node_link import read_graph

    graph = read_graph(path)
    folder.mkdir()
    fill(folder / _DATABASE, graph)
    (folder / _SIZE).write_text(str((folder / _DATABASE).stat().st_size))


def _forget_others(folder: Path, keep: set[str]) -> None:
    """Remove the databases of what the graph was before, and what was left by processes that were killed."""
    with suppress(OSError):
        for each in folder.iterdir():
            is_new = time.time() - each.stat().st_mtime < _ABANDONED
            if each.name not in keep and not (each.name.startswith("tmp") and is_new):
                shutil.rmtree(each, ignore_errors=True)


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
    if "read-only database" in said:
        return QueryError("this writes, and a graph file is only read; change the documents and build again")
    said = _TABLE.sub(r"no label or relation type is named \1", said)
    return QueryError(
        f"{said}. Without a server a part of Cypher is known; what docs/cypher.md marks so is for Neo4j only"
    )
