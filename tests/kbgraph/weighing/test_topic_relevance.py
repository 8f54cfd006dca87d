from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import given

from kbgraph.schema import COVERS, NodeType
from kbgraph.weighing import weigh
from tests.graphs import (
    Graph,
    add_entity,
    add_heading_mention,
    add_node,
    add_section,
    add_sentence,
    assembled_graph,
    assembled_graphs,
)


def _covers(graph: Graph) -> dict[tuple[str, str], dict[str, Any]]:
    weigh(graph)
    return {(topic, entity): data for topic, entity, data in graph.edges(data=True) if data["type"] == COVERS}


def _topics(*headings: str) -> tuple[Graph, list[str]]:
    graph: Graph = nx.MultiDiGraph()
    add_node(graph, "document:d.md", NodeType.DOCUMENT, "d")
    sections = []
    for heading in headings:
        topic = add_entity(graph, NodeType.TOPIC, heading)
        sections.append(add_section(graph, "document:d.md", "document:d.md", heading, topic))
    return graph, sections


def test_the_weights_of_a_small_example_are_those_of_the_formula() -> None:
    graph, (a, b) = _topics("A", "B")
    queue = add_entity(graph, NodeType.CONCEPT, "queue")
    stream = add_entity(graph, NodeType.CONCEPT, "stream")
    add_sentence(graph, "One queue.", [a], {"queue": queue})
    add_sentence(graph, "One stream.", [a, b], {"stream": stream})
    covers = _covers(graph)
    # tf: 1, 1/2, 1/2; lengths: 3/2 and 1/2; idf of "stream" over the largest: ln 1.2 / ln 2
    assert covers["topic:a", queue]["weight"] == 0.188679  # 1 / (1 + 1.2 · 1.375) / 2
    assert covers["topic:a", stream]["weight"] == 0.030585
    assert covers["topic:b", stream]["weight"] == 0.052607


def test_counts_are_occurrences_with_those_in_headings() -> None:
    covers = _covers(assembled_graph())
    edge = covers["topic:guide/sqs-queues", "concept:queue"]
    assert edge["count"] == 4  # heading, one in "Lambda reads …", two in "A dead-letter queue is a queue"
    assert edge["sections"] == ["section:guide.md#sqs-queues", "section:guide.md#sqs-queues/notes"]
    assert covers["topic:guide/costs", "concept:price"]["count"] == 2


def test_a_mention_that_hangs_on_the_place_counts_only_there() -> None:
    covers = _covers(assembled_graph())
    assert ("topic:guide/sqs-queues", "service:lambda") in covers  # named in "Lambda reads a queue"
    assert covers["topic:guide/sqs-queues", "service:lambda"]["count"] == 1
    assert ("topic:guide/lambda", "service:sqs") not in covers  # "This service" is Lambda there


def test_only_services_and_concepts_are_covered() -> None:
    graph = assembled_graph()
    assert {graph.nodes[entity]["type"] for _, entity in _covers(graph)} == {"Service", "Concept"}


def test_what_the_heading_names_comes_first_services_before_concepts() -> None:
    graph, (section, other) = _topics("Caching with S3 and EC2", "Other")
    names = {"Caching": NodeType.CONCEPT, "S3": NodeType.SERVICE, "EC2": NodeType.SERVICE}
    ids = {name: add_entity(graph, kind, name) for name, kind in names.items()}
    for name, entity in ids.items():
        add_heading_mention(graph, section, name, entity)
    term = add_entity(graph, NodeType.CONCEPT, "bucket")
    for number in range(20):
        add_sentence(graph, f"A bucket {number}.", [section], {"bucket": term})
    add_sentence(graph, "Caching.", [other], {"Caching": ids["Caching"]})
    covers = _covers(graph)
    topic = "topic:caching-with-s3-and-ec2"
    ranked = sorted(
        (entity for at, entity in covers if at == topic), key=lambda e: -covers[topic, e]["weight"]
    )
    assert ranked == [ids["S3"], ids["EC2"], ids["Caching"], term]
    assert covers[topic, ids["Caching"]]["weight"] > 0.5 > covers[topic, term]["weight"]
    assert covers["topic:other", ids["Caching"]]["weight"] < 0.5


def test_a_topic_s_own_service_ranks_above_boilerplate_in_every_topic() -> None:
    names = ["SQS", "SNS", "ECS", "EKS", "RDS", "IAM"]
    graph, sections = _topics(*(f"{name} Internals" for name in names))
    ids = {name: add_entity(graph, NodeType.SERVICE, name) for name in names}
    for name, section in zip(names, sections, strict=True):
        add_heading_mention(graph, section, name, ids[name])
    for number in range(5):
        text = f"Use SQS, SNS or IAM {number}."
        add_sentence(graph, text, sections * 7, {name: ids[name] for name in ("SQS", "SNS", "IAM")})
    covers = _covers(graph)
    for name in names:
        topic = f"topic:{name.lower()}-internals"
        weights = {entity: data["weight"] for (at, entity), data in covers.items() if at == topic}
        own = weights.pop(ids[name])
        assert own == 1.0
        assert max(weights.values()) < 0.1


def test_what_is_particular_to_a_topic_outweighs_what_stands_everywhere() -> None:
    graph, sections = _topics("A", "B", "C")
    common, rare = (add_entity(graph, NodeType.CONCEPT, name) for name in ("common", "rare"))
    add_sentence(graph, "A common thing.", sections * 10, {"common": common})
    add_sentence(graph, "A rare thing.", sections[:1], {"rare": rare})
    covers = _covers(graph)
    assert covers["topic:a", rare]["weight"] > 4 * covers["topic:a", common]["weight"]


def test_a_heading_that_recurs_is_shared_out_and_names_no_first_rank() -> None:
    graph, sections = _topics("A", "B")
    pricing, shard = (add_entity(graph, NodeType.CONCEPT, name) for name in ("Pricing", "shard"))
    for topic, section in zip(("topic:a", "topic:b"), sections, strict=True):
        facet = add_section(graph, "document:d.md", section, "Pricing", topic, facet=True, level=3)
        add_heading_mention(graph, facet, "Pricing", pricing)
    add_sentence(graph, "One shard.", sections[:1], {"shard": shard})
    covers = _covers(graph)
    assert covers["topic:a", shard]["weight"] > covers["topic:a", pricing]["weight"] > 0


@given(assembled_graphs())
def test_every_service_or_concept_mentioned_under_a_topic_is_covered_with_a_weight_in_0_to_1(
    graph: Graph,
) -> None:
    mentioned = set()
    for source, entity, data in list(graph.edges(data=True)):
        if data["type"] != "MENTIONS":
            continue
        sections = [source]
        if graph.nodes[source]["type"] == "Sentence":
            sections = [at for at in graph.predecessors(source) if at in data.get("sections", [at])]
        for section in sections:
            mentioned |= {(t, entity) for t in graph.successors(section) if graph.nodes[t]["type"] == "Topic"}
    covers = _covers(graph)
    assert set(covers) == mentioned
    for data in covers.values():
        assert 0 < data["weight"] <= 1
        assert data["sections"] == sorted(set(data["sections"]))
        assert data["count"] >= len(data["sections"])
