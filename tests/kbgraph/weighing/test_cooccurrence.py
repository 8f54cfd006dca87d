from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.schema import CO_OCCURS_WITH, MENTIONS, NodeType
from kbgraph.weighing import weigh
from kbgraph.weighing.cooccurrence import FEW, WINDOW
from tests.graphs import Graph, add_edge, add_entity, add_node, add_section, add_sentence, assembled_graph


def _pairs(graph: Graph) -> dict[tuple[str, str], dict[str, Any]]:
    weigh(graph)
    return {(a, b): data for a, b, data in graph.edges(data=True) if data["type"] == CO_OCCURS_WITH}


def _sentences(*texts: str) -> Graph:
    """Make a graph of sentences in which every word in capitals names a service."""
    graph: Graph = nx.MultiDiGraph()
    add_node(graph, "document:d.md", NodeType.DOCUMENT, "d")
    section = add_section(
        graph, "document:d.md", "document:d.md", "T", add_entity(graph, NodeType.TOPIC, "T")
    )
    for text in texts:
        words = [word.strip(".,") for word in text.split()]
        names = {word: add_entity(graph, NodeType.SERVICE, word) for word in words if word.isupper()}
        add_sentence(graph, text, [section], names)
    return graph


def test_the_measures_of_a_small_example_are_those_of_the_formulas() -> None:
    pairs = _pairs(_sentences("SQS and SNS.", "SNS or SQS.", "SQS alone.", "nothing."))
    edge = pairs["service:sns", "service:sqs"]
    assert edge["count"] == 2
    assert edge["npmi"] == 0.415037  # ln(4 · 2 / (3 · 2)) / ln 2
    assert edge["significance"] == pytest.approx(1.726092, abs=1e-6)
    assert edge["weight"] == 0.276692  # npmi · 2 / 3
    assert edge["id"] == "CO_OCCURS_WITH|service:sns|service:sqs"


def test_a_pair_that_always_stands_together_has_npmi_1() -> None:
    edge = _pairs(_sentences("SQS and SNS."))["service:sns", "service:sqs"]
    assert (edge["npmi"], edge["significance"], edge["weight"]) == (1.0, 0.0, 0.5)


def test_pairs_that_chance_explains_are_left_out() -> None:
    assert not _pairs(_sentences("SQS and SNS.", "SQS.", "SNS."))


def test_a_sentence_in_many_places_counts_once() -> None:
    graph = _sentences("SQS and SNS.", "none.")
    again = add_section(graph, "document:d.md", "document:d.md", "U", "topic:t")
    add_sentence(graph, "SQS and SNS.", [again, again], {})
    assert _pairs(graph)["service:sns", "service:sqs"]["count"] == 1


def test_an_entity_named_twice_in_a_sentence_counts_once() -> None:
    edge = _pairs(_sentences("SQS, SNS, SQS, SNS.", "none."))["service:sns", "service:sqs"]
    assert edge["count"] == 1


def test_mentions_that_overlap_do_not_co_occur() -> None:
    pairs = _pairs(assembled_graph())
    assert ("concept:dead-letter-queue", "concept:queue") in pairs  # "A dead-letter queue is a queue"
    graph = _sentences("The dead-letter QUEUE.", "none.")
    sentence = next(node for node in graph if str(graph.nodes[node].get("text")).startswith("The"))
    letters = add_entity(graph, NodeType.CONCEPT, "dead-letter queue")
    add_edge(graph, MENTIONS, sentence, letters, 4, surface="dead-letter QUEUE", start=4, end=21, rule="v")
    assert not _pairs(graph)


def test_what_a_sentence_means_in_one_place_does_not_meet_what_it_means_in_another() -> None:
    graph = _sentences("It uses this bucket.", "none.")
    first = "section:d.md#t"
    second = add_section(graph, "document:d.md", "document:d.md", "U", "topic:t")
    sentence = add_sentence(graph, "It uses this bucket.", [second], {})
    for name, start, end, section in (
        ("here", 0, 2, first),
        ("this", 8, 19, first),
        ("there", 0, 2, second),
        ("that", 8, 19, second),
    ):
        entity = add_entity(graph, NodeType.CONCEPT, name)
        found = {"start": start, "end": end, "sections": [section]}
        add_edge(graph, MENTIONS, sentence, entity, start, **found)
    assert set(_pairs(graph)) == {("concept:here", "concept:this"), ("concept:that", "concept:there")}


def test_quotas_are_not_paired() -> None:
    graph = assembled_graph()
    assert not any("quota:" in node for pair in _pairs(graph) for node in pair)


def test_in_a_large_text_a_pair_that_stands_together_once_is_left_out() -> None:
    filling = [f"Filler {number}." for number in range(FEW)]
    pairs = _pairs(_sentences("SQS and SNS.", "ECS and EKS.", "ECS or EKS.", *filling))
    assert set(pairs) == {("service:ecs", "service:eks")}


def test_a_long_enumeration_pairs_only_neighbours() -> None:
    names = [f"A{number:03d}" for number in range(200)]
    pairs = _pairs(_sentences(" ".join(names), "none."))
    assert ("service:a000", f"service:a{WINDOW:03d}") in pairs
    assert ("service:a000", f"service:a{WINDOW + 1:03d}") not in pairs
    assert len(pairs) < 200 * WINDOW


@given(
    st.lists(st.lists(st.sampled_from(["SQS", "SNS", "ECS", "EKS"]), max_size=4), max_size=8, unique_by=tuple)
)
def test_counts_equal_those_of_plain_sets(sentences: list[list[str]]) -> None:
    texts = [" ".join([*words, f"w{number}."]) for number, words in enumerate(sentences)]
    for (a, b), edge in _pairs(_sentences(*texts)).items():
        both = [{a, b} <= {f"service:{word.lower()}" for word in words} for words in sentences]
        assert a < b
        assert edge["count"] == sum(both)
        assert 0 < edge["npmi"] <= 1
        assert 0 < edge["weight"] <= 1
        assert edge["significance"] >= 0
