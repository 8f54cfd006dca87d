"""Choose what of a graph is drawn, so that a person can read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from exports import ordered
from kbgraph.schema import (
    CO_OCCURS_WITH,
    COVERS,
    ENTITY_TYPES,
    STRUCTURE_PROPERTIES,
    NodeType,
)

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

MOST_NODES = 300
MOST_EDGES = 1000
SHARES = {NodeType.TOPIC: 2, NodeType.SERVICE: 2, NodeType.CONCEPT: 3}
"""How many nodes of a type are taken for each one of another entity type, as long as there are any."""
COVERED_BY_TOPIC = 5  # the heaviest things that a topic covers; the panel lists more
COVERED_SHARE = 0.2  # of the weight of the topic's heaviest, which those must reach
TOGETHER_BY_NODE = 2  # the strongest co-occurrences of a node

EdgeKind = Literal["relation", "covers", "together"]
ON_THE_MAP = frozenset(ENTITY_TYPES | {NodeType.TOPIC})


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge of the map."""

    kind: EdgeKind
    source: str
    target: str
    key: str
    type: str
    weight: float  # 0 to 1; 0 where it is not known


@dataclass(frozen=True, slots=True)
class Selection:
    """What is drawn, and of how much."""

    nodes: tuple[str, ...]  # heaviest of their type first
    edges: tuple[DrawnEdge, ...]  # relations, then what topics cover, then co-occurrences
    all_nodes: Counter[str]  # nodes on the map, by type
    all_edges: int  # between nodes on the map


def edge_kind(edge_type: str) -> EdgeKind | None:
    """Tell what an edge is on the map; None where it has no place there."""
    if edge_type == COVERS:
        return "covers"
    if edge_type == CO_OCCURS_WITH:
        return "together"
    return None if edge_type in STRUCTURE_PROPERTIES else "relation"


def select(graph: Graph, *, most_nodes: int = MOST_NODES, most_edges: int = MOST_EDGES) -> Selection:
    """Choose the heaviest nodes of each type, and of the edges between them what tells most."""
    on_the_map = [(node, data) for node, data in ordered.nodes(graph) if data["type"] in ON_THE_MAP]
    heaviest = _heaviest(on_the_map)[:most_nodes]
    edges = list(_map_edges(graph, {node for node, _ in on_the_map}))
    drawn = set(heaviest)
    between = [edge for edge in edges if edge.source in drawn and edge.target in drawn]
    return Selection(
        nodes=tuple(heaviest),
        edges=tuple(_worth_drawing(between)[:most_edges]),
        all_nodes=Counter(data["type"] for _, data in on_the_map),
        all_edges=len(edges),
    )


def _heaviest(rows: Iterable[tuple[str, Attributes]]) -> list[str]:
    """Order nodes by weight within their type, and the types among each other by their shares.

    Weights of different types can't be compared, and a guide has more topics than a map has room for.
    """
    rank: Counter[str] = Counter()
    order = []
    for node, data in sorted(rows, key=lambda row: (-_weight(row[1]), row[0])):
        rank[data["type"]] += 1
        order.append((rank[data["type"]] / SHARES.get(data["type"], 1), node))
    return [node for _, node in sorted(order)]


def _map_edges(graph: Graph, nodes: set[str]) -> Iterator[DrawnEdge]:
    for source, target, key, data in ordered.edges(graph):
        kind = edge_kind(data["type"])
        if kind is not None and source in nodes and target in nodes and source != target:
            yield DrawnEdge(kind, source, target, key, data["type"], _weight(data))


def _worth_drawing(edges: Iterable[DrawnEdge]) -> list[DrawnEdge]:
    """Choose all typed relations, the best of what each topic covers, and the strongest co-occurrences.

    A node that would float alone keeps the strongest of its other edges.
    """
    heaviest_first = sorted(edges, key=lambda edge: (-edge.weight, edge.key))
    relations = [edge for edge in heaviest_first if edge.kind == "relation"]
    covers = [edge for edge in heaviest_first if edge.kind == "covers"]
    together = [edge for edge in heaviest_first if edge.kind == "together"]
    best = list(_particular(covers))
    tied = {end for edge in (*relations, *best) for end in (edge.source, edge.target)}
    for edge in covers:
        if edge.target not in tied:
            tied.add(edge.target)
            best.append(edge)
    return [*relations, *best, *_strongest(together)]


def _particular(covers: Iterable[DrawnEdge]) -> Iterator[DrawnEdge]:
    heaviest: dict[str, float] = {}
    of_topic: Counter[str] = Counter()
    for edge in covers:
        of_topic[edge.source] += 1
        enough = COVERED_SHARE * heaviest.setdefault(edge.source, edge.weight)
        if of_topic[edge.source] <= COVERED_BY_TOPIC and edge.weight >= enough:
            yield edge


def _strongest(together: Iterable[DrawnEdge]) -> Iterator[DrawnEdge]:
    of_node: Counter[str] = Counter()
    for edge in together:
        if max(of_node[edge.source], of_node[edge.target]) < TOGETHER_BY_NODE:
            of_node.update((edge.source, edge.target))
            yield edge


def _weight(data: Attributes) -> float:
    """Give a weight between 0 and 1, whatever stands in the graph: widths are made of it."""
    return min(max(data.get("weight") or 0.0, 0.0), 1.0)
