"""A graph as tables of Ladybug, filled in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports import ordered
from exports.neo4j.labels import checked_node_type, checked_type
from exports.neo4j.naming import default_name
from exports.neo4j.rows import batches
from kbgraph.relation_types import load_relation_types
from kbgraph.schema import (
    COMMON_EDGE,
    COMMON_NODE,
    HAS_QUOTA,
    NODE_PROPERTIES,
    STRUCTURE_PROPERTIES,
    NodeType,
    PropertyType,
    edge_properties,
)

if TYPE_CHECKING:
    import ladybug

    from exports.ordered import Attributes, Graph

_BATCH = 20_000
_TYPES: dict[PropertyType, str] = {
    "string": "STRING",
    "integer": "INT64",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "strings": "STRING[]",
    "numbers": "DOUBLE[]",
}
_ENDS = {"source": "STRING", "target": "STRING"}
Columns = Mapping[str, str]  # name and Ladybug's type
Pair = tuple[str, NodeType, NodeType]  # edge type and the types of its ends


def fill(path: Path, graph: Graph) -> None:
    """Make a database of a graph."""
    import ladybug

    with ladybug.Database(str(path)) as database, ladybug.Connection(database) as connection:
        fill_open(connection, graph)


def fill_open(connection: ladybug.Connection, graph: Graph) -> None:
    """Fill an empty database."""
    name = default_name(graph)
    _run(connection, "BEGIN TRANSACTION")  # one for all is flushed to the disk once
    _fill_nodes(connection, graph, name)
    _fill_edges(connection, graph, name)
    _run(connection, "COMMIT")


def _fill_nodes(connection: ladybug.Connection, graph: Graph, name: str) -> None:
    columns = {node_type: _columns(COMMON_NODE | NODE_PROPERTIES[node_type]) for node_type in NodeType}
    for node_type, of_type in columns.items():
        _run(connection, f"CREATE NODE TABLE {node_type} ({_declared(of_type)}, PRIMARY KEY (id))")
    rows = (
        (node_type, 1, _row(columns[node_type], {**data, "id": node, "graph": name}))
        for node, data in ordered.nodes(graph)
        for node_type in (checked_node_type(data["type"], node),)
    )
    for node_type, batch in batches(rows, most_rows=_BATCH):
        _copy(connection, node_type, columns[node_type], batch)


def _fill_edges(connection: ladybug.Connection, graph: Graph, name: str) -> None:
    """Make a table of every type of the schema, so that asking for one without edges is no error."""
    pairs = sorted({pair for pair, _ in _edges(graph)})
    there = {edge_type for edge_type, _, _ in pairs}
    for edge_type in sorted({*STRUCTURE_PROPERTIES, HAS_QUOTA, *load_relation_types().types, *there}):
        ends = [f"FROM {source} TO {target}" for kind, source, target in pairs if kind == edge_type]
        ends = ends or [f"FROM {NodeType.CONCEPT} TO {NodeType.CONCEPT}"]
        columns = _columns_of(edge_type)
        _run(connection, f"CREATE REL TABLE `{edge_type}` ({', '.join(ends)}, {_declared(columns)})")
    rows = (
        (pair, 1, _row({**_ENDS, **_columns_of(pair[0])}, {**data, "graph": name}))
        for pair, data in _edges(graph)
    )
    for (edge_type, source, target), batch in batches(rows, most_rows=_BATCH):
        columns = {**_ENDS, **_columns_of(edge_type)}
        _copy(connection, edge_type, columns, batch, f" (FROM='{source}', TO='{target}')")


def _edges(graph: Graph) -> Iterator[tuple[Pair, dict[str, Any]]]:
    kinds = {node: checked_node_type(data["type"], node) for node, data in ordered.nodes(graph)}
    for source, target, key, data in ordered.edges(graph):
        pair = (checked_type(data["type"], key), kinds[source], kinds[target])
        yield pair, {**data, "id": key, "source": source, "target": target}


def _columns(properties: Mapping[str, PropertyType]) -> dict[str, str]:
    found = {name: _TYPES[kind] for name, kind in sorted(properties.items()) if name not in ("type", "id")}
    return {"id": "STRING", "graph": "STRING"} | found


def _columns_of(edge_type: str) -> dict[str, str]:
    return _columns(COMMON_EDGE | edge_properties(edge_type))


def _declared(columns: Columns) -> str:
    return ", ".join(f"`{name}` {kind}" for name, kind in columns.items())


def _row(columns: Columns, data: Attributes) -> dict[str, Any]:
    return {name: _value(data.get(name), kind) for name, kind in columns.items()}


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "DOUBLE":
        return float(value)
    return list(map(float, value)) if kind == "DOUBLE[]" else value


def _copy(
    connection: ladybug.Connection, table: str, columns: Columns, rows: list[Any], ends: str = ""
) -> None:
    values = ", ".join(f"CAST(row.`{name}` AS {kind})" for name, kind in columns.items())
    _run(connection, f"COPY `{table}` FROM (UNWIND $rows AS row RETURN {values}){ends}", {"rows": rows})


def _run(connection: ladybug.Connection, statement: str, parameters: dict[str, Any] | None = None) -> None:
    result = connection.execute(statement, parameters or {})
    for each in result if isinstance(result, list) else [result]:
        each.close()
