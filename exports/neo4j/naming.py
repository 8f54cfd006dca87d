"""The name of a named graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgraph.errors import SettingError

if TYPE_CHECKING:
    from exports.ordered import Graph

_FALLBACK = "knowledge-base"
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST = 250  # characters; it stands in an index beside every id


def default_name(graph: Graph) -> str:
    """Give the name of the file or folder that the graph was built of; the graph holds it as `name`."""
    name = graph.graph.get("name")
    return name if isinstance(name, str) and name.strip() else _FALLBACK


def chosen_name(graph: Graph, name: str | None) -> str:
    """Give the name, or the default one where it is None; raise SettingError for one that can't be used."""
    return checked_name(default_name(graph) if name is None else name)


def checked_name(name: str) -> str:
    """Give the name back; raise SettingError for one that can't be used."""
    if not name.strip():
        raise SettingError("the name of a named graph is empty")
    if not name.isascii() and _SURROGATE.search(name):
        raise SettingError(f"the name of a named graph holds half a surrogate pair: {ascii(name)[:80]}")
    if len(name) > _LONGEST:
        raise SettingError(f"the name of a named graph has {len(name):,} characters; {_LONGEST} are the most")
    return name
