"""Number what the page shows: topics and entities with the edges between them, what tells most first.

A node's number is its priority: of two labels that meet on the screen the smaller number is written. An
edge's number is one too: the first `backbone` edges are what is drawn where not all can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

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

SHARES = {NodeType.TOPIC: 2, NodeType.SERVICE: 2, NodeType.CONCEPT: 3}
"""How many nodes of a type come for each one of another entity type, as long as there are any."""
COVERED_BY_TOPIC = 5  # the heaviest things that a topic covers
COVERED_SHARE = 0.2  # of the weight of the topic's heaviest, which those must reach
TOGETHER_BY_NODE = 2  # the strongest co-occurrences of a node
NAMED_BY = 3  # so many members name a community that the graph has no name for

EdgeKind = Literal["relation", "covers", "together"]
ON_THE_MAP = frozenset(ENTITY_TYPES | {NodeType.TOPIC})


class Tie(NamedTuple):
    """An edge of the map, its ends by number."""

    kind: EdgeKind
    source: int
    target: int
    type: str
    key: str
    weight: float  # 0 to 1; 0 where it is not known
    data: Attributes


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map in numbers."""

    nodes: tuple[str, ...]  # ids, by priority
    data: tuple[Attributes, ...]  # of the nodes
    numbers: dict[str, int]  # of the ids
    ties: tuple[Tie, ...]  # by priority
    backbone: int  # so many of the ties come first
    community: tuple[int, ...]  # of every node; -1 where it has none
    communities: tuple[str, ...]  # names


def survey(graph: Graph) -> Atlas:
    """Number the nodes and edges of a graph's map."""
    rows = [(node, data) for node, data in ordered.nodes(graph) if data["type"] in ON_THE_MAP]
    data = dict(rows)
    nodes = tuple(_by_priority(rows))
    numbers = {node: number for number, node in enumerate(nodes)}
    ties = sorted(_ties(graph, numbers), key=lambda tie: (-tie.weight, tie.key, tie.source, tie.target))
    best, rest = _part(ties)
    attributes = tuple(data[node] for node in nodes)
    community, communities = _communities(attributes, graph.graph.get("communities"))
    return Atlas(nodes, attributes, numbers, (*best, *rest), len(best), community, communities)


def edge_kind(edge_type: str) -> EdgeKind | None:
    """Tell what an edge is on the map; None where it has no place there."""
    if edge_type == COVERS:
        return "covers"
    if edge_type == CO_OCCURS_WITH:
        return "together"
    return None if edge_type in STRUCTURE_PROPERTIES else "relation"


def weight_of(data: Attributes) -> float:
    """Give a weight between 0 and 1, whatever stands in the graph: sizes and widths are made of it."""
    return min(max(data.get("weight") or 0.0, 0.0), 1.0)


def _by_priority(rows: Iterable[tuple[str, Attributes]]) -> list[str]:
    """Order nodes by weight within their type, and the types among each other by their shares.

    Weights of different types can't be compared, and a guide has more topics than a map has room for.
    """
    rank: Counter[str] = Counter()
    order = []
    for node, data in sorted(rows, key=lambda row: (-weight_of(row[1]), row[0])):
        rank[data["type"]] += 1
        order.append((rank[data["type"]] / SHARES.get(data["type"], 1), node))
    return [node for _, node in sorted(order)]


def _ties(graph: Graph, numbers: dict[str, int]) -> Iterator[Tie]:
    kinds: dict[str, EdgeKind | None] = {}
    for source, targets in graph.adjacency():
        start = numbers.get(source)
        if start is None:
            continue
        for target, parallel in targets.items():
            end = numbers.get(target)
            if end is None or end == start:
                continue
            for key, data in parallel.items():
                edge_type = data["type"]
                if edge_type not in kinds:
                    kinds[edge_type] = edge_kind(edge_type)
                kind = kinds[edge_type]
                if kind is not None:
                    yield Tie(kind, start, end, edge_type, key, weight_of(data), data)


def _part(heaviest_first: Sequence[Tie]) -> tuple[list[Tie], list[Tie]]:
    """Part the backbone from the rest.

    The backbone is all typed relations, the best of what each topic covers, and the strongest co-occurrences;
    a node that would float alone keeps the strongest of its other edges.
    """
    best = [tie for tie in heaviest_first if tie.kind == "relation"]
    covers = [tie for tie in heaviest_first if tie.kind == "covers"]
    together = [tie for tie in heaviest_first if tie.kind == "together"]
    particular, other = _particular(covers)
    tied = {end for tie in (*best, *particular) for end in (tie.source, tie.target)}
    rest = []
    for tie in other:
        if tie.target in tied:
            rest.append(tie)
        else:
            tied.add(tie.target)
            particular.append(tie)
    strongest, weaker = _strongest(together)
    return [*best, *particular, *strongest], [*rest, *weaker]


def _particular(covers: Iterable[Tie]) -> tuple[list[Tie], list[Tie]]:
    best: list[Tie] = []
    rest: list[Tie] = []
    heaviest: dict[int, float] = {}
    of_topic: Counter[int] = Counter()
    for tie in covers:
        of_topic[tie.source] += 1
        enough = COVERED_SHARE * heaviest.setdefault(tie.source, tie.weight)
        is_best = of_topic[tie.source] <= COVERED_BY_TOPIC and tie.weight >= enough
        (best if is_best else rest).append(tie)
    return best, rest


def _strongest(together: Iterable[Tie]) -> tuple[list[Tie], list[Tie]]:
    best: list[Tie] = []
    rest: list[Tie] = []
    of_node: Counter[int] = Counter()
    for tie in together:
        if max(of_node[tie.source], of_node[tie.target]) < TOGETHER_BY_NODE:
            of_node.update((tie.source, tie.target))
            best.append(tie)
        else:
            rest.append(tie)
    return best, rest


def _names(named: object) -> Iterator[tuple[int, str]]:
    """Give the names of communities, as far as the graph's own properties tell any."""
    for row in named if isinstance(named, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), int) and isinstance(row.get("name"), str):
            yield row["id"], row["name"]


def _communities(data: Sequence[Attributes], named: object) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Number the communities from 0 without a gap, the largest first, and give their names."""
    given = [row.get("community") for row in data]
    sizes = Counter(number for number in given if number is not None)
    order = sorted(sizes, key=lambda number: (-sizes[number], number))
    numbers = {number: place for place, number in enumerate(order)}
    community = tuple(-1 if number is None else numbers[number] for number in given)
    known = dict(_names(named))
    members: dict[int, list[str]] = {}
    for row, number in zip(data, community, strict=True):
        if len(members.setdefault(number, [])) < NAMED_BY:
            members[number].append(str(row["name"]))
    return community, tuple(
        known.get(number) or " · ".join(members[place]) or f"Community {place + 1}"
        for place, number in enumerate(order)
    )
