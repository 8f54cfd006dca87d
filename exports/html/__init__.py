"""One page to explore the graph in a browser: self-contained, opens from the disk with the network unplugged.

Shows the map: topics, services, concepts and other entities with what topics cover, typed relations and
co-occurrences. Documents, sections and sentences are not drawn: they are what the page cites. The page leaves
out what is no part of these (references between sections, offsets in files); that is in `graph.json`.

All text of the graph is data: it reaches the page as JSON and its document as text, never as markup, and a
content security policy lets nothing run but the page's own scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from exports.html.atlas import survey
from exports.html.columns import tabulate
from exports.html.drawing import draw
from exports.html.evidence import gather
from exports.html.overview import places, sum_up
from exports.html.page import fill

if TYPE_CHECKING:
    from exports.ordered import Graph

if find_spec("pyvis") is None:  # it is imported when it is needed, which is too late to say so
    raise ModuleNotFoundError("No module named 'pyvis'", name="pyvis")


def render(graph: Graph) -> Iterator[str]:
    """Give the page: what it opens on, the whole map in columns, and what is said of it."""
    atlas = survey(graph)
    where = places(atlas)
    overview = sum_up(atlas, where)
    map_ = tabulate(graph, atlas, where, overview)
    yield fill(draw(atlas, where, overview), map_, gather(graph, atlas))
