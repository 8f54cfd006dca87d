"""The graph in the one order in which every export writes it, whatever order it was built in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kbgraph.errors import OutputError

if TYPE_CHECKING:
    from typing import TypeAlias

    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]
    Attributes: TypeAlias = Mapping[str, Any]


def nodes(graph: Graph) -> Iterator[tuple[str, Attributes]]:
    """Give every node with its attributes, by id."""
    attributes = graph.nodes
    for node in sorted(attributes):
        yield node, attributes[node]


def edges(graph: Graph) -> Iterator[tuple[str, str, str, Attributes]]:
    """Give every edge as source, target, key and attributes, by these three."""
    successors = graph.adj
    for source in sorted(successors):
        targets = successors[source]
        for target in sorted(targets):
            parallel = targets[target]
            for key in sorted(parallel):
                yield source, target, key, parallel[key]


def present(attributes: Attributes, owner: str) -> dict[str, Any]:
    """Give the attributes that hold a value; what is None is left out, as the schema says.

    Raises OutputError where a number is not finite: no format writes one so that every reader understands.
    """
    kept = {name: value for name, value in attributes.items() if value is not None}
    for name, value in kept.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise OutputError(f"{owner}: the property {name} is {value}, where a finite number should stand")
    return kept
