"""A path is explained hop by hop, with the sentences that say so."""

from kbgraph.lookup import route
from kbgraph.schema import CO_OCCURS_WITH, COVERS, edge_id, sentence_id
from tests.graphs import small_graph

FEEDING = sentence_id("Lambda reads a queue; AWS::SQS::Queue needs sqs:SendMessage.")
HOLDING = sentence_id('A dead-letter queue is a queue, and SQS doesn\'t delete <it> & "keeps" 256 KB.')


def test_a_hop_against_an_edge_is_told_as_one():
    key = edge_id("USES", "service:lambda", "concept:queue")
    (step,) = route(
        small_graph(), "concept:queue", "service:lambda", [("concept:queue", key, "service:lambda")]
    ).steps

    assert (step.source.name, step.forward, step.target.name) == ("queue", False, "Lambda")
    assert step.evidence == (FEEDING,)


def test_a_co_occurrence_is_shown_by_the_sentences_that_name_both():
    key = edge_id(CO_OCCURS_WITH, "concept:queue", "service:lambda")
    found = route(
        small_graph(), "concept:queue", "service:lambda", [("concept:queue", key, "service:lambda")]
    )

    assert found.steps[0].evidence == (FEEDING,)
    assert found.passages[FEEDING].places[0].path == "guide.md"


def test_what_a_topic_covers_is_shown_by_sentences_of_its_sections():
    topic, entity = "topic:guide/sqs-queues", "service:sqs"
    (step,) = route(small_graph(), topic, entity, [(topic, edge_id(COVERS, topic, entity), entity)]).steps

    assert HOLDING in step.evidence


def test_a_path_from_a_node_to_itself_has_no_step():
    assert route(small_graph(), "service:sqs", "service:sqs", []).steps == ()
