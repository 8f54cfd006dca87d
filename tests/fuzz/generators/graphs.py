"""Graphs that keep to the schema with any text in them, and files of graphs that somebody tampered with."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import networkx as nx

from kbgraph.schema import (
    COMMON_EDGE,
    COMMON_NODE,
    NODE_PROPERTIES,
    STRUCTURE_PROPERTIES,
    NodeType,
    PropertyType,
    edge_properties,
    node_id,
)
from tests.fuzz.case import Case
from tests.fuzz.generators.characters import characters
from tests.fuzz.generators.words import prose, words
from tests.fuzz.mutations import TOKENS, damaged
from tests.graphs import RELATIONS, Graph, add_edge, add_node, small_graph

_EDGE_TYPES = (*STRUCTURE_PROPERTIES, *RELATIONS, "HAS_QUOTA")
_HOSTILE = (
    "</script><script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;&amp;",
    "'; MATCH (n) DETACH DELETE n; //", "\\u0027 OR 1=1", "\\", "\\'", "'", '"', '""', "`", "{{7*7}}", "${x}",
    "{% raw %}", "=1+1", "@SUM(A1)", "+1", "-1", "\t=1", ",", ";", "a,b\nc", "\r\n", "\r", "\n", "\x00",
    "\x1b[31m", "\x1f", "\x1e", "\u2028", "\u2029", "\u202e", "\ufffe", "\uffff", "\ufeff", "_x0041_",
    "_x005F_", "_xD800_", "&#0;", "%00", "__proto__", "constructor", "id", "NaN", "null", "true", "1", "", " ",
    "\ud800", "\udfff", "\ud83d", "\U0001f600", "javascript:1", "a" * 3000,
)  # fmt: skip
_NUMBERS = (
    0, 1, -1, 0.5, 1.0, 1e-300, 1e300, -1e300, 2**53, 2**63 - 1, -(2**63), 2**63, 10**30, 1e16,
    123456789.123456789, 5e-324, -0.0,
)  # fmt: skip
_INTEGERS = (0, -1, 2**53, 2**63 - 1, -(2**63))


def graph_case(rng: Random) -> Case:
    """Give the file of a sound graph with hostile texts."""
    return Case(json.dumps(as_tree(_graph(rng))).encode(), ".json")


def tampered(rng: Random) -> Case:
    """Give a graph's file after somebody changed it: values, structure or bytes."""
    base = _graph(rng) if rng.random() < 0.7 else small_graph()
    tree = as_tree(base)
    for _ in range((0, 1, 1, 1, 1, 2, 3)[int(rng.random() * 7)]):
        _tamper(tree, rng)
    text = _lines(tree) if rng.random() < 0.5 else json.dumps(tree, ensure_ascii=rng.random() < 0.9)
    if rng.random() < 0.2:
        text = _tamper_text(text, rng)
    data = text.encode("utf-8", "surrogatepass")
    return Case(damaged(text, rng) if rng.random() < 0.08 else data, ".json")


