"""What each format promises of any graph that keeps to the schema, and that every question to it has an answer."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from exports import bulk_csv, cypher, gexf, graphml, html, node_link
from exports.markup import decode
from exports.write import write_atomically
from kbgraph.errors import GraphFileError, KbgraphError
from tests.fuzz.case import Case
from tests.fuzz.invariants.vocabulary import folder
from tests.graphs import Graph, small_graph

_SHORTEST = 20  # characters of a refusal that says something
_GEXF = {"g": "http://gexf.net/1.3"}
_ISLAND = re.compile(r'(<script type="application/json" id="[a-z-]+">)(.*?)(</script>)', re.DOTALL)
_CYPHER = re.compile(
    r"'(?:[^'\\\n\r\u2028\u2029\x00-\x1f]|\\[\\'nrtbf]|\\u[0-9A-F]{4})*'|`[^`\n\r]+`|[A-Za-z_$][A-Za-z0-9_]*"
    r"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[ ()\[\]{}:;,.=<>+*%|/-]"
)


def check(case: Case) -> None:
    """Read a sound graph; every export has to write it and lose nothing."""
    with folder() as beside:
        path = beside / "given.json"
        path.write_bytes(case.data)
        try:
            graph = node_link.read_graph(path)
        except GraphFileError:
            return  # of a shrunk file: no graph any more
        check_graph(graph, beside)


def check_graph(graph: Graph, beside: Path) -> None:
    """Check every export of a graph, and every question to it."""
    from tests.fuzz.invariants.lookup import check_lookup

    for check_format in (check_json, check_graphml, check_gexf, check_html, check_cypher, check_csv):
        refusing(check_format, graph, beside)
    check_lookup(graph)


def refusing(check_format: Callable[[Graph, Path], None], graph: Graph, beside: Path) -> None:
    """Run a check of a format; what the format can't hold has to be refused in words."""
    try:
        check_format(graph, beside)
    except KbgraphError as error:
        refusal = str(error)
    else:
        return
    assert len(refusal) > _SHORTEST, f"a refusal without a reason: {refusal}"


def contents(graph: Graph) -> tuple[Any, ...]:
    """Give all that a graph holds, whatever the order."""
    nodes = {node: _present(data) for node, data in graph.nodes(data=True)}
    edges = {(u, v, key): _present(data) for u, v, key, data in graph.edges(keys=True, data=True)}
    return _present(graph.graph), nodes, edges


def _present(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


def check_json(graph: Graph, beside: Path) -> None:
    """Check that the record gives the same graph, and the same bytes again."""
    text = "".join(node_link.render(graph))
    path = write_atomically(beside / "graph.json", [text])
    read = node_link.read_graph(path)
    assert contents(read) == contents(graph), "JSON: another graph is read back"
    assert "".join(node_link.render(read)) == text, "JSON: other bytes of the same graph"


def check_graphml(graph: Graph, beside: Path) -> None:
    """Check that NetworkX's reader and our decoder give the same graph."""
    path = write_atomically(beside / "graph.graphml", graphml.render(graph))
    ElementTree.parse(path)
    assert contents(graphml.read_back(path)) == contents(graph), "GraphML: another graph is read back"


def check_gexf(graph: Graph, beside: Path) -> None:
    """Check that the decoder gives every node, edge and text back."""
    root = ElementTree.fromstring("".join(gexf.render(graph)))
    nodes = {decode(row.attrib["id"]): row for row in root.iterfind(".//g:node", _GEXF)}
    edges = {
        tuple(decode(row.attrib[name]) for name in ("source", "target", "id")): row
        for row in root.iterfind(".//g:edge", _GEXF)
    }
    assert nodes.keys() == set(graph), "GEXF: other nodes"
    assert edges.keys() == set(graph.edges(keys=True)), "GEXF: other edges"
    for node, data in graph.nodes(data=True):
        assert decode(nodes[node].attrib["label"]) == data["name"], "GEXF: another label"
        _assert_values(nodes[node], data)
    for edge, row in edges.items():
        _assert_values(row, graph.edges[edge])
    described = decode(root.findtext("g:meta/g:description", namespaces=_GEXF) or "")
    assert json.loads(described) == _present(graph.graph), "GEXF: other properties of the graph"


def _assert_values(row: ElementTree.Element, data: dict[str, Any]) -> None:
    found = {
        decode(each.attrib["for"]): decode(each.attrib["value"])
        for each in row.iterfind("*/g:attvalue", _GEXF)
    }
    for name, value in data.items():
        if isinstance(value, str) and name != "id":
            assert found[name] == value or json.loads(found[name]) == value, f"GEXF: another {name}"
        elif isinstance(value, list):
            assert json.loads(found[name]) == value, f"GEXF: another list {name}"


def check_html(graph: Graph, beside: Path) -> None:
    """Check that the page is the same for every graph but for its islands of JSON, and that these hold the names."""
    page = "".join(html.render(graph))
    page.encode()
    islands = {match[1]: match[2] for match in _ISLAND.finditer(page)}
    assert _ISLAND.sub(r"\1\3", page) == _frame(), "HTML: text of the graph stands outside of its islands"
    for text in islands.values():
        assert not re.search("[<>&\u2028\u2029]", text), "HTML: a sign in an island that could end it"
    held = json.loads(islands['<script type="application/json" id="map-data">'])
    named = dict(zip(held["nodes"]["id"], held["nodes"]["name"], strict=True))
    assert all(graph.nodes[node]["name"] == name for node, name in named.items()), "HTML: another name"


@cache
def _frame() -> str:
    return _ISLAND.sub(r"\1\3", "".join(html.render(small_graph())))


def check_cypher(graph: Graph, beside: Path) -> None:
    """Check that every statement stands on a line of its own and nothing leaves its quotes."""
    text = "".join(cypher.render(graph))
    text.encode()
    first, *statements, last = text.split("\n")
    assert first.startswith("// "), "Cypher: no comment at the head"
    assert last == "", "Cypher: no line end at the end"
    assert len(text.splitlines()) == 1 + len(statements), "Cypher: a line end inside of a statement"
    for statement in statements:
        assert statement.endswith(";"), "Cypher: a statement that does not end"
        assert _CYPHER.sub("", statement) == "", "Cypher: signs that belong to no token"
        assert _CYPHER.sub(_unquoted, statement).count(";") == 1, "Cypher: two statements on a line"


def _unquoted(match: re.Match[str]) -> str:
    return match[0] if match[0] == ";" else ""


def check_csv(graph: Graph, beside: Path) -> None:
    """Check that every row has the columns of its header, and every node and edge its row."""
    target = beside / "csv"
    written = bulk_csv.write(graph, target)
    nodes: list[str] = []
    edges: list[tuple[str, ...]] = []
    for path in written:
        if path.suffix != ".csv" or path.name.endswith(".header.csv"):
            continue
        (header,) = _rows(path.with_name(path.name.removesuffix(".csv") + ".header.csv"))
        rows = _rows(path)
        assert all(len(row) == len(header) for row in rows), "CSV: a row of other columns than its header"
        if header[0] == "id:ID":
            nodes += [row[0] for row in rows]
        else:
            edges += [tuple(row[:3]) for row in rows]
    assert sorted(nodes) == sorted(graph), "CSV: other nodes"
    assert sorted(edges) == sorted(graph.edges(keys=True)), "CSV: other edges"


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def warm_up() -> None:
    """Import what the page needs before anything is measured."""
    _frame()
