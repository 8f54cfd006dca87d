"""Turn what is given on the command line into what the commands work with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import networkx as nx

    from pipelines.loading import Target


def check_vocabulary_only(vocabulary_only: bool, vocabulary: list[Path] | None) -> None:
    """Refuse to leave out the built-in vocabulary where no other is given."""
    if vocabulary_only and not vocabulary:
        raise typer.BadParameter("--vocabulary-only needs a --vocabulary")


def split_names(formats: list[str] | None) -> tuple[str, ...]:
    """Take `--format html,json --format gexf` apart; nothing given means every format."""
    names = (name.strip() for each in formats or () for name in each.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def find_target(name: str | None, uri: str | None, username: str | None, database: str | None) -> Target:
    """Say where to load to; what isn't given stands in the environment."""
    import os

    from exports.neo4j import find_address
    from pipelines.loading import Target

    return Target(find_address(os.environ, uri=uri, username=username, database=database), name)


def read_file(path: Path) -> nx.MultiDiGraph[str]:
    """Read a graph file."""
    from exports.node_link import read_graph

    return read_graph(readable(path))


def readable(path: Path) -> Path:
    """Give the path back; complain, and say what makes a graph, where there is none.

    Files of two builds beside it are told on standard error.
    """
    made = f"kbgraph build PATH --out {path.parent}"
    if not path.exists():
        raise typer.BadParameter(f"there is no graph at {path}; `{made}` makes one")
    from pipelines.exits import complain
    from pipelines.manifest import mixed

    if (how := mixed(path.parent)) is not None:
        complain(f"files of two builds in {path.parent}: {how}; `{made}` makes them anew")
    return path
