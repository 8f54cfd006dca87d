"""Give an assembled graph its weights, co-occurrences, communities and positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgraph.weighing.census import Graph

__all__ = ["weigh"]


def weigh(graph: Graph) -> None:
    """Add to the graph everything that follows from it as a whole; `steps` tells what, in order.

    What is added depends on the graph's content alone, not on the order in which it was put together.
    """
    from kbgraph.weighing import steps  # brings numpy, which asking for a path has no use for

    steps.run(graph)
