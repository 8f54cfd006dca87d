"""How nodes look, the same in every format: a colour, a shape and a size.

The colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with any colour vision
tell apart; on the page a shape says the same again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kbgraph.schema import NodeType


@dataclass(frozen=True, slots=True)
class Look:
    """How the nodes of one type look."""

    colour: str  # "#RRGGBB"
    shape: str  # by vis-network's names
    smallest: float  # radius of a node of weight 0, in units of the layout
    largest: float  # of weight 1

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Give red, green and blue, 0 to 255."""
        return int(self.colour[1:3], 16), int(self.colour[3:5], 16), int(self.colour[5:7], 16)

    def size(self, weight: float | None) -> float:
        """Give the radius of a node, its area growing with its weight (0 to 1; None is 0)."""
        share = math.sqrt(min(max(weight or 0.0, 0.0), 1.0))
        return round(self.smallest + (self.largest - self.smallest) * share, 2)


LOOKS: dict[NodeType, Look] = {
    NodeType.TOPIC: Look("#0072B2", "square", 10, 24),
    NodeType.SERVICE: Look("#D55E00", "hexagon", 10, 26),
    NodeType.CONCEPT: Look("#009E73", "dot", 7, 20),
    NodeType.ACTION: Look("#CC79A7", "triangle", 6, 14),
    NodeType.RESOURCE_TYPE: Look("#56B4E9", "diamond", 6, 14),
    NodeType.QUOTA: Look("#E69F00", "star", 6, 14),
    NodeType.DOCUMENT: Look("#000000", "square", 16, 24),
    NodeType.SECTION: Look("#999999", "square", 4, 8),
    NodeType.SENTENCE: Look("#F0E442", "dot", 3, 6),
}


def look(node_type: str) -> Look:
    """Give the look of a node type."""
    return LOOKS[NodeType(node_type)]
