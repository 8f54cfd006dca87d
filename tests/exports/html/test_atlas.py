"""How nodes and edges are numbered: what tells most comes first."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.html.atlas import COVERED_BY_TOPIC, ON_THE_MAP, TOGETHER_BY_NODE, Atlas, Tie, edge_kind, survey
from kbgraph.schema import CO_OCCURS_WITH, COVERS, HAS_QUOTA, STRUCTURE_PROPERTIES, NodeType
from tests.graphs import Graph, add_edge, add_entity, any_graphs, shuffled, small_graph


def concepts(weights: dict[str, float]) -> Graph:
    graph: Graph = nx.MultiDiGraph()
    for name, weight in weights.items():
        add_entity(graph, NodeType.CONCEPT, name, weight=weight)
    return graph


def backbone(atlas: Atlas) -> tuple[Tie, ...]:
    return atlas.ties[: atlas.backbone]


def test_topics_and_entities_are_on_the_map_and_nothing_else() -> None:
    kinds = {data["type"] for data in survey(small_graph()).data}
    assert kinds == {"Topic", "Service", "Concept", "Action", "ResourceType", "Quota"}


def test_relations_covers_and_co_occurrences_are_edges_of_the_map_and_no_structure() -> None:
    types = {tie.type for tie in survey(small_graph()).ties}
    assert types & STRUCTURE_PROPERTIES.keys() == {COVERS, CO_OCCURS_WITH}
    assert {HAS_QUOTA, "USES", "IS_A", "REQUIRES", "PROVIDES", "DEPENDS_ON"} <= types


def test_the_heaviest_node_comes_first() -> None:
    atlas = survey(concepts({f"c{number}": number / 10 for number in range(4)}))
    assert atlas.nodes == ("concept:c3", "concept:c2", "concept:c1", "concept:c0")


def test_no_type_crowds_out_the_others() -> None:
    graph = concepts({f"c{number}": 0.1 for number in range(50)})
    for number in range(50):
        add_entity(graph, NodeType.TOPIC, f"t{number}", weight=0.9)
        add_entity(graph, NodeType.SERVICE, f"s{number}", weight=0.5)
    kinds = Counter(data["type"] for data in survey(graph).data[:70])
    assert kinds == {"Topic": 20, "Service": 20, "Concept": 30}


def test_of_what_a_topic_covers_the_particular_is_backbone() -> None:
    graph = concepts({f"c{number}": 0.5 for number in range(8)} | {"everywhere": 0.5})
    topic = add_entity(graph, NodeType.TOPIC, "t", weight=1.0)
    for number in range(8):
        add_edge(graph, COVERS, topic, f"concept:c{number}", weight=1 - number / 20)
    add_edge(graph, COVERS, topic, "concept:everywhere", weight=0.01)
    for number in range(5, 8):
        add_edge(graph, "USES", "concept:c0", f"concept:c{number}", weight=1.0)
    add_edge(graph, "USES", "concept:c0", "concept:everywhere", weight=1.0)
    atlas = survey(graph)
    covers = [atlas.nodes[tie.target] for tie in backbone(atlas) if tie.kind == "covers"]
    assert covers == [f"concept:c{number}" for number in range(COVERED_BY_TOPIC)]


def test_a_node_that_would_float_keeps_its_heaviest_topic() -> None:
    graph = concepts({"first": 1.0, "faint": 0.5})
    for topic, weight in (("t", 0.01), ("u", 0.02)):
        node = add_entity(graph, NodeType.TOPIC, topic, weight=1.0)
        add_edge(graph, COVERS, node, "concept:first", weight=1.0)
        add_edge(graph, COVERS, node, "concept:faint", weight=weight)
    atlas = survey(graph)
    faint = atlas.numbers["concept:faint"]
    assert [atlas.nodes[tie.source] for tie in backbone(atlas) if tie.target == faint] == ["topic:u"]


def test_a_node_keeps_few_co_occurrences_the_strongest() -> None:
    graph = concepts({f"c{number}": 0.5 for number in range(6)})
    for number in range(1, 6):
        add_edge(graph, CO_OCCURS_WITH, "concept:c0", f"concept:c{number}", weight=number / 10)
    atlas = survey(graph)
    together = [atlas.nodes[tie.target] for tie in backbone(atlas)]
    assert together == ["concept:c5", "concept:c4"][:TOGETHER_BY_NODE]
    assert len(atlas.ties) == 5


def test_relations_come_before_all_else() -> None:
    kinds = [tie.kind for tie in survey(small_graph()).ties]
    assert kinds == sorted(kinds, key=["relation", "covers", "together"].index)


def test_communities_are_numbered_by_size_and_keep_their_names() -> None:
    graph = small_graph()
    atlas = survey(graph)
    named = dict(zip(atlas.nodes, atlas.community, strict=True))
    assert atlas.communities == ("SQS · queue", "Lambda · layer")
    assert named["service:sqs"] == 0
    assert named["service:lambda"] == 1


@pytest.mark.parametrize("named", [7, [""], [{}], [{"id": [], "name": "x"}], [{"id": 0, "name": None}]])
def test_names_of_communities_that_are_none_give_way_to_the_members(named: object) -> None:
    graph = small_graph()
    graph.graph["communities"] = named
    assert all(name.count(" · ") == 2 for name in survey(graph).communities)


def test_a_community_without_a_name_is_named_by_its_first_members() -> None:
    graph = small_graph()
    del graph.graph["communities"]
    atlas = survey(graph)
    members = [atlas.data[n]["name"] for n, number in enumerate(atlas.community) if number == 1]
    assert atlas.communities[1] == " · ".join(members[:3])


@given(graph=any_graphs(), seed=st.integers(0, 5))
def test_the_order_of_insertion_does_not_show(graph: Graph, seed: int) -> None:
    assert survey(graph) == survey(shuffled(graph, seed))


@given(graph=any_graphs())
def test_every_edge_joins_two_nodes_of_the_map(graph: Graph) -> None:
    atlas = survey(graph)
    assert all(graph.nodes[node]["type"] in ON_THE_MAP for node in atlas.nodes)
    assert all(graph.has_edge(atlas.nodes[t.source], atlas.nodes[t.target], t.key) for t in atlas.ties)
    assert all(edge_kind(tie.type) == tie.kind for tie in atlas.ties)
    assert 0 <= atlas.backbone <= len(atlas.ties)


def test_a_weight_out_of_range_counts_as_the_nearest_in_it() -> None:
    graph = small_graph()
    for number, (*_, data) in enumerate(graph.edges(data=True)):
        data["weight"] = 1.7e308 if number % 2 else -1.7e308
    assert {tie.weight for tie in survey(graph).ties} == {0.0, 1.0}
