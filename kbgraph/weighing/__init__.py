"""Give an assembled graph its weights: what topics cover, what occurs together, what each edge and node weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgraph.weighing.corpus_counts import CorpusCounts, Graph
    from kbgraph.weighing.projection import Projection

__all__ = ["Weighed", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing read of a graph, which layout reads too."""

    counts: CorpusCounts
    projection: Projection


def weigh(graph: Graph) -> Weighed:
    """Add the weights to a graph; `steps` tells which, in order.

    What is added depends on the graph's content alone, not on the order in which it was put together.
    """
    from kbgraph.weighing import steps  # brings numpy, which asking for a path has no use for

    return Weighed(*steps.run(graph))
