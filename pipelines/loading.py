"""Load a graph into Neo4j, with progress, and tell what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from exports.neo4j import Address, Loaded, default_name, load
from exports.neo4j.connection import connect
from exports.neo4j.naming import name_of_paths
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
    """Make sure that the server takes the credentials, before the work of a build; raise ServerError if not."""
    with connect(target.address):
        pass


def named(target: Target, paths: Sequence[Path]) -> Target:
    """Give the target the name of what was built, if it has none."""
    return target if target.name else replace(target, name=name_of_paths(paths))


def load_and_tell(graph: nx.MultiDiGraph[str], target: Target, *, quiet: bool) -> None:
    """Load, and say what was written and how to ask for it."""
    name = target.name or default_name(graph)
    with progress(quiet=quiet) as report:
        loaded = load(graph, target.address, name, report=report)
    if not quiet:
        show(_lines(loaded, target.address))


def _lines(loaded: Loaded, address: Address) -> Iterator[Text]:
    nodes, edges = sum(loaded.contents.nodes.values()), sum(loaded.contents.edges.values())
    holds = f"{plural(nodes, 'node')} and {plural(edges, 'relation')}"
    yield line()
    yield line(("Neo4j", "bold"), f"  {address.uri}")
    if loaded.how == "unchanged":
        yield line(f"  the graph {loaded.name} stands there already, unchanged: {holds}")
    else:
        written = plural(loaded.written, "row")
        yield line(f"  the graph {loaded.name}: {holds}; {written} written in {loaded.seconds:.1f} s")
