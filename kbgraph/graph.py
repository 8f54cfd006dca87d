"""The type of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""Keyed by node ids, with the edge ids of `kbgraph.schema` as keys."""
