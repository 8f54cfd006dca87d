"""One page to explore the graph in a browser: self-contained, opens from the disk with the network unplugged.

Shows the map: topics, services, concepts and other entities with what topics cover, typed relations and the
strongest co-occurrences; of a large graph the heaviest part, and the page says how much that is. Documents,
sections and sentences are not drawn: they are what the side panel cites. The whole graph is in `graph.json`.

All text of the graph is data: it reaches the page as JSON and its document as text, never as markup, and a
content security policy lets nothing run but the page's own scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.html.details import describe
from exports.html.drawing import draw
from exports.html.page import fill
from exports.html.selection import select

if TYPE_CHECKING:
    from exports.ordered import Graph


def render(graph: Graph) -> Iterator[str]:
    """Give the page: what of the graph is drawn, how it is drawn, and what is said of it."""
    selection = select(graph)
    yield fill(draw(graph, selection), describe(graph, selection))
