"""What of an extraction counts as a name in a gold file."""

import pytest

from kbgraph import load_vocabulary
from kbgraph.evaluation import GoldPassage, predict


@pytest.fixture(scope="module")
def found():
    texts = [
        "Amazon SQS keeps each message. This service scales. It sends metrics to CloudWatch.",
        "Call PutItem, allow dynamodb:PutItem, create AWS::SQS::Queue and read arn:aws:kms:eu-west-1:1:key.",
    ]
    passages = [
        GoldPassage(str(number), text, (), ("Amazon SQS",), "sqs-guide/a.md")
        for number, text in enumerate(texts)
    ]
    return predict(passages, load_vocabulary())


def surfaces(passage):
    return {(passage.text[m.start : m.end], m.type, m.id) for m in passage.mentions}


def test_names_come_with_their_ids_without_the_type(found):
    assert {("Amazon SQS", "service", "sqs"), ("message", "concept", "message")} <= surfaces(found[0])


def test_words_that_stand_for_a_name_do_not_count(found):
    assert {surface for surface, kind, _ in surfaces(found[0]) if kind == "service"} == {
        "Amazon SQS",
        "CloudWatch",
    }


def test_identifiers_do_not_count(found):
    assert not [surface for surface, kind, _ in surfaces(found[1]) if kind == "service"]
    assert not {surface for surface, *_ in surfaces(found[1])} & {
        "PutItem",
        "dynamodb:PutItem",
        "AWS::SQS::Queue",
    }
