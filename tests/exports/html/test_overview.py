"""What the page opens on."""

from __future__ import annotations

import math

import networkx as nx

from exports.html.atlas import survey
from exports.html.overview import FEWEST_DRAWN, MOST_DISCS, SMALL, Overview, places, sum_up
from kbgraph.schema import NodeType
from tests.graphs import Graph, add_edge, add_entity, small_graph


def communities(count: int, size: int) -> Graph:
    """Make a graph of so many communities of so many concepts, each community tied to the next."""
    graph: Graph = nx.MultiDiGraph()
    for number in range(count):
        for member in range(size):
            add_entity(
                graph,
                NodeType.CONCEPT,
                f"c{number}m{member}",
                community=number,
                weight=1 / (1 + member),
                x=number * 1000.0,
                y=member * 100.0,
            )
    for number in range(count - 1):
        for member in range(min(size, 3)):
            ends = f"concept:c{number}m{member}", f"concept:c{number + 1}m{member}"
            add_edge(graph, "USES", *ends, weight=0.5)
    return graph


def summed(graph: Graph) -> Overview:
    atlas = survey(graph)
    return sum_up(atlas, places(atlas))


def test_a_small_map_is_drawn_whole() -> None:
    assert summed(small_graph()) == Overview((), (), ())


def test_a_large_map_opens_on_its_communities_with_the_heaviest_members() -> None:
    graph = communities(12, 20)
    overview = summed(graph)
    nodes = survey(graph).nodes
    assert len(overview.discs) == 12
    assert len(overview.discs) + len(overview.members) == FEWEST_DRAWN
    assert {nodes[member].endswith(("m0", "m1", "m2", "m3")) for member in overview.members} == {True}


def test_of_many_communities_the_largest_are_drawn_and_no_members() -> None:
    overview = summed(communities(MOST_DISCS + 20, 3))
    assert (len(overview.discs), overview.members) == (MOST_DISCS, ())


def test_a_disc_holds_its_members() -> None:
    graph = communities(10, 20)
    atlas = survey(graph)
    for disc in summed(graph).discs:
        for number, community in enumerate(atlas.community):
            if community == disc.number:
                x, y = places(atlas)[number]
                assert math.hypot(x - disc.x, y - disc.y) <= disc.radius


def test_edges_between_two_communities_are_one_link() -> None:
    overview = summed(communities(8, 20))
    assert {(link.second - link.first, link.count, link.heaviest) for link in overview.links} == {(1, 3, 0.5)}
    assert all(link.types == {"USES"} and link.weight == 1.5 for link in overview.links)


def test_nodes_without_a_position_do_not_stand_on_each_other() -> None:
    graph = small_graph()
    for _, row in graph.nodes(data=True):
        row.pop("x")
    found = places(survey(graph))
    assert len(set(found)) == len(found)


def test_one_large_community_is_one_disc_with_many_members() -> None:
    overview = summed(communities(1, SMALL + 1))
    assert (len(overview.discs), len(overview.members)) == (1, FEWEST_DRAWN - 1)


def test_a_large_map_without_communities_is_no_overview() -> None:
    graph = communities(1, SMALL + 1)
    for _, data in graph.nodes(data=True):
        del data["community"]
    assert summed(graph).discs == ()
