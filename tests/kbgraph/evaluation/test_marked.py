"""Marked text: what is a mention, which id it gets, and every fault with its line."""

import pytest

from kbgraph.errors import GoldFileError
from kbgraph.evaluation import GoldMention, read_gold


def read(text):
    return read_gold(text.encode(), "own.gold")


def marks(text):
    (passage,) = read(f"@ a\n{text}")
    return [(passage.text[m.start : m.end], m.type, m.id) for m in passage.mentions]


def test_a_passage_has_its_source_headings_and_joined_lines():
    (passage,) = read("@ a guide/queues.md\n# Guide\n## Queues\n% a remark\nA {{queue}} is\n  long.\n\n")

    assert (passage.id, passage.source, passage.headings) == ("a", "guide/queues.md", ("Guide", "Queues"))
    assert passage.text == "A queue is long."
    assert passage.mentions == (GoldMention(2, 7, "concept", "queue"),)


def test_passages_begin_at_their_sign():
    assert [(p.id, p.text, p.line) for p in read("@ a\none\n@ b\ntwo\n")] == [
        ("a", "one", 1),
        ("b", "two", 3),
    ]


def test_a_mark_without_an_id_is_a_concept_by_its_singular():
    assert marks("{{Dead‑Letter Queues}}") == [("Dead‑Letter Queues", "concept", "dead-letter-queue")]


def test_a_mark_may_hold_another():
    assert marks("An {{{{Amazon SQS|service:sqs}} queue}}.") == [
        ("Amazon SQS queue", "concept", "amazon-sqs-queue"),
        ("Amazon SQS", "service", "sqs"),
    ]


def test_a_mark_may_run_over_lines():
    assert marks("a {{dead-letter\nqueue|concept:dlq}}") == [("dead-letter queue", "concept", "dlq")]


def test_a_number_sign_in_the_text_is_no_heading():
    assert read("@ a\nOne.\n# Two.")[0].text == "One. # Two."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no passage", "1: a passage begins with '@', its id and its source, not 'no passage'"),
        ("@\ntext", "1: a passage begins with '@'"),
        ("@ a\n# Heading", "1: the passage 'a' has no text"),
        ("@ a\nan {{open mark", "1: '{{' is not closed before 'open mark'"),
        ("@ a\nclosed}} mark", "1: '}}' closes no mark after 'closed'"),
        ("@ a\n{{SQS|product:sqs}}", "1: 'product:sqs' after 'SQS' is not service:ID or concept:ID"),
        ("@ a\n{{SQS|service:}}", "1: 'service:' after 'SQS' is not service:ID or concept:ID"),
        ("@ a\none\n@ a\ntwo", "3: the id 'a' stands already on line 1"),
        ("@ a\n{{ SQS}}", "1: [0, 4, 'concept', 'sqs'] begins or ends with white space"),
    ],
)
def test_a_fault_is_told_with_file_and_line(text, said):
    with pytest.raises(GoldFileError) as caught:
        read(text)

    assert str(caught.value).startswith(f"own.gold:{said}")


@pytest.mark.parametrize("text", ["{{" * 50_000, "}}" * 50_000, "{{" * 25_000 + "a" + "}}" * 25_000])
def test_brackets_beyond_measure_are_faults(text):
    with pytest.raises(GoldFileError, match=r"deep|closes no mark") as caught:
        read_gold(f"@ id source\n{text}\n".encode(), "a.txt")
    assert str(caught.value).count("\n") <= 100


def test_many_marks_in_a_row_are_read():
    (passage,) = read_gold(("@ id source\n" + "{{a}} " * 50_000).encode(), "a.txt")
    assert len(passage.mentions) == 50_000
