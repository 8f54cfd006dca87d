"""Names of a vocabulary in a text: longest match, spelling, case, and surroundings that are no prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.nlp.entity_matcher import Matcher
from kbgraph.schema import NodeType
from kbgraph.vocabulary.model import Entry, make_vocabulary

ENTRIES = [
    Entry("service:queues", NodeType.SERVICE, "Queues", prefix="Amazon", ordinary=frozenset({"Queues"})),
    Entry("service:sqs", NodeType.SERVICE, "SQS", ("Simple Queue Service",), prefix="Amazon"),
    Entry("service:kinesis", NodeType.SERVICE, "Kinesis", prefix="Amazon"),
    Entry("service:streams", NodeType.SERVICE, "Kinesis Data Streams", prefix="Amazon"),
    Entry("service:alb", NodeType.SERVICE, "Application Load Balancer", ("ALB",)),
    Entry("service:config", NodeType.SERVICE, "Config", prefix="AWS", ordinary=frozenset({"Config"})),
    Entry("concept:queue", NodeType.CONCEPT, "queue"),
    Entry("concept:dead-letter-queue", NodeType.CONCEPT, "dead-letter queue", ("DLQ",)),
    Entry("concept:it", NodeType.CONCEPT, "information technology", ("IT",)),
    Entry("concept:data-stream", NodeType.CONCEPT, "Kinesis data stream"),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(make_vocabulary({entry.id: entry for entry in ENTRIES}))


def _found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.id.partition(":")[2]) for match in matcher.find(text)]


def test_longest_name_is_taken(matcher: Matcher) -> None:
    assert _found(matcher, "Kinesis Data Streams and Kinesis") == [
        ("Kinesis Data Streams", "streams"),
        ("Kinesis", "kinesis"),
    ]
    assert _found(matcher, "a dead-letter queue") == [("dead-letter queue", "dead-letter-queue")]


@pytest.mark.parametrize(
    "spelling",
    [
        "dead letter queue",
        "dead-letter queues",
        "Dead\u2011Letter Queue",
        "dead\u2013letter\u00a0queue",
        "DEAD-LETTER QUEUE",
        "DLQs",
    ],
)
def test_spellings_of_one_name_are_found_with_their_exact_range(matcher: Matcher, spelling: str) -> None:
    assert _found(matcher, f"the {spelling}, there") == [(spelling, "dead-letter-queue")]


def test_prefix_belongs_to_a_service(matcher: Matcher) -> None:
    assert _found(matcher, "Amazon SQS or AWS\u00a0Config") == [
        ("Amazon SQS", "sqs"),
        ("AWS\u00a0Config", "config"),
    ]


def test_plural_of_a_service_is_that_service(matcher: Matcher) -> None:
    (match,) = matcher.find("two ALBs")
    assert (match.id, match.plural) == ("service:alb", True)


def test_service_keeps_its_capitals_and_its_number(matcher: Matcher) -> None:
    assert ("Kinesis data stream", "data-stream") in _found(matcher, "a Kinesis data stream")
    assert ("Kinesis data streams", "streams") not in _found(matcher, "two Kinesis data streams")


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("the config file", None),
        ("AWS Config records it", "certain"),
        ("in the Config console", "certain"),
        ("as Config records it", "cased"),
        ("Config records it", "initial"),
        ("(Config records it)", "initial"),
    ],
)
def test_ordinary_word_is_as_sure_as_its_writing(matcher: Matcher, text: str, evidence: str | None) -> None:
    found = [match.evidence for match in matcher.find(text) if match.id == "service:config"]
    assert found == ([evidence] if evidence else [])


def test_abbreviation_of_two_letters_keeps_its_capitals(matcher: Matcher) -> None:
    assert _found(matcher, "it is there") == []
    assert _found(matcher, "the IT team") == [("IT", "it")]


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:SQS:us-east-1",
        "com.amazonaws.SQS",
        "me@SQS",
        "~/SQS",
        "${SQS}",
        "<SQS>",
        "x_SQS",
        "SQS_URL",
        "SQS://x",
        "s3://SQS/key",
        "https://x.org/a/SQS",
        "/var/lib/SQS",
        "SQS/index.js",
    ],
)
def test_name_in_an_identifier_is_no_mention(matcher: Matcher, text: str) -> None:
    assert _found(matcher, f"see {text} there") == []


@pytest.mark.parametrize(
    "text", ["(SQS)", "SQS.", "SQS, SNS", "\u201cSQS\u201d", "SQS/SNS", "SQS's", "pre-SQS"]
)
def test_name_beside_punctuation_is_a_mention(matcher: Matcher, text: str) -> None:
    assert ("SQS", "sqs") in _found(matcher, text)


def test_name_inside_a_word_is_no_mention(matcher: Matcher) -> None:
    assert _found(matcher, "queueing MSQS SQSx requeue") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Amazon",
                "SQS",
                "dead",
                "-",
                "letter",
                "queue",
                "queues",
                "\u2011",
                "Config",
                ".",
                "\u0130",
                "ß",
            ]
        )
    ),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_matches_of_one_type_never_overlap(parts: list[str], joint: str) -> None:
    matcher = Matcher(make_vocabulary({entry.id: entry for entry in ENTRIES}))
    text = joint.join(parts)
    matches = matcher.find(text)
    for kind in (NodeType.SERVICE, NodeType.CONCEPT):
        spans = sorted({(match.start, match.end) for match in matches if match.type is kind})
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
