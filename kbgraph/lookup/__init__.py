"""Questions to a finished graph: what bears a name, what is known of it, how two things hang together, what
there is.

Every answer is a frozen record of plain values, complete and in a fixed order; how much of it is shown is for
the caller to choose.
"""

from kbgraph.lookup.describe import describe
from kbgraph.lookup.find import find
from kbgraph.lookup.reading import reference
from kbgraph.lookup.records import (
    Coverage,
    Description,
    Evidence,
    Neighbour,
    NodeMention,
    Place,
    Recurring,
    Reference,
    Route,
    Statement,
    Stats,
    Step,
)
from kbgraph.lookup.route import route
from kbgraph.lookup.stats import stats

__all__ = [
    "Coverage",
    "Description",
    "Evidence",
    "Neighbour",
    "NodeMention",
    "Place",
    "Recurring",
    "Reference",
    "Route",
    "Statement",
    "Stats",
    "Step",
    "describe",
    "find",
    "reference",
    "route",
    "stats",
]
