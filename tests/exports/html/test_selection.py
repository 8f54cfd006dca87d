"""What of a graph is drawn."""

from __future__ import annotations

from collections import Counter

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from exports.html.selection import COVERED_BY_TOPIC, ON_THE_MAP, TOGETHER_BY_NODE, edge_kind, select
from kbgraph.schema import CO_OCCURS_WITH, COVERS, HAS_QUOTA, STRUCTURE_PROPERTIES, NodeType
from tests.graphs import Graph, add_edge, add_entity, any_graphs, shuffled, small_graph


def concepts(weights: dict[str, float]) -> Graph:
    graph: Graph = nx.MultiDiGraph()
    for name, weight in weights.items():
        add_entity(graph, NodeType.CONCEPT, name, weight=weight)
    return graph


def test_topics_and_entities_are_on_the_map_and_nothing_else() -> None:
    graph = small_graph()
    kinds = {graph.nodes[node]["type"] for node in select(graph).nodes}
    assert kinds == {"Topic", "Service", "Concept", "Action", "ResourceType", "Quota"}


def test_relations_covers_and_co_occurrences_are_drawn_and_no_structure() -> None:
    drawn = {edge.type for edge in select(small_graph()).edges}
    assert drawn & STRUCTURE_PROPERTIES.keys() == {COVERS, CO_OCCURS_WITH}
    assert {HAS_QUOTA, "USES", "IS_A", "REQUIRES", "PROVIDES", "DEPENDS_ON"} <= drawn


def test_of_many_nodes_the_heaviest_are_drawn_and_all_are_counted() -> None:
    graph = concepts({f"c{number}": number / 10 for number in range(10)})
    selection = select(graph, most_nodes=3)
    assert selection.nodes == ("concept:c9", "concept:c8", "concept:c7")
    assert selection.all_nodes == {"Concept": 10}


def test_no_type_crowds_out_the_others() -> None:
    graph = concepts({f"c{number}": 0.1 for number in range(50)})
    for number in range(50):
        add_entity(graph, NodeType.TOPIC, f"t{number}", weight=0.9)
        add_entity(graph, NodeType.SERVICE, f"s{number}", weight=0.5)
    kinds = Counter(graph.nodes[node]["type"] for node in select(graph, most_nodes=70).nodes)
    assert kinds == {"Topic": 20, "Service": 20, "Concept": 30}


def test_of_what_a_topic_covers_the_particular_is_drawn() -> None:
    graph = concepts({f"c{number}": 0.5 for number in range(8)} | {"everywhere": 0.5})
    topic = add_entity(graph, NodeType.TOPIC, "t", weight=1.0)
    for number in range(8):
        add_edge(graph, COVERS, topic, f"concept:c{number}", weight=1 - number / 20)
    add_edge(graph, COVERS, topic, "concept:everywhere", weight=0.01)
    for number in range(5, 8):
        add_edge(graph, "USES", "concept:c0", f"concept:c{number}", weight=1.0)
    add_edge(graph, "USES", "concept:c0", "concept:everywhere", weight=1.0)
    covers = [edge.target for edge in select(graph).edges if edge.kind == "covers"]
    assert covers == [f"concept:c{number}" for number in range(COVERED_BY_TOPIC)]


def test_a_node_that_would_float_keeps_its_heaviest_topic() -> None:
    graph = concepts({"first": 1.0, "faint": 0.5})
    for topic, weight in (("t", 0.01), ("u", 0.02)):
        node = add_entity(graph, NodeType.TOPIC, topic, weight=1.0)
        add_edge(graph, COVERS, node, "concept:first", weight=1.0)
        add_edge(graph, COVERS, node, "concept:faint", weight=weight)
    faint = [edge.source for edge in select(graph).edges if edge.target == "concept:faint"]
    assert faint == ["topic:u"]


def test_a_node_keeps_few_co_occurrences_the_strongest() -> None:
    graph = concepts({f"c{number}": 0.5 for number in range(6)})
    for number in range(1, 6):
        add_edge(graph, CO_OCCURS_WITH, "concept:c0", f"concept:c{number}", weight=number / 10)
    together = [edge.target for edge in select(graph).edges]
    assert together == ["concept:c5", "concept:c4"][:TOGETHER_BY_NODE]


def test_relations_come_first_when_there_are_too_many_edges() -> None:
    graph = small_graph()
    relations = sum(1 for edge in select(graph).edges if edge.kind == "relation")
    fewer = select(graph, most_edges=relations)
    assert {edge.kind for edge in fewer.edges} == {"relation"}
    assert fewer.all_edges == select(graph).all_edges


@given(graph=any_graphs(), seed=st.integers(0, 5))
def test_the_order_of_insertion_does_not_show(graph: Graph, seed: int) -> None:
    assert select(graph) == select(shuffled(graph, seed))


@given(graph=any_graphs())
def test_every_drawn_edge_joins_drawn_nodes(graph: Graph) -> None:
    selection = select(graph, most_nodes=3)
    assert all({edge.source, edge.target} <= set(selection.nodes) for edge in selection.edges)
    assert all(graph.nodes[node]["type"] in ON_THE_MAP for node in selection.nodes)
    assert all(edge_kind(edge.type) == edge.kind for edge in selection.edges)


def test_a_weight_out_of_range_counts_as_the_nearest_in_it() -> None:
    graph = small_graph()
    for number, (*_, data) in enumerate(graph.edges(data=True)):
        data["weight"] = 1.7e308 if number % 2 else -1.7e308
    assert {edge.weight for edge in select(graph).edges} == {0.0, 1.0}
