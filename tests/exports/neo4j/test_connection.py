"""What is said where the driver is not installed."""

from __future__ import annotations

import sys

import pytest

from exports.neo4j import Address, load
from exports.neo4j.querying import query
from kbgraph.errors import MissingExtraError
from tests.graphs import small_graph

ADDRESS = Address("bolt://127.0.0.1:7687", "neo4j", "s3cret-word")


@pytest.fixture
def without_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the driver one that can't be imported."""
    for name in [name for name in sys.modules if name == "neo4j" or name.startswith("neo4j.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "neo4j", None)


@pytest.mark.usefixtures("without_driver")
def test_a_load_names_the_extra() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'kbgraph\[neo4j\]'"):
        load(small_graph(), ADDRESS, "x")


@pytest.mark.usefixtures("without_driver")
def test_a_query_names_the_extra() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'kbgraph\[neo4j\]'"):
        query(ADDRESS, "RETURN 1", {})
