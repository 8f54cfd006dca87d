"""A graph file that somebody changed is read or refused with its path; what is read, everything works on."""

from __future__ import annotations

from pathlib import Path

from exports import node_link
from kbgraph.errors import GraphFileError
from tests.fuzz.case import Case
from tests.fuzz.invariants.exports import (
    check_csv,
    check_cypher,
    check_gexf,
    check_graphml,
    check_html,
    check_json,
    refusing,
)
from tests.fuzz.invariants.lookup import check_lookup
from tests.fuzz.invariants.vocabulary import folder
from tests.graphs import Graph

_CHECKS = (check_json, check_graphml, check_gexf, check_cypher, check_csv, check_html)


def check(case: Case) -> None:
    """Read a file; ask and export what was accepted."""
    with folder() as beside:
        path = beside / "graph.json"
        path.write_bytes(case.data)
        graph = read_or_refuse(path)
        if graph is None:
            return
        (beside / "made").mkdir()
        for check_format in _CHECKS:
            refusing(check_format, graph, beside / "made")
        check_lookup(graph)


def read_or_refuse(path: Path) -> Graph | None:
    """Give the graph of a file; None where it was refused with its path and, if any, a line that it has."""
    try:
        return node_link.read_graph(path)
    except GraphFileError as error:
        refused = error
    assert refused.path == str(path), "a refusal without its file"
    assert refused.message.strip(), "a refusal without a reason"
    lines = path.read_bytes().count(b"\n") + 1
    assert refused.line is None or 1 <= refused.line <= lines, f"line {refused.line} of {lines}"
    return None
