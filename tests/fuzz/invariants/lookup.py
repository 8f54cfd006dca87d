"""Every question to a graph that was accepted has an answer, and its lines fit on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from networkx import NetworkXNoPath
from rich.text import Text

from kbgraph import lookup
from kbgraph.errors import UnknownNameError
from kbgraph.lookup.shortest_paths import shortest_path
from pipelines.answers import description_lines, route_lines
from pipelines.jsonable import as_json
from pipelines.summary import stats_lines
from tests.graphs import Graph

_NODES = 12  # of a graph are asked for, and paths between as many pairs


def check_lookup(graph: Graph) -> None:
    """Ask everything that the commands stats, show and path ask."""
    stats = lookup.stats(graph)
    as_json(stats)
    assert_printable(stats_lines(stats, limit=0))
    nodes = list(islice(sorted(graph), _NODES))
    for node in nodes:
        _check_node(graph, node)
    for one, other in zip(nodes, nodes[1:] + nodes[:1], strict=True):
        _check_path(graph, one, other)
    try:
        lookup.find(graph, "\u2015 no such name")
    except UnknownNameError as error:
        str(error)


def _check_node(graph: Graph, node: str) -> None:
    assert lookup.find(graph, node) == (node,), "an id does not find its node"
    description = lookup.describe(graph, node)
    as_json(description)
    others = []
    try:
        others = [
            lookup.reference(graph, each) for each in lookup.find(graph, str(graph.nodes[node]["name"]))
        ]
    except UnknownNameError as error:  # a sentence, or a name of nothing but blanks
        str(error)
    assert_printable(description_lines(description, others=others, limit=0))


def _check_path(graph: Graph, one: str, other: str) -> None:
    for through_topics in (False, True):
        try:
            steps = shortest_path(graph, one, other, through_topics=through_topics)
        except NetworkXNoPath:
            continue
        answer = lookup.route(graph, one, other, steps)
        as_json(answer)
        assert_printable(route_lines(answer))


def assert_printable(lines: Iterable[Text]) -> None:
    """Check that no line holds what moves the cursor or turns the direction of writing."""
    for each in lines:
        text = each.plain
        assert not any(sign in text for sign in _FORBIDDEN), f"a line holds {ascii(text)[:80]}"
        text.encode()


_FORBIDDEN = (
    "\x00\x07\x08\n\r\x1b\x7f\x9b\u2028\u2029"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
