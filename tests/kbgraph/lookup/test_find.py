"""Names are found by any alias, however they are written; unknown ones get the nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.errors import UnknownNameError
from kbgraph.lookup import find
from kbgraph.schema import NodeType
from tests.graphs import add_entity, any_graphs, assembled_graph, shuffled, small_graph


@pytest.mark.parametrize(
    "name",
    [
        "dead-letter queue",
        "Dead-Letter Queues",
        "dead\u2011letter queue",
        "DEAD LETTER QUEUE",
        "DLQ",
        "DLQs",
        "concept:dead-letter-queue",
    ],
)
def test_every_way_to_write_a_name_finds_its_node(name):
    assert find(small_graph(), name) == ("concept:dead-letter-queue",)


@pytest.mark.parametrize("name", ["Amazon SQS", "AWS SQS", "amazon simple queue service"])
def test_a_vendors_prefix_makes_no_difference(name):
    assert find(small_graph(), name)[0] == "service:sqs"


def test_an_entity_comes_before_a_topic_of_the_same_name():
    graph = small_graph()
    add_entity(graph, NodeType.TOPIC, "queue")

    assert find(graph, "queue") == ("concept:queue", "topic:queue")


def test_of_two_nodes_the_heavier_comes_first():
    graph = small_graph()
    for key, weight in (("a", 0.25), ("b", 0.5)):
        graph.add_node(f"concept:{key}", type="Concept", name="gateway", weight=weight)

    assert find(graph, "gateways") == ("concept:b", "concept:a")


def test_a_document_is_found_by_its_path():
    assert find(small_graph(), "guide.md") == ("document:guide.md",)


def test_an_unknown_name_gets_the_nearest_names():
    with pytest.raises(UnknownNameError) as caught:
        find(small_graph(), "lamda")

    assert caught.value.nearest[0] == "Lambda"
    assert "'lamda'" in str(caught.value)


def test_a_part_of_a_name_is_near_to_it():
    with pytest.raises(UnknownNameError) as caught:
        find(small_graph(), "letter queue")

    assert "dead-letter queue" in caught.value.nearest


def test_nothing_is_near_to_a_name_unlike_all_others():
    with pytest.raises(UnknownNameError) as caught:
        find(small_graph(), "zzzxxyyy")

    assert caught.value.nearest == ()


def test_no_more_names_are_offered_than_asked_for():
    graph = assembled_graph()
    for number in range(20):
        add_entity(graph, NodeType.CONCEPT, f"gateway {number}")

    with pytest.raises(UnknownNameError) as caught:
        find(graph, "gatewya", nearest=3)

    assert len(caught.value.nearest) == 3


@given(st.text(max_size=20), st.integers(0, 5))
def test_the_order_of_the_graph_makes_no_difference(name, seed):
    graph = small_graph()

    assert _answer(graph, name) == _answer(shuffled(graph, seed), name)


@given(any_graphs(), st.text(max_size=5))
def test_any_graph_and_name_give_nodes_or_an_unknown_name(graph, name):
    try:
        found = find(graph, name)
    except UnknownNameError:
        return

    assert found
    assert all(node in graph for node in found)


def _answer(graph, name):
    try:
        return find(graph, name)
    except UnknownNameError as error:
        return error.nearest
