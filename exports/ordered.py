"""The graph in the one order in which every export writes it, whatever order it was built in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TypeAlias

    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]
    Attributes: TypeAlias = Mapping[str, Any]


def nodes(graph: Graph) -> Iterator[tuple[str, Attributes]]:
    """Give every node with its attributes, by id."""
    rows: dict[str, Attributes] = dict(graph.nodes.items())
    for node in sorted(rows):
        yield node, rows[node]


def edges(graph: Graph) -> Iterator[tuple[str, str, str, Attributes]]:
    """Give every edge as source, target, key and attributes, by these three."""
    successors = dict(graph.adjacency())
    for source in sorted(successors):
        targets = successors[source]
        for target in sorted(targets):
            parallel = targets[target]
            for key in sorted(parallel):
                yield source, target, key, parallel[key]


def node_rows(graph: Graph) -> Iterator[Attributes]:
    """Give the attributes of every node, in no order."""
    return (data for _, data in graph.nodes.items())


def edge_rows(graph: Graph) -> Iterator[Attributes]:
    """Give the attributes of every edge, in no order."""
    for _, targets in graph.adjacency():
        for parallel in targets.values():
            yield from parallel.values()


def present(attributes: Attributes) -> dict[str, Any]:
    """Give the attributes that hold a value; what is None is left out, as the schema says."""
    return {name: value for name, value in attributes.items() if value is not None}
