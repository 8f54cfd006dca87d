"""Communities: what on the map hangs together more than with the rest.

Found by Leiden (Traag, Waltman and van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected
communities"), maximising modularity over the map's arcs, seeded and given the arcs in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np
from graspologic_native import leiden

from kbgraph.schema import NodeType
from kbgraph.weighing.corpus_counts import Graph, node_data
from kbgraph.weighing.projection import Integers, Projection, WeightedEdges

SEED = 20190326
NAMED_BY = 3
"""A community's name is made of so many of its members."""
_NAMING = frozenset({NodeType.SERVICE, NodeType.CONCEPT})


def find_communities(graph: Graph, mapped: Projection) -> None:
    """Set `community` of every node of the map, and the graph's `communities`.

    Each of the latter has `id` (0 for the largest), `name` (its heaviest members) and `size`.
    """
    groups = partition(len(mapped.nodes), mapped.arcs())
    data = node_data(graph)
    communities = []
    for number, group in enumerate(groups):
        members = [mapped.nodes[member] for member in group]
        for member in members:
            data[member]["community"] = number
        communities.append({"id": number, "name": _name(members, data), "size": len(members)})
    graph.graph["communities"] = communities


def partition(size: int, arcs: WeightedEdges) -> list[list[int]]:
    """Divide numbered nodes into communities, the largest first; a node without arcs is one by itself."""
    group = leiden_groups(size, arcs)
    members: dict[int, list[int]] = defaultdict(list)
    for node, community in enumerate(group.tolist()):
        members[community].append(node)
    return sorted(members.values(), key=lambda nodes: (-len(nodes), nodes))


def leiden_groups(size: int, arcs: WeightedEdges) -> Integers:
    """Give the number of each node's community; the numbers mean nothing else."""
    group = np.arange(size, dtype=np.int64) + size  # no community that Leiden gives has such a number
    if len(arcs.first):
        ends = zip(arcs.first.tolist(), arcs.second.tolist(), arcs.weight.tolist(), strict=True)
        edges = [(str(first), str(second), weight) for first, second, weight in ends]
        _, found = leiden(edges, seed=SEED, iterations=2)
        group[np.array([int(node) for node in found])] = list(found.values())
    return group


def _name(members: Iterable[str], data: Mapping[str, Mapping[str, Any]]) -> str:
    """Join the names of the heaviest members, each once: of services and concepts, else of whatever there is.

    Weights of different types can't be compared, and few actions and quotas would come before what they belong
    to. Topics come last: their headings are long, and most often name what is among the entities as well.
    """

    def standing(member: str) -> tuple[int, float, bool, str]:
        kind = data[member]["type"]
        rank = 0 if kind in _NAMING else 2 if kind == NodeType.TOPIC else 1
        return rank, -data[member]["weight"], kind != NodeType.SERVICE, member

    names: dict[str, str] = {}
    ordered = sorted(members, key=standing)
    best = standing(ordered[0])[0]
    for member in ordered:
        if standing(member)[0] == best:
            name = str(data[member]["name"])
            names.setdefault(name.casefold(), name)
    return " · ".join(islice(names.values(), NAMED_BY))
