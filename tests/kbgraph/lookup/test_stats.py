"""Counts are those of the graph."""

from hypothesis import given

from kbgraph.lookup import stats
from tests.graphs import any_graphs, shuffled, small_graph


def test_nodes_are_counted_by_type():
    counted = stats(small_graph()).nodes

    assert (counted["Document"], counted["Section"], counted["Topic"], counted["Sentence"]) == (1, 4, 3, 4)


def test_relations_are_counted_apart_from_structure():
    counted = stats(small_graph())

    assert counted.relations["USES"] == 3
    assert sum(counted.relations.values()) == 8
    assert "USES" not in counted.edges


def test_sections_are_counted_by_level():
    assert stats(small_graph()).levels == {2: 3, 3: 1}


def test_concepts_are_counted_by_source():
    assert stats(small_graph()).concepts == {"discovered": 2, "vocabulary": 2}


def test_places_count_every_standing_of_a_sentence():
    assert stats(small_graph()).places == 9


def test_the_sentence_in_most_topics_comes_first_and_one_that_stands_once_is_left_out():
    recurring = stats(small_graph()).recurring

    assert (recurring[0].text, recurring[0].places) == ("The price depends on use.", 4)
    assert all(each.places > 1 for each in recurring)


def test_the_heaviest_come_first():
    graph = small_graph()
    names = [each.name for each in stats(graph).heaviest["Service"]]

    assert names == sorted(names, key=lambda name: -graph.nodes[f"service:{name.lower()}"]["weight"])


@given(any_graphs())
def test_every_node_and_edge_of_any_graph_is_counted_once(graph):
    counted = stats(graph)

    assert sum(counted.nodes.values()) == graph.number_of_nodes()
    assert sum(counted.edges.values()) + sum(counted.relations.values()) == graph.number_of_edges()


def test_the_order_of_the_graph_makes_no_difference():
    assert stats(small_graph()) == stats(shuffled(small_graph(), 3))
