"""The name of a named graph where none is given: that of the file or folder that was built."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from exports import ordered
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from exports.ordered import Graph

_FALLBACK = "knowledge-base"


def name_of_paths(paths: Iterable[Path]) -> str:
    """Give the name for what is built of some paths: a file's without its suffix, a folder's, joined by +."""
    names = (path.resolve().stem if path.is_file() else path.resolve().name for path in paths)
    return "+".join(dict.fromkeys(filter(None, names))) or _FALLBACK


def default_name(graph: Graph) -> str:
    """Give the name for a graph that is at hand without its paths, found from its documents.

    A document's path ends with its key, which is relative to the input; what stands before is the input.
    """
    documents = [(node, data) for node, data in ordered.nodes(graph) if data["type"] == NodeType.DOCUMENT]
    if len(documents) == 1:
        _, data = documents[0]
        return PurePosixPath(data.get("path") or data["name"]).stem or _FALLBACK
    names = (_root(data.get("path") or "", node.partition(":")[2]) for node, data in documents)
    return "+".join(dict.fromkeys(filter(None, names))) or _FALLBACK


def _root(path: str, key: str) -> str:
    return PurePosixPath(path.removesuffix(key)).name if path.endswith(key) else ""
