from __future__ import annotations

import pytest
from hypothesis import given

from kbgraph.schema import NodeType, node_id
from kbgraph.weighing import weigh
from tests.graphs import Graph, add_entity, add_relation, assembled_graph, assembled_graphs


def _weights(graph: Graph, edge_type: str) -> dict[tuple[str, str], float]:
    weigh(graph)
    return {(a, b): data["weight"] for a, b, data in graph.edges(data=True) if data["type"] == edge_type}


def test_a_relation_weighs_its_confidence_halved_while_one_sentence_says_it() -> None:
    weights = _weights(assembled_graph(), "USES")
    assert weights["service:lambda", "concept:queue"] == 0.45  # 0.9 · 1/2, however often the sentence stands
    assert weights["service:sqs", "concept:layer"] == 0.35


def test_a_relation_weighs_more_with_every_sentence_that_says_it() -> None:
    graph = assembled_graph()
    sentences = sorted(node for node, kind in graph.nodes(data="type") if kind == "Sentence")
    for count, name in enumerate(("one", "two", "three"), start=1):
        concept = add_entity(graph, NodeType.CONCEPT, name)
        add_relation(graph, "CONTROLS", "service:sqs", concept, sentences[:count], confidence=1.0)
    weights = _weights(graph, "CONTROLS")
    found = [weights["service:sqs", node_id(NodeType.CONCEPT, name)] for name in ("one", "two", "three")]
    assert found == [0.5, 0.666667, 0.75]


def test_a_mention_and_a_place_weigh_less_the_more_topics_a_sentence_stands_under() -> None:
    graph = assembled_graph()
    mentions = _weights(graph, "MENTIONS")
    price = next(source for source, target in mentions if target == "concept:price")
    assert mentions[price, "concept:price"] == 0.333333
    assert _weights(graph, "CONTAINS")["section:guide.md#costs", price] == 0.333333
    assert mentions["section:guide.md#sqs-queues", "service:sqs"] == 1.0


def test_a_mention_that_holds_in_one_topic_weighs_1() -> None:
    graph = assembled_graph()
    weigh(graph)
    found = [data["weight"] for _, _, data in graph.edges(data=True) if data.get("rule") == "anaphor"]
    assert found == [1.0, 1.0]


@pytest.mark.parametrize(("edge_type", "weight"), [("HAS_SECTION", 1), ("ABOUT", 1), ("HAS_QUOTA", 0.5)])
def test_structure_weighs(edge_type: str, weight: float) -> None:
    assert set(_weights(assembled_graph(), edge_type).values()) == {weight}


@given(assembled_graphs())
def test_every_edge_has_a_weight_above_0_and_at_most_1(graph: Graph) -> None:
    weigh(graph)
    assert all(0 < weight <= 1 for _, _, weight in graph.edges(data="weight"))
