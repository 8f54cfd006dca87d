"""A description tells everything that the graph holds of a node, with the places it was read from."""

import json
from dataclasses import asdict

from hypothesis import given

from kbgraph.lookup import describe
from kbgraph.schema import sentence_id
from tests.graphs import any_graphs, shuffled, small_graph

HOLDING = sentence_id('A dead-letter queue is a queue, and SQS doesn\'t delete <it> & "keeps" 256 KB.')
ANAPHOR = sentence_id("This service uses a layer.")


def test_aliases_and_properties_are_told():
    found = describe(small_graph(), "service:sqs")

    assert found.aliases == ("Amazon SQS", "Amazon Simple Queue Service")
    assert found.properties["category"] == "integration"


def test_an_entity_tells_the_topics_that_cover_it():
    (coverage,) = describe(small_graph(), "service:sqs").topics

    assert (coverage.other.name, coverage.weight, coverage.count) == ("SQS Queues", 1.0, 3)


def test_a_topic_tells_what_it_covers_heaviest_first():
    covers = describe(small_graph(), "topic:guide/sqs-queues").covers

    assert [each.other.name for each in covers] == ["SQS", "dead-letter queue"]


def test_a_relation_is_told_from_both_ends():
    graph = small_graph()
    (outgoing,) = [each for each in describe(graph, "concept:dead-letter-queue").statements if each.outgoing]
    incoming = [each for each in describe(graph, "concept:queue").statements if each.type == "IS_A"]

    assert (outgoing.type, outgoing.other.name) == ("IS_A", "queue")
    assert [(each.outgoing, each.other.name, each.id) for each in incoming] == [
        (False, "dead-letter queue", outgoing.id)
    ]


def test_a_relation_keeps_negation_modality_and_condition():
    graph = small_graph()
    denied = [each for each in describe(graph, "service:sqs").statements if each.type == "PROVIDES"]
    (required,) = describe(graph, "resourcetype:aws-sqs-queue").statements

    assert [each.negated for each in denied] == [True]
    assert (required.modality, required.condition) == ("must", "if a policy says so")


def test_evidence_comes_with_its_file_and_line():
    found = describe(small_graph(), "concept:dead-letter-queue")
    (place,) = found.passages[HOLDING].places

    assert found.statements[0].evidence == (HOLDING,)
    assert (place.path, place.line, place.heading) == ("guide.md", 21, "Notes")


def test_a_sentence_tells_every_place_where_it_stands():
    sentence = sentence_id("The price depends on use.")
    found = describe(small_graph(), sentence)

    assert len(found.sections) == 4
    assert [each.name for each in found.names] == ["price"]
    assert found.passages[sentence].text == "The price depends on use."


def test_what_a_word_means_only_in_some_sections_is_told():
    (mention,) = [
        each for each in describe(small_graph(), "service:lambda").mentions if each.rule == "anaphor"
    ]

    assert mention.sections == ("section:guide.md#lambda-layers",)


def test_a_heading_that_names_an_entity_is_among_its_sections():
    assert [each.heading for each in describe(small_graph(), "service:lambda").sections] == [
        "Lambda & Layers"
    ]


def test_a_neighbour_is_told_from_both_ends():
    graph = small_graph()

    assert [each.other.name for each in describe(graph, "concept:queue").neighbours] == ["Lambda"]
    assert [each.other.name for each in describe(graph, "service:lambda").neighbours] == ["queue"]


def test_a_topic_tells_its_sections_in_their_order():
    found = describe(small_graph(), "topic:guide/sqs-queues")

    assert [each.heading for each in found.sections] == ["SQS Queues", "Notes"]


def test_the_order_of_the_graph_makes_no_difference():
    graph = small_graph()

    for node in sorted(graph):
        assert describe(graph, node) == describe(shuffled(graph, 7), node)


def test_everything_referred_to_is_in_the_answer():
    found = describe(small_graph(), "service:sqs")

    assert {each for statement in found.statements for each in statement.evidence} <= set(found.passages)


@given(any_graphs())
def test_any_node_can_be_described_and_written_as_json(graph):
    for node in graph:
        json.dumps(asdict(describe(graph, node)))