def as_tree(graph: Graph) -> dict[str, Any]:
    """Give a graph as node-link JSON has it."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": dict(graph.graph),
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, "key": key, **data}
            for source, target, key, data in graph.edges(keys=True, data=True)
        ],
    }


def _lines(tree: dict[str, Any]) -> str:
    """Write a tree as the export does: a record a line."""
    parts = [
        '{"directed":'
        + json.dumps(tree.get("directed"))
        + ',"multigraph":'
        + json.dumps(tree.get("multigraph")),
        '"graph":' + json.dumps(tree.get("graph")),
    ]
    for name in ("nodes", "edges"):
        rows = tree.get(name)
        listed = rows if isinstance(rows, list) else [rows]
        parts.append(f'"{name}":[\n' + ",\n".join(map(json.dumps, listed)) + "\n]")
    return ",\n".join(parts) + "}\n"


def _graph(rng: Random) -> Graph:
    graph: Graph = nx.MultiDiGraph()
    for name in ("kbgraph", "name", "options"):
        if rng.random() < 0.3:
            graph.graph[name] = _text(rng)
    kinds = list(NodeType)
    for number in range(int(rng.random() * 12)):
        kind = kinds[int(rng.random() * len(kinds))]
        held = _properties(rng, {**COMMON_NODE, **NODE_PROPERTIES[kind]}, ("type", "name"))
        add_node(graph, node_id(kind, f"{number}{_text(rng)}"), kind, _text(rng), **held)
    nodes = sorted(graph)
    for number in range(int(rng.random() * 20) if nodes else 0):
        kind_name = _EDGE_TYPES[int(rng.random() * len(_EDGE_TYPES))]
        held = _properties(rng, {**COMMON_EDGE, **edge_properties(kind_name)}, ("id", "type"))
        one, other = nodes[int(rng.random() * len(nodes))], nodes[int(rng.random() * len(nodes))]
        _link(rng, held, nodes)
        add_edge(graph, kind_name, one, other, number, **held)
    return graph


def _link(rng: Random, held: dict[str, Any], nodes: list[str]) -> None:
    for name in ("evidence", "sections"):
        if name in held and rng.random() < 0.7:
            held[name] = [nodes[int(rng.random() * len(nodes))] for _ in held[name]]


def _properties(rng: Random, kinds: dict[str, PropertyType], without: tuple[str, ...]) -> dict[str, Any]:
    share = (0.0, 0.5, 0.9)[int(rng.random() * 3)]
    return {
        name: _value(rng, kind)
        for name, kind in kinds.items()
        if name not in without and rng.random() < share
    }


def _value(rng: Random, kind: PropertyType) -> Any:
    if kind == "string":
        return _text(rng)
    if kind == "boolean":
        return rng.random() < 0.5
    if kind == "integer":
        return int(rng.random() * 50) if rng.random() < 0.8 else _INTEGERS[int(rng.random() * len(_INTEGERS))]
    if kind == "number":
        return rng.random() if rng.random() < 0.7 else float(_NUMBERS[int(rng.random() * len(_NUMBERS))])
    inner: PropertyType = "string" if kind == "strings" else "number"
    return [_value(rng, inner) for _ in range(int(rng.random() * 4))]


def _text(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.35:
        return _HOSTILE[int(rng.random() * len(_HOSTILE))]
    if chance < 0.55:
        return characters(rng, 8)
    if chance < 0.75:
        return words(rng, 4) + _HOSTILE[int(rng.random() * len(_HOSTILE))]
    return prose(rng, 1) if chance < 0.9 else TOKENS[int(rng.random() * len(TOKENS))]


_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**400, -(10**400), 10**4299, 2**64, 1e308, float("nan"), float("inf"),
    float("-inf"), 0.1, "", "x", "1", "\ud800", "\udc00x", "a\ud83d", [], {}, [None], ["\ud800"], [1, "a"],
    [[]], {"a": 1}, [10**400], [float("nan")], {"\ud800": "\udfff"}, "service:sqs", "Service", "Section",
    "MENTIONS", "NO_SUCH_TYPE", "`", "a b", "x" * 5000,
)  # fmt: skip
_NAMES = (
    "id", "type", "name", "weight", "x", "y", "community", "aliases", "source", "target", "key", "start", "end",
    "line", "count", "evidence", "sections", "negated", "confidence", "npmi", "value", "unit", "level", "order",
    "text", "spread", "facet", "graph", "extra", "label", "color", "size", "for", "\ud800", "", "a`b", "a b",
    "__proto__", "termhood", "predicate", "rule", "path", "title",
)  # fmt: skip


def _tamper(tree: dict[str, Any], rng: Random) -> None:
    chance = rng.random()
    if chance < 0.06:
        tree[("directed", "multigraph", "graph", "nodes", "edges")[int(rng.random() * 5)]] = _any_value(rng)
        return
    if chance < 0.1 and isinstance(tree.get("graph"), dict):
        name = ("name", "communities", "kbgraph", "\ud800", "graph")[int(rng.random() * 5)]
        value = (
            [{"id": 0, "name": _any_value(rng)}, _any_value(rng)]
            if name == "communities"
            else _any_value(rng)
        )
        tree["graph"][name] = value
        return
    rows = tree.get("nodes" if rng.random() < 0.5 else "edges")
    if not isinstance(rows, list) or not rows:
        return
    at = int(rng.random() * len(rows))
    if chance < 0.16:
        rows.insert(int(rng.random() * len(rows)), rows[at])
    elif chance < 0.22:
        rows[at] = _any_value(rng)
    elif isinstance(rows[at], dict):
        _tamper_row(rows, at, rng)


def _tamper_row(rows: list[Any], at: int, rng: Random) -> None:
    row = rows[at] = dict(rows[at])
    present = list(row)
    name = (
        present[int(rng.random() * len(present))]
        if present and rng.random() < 0.6
        else _NAMES[int(rng.random() * len(_NAMES))]
    )
    chance = rng.random()
    if chance < 0.25:
        row.pop(name, None)
    elif chance < 0.3:
        for each in rows:  # none has it at all
            if isinstance(each, dict) and name not in ("id", "type", "source", "target", "key"):
                each.pop(name, None)
    else:
        row[name] = _any_value(rng)


def _any_value(rng: Random) -> Any:
    if rng.random() < 0.1:
        deep: Any = "x"
        for _ in range(1 << int(rng.random() * 9)):
            deep = [deep] if rng.random() < 0.5 else {"a": deep}
        return deep
    return _VALUES[int(rng.random() * len(_VALUES))] if rng.random() < 0.8 else _text(rng)


def _tamper_text(text: str, rng: Random) -> str:
    at = int(rng.random() * len(text))
    kind = int(rng.random() * 6)
    if kind == 0:
        return text[:at]
    if kind == 1:
        return text[:at] + text[at + 1 + int(rng.random() * 5) :]
    if kind == 2:
        return text[:at] + _PIECES[int(rng.random() * len(_PIECES))] + text[at:]
    if kind == 3:
        digit = next((index for index in range(at, len(text)) if text[index].isdigit()), at)
        return (
            text[:digit]
            + ("9" * 400, "1e400", "-0", "01", "1.", "NaN", "1E-999", "9" * 5000)[int(rng.random() * 8)]
            + text[digit + 1 :]
        )
    if kind == 4:
        return "[" * (1 << int(rng.random() * 17)) + text
    return text + _PIECES[int(rng.random() * len(_PIECES))]


_PIECES = (
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r",
    "\x00",
    "\ufeff",
    "\\ud800",
    "\\u0000",
    "null",
    "NaN",
    "-Infinity",
    "//",
    "\u2028",
)
