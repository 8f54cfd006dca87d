"""What the side panel says."""

from __future__ import annotations

from typing import Any

from exports.html.details import MOST_PLACES, describe
from exports.html.selection import select
from tests.graphs import Graph, add_relation, add_sentence, small_graph


def told(graph: Graph, node: str, **limits: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what is said of a node, and of everything."""
    selection = select(graph, **limits)
    details = describe(graph, selection)
    return details["nodes"][selection.nodes.index(node)], details


def texts(details: dict[str, Any], numbers: list[int]) -> list[str]:
    return [details["sentences"][number]["text"] for number in numbers]


def test_a_node_is_told_with_its_names() -> None:
    node, _ = told(small_graph(), "service:sqs")
    assert (node["name"], node["type"], node["category"]) == ("SQS", "Service", "integration")
    assert node["aliases"] == ["Amazon SQS", "Amazon Simple Queue Service"]


def test_a_relation_is_told_from_both_ends_with_its_evidence() -> None:
    outward, details = told(small_graph(), "concept:dead-letter-queue")
    relation = next(row for row in outward["relations"] if row["type"] == "IS_A")
    assert relation["outward"]
    assert relation["other"]["name"] == "queue"
    assert texts(details, relation["evidence"])[0].startswith("A dead-letter queue is a queue")
    inward, _ = told(small_graph(), "concept:queue")
    assert any(row["type"] == "IS_A" and "outward" not in row for row in inward["relations"])


def test_negation_modality_and_condition_are_told() -> None:
    node, _ = told(small_graph(), "service:sqs")
    assert [row["type"] for row in node["relations"] if row.get("negated")] == ["PROVIDES"]
    node, _ = told(small_graph(), "action:sqs:SendMessage")
    assert node["relations"][0]["modality"] == "must"
    assert node["relations"][0]["condition"] == "if a policy says so"


def test_a_sentence_is_cited_with_document_and_line() -> None:
    graph = small_graph()
    node, details = told(graph, "concept:price")
    cited = details["sentences"][node["relations"][0]["evidence"][0]]
    lines = sorted(data["line"] for _, _, data in graph.in_edges(_price_sentence(graph), data=True))
    assert cited["places"] == [("guide.md", line) for line in lines[:MOST_PLACES]]
    assert cited["all"] == len(lines) == 4


def _price_sentence(graph: Graph) -> str:
    return next(node for node, text in graph.nodes(data="text") if text == "The price depends on use.")


def test_what_depends_on_the_place_is_cited_where_it_holds() -> None:
    graph = small_graph()
    cited = {}
    for service in ("service:sqs", "service:lambda"):
        node, details = told(graph, service)
        uses = next(
            row for row in node["relations"] if row["type"] == "USES" and row["other"]["name"] == "layer"
        )
        cited[service] = details["sentences"][uses["evidence"][0]]["places"]
    assert cited["service:sqs"] != cited["service:lambda"]
    assert [len(places) for places in cited.values()] == [1, 1]


def test_topics_tell_what_they_cover_and_entities_who_covers_them() -> None:
    topic, _ = told(small_graph(), "topic:guide/sqs-queues")
    assert [row["other"]["name"] for row in topic["covers"]] == ["SQS", "dead-letter queue"]
    service, _ = told(small_graph(), "service:lambda")
    assert [row["other"]["name"] for row in service["covers"]] == ["Lambda & Layers"]


def test_a_node_that_is_not_drawn_has_a_name_and_no_number() -> None:
    graph = small_graph()
    heaviest = next(node for node in select(graph, most_nodes=5).nodes if node.startswith("service:"))
    node, _ = told(graph, heaviest, most_nodes=5)
    others = [row["other"] for row in node["relations"]]
    assert any("number" not in other for other in others)
    assert all(other["name"] for other in others)


def test_a_mention_is_not_told_again_where_a_relation_cites_it() -> None:
    node, details = told(small_graph(), "concept:price")
    assert "sentences" not in node
    assert len(details["sentences"]) == len(
        {(row["text"], str(row["places"])) for row in details["sentences"]}
    )


def test_the_most_particular_mentions_are_told() -> None:
    graph = small_graph()
    section = "section:guide.md#costs"
    for number in range(8):
        sentence = add_sentence(graph, f"A shard, {number}.", [section], {"shard": "concept:layer"})
        graph.nodes[sentence]["spread"] = 8 - number
    node, details = told(graph, "concept:layer")
    found = [text for text in texts(details, node["sentences"]) if text.startswith("A shard")]
    assert "A shard, 7." in found
    assert "A shard, 0." not in found


def test_evidence_that_is_no_sentence_is_left_out() -> None:
    graph = small_graph()
    add_relation(
        graph, "PART_OF", "concept:layer", "service:lambda", ["vocabulary:layer"], rule=["vocabulary"]
    )
    node, _ = told(graph, "concept:layer")
    relation = next(row for row in node["relations"] if row["type"] == "PART_OF")
    assert "evidence" not in relation


def test_counts_are_of_all_and_of_what_is_drawn() -> None:
    graph = small_graph()
    details = describe(graph, select(graph, most_nodes=5))
    assert details["totals"]["nodes"] == 12
    assert details["totals"]["documents"] == 1
    assert sum(row["all"] for row in details["types"]) == 12
    assert sum(row["drawn"] for row in details["types"]) == 5
