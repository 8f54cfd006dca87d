"""The shortest path between two nodes of the map.

Edges are walked both ways, and what is stated comes before what merely stands together:

0. typed relations and HAS_QUOTA. One that is negated is no connection ("SQS doesn't delete messages") and is
   not walked;
1. CO_OCCURS_WITH;
2. COVERS. A path goes through a topic only when asked; it may begin or end at one.

By weight, the shortest path has the fewest edges of kind 2, of such paths the fewest of kind 1, and of these
the smallest sum of distances 1 / weight (an edge without a weight counts as the lightest). COVERS edges have a
sum of their own, which decides after the other: where boilerplate is all that a topic says of something, their
weights are too small to be compared with those of relations. By hops, the shortest path has the fewest edges,
and then the same decides. Equals are told apart by ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import Any, Literal, NamedTuple

from kbgraph.errors import UnknownNameError
from kbgraph.schema import CO_OCCURS_WITH, COVERS, NodeType
from kbgraph.weighing.corpus_counts import Graph, node_data
from kbgraph.weighing.edge_weights import LEAST, is_relation

PathStep = tuple[str, str, str]
"""Where a step starts, the id of the edge that it takes, where it ends. The edge may point the other way."""


class Cost(NamedTuple):
    """What a path costs; the smaller tuple is the shorter path."""

    hops: int = 0  # edges, or 0 where they don't count
    covers: int = 0
    co_occurrences: int = 0
    distance: float = 0.0  # along relations and co-occurrences
    topic_distance: float = 0.0  # along COVERS


def shortest_path(
    graph: Graph,
    a: str,
    b: str,
    *,
    through_topics: bool = False,
    by: Literal["weight", "hops"] = "weight",
) -> list[PathStep]:
    """Give the steps from node `a` to node `b`, none if they are one node.

    Raises UnknownNameError where the graph lacks a node, networkx.NetworkXNoPath where no path leads there.
    """
    for node in (a, b):
        if node not in graph:
            raise UnknownNameError(node)
    reached: dict[str, PathStep | None] = {}
    queue: list[tuple[Cost, str, str, str]] = [(Cost(), a, "", "")]
    while queue:
        cost, node, before, edge = heappop(queue)
        if node in reached:
            continue
        reached[node] = (before, edge, node) if edge else None
        if node == b:
            return _trace(reached, b)
        if node != a and not through_topics and node_data(graph)[node]["type"] == NodeType.TOPIC:
            continue
        for target, key, data in _edges_at(graph, node):
            if target not in reached:
                heappush(queue, (_lengthened(cost, data, by), target, node, key))
    raise _no_path(a, b)


def _edges_at(graph: Graph, node: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give the edges that may be walked from a node: the other end, the key and what the edge holds."""
    for neighbours in (graph.succ[node], graph.pred[node]):
        for other, parallel in neighbours.items():
            for key, data in parallel.items():
                kind = data["type"]
                if kind in (COVERS, CO_OCCURS_WITH) or (is_relation(kind) and not data.get("negated")):
                    yield other, key, data


def _lengthened(cost: Cost, data: dict[str, Any], by: Literal["weight", "hops"]) -> Cost:
    kind = data["type"]
    distance = 1 / max(LEAST, data.get("weight") or 0.0)
    return Cost(
        cost.hops + (by == "hops"),
        cost.covers + (kind == COVERS),
        cost.co_occurrences + (kind == CO_OCCURS_WITH),
        cost.distance + (0 if kind == COVERS else distance),
        cost.topic_distance + (distance if kind == COVERS else 0),
    )


def _trace(reached: dict[str, PathStep | None], end: str) -> list[PathStep]:
    steps = []
    step = reached[end]
    while step is not None:
        steps.append(step)
        step = reached[step[0]]
    return steps[::-1]


def _no_path(a: str, b: str) -> Exception:
    from networkx import NetworkXNoPath  # takes half a second, which whoever holds a graph has spent already

    return NetworkXNoPath(f"no path between {a} and {b}")
