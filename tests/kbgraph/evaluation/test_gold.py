"""Gold files as JSON Lines: what is read, what is written, and every fault with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.errors import GoldFileError
from kbgraph.evaluation import GoldMention, GoldPassage, read_gold, to_jsonl

TEXT = "An SQS queue holds messages."


def line(**changes):
    record = {"id": "a", "text": TEXT, "mentions": [[3, 6, "service", "sqs"]]} | changes
    return json.dumps({key: value for key, value in record.items() if value is not ...})


def faults(data):
    with pytest.raises(GoldFileError) as caught:
        read_gold(data if isinstance(data, bytes) else data.encode(), "gold.jsonl")
    return str(caught.value).splitlines()


def test_a_passage_is_read_with_headings_and_source():
    data = line(headings=["Guide", "Queues"], source="guide/queues.md").encode()

    (passage,) = read_gold(data, "gold.jsonl")

    assert (passage.headings, passage.source, passage.line) == (("Guide", "Queues"), "guide/queues.md", 1)
    assert passage.mentions == (GoldMention(3, 6, "service", "sqs"),)


def test_a_fifth_item_is_the_surface():
    (passage,) = read_gold(line(mentions=[[3, 6, "service", "sqs", "SQS"]]).encode(), "gold.jsonl")

    assert passage.mentions == (GoldMention(3, 6, "service", "sqs"),)


def test_a_byte_order_mark_and_blank_lines_are_passed_over():
    assert len(read_gold(f"\ufeff\n{line()}\r\n\n".encode(), "gold.jsonl")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this is not JSON"),
        ("[1]", "a passage is an object"),
        (line(text=...), "the key 'text' is missing"),
        (line(id=7), "id is a string, not 7"),
        (line(mentions={}), "mentions is a list, not {}"),
        (line(headings="Queues"), "headings is a list of strings"),
        (line(source=3), "source is a string"),
        (line(mentions=[[3, 6, "service"]]), "a mention is [start, end, type, id]"),
        (line(mentions=[[3, "6", "service", "sqs"]]), "a mention is [start, end, type, id]"),
        (line(mentions=[[True, 6, "service", "sqs"]]), "a mention is [start, end, type, id]"),
        (line(mentions=[[3, 6, "service", ""]]), "a mention is [start, end, type, id]"),
        (line(mentions=[[3, 6, "product", "sqs"]]), "'product' in [3, 6, 'product', 'sqs'] is no type"),
        (line(mentions=[[3, 60, "service", "sqs"]]), "lies outside the text, which has 28 characters"),
        (line(mentions=[[-1, 2, "service", "sqs"]]), "lies outside the text"),
        (line(mentions=[[6, 6, "service", "sqs"]]), "lies outside the text"),
        (line(mentions=[[2, 6, "service", "sqs"]]), "begins or ends with white space"),
        (line(mentions=[[3, 6, "service", "sqs", "SNS"]]), "the text has 'SQS' at 3:6, not 'SNS'"),
        (line(mentions=[[3, 6, "service", "sqs"]] * 2), "stands twice"),
        ("", "there is no passage in this file"),
    ],
)
def test_a_fault_is_told_with_file_and_line(text, said):
    (message,) = faults(text)

    assert message.startswith("gold.jsonl:1: ")
    assert said in message


def test_text_that_is_not_utf_8_is_told_with_its_line():
    assert faults(line().encode() + b"\n\xff") == ["gold.jsonl:2: this is not UTF-8 text"]


def test_all_faults_are_told_in_the_order_of_lines():
    found = faults(f"{line(mentions=[[0, 99, 'service', 'x']])}\n{{\n{line()}\n")

    assert [message.split(": ")[0] for message in found] == ["gold.jsonl:1", "gold.jsonl:2", "gold.jsonl:3"]
    assert "stands already on line 1" in found[2]


@st.composite
def passages(draw):
    text = draw(st.text(min_size=1).filter(str.strip))
    words = [(at, at + 1) for at, character in enumerate(text) if character.strip()]
    spans = draw(st.lists(st.sampled_from(words), unique=True))
    mentions = tuple(
        GoldMention(start, end, draw(st.sampled_from(["service", "concept"])), "x") for start, end in spans
    )
    headings = tuple(draw(st.lists(st.text(), max_size=2)))
    return GoldPassage("a", text, mentions, headings, draw(st.none() | st.text()), 1)


@given(passages())
def test_what_is_written_is_read_back(passage):
    assert read_gold(to_jsonl([passage]).encode("utf-8", "surrogatepass"), "gold.jsonl") == [passage]


@pytest.mark.parametrize("text", ["[" * 50_000, '{"id":' * 50_000, '{"id": ' + "1" * 5000 + "}"])
def test_json_beyond_measure_is_a_fault(text):
    with pytest.raises(GoldFileError, match=r"^a\.jsonl:1: this is n"):
        read_gold(text.encode(), "a.jsonl")
