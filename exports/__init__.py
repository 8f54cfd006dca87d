"""The graph to files: one module or package a format, each made of a pure render and the same thin write.

A new format is one module with a `render` and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from exports.write import Staged, put_all, stage, write_atomically
from kbgraph.errors import MissingExtraError, UnknownFormatError

if TYPE_CHECKING:
    from exports.ordered import Graph

__all__ = ["FORMATS", "Exporter", "Format", "export", "export_all", "load", "stage_all"]


class Exporter(Protocol):
    """What the module of a format offers."""

    def render(self, graph: Graph) -> Iterator[str]:
        """Give the file's text in pieces, and write nothing; one graph always gives the same characters."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One export format."""

    name: str
    module: str  # imported only when the format is asked for
    file_name: str
    purpose: str  # what a person would use it for
    package: str | None = None  # beyond networkx, what it can't do without
    usual: bool = True  # whether a build writes it without being asked to


FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("html", "exports.html", "graph.html", "one page to explore in a browser, offline", "pyvis"),
        Format("graphml", "exports.graphml", "graph.graphml", "yEd, Cytoscape, NetworkX, igraph"),
        Format("gexf", "exports.gexf", "graph.gexf", "Gephi and Gephi Lite, parallel edges kept"),
        Format("json", "exports.node_link", "graph.json", "the record that every other format is made from"),
        Format(
            "cypher", "exports.cypher", "graph.cypher", "a script for cypher-shell and Neo4j", usual=False
        ),
    )
}


def load(name: str) -> Exporter:
    """Import the exporter of a format; raise UnknownFormatError or MissingExtraError."""
    row = _row(name)
    try:
        return cast("Exporter", import_module(row.module))
    except ModuleNotFoundError as error:
        missing = error.name or "a module"
        if missing.partition(".")[0] in {"exports", "kbgraph"}:
            raise
        needed = row.package or missing
        message = f"the format {name} needs the package {needed}: pip install {needed} ({missing} is missing)"
        raise MissingExtraError(message) from error


def export(graph: Graph, format: str, path: str | Path) -> Path:
    """Write a graph to a file of the format, wholly or not at all, and give the file's path.

    Raises UnknownFormatError, MissingExtraError, and OutputError where the file can't be written.
    """
    return write_atomically(Path(path), load(format).render(graph))


def export_all(graph: Graph, formats: Iterable[str], folder: str | Path) -> dict[str, Path]:
    """Write a graph to a folder in several formats, each under its usual name; give format and path.

    Nothing is put in its place before all of them are written. Raises as `export` does.
    """
    staged = stage_all(graph, formats, folder)
    put_all(staged.values())
    return {name: each.path for name, each in staged.items()}


def stage_all(graph: Graph, formats: Iterable[str], folder: str | Path) -> dict[str, Staged]:
    """Write a graph to a folder in several formats, each beside its usual place; give format and file.

    Every format is loaded before the first file is written, so that a wrong name leaves nothing behind, and
    what can't be finished leaves none of them. Raises as `export` does.
    """
    exporters = {name: load(name) for name in formats}
    staged: dict[str, Staged] = {}
    try:
        for name, exporter in exporters.items():
            staged[name] = stage(Path(folder) / FORMATS[name].file_name, exporter.render(graph))
    except BaseException:
        for each in staged.values():
            each.drop()
        raise
    return staged


def _row(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UnknownFormatError(f"no export format is named {name!r}; there are {known}") from None
