"""Files for `neo4j-admin database import full`, the quickest way to make a database of a graph.

A header and a data file for every label and relation type, `import.sh` with the command, and `after.cypher`
for the rest: constraints and indexes, and the lists that CSV can't hold (empty ones, and those of one empty
text). Gives the same graph as a load through the driver; only an integer among the floats of one property
becomes a float. Texts stand as they are, those that a spreadsheet would run as formulas (`=1+1`) too: escaped
ones would be other texts in the database. The files are for neo4j-admin; open none of them in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports import ordered
from exports.cypher import describe
from exports.neo4j.constraints import statements
from exports.neo4j.labels import labels
from exports.neo4j.literals import literal
from exports.neo4j.literals import name as quoted
from exports.neo4j.naming import chosen_name
from exports.neo4j.rows import Row, edge_row, node_row, summarise
from exports.write import remove_file, write_atomically
from kbgraph.errors import OutputError
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from exports.ordered import Graph

_DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", "\ue000", "\uf8ff")
_TYPES: dict[type, str] = {str: "", bool: "boolean", int: "long", float: "double"}
_FIXED_AT_ONCE = 500


@dataclass(slots=True)
class _Table:
    """The rows of a label or relation type."""

    name: str
    is_node: bool
    rows: list[tuple[tuple[str, ...], Callable[[], Row]]] = field(default_factory=list)  # ends or none; row
    ends: tuple[str, str] = ("", "")  # labels of the ends


def write(graph: Graph, folder: Path, name: str | None = None) -> list[Path]:
    """Write all files to a folder, and give their paths; `import.sh` is the last.

    An older `import.sh` is removed first, so that there is none while the files are of two graphs.
    Raises OutputError where a file can't be written or a value can't be held.
    """
    name = chosen_name(graph, name)
    contents = summarise(graph)
    tables = _tables(graph, name)
    delimiter = _delimiter(graph)
    fixes: list[str] = []
    written = []
    remove_file(folder / "import.sh")
    for table in tables:
        kinds = _kinds(table)
        written.append(write_atomically(folder / f"{table.name}.header.csv", [_header(table, kinds)]))
        written.append(write_atomically(folder / f"{table.name}.csv", _lines(table, kinds, delimiter)))
        fixes += _fixes(table, name)
    constraints = [f"{each};\n" for each in statements(internal=False)]
    after = [*constraints, "CALL db.awaitIndexes(300);\n", *fixes, describe(graph, name, contents)]
    written.append(write_atomically(folder / "after.cypher", after))
    return [*written, write_atomically(folder / "import.sh", _script(tables, delimiter))]


def _tables(graph: Graph, name: str) -> list[_Table]:
    found: dict[tuple[str, ...], _Table] = {}
    kinds = {node: NodeType(data["type"]) for node, data in ordered.nodes(graph)}
    for node, data in ordered.nodes(graph):
        table = found.setdefault((kinds[node],), _Table(kinds[node].value, is_node=True))
        table.rows.append(((), lambda node=node, data=data: node_row(name, node, data)))  # type: ignore[misc]
    for source, target, key, data in ordered.edges(graph):
        ends = (kinds[source].value, kinds[target].value)
        title = f"{data['type']}.{ends[0]}.{ends[1]}"
        table = found.setdefault((data["type"], *ends), _Table(title, is_node=False, ends=ends))
        row = lambda key=key, data=data: edge_row(name, key, data)  # noqa: E731
        table.rows.append(((source, target), row))
    return [found[key] for key in sorted(found)]


def _delimiter(graph: Graph) -> str:
    """Give a character that no list of the graph holds."""
    used: set[str] = set()
    for data in (*ordered.node_rows(graph), *ordered.edge_rows(graph)):
        for value in data.values():
            if isinstance(value, list | tuple):
                used.update(each for each in _DELIMITERS if any(each in str(item) for item in value))
    for each in _DELIMITERS:
        if each not in used:
            return each
    raise OutputError("lists of the graph hold every character that could stand between their items")


def _kinds(table: _Table) -> dict[str, str]:
    """Find the type of every property of a table, by name."""
    types: dict[str, set[tuple[type, bool]]] = {}
    for _, row in table.rows:
        for key, value in row().items():
            inner = value[0] if isinstance(value, list) and value else value
            if not isinstance(value, list):
                types.setdefault(key, set()).add((type(inner), False))
            else:
                types.setdefault(key, set()).update({(type(inner), True)} if value else ())
    return {key: _kind(table, key, types[key]) for key in sorted(types) if key != "id"}


def _kind(table: _Table, key: str, types: set[tuple[type, bool]]) -> str:
    if len({is_list for _, is_list in types}) > 1:
        raise OutputError(f"{table.name}: the property {key} is a list in some rows and none in others")
    inner = {kind for kind, _ in types}
    kind = float if inner == {int, float} else inner.pop() if len(inner) == 1 else str if not inner else None
    if kind is None or kind not in _TYPES:
        raise OutputError(f"{table.name}: the property {key} is of several types")
    many = "[]" if any(is_list for _, is_list in types) or not types else ""
    return (_TYPES[kind] or "string") + many


def _header(table: _Table, kinds: Mapping[str, str]) -> str:
    first = ["id:ID"] if table.is_node else [":START_ID", ":END_ID", "id"]
    return ",".join([*first, *(_text(f"{key}:{kind}") for key, kind in kinds.items())]) + "\n"


def _lines(table: _Table, kinds: Mapping[str, str], delimiter: str) -> Iterator[str]:
    for ends, make in table.rows:
        row = make()
        cells = [*map(_text, ends), _text(row["id"])]
        cells += (_cell(row.get(key), kind, delimiter) for key, kind in kinds.items())
        yield ",".join(cells) + "\n"


def _cell(value: Any, kind: str, delimiter: str) -> str:
    if value is None or value in ([], [""]):
        return ""
    if isinstance(value, list):
        return _text(delimiter.join(_bare(item, kind) for item in value))
    return _text(value) if isinstance(value, str) else _bare(value, kind)


def _bare(value: Any, kind: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)) if kind.startswith("double") else str(value)


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _fixes(table: _Table, name: str) -> Iterator[str]:
    """Give the statements that set the lists which CSV can't hold."""
    needed: dict[tuple[str, str], list[object]] = {}
    for ends, make in table.rows:
        row = make()
        for key, value in row.items():
            if value in ([], [""]) and isinstance(value, list):
                needed.setdefault((key, literal(value)), []).append([*ends, row["id"]] if ends else row["id"])
    for (key, value), ids in needed.items():
        for start in range(0, len(ids), _FIXED_AT_ONCE):
            rows = literal(ids[start : start + _FIXED_AT_ONCE])
            yield f"UNWIND {rows} AS row {_match(table, name)} SET x.{quoted(key)} = {value};\n"


