"""Load a graph into Neo4j, with progress, and tell what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from exports.neo4j import Address, Loaded, load
from exports.neo4j.connection import connect
from exports.neo4j.naming import checked_name
from pipelines.progress import progress
from pipelines.terminal import line, plural, show

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Target:
    """Where a graph is loaded to."""

    address: Address
    name: str | None  # None: named after its input


def check(target: Target) -> None:
    """Make sure that the name will do and the server takes the credentials, before the work of a build.

    Raises SettingError and ServerError.
    """
    if target.name is not None:
        checked_name(target.name)
    with connect(target.address):
        pass


def load_and_tell(graph: nx.MultiDiGraph[str], target: Target, *, quiet: bool) -> None:
    """Load, and say what was written and how to ask for it."""
    with progress(quiet=quiet) as report:
        loaded = load(graph, target.address, target.name, report=report)
    if not quiet:
        show(_lines(loaded, target.address))


def _lines(loaded: Loaded, address: Address) -> Iterator[Text]:
    nodes, edges = sum(loaded.contents.nodes.values()), sum(loaded.contents.edges.values())
    holds = f"{plural(nodes, 'node')} and {plural(edges, 'relation')}"
    yield line()
    yield line(("Neo4j", "bold"), f"  {address.shown}")
    if loaded.how == "unchanged":
        yield line(f"  the graph {loaded.name} stands there already, unchanged: {holds}")
    else:
        written = plural(loaded.written, "row")
        yield line(f"  the graph {loaded.name}: {holds}; {written} written in {loaded.seconds:.1f} s")
