"""The graph to files and databases: one table of formats, one module or package each.

A new format is a module with a `render` and a line in `FORMATS`, or in another package one with a `render`, a
`FILE_NAME` and a `PURPOSE` that an entry point of the group `kbgraph.exporters` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from exports.write import Staged, put_all, stage, write_atomically
from kbgraph.errors import MissingExtraError, PluginError, UnknownFormatError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from exports.ordered import Graph

__all__ = [
    "FORMATS",
    "GROUP",
    "Exporter",
    "Format",
    "export",
    "export_all",
    "file_names",
    "formats",
    "load",
    "stage_all",
]

GROUP = "kbgraph.exporters"
"""Entry points of other packages' formats: the name of the format, and its module."""


class Exporter(Protocol):
    """What the module of a format that is a file offers."""

    def render(self, graph: Graph) -> Iterator[str]:
        """Give the file's text in pieces, and write nothing; one graph always gives the same characters."""
        ...


class FolderExporter(Protocol):
    """What the module of a format that is several files offers."""

    def write(self, graph: Graph, folder: Path, name: str | None = None) -> list[Path]:
        """Write the files to a folder, and give their paths, that of the one to start with last."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One export format: a file, a folder of files, or a server that the graph is loaded into."""

    name: str
    module: str  # imported only when the format is asked for
    file_name: str  # of the file or folder; empty for a server
    purpose: str  # what a person would use it for
    package: str | None = None  # beyond networkx, what it can't do without
    usual: bool = True  # whether a build writes it without being asked to
    kind: Literal["file", "folder", "server"] = "file"
    fault: str = ""  # why a format of another package can't be used


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
        Format(
            "csv",
            "exports.bulk_csv",
            "neo4j-csv",
            "files for neo4j-admin's import",
            usual=False,
            kind="folder",
        ),
        Format(
            "neo4j", "exports.neo4j", "", "loads into a running Neo4j", "neo4j", usual=False, kind="server"
        ),
    )
}
"""kbgraph's own formats."""


@cache
def formats() -> dict[str, Format]:
    """Give all formats by name: kbgraph's own, and those of other packages that are installed.

    One that can't be used is there with its fault, and so is one that bears the name of another: no package
    replaces a format of kbgraph's.
    """
    from importlib.metadata import entry_points  # slow to import, and only now wanted

    found = dict(FORMATS)
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        row = _plugin(point)
        if row.name in found:
            row = Format(
                f"{_package(point)}.{point.name}", "", "", "", fault=f"{point.name} is another's name"
            )
        found[row.name] = row
    return found


def file_names() -> frozenset[str]:
    """Give the names of the files that a build may write."""
    return frozenset(row.file_name for row in formats().values() if row.kind == "file" and row.file_name)


def _plugin(point: EntryPoint) -> Format:
    """Make the row of another package's format."""
    try:
        module = import_module(point.value)
        file_name, purpose = module.FILE_NAME, module.PURPOSE
        if not callable(module.render) or Path(file_name).name != file_name:
            raise TypeError(f"FILE_NAME is {file_name!r}, where the name of a file should stand")
    except Exception as error:
        return Format(point.name, "", "", "", fault=f"{type(error).__name__}: {error}")
    if any(file_name.casefold() == row.file_name for row in FORMATS.values()):
        return Format(point.name, "", "", "", fault=f"its file name {file_name} is one of kbgraph's own")
    return Format(point.name, point.value, file_name, str(purpose), _package(point), usual=False)


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value


def load(name: str) -> Exporter:
    """Import the exporter of a format that is a file.

    Raises UnknownFormatError; MissingExtraError where a package that it needs is not installed; PluginError where
    a format of another package can't be used.
    """
    if _row(name).kind != "file":
        raise UnknownFormatError(f"{name} is no file: `kbgraph export {name}` makes it of a graph")
    return cast("Exporter", _module(name))


def _module(name: str) -> object:
    row = _row(name)
    if row.fault:
        raise PluginError(f"the format {name} of another package can't be used: {row.fault}")
    try:
        return import_module(row.module)
    except ModuleNotFoundError as error:
        missing = error.name or "a module"
        if missing.partition(".")[0] in {"exports", "kbgraph"}:
            raise
        needed = row.package or missing
        message = f"the format {name} needs the package {needed}: pip install {needed} ({missing} is missing)"
        raise MissingExtraError(message) from error


def export(graph: Graph, format: str, path: str | Path, *, name: str | None = None) -> Path:
    """Write a graph in a format that is a file, wholly or not at all, or a folder; give the path to start with.

    `name` is that of the graph, for formats that tell several graphs apart. Raises what `load` raises, and
    OutputError where it can't be written.
    """
    if _row(format).kind == "folder":
        return cast("FolderExporter", _module(format)).write(graph, Path(path), name)[-1]
    render: Callable[..., Iterator[str]] = load(format).render
    named = {"name": name} if name is not None and "name" in signature(render).parameters else {}
    return write_atomically(Path(path), render(graph, **named))


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
            staged[name] = stage(Path(folder) / _row(name).file_name, exporter.render(graph))
    except BaseException:
        for each in staged.values():
            each.drop()
        raise
    return staged


def _row(name: str) -> Format:
    try:
        return formats()[name]
    except KeyError:
        known = ", ".join(formats())
        raise UnknownFormatError(f"no export format is named {name!r}; there are {known}") from None