def _match(table: _Table, name: str) -> str:
    graph = literal(name)
    if table.is_node:
        return f"MATCH (x:{table.name} {{graph: {graph}, id: row}})"
    source, target = table.ends
    return (
        f"MATCH (s:{source} {{graph: {graph}, id: row[0]}})-[x:{table.name.partition('.')[0]}]->"
        f"(t:{target} {{graph: {graph}, id: row[1]}}) WHERE x.id = row[2]"
    )


def arguments(tables: Iterable[tuple[str, bool]], delimiter: str) -> list[str]:
    """Give the arguments of `neo4j-admin database import full` for tables of names, nodes or not."""
    given = []
    for name, is_node in tables:
        label = labels(NodeType(name)) if is_node else name.partition(".")[0]
        option = "--nodes" if is_node else "--relationships"
        given.append(f"{option}={label}=./{name}.header.csv,./{name}.csv")
    return [
        *given,
        f"--array-delimiter=U+{ord(delimiter):04X}",
        "--multiline-fields=true",
        "--bad-tolerance=0",
    ]


def _script(tables: list[_Table], delimiter: str) -> Iterator[str]:
    yield "#!/bin/sh\n"
    yield "# Makes a database of a Neo4j that is stopped: sh import.sh [DATABASE [OPTION ...]]\n"
    yield "# The first start of a Neo4j makes the database neo4j; this replaces it, with all that it holds:\n"
    yield "#   sh import.sh neo4j --overwrite-destination=true\n"
    yield "# Afterwards start it and run: cypher-shell --file after.cypher\n"
    yield "# The .csv files hold texts as they are, formulas (=1+1) too: open none of them in a spreadsheet.\n"
    yield "set -eu\n"
    yield 'cd "$(dirname "$0")"\n'
    yield 'database="${1:-neo4j}"\n'
    yield 'if [ "$#" -gt 0 ]; then shift; fi\n'
    yield "neo4j-admin database import full"
    for each in arguments([(table.name, table.is_node) for table in tables], delimiter):
        yield f" \\\n  '{each}'"
    yield ' \\\n  "$@" "$database"\n'
