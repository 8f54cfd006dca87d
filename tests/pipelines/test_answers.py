"""What `show` tells of a node, in lines."""

from dataclasses import replace

import pytest

from kbgraph.lookup import Reference, describe
from pipelines.answers import description_lines
from tests.graphs import small_graph


@pytest.fixture(scope="module")
def description():
    graph = small_graph()
    return describe(graph, next(node for node, data in graph.nodes(data=True) if data["type"] == "Service"))


def said(description, **options):
    return [line.plain for line in description_lines(description, **options)]


@pytest.mark.parametrize(("limit", "shown"), [(2, 2), (0, 5)])
def test_the_limit_holds_for_other_nodes_of_the_name_too(description, limit, shown):
    others = [Reference(f"concept:{number}", "Concept", "x") for number in range(5)]

    lines = said(replace(description, statements=()), others=others, limit=limit)

    assert sum(line.strip().startswith("concept:") and line.strip()[8:].isdigit() for line in lines) == shown
    assert any("3 more" in line for line in lines) == (shown == 2)
