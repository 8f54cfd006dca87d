"""The graph as rows of properties that Neo4j can hold, in one order, in batches, with a hash of it all.

A node has the properties of the graph's node, its `id` and the `graph` it belongs to; an edge its own and the
same two. `type` is the label or the relation's type. None is left out. A list of integers and floats becomes
one of floats. What Neo4j can't hold (an integer over 64 bits, a number that is not finite, half a surrogate
pair, a list of lists, an id that is too long for an index) is an error that names its owner.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from exports import ordered
from exports.jsontext import to_json
from exports.neo4j.labels import checked_node_type, checked_type
from kbgraph.errors import OutputError
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

Row = dict[str, Any]
Key = TypeVar("Key")
_LONGEST_ID = 7_000  # bytes of UTF-8; an entry of an index, with a name, has to fit into a page of 8 kB
_LAYOUT = b"kbgraph in neo4j, layout 1\n"  # part of the hash: how a graph is laid out in Neo4j


@dataclass(frozen=True, slots=True)
class Contents:
    """What a graph holds, without its rows."""

    hash: str
    nodes: Mapping[str, int]  # by type
    edges: Mapping[str, int]

    @property
    def size(self) -> int:
        """Count nodes and edges."""
        return sum(self.nodes.values()) + sum(self.edges.values())


def summarise(graph: Graph) -> Contents:
    """Check every row, hash all of them and count them by type; raise OutputError for what can't be stored."""
    digest = hashlib.blake2b(_LAYOUT, digest_size=20)
    digest.update(to_json(ordered.present(graph.graph)).encode())
    nodes: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for node, data in ordered.nodes(graph):
        nodes[checked_node_type(data["type"], node)] += 1
        _check_length(node)
        digest.update(data["type"].encode())
        digest.update(encoded(node, node_row("", node, data)))
    for source, target, key, data in ordered.edges(graph):
        edges[checked_type(data["type"], key)] += 1
        digest.update(f"{source}\n{data['type']}\n{target}\n".encode())
        digest.update(encoded(key, edge_row("", key, data)))
    return Contents(digest.hexdigest(), dict(nodes), dict(edges))


def _check_length(node: str) -> None:
    if len(node) > _LONGEST_ID // 4 and (size := len(node.encode("utf-8", "surrogatepass"))) > _LONGEST_ID:
        raise OutputError(
            f"{node[:60]}…: Neo4j can't index this id of {size:,} bytes; {_LONGEST_ID:,} are the most. "
            "Shorten the headings that it is made of"
        )


def node_row(name: str, node: str, data: Attributes) -> Row:
    """Give the properties of a node of a named graph."""
    return _row(name, node, data)


def edge_row(name: str, key: str, data: Attributes) -> Row:
    """Give the properties of an edge of a named graph."""
    return _row(name, key, data)


def _row(name: str, identity: str, data: Attributes) -> Row:
    row: Row = {"id": identity, "graph": name}
    for key, value in data.items():
        if value is None or key == "type":
            continue
        row[key] = _list(value) if isinstance(value, list | tuple) else value
    if "graph" in data or row["id"] != identity:
        raise OutputError(f"{identity}: no property can be named graph or id, which tell where a row belongs")
    return row


def _list(values: list[Any] | tuple[Any, ...]) -> list[Any]:
    types = set(map(type, values))
    return [float(value) for value in values] if types == {int, float} else list(values)


def encoded(owner: str, row: Row) -> bytes:
    """Give a row as JSON, the same bytes for the same values; raise OutputError for what Neo4j can't hold."""
    for key, value in row.items():
        if type(value) is not str and not _fits(value):
            raise OutputError(f"{owner}: Neo4j can't hold the property {key}: {str(value)[:60]!r}")
    try:
        return orjson.dumps(row, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:
        raise OutputError(f"{owner}: Neo4j can't hold a property: {error}") from error


def _fits(value: object) -> bool:
    if isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return len(set(map(type, value))) <= 1 and all(
            not isinstance(item, list) and _fits(item) for item in value
        )
    return False


def size_of(row: Row) -> int:
    """Estimate how much there is to send, in characters."""
    total = 16 * len(row)
    for value in row.values():
        if type(value) is str:
            total += len(value)
        elif type(value) is list:
            total += sum(len(item) if type(item) is str else 8 for item in value)
    return total


def batches(
    rows: Iterable[tuple[Key, int, Any]], *, most_rows: int, most_characters: int = 4_000_000
) -> Iterator[tuple[Key, list[Any]]]:
    """Gather rows of one key until there are enough of them, and give them; the rest by key at the end.

    A row comes with its key and size. One order of rows always gives the same batches, and no more than one
    batch of each key is held at a time.
    """
    waiting: dict[Key, list[Any]] = {}
    sizes: dict[Key, int] = {}
    for key, size, row in rows:
        gathered = waiting.setdefault(key, [])
        gathered.append(row)
        sizes[key] = sizes.get(key, 0) + size
        if len(gathered) >= most_rows or sizes[key] >= most_characters:
            yield key, waiting.pop(key)
            del sizes[key]
    yield from waiting.items()


def all_nodes(graph: Graph, name: str) -> Iterator[tuple[NodeType, int, Row]]:
    """Give every node's type, size and row."""
    for node, data in ordered.nodes(graph):
        row = node_row(name, node, data)
        yield NodeType(data["type"]), size_of(row), row


def all_edges(graph: Graph, name: str) -> Iterator[tuple[str, int, list[Any]]]:
    """Give every edge's type, size, and its row after the ids of its ends."""
    for source, target, key, data in ordered.edges(graph):
        row = edge_row(name, key, data)
        yield data["type"], size_of(row) + len(source) + len(target), [source, target, row]
