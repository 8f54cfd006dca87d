"""Read a graph back from the node-link JSON that kbgraph wrote, and say where a damaged one is wrong."""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import orjson

from kbgraph.errors import GraphFileError
from kbgraph.limits import MAX_GRAPH_SIZE
from kbgraph.regular_files import read_regular
from kbgraph.schema import (
    COMMON_EDGE,
    COMMON_NODE,
    NODE_PROPERTIES,
    RELATION_PROPERTIES,
    SCHEMA_VERSION,
    STRUCTURE_PROPERTIES,
    NodeType,
    PropertyType,
    edge_properties,
)

if TYPE_CHECKING:
    from exports.ordered import Graph

_NODE_TYPES: dict[NodeType, dict[str, PropertyType]] = {
    node_type: COMMON_NODE | properties for node_type, properties in NODE_PROPERTIES.items()
}
_FIRST_NODE_LINE = 4
_LARGEST = sys.float_info.max
_LARGEST_INTEGER = 2**63
_DEEPEST = 100  # lists and mappings in each other


def _known(tables: Iterable[Mapping[str, PropertyType]]) -> dict[str, set[PropertyType]]:
    found: dict[str, set[PropertyType]] = defaultdict(set)
    for table in tables:
        for name, kind in table.items():
            found[name].add(kind)
    return dict(found)


_OF_ANY_NODE = _known([COMMON_NODE, *NODE_PROPERTIES.values()])
_OF_ANY_EDGE = _known([COMMON_EDGE, RELATION_PROPERTIES, *STRUCTURE_PROPERTIES.values()])
"""What a property holds wherever it stands: whoever reads a graph asks for it by its name."""


class _FaultError(Exception):
    """What is wrong with a record; its line is added by who knows it."""


def read_graph(path: str | Path) -> Graph:
    """Read a graph that was exported as JSON; ids, keys, types and values are those of the graph written.

    Raises GraphFileError with the path, and the line where it can be told, if the file can't be read, is no
    JSON, or is JSON but no graph by the schema.
    """
    shown = str(path)
    try:
        data = read_regular(Path(path), most=MAX_GRAPH_SIZE)
    except OSError as error:
        raise GraphFileError(f"can't be read: {error.strerror}", path=shown) from error
    document = _document(_parsed(data, shown), shown)
    graph: Graph = nx.MultiDiGraph()
    if _too_deep(document["graph"]):
        raise GraphFileError(f"the graph's own properties nest more than {_DEEPEST} deep", path=shown)
    _check_version(document["graph"], shown)
    graph.graph.update(document["graph"])
    first_line = _FIRST_NODE_LINE if _in_our_lines(data) else None
    _add_each(graph, document["nodes"], _add_node, shown, first_line)
    if first_line is not None:
        first_line += len(document["nodes"]) + 2 if document["nodes"] else 1
    _add_each(graph, document["edges"], _add_edge, shown, first_line)
    return graph


def _check_version(properties: Mapping[str, Any], path: str) -> None:
    """Raise GraphFileError for a graph of a later schema; one of an earlier says less, and is read as it is."""
    version = properties.get("schema", 1)
    if type(version) is not int or version < 1:
        raise GraphFileError(f"has {_shown(version)} for the version of its schema", path=path)
    if version > SCHEMA_VERSION:
        message = f"was made by a later kbgraph (schema {version}, and this one reads {SCHEMA_VERSION})"
        raise GraphFileError(f"{message}: make it again with `kbgraph build`, or upgrade kbgraph", path=path)


def _parsed(data: bytes, path: str) -> Any:
    try:
        return orjson.loads(data)
    except ValueError:
        pass  # damaged, or with a lone surrogate: the standard library reads the latter and places the former
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, parse_float=_finite)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GraphFileError("is not UTF-8 here; a graph file is", path=path, line=line) from error
    except json.JSONDecodeError as error:
        message = f"is not JSON from here on ({error.msg}, column {error.colno})"
        raise GraphFileError(message, path=path, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise GraphFileError(f"is no graph file: {error}", path=path) from error


def _no_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which is no JSON number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"it holds {text[:40]}, which is more than a number of 64 bits")
    return value


def _document(document: Any, path: str) -> dict[str, Any]:
    """Check the outer shape."""
    advice = "not a graph that kbgraph wrote; `kbgraph build --format json` writes one"
    if not isinstance(document, dict) or not isinstance(document.get("nodes"), list):
        raise GraphFileError(advice, path=path)
    if not isinstance(document.get("edges"), list) or not isinstance(document.get("graph"), dict):
        raise GraphFileError(advice, path=path)
    if document.get("directed") is not True or document.get("multigraph") is not True:
        raise GraphFileError(f"the graph is not directed with parallel edges: {advice}", path=path)
    return document


def _in_our_lines(data: bytes) -> bool:
    """Tell whether every record stands on a line of its own, as the export writes them."""
    return data.split(b"\n", 3)[2:3] == [b'"nodes":[']


def _add_each(
    graph: Graph, records: list[Any], add: Callable[[Graph, Any], None], path: str, first_line: int | None
) -> None:
    for number, record in enumerate(records):
        try:
            add(graph, record)
        except _FaultError as fault:
            line = None if first_line is None else first_line + number
            raise GraphFileError(str(fault), path=path, line=line) from None


def _add_node(graph: Graph, record: Any) -> None:
    if not isinstance(record, dict):
        raise _FaultError(f"a node should be an object, not {_shown(record)}")
    node = _text(record, "id", "a node")
    if node in graph:
        raise _FaultError(f"the node {node} stands twice")
    try:
        node_type = NodeType(_text(record, "type", f"the node {node}"))
    except ValueError:
        known = ", ".join(NodeType)
        raise _FaultError(f"the node {node} is of the type {record['type']!r}; there are {known}") from None
    _text(record, "name", f"the node {node}")
    graph.add_node(node)
    graph.nodes[node].update(_properties(record, ("id",), _OF_ANY_NODE, _NODE_TYPES[node_type], node))


def _add_edge(graph: Graph, record: Any) -> None:
    if not isinstance(record, dict):
        raise _FaultError(f"an edge should be an object, not {_shown(record)}")
    key = _text(record, "key", "an edge")
    source, target = _text(record, "source", f"the edge {key}"), _text(record, "target", f"the edge {key}")
    for end in (source, target):
        if end not in graph:
            raise _FaultError(f"the edge {key} is tied to {end!r}, and there is no such node")
    if graph.has_edge(source, target, key):
        raise _FaultError(f"the edge {key} stands twice")
    if (identity := _text(record, "id", f"the edge {key}")) != key:
        raise _FaultError(f"the edge {key} has the id {_shown(identity)}; its key is its id")
    types = COMMON_EDGE | edge_properties(_text(record, "type", f"the edge {key}"))
    properties = _properties(record, ("source", "target", "key"), _OF_ANY_EDGE, types, key)
    graph.add_edge(source, target, key)
    graph.edges[source, target, key].update(properties)


def _properties(
    record: dict[str, Any],
    identity: tuple[str, ...],
    known: Mapping[str, set[PropertyType]],
    types: Mapping[str, PropertyType],
    owner: str,
) -> dict[str, Any]:
    kept = {name: value for name, value in record.items() if name not in identity and value is not None}
    for name, value in kept.items():
        if name in types:
            if not _HOLDS[types[name]](value):
                raise _wrong(owner, name, value, [types[name]])
        elif name in known:
            if not any(_HOLDS[kind](value) for kind in known[name]):
                raise _wrong(owner, name, value, sorted(known[name]))
        elif _too_deep(value):
            raise _FaultError(f"{owner}: the property {name} nests more than {_DEEPEST} deep")
    return kept


def _wrong(owner: str, name: str, value: object, kinds: list[PropertyType]) -> _FaultError:
    size = " of 64 bits" if isinstance(value, int | float) and kinds[0] in ("integer", "number") else ""
    size = "" if isinstance(value, bool) else size
    wanted = " or ".join(kinds)
    return _FaultError(f"{owner}: the property {name} is {_shown(value)}, where {wanted}{size} should stand")


def _too_deep(value: object) -> bool:
    """Tell whether lists and mappings nest deeper than what writes them can follow."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            item
            for one in level
            if isinstance(one, dict | list)
            for item in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


def _text(record: dict[str, Any], name: str, owner: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise _FaultError(f"{owner} should have the text {name}, not {_shown(value)}")
    return value


def _shown(value: object) -> str:
    if _too_deep(value):
        return f"nested more than {_DEEPEST} deep"
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _is_integer(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    return -_LARGEST_INTEGER <= value < _LARGEST_INTEGER


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= _LARGEST


_HOLDS: dict[PropertyType, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "strings": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "numbers": lambda value: isinstance(value, list) and all(map(_is_number, value)),
}
