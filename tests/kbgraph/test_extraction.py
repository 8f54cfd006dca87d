"""Extraction from single passages: offsets, context, and text that nobody meant well."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import kbgraph
from kbgraph.extraction import Extraction, position
from kbgraph.model import Piece, Sentence
from kbgraph.reading import read_text
from tests.conformity import faults
from tests.golden import build_passage
from tests.graphs import Graph


def _meant(found: Extraction) -> list[tuple[str, str]]:
    return [(mention.surface, mention.id) for mention in found.mentions]


# --- offsets -----------------------------------------------------------------------------------------------

_PARTS = st.lists(
    st.sampled_from(
        [
            "Amazon SQS",
            "a dead-letter queue",
            "a dead\u2011letter&nbsp;queue",
            "the visibility\\-timeout",
            "*high*\u00a0availability",
            "IAM\nroles",
            "`code`",
            "S&#51; buckets",
            "[an EC2 instance](http://example.com/ec2)",
            "supports",
            "&amp;",
            "and",
            ".",
            "\n\n",
        ]
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(_PARTS, st.sampled_from(["plain", "markdown"]))
@example(["S&#51;", "supports", "a dead\u2011letter&nbsp;queue", "."], "markdown")
def test_range_of_a_mention_holds_its_surface(parts: list[str], form: str) -> None:
    text = " ".join(parts)
    found = kbgraph.extract(text, format="markdown" if form == "markdown" else "plain")
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.surface.strip() == mention.surface != ""
    for relation in found.relations:
        assert 0 <= relation.start < relation.end <= len(text)


def test_mention_takes_in_entities_whole() -> None:
    text = "Amazon S&#51; stores a dead&nbsp;letter queue."
    assert ("Amazon S&#51;", "service:s3") in _meant(kbgraph.extract(text, format="markdown"))
    assert ("dead&nbsp;letter queue", "concept:dead-letter-queue") in _meant(
        kbgraph.extract(text, format="markdown")
    )


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, (5, 6)), (2, (7, 8)), (3, (8, 14)), (4, (14, 15)), (9, (16, 16))]
)
def test_position_is_that_of_the_character_in_the_file(offset: int, expected: tuple[int, int]) -> None:
    pieces = (Piece(5, 8, "abc"), Piece(8, 14, "\u00a0"), Piece(14, 16, "de"))
    assert position(Sentence("abc\u00a0de", pieces, 1), offset) == expected


# --- context -----------------------------------------------------------------------------------------------


def test_headings_say_what_this_service_is() -> None:
    found = kbgraph.extract("This service supports long polling.", headings=["Guide", "Amazon SQS"])
    assert ("This service", "service:sqs") in _meant(found)
    assert [(r.type, r.source, r.target) for r in found.relations] == [
        ("SUPPORTS", "service:sqs", "concept:long-polling")
    ]


def test_without_headings_this_service_is_none() -> None:
    assert kbgraph.extract("This service supports it.").relations == ()


def test_name_of_the_file_says_what_a_short_name_means() -> None:
    sentence = "Kinesis holds shards."
    source = "amazon-kinesis-data-streams-developer-guide/intro.md"
    assert ("Kinesis", "service:kinesis-data-streams") in _meant(kbgraph.extract(sentence, source=source))
    assert ("Kinesis", "service:kinesis") in _meant(kbgraph.extract(sentence))


def test_sentence_that_stands_twice_means_the_service_of_each_place() -> None:
    sentence = "This service supports long polling."
    text = f"# Amazon SQS\n\n{sentence}\n\n# Amazon SNS\n\n{sentence}\n"
    found = kbgraph.extract(text, format="markdown")
    services = [mention.id for mention in found.mentions if mention.surface == "This service"]
    assert services == ["service:sqs", "service:sns"]
    assert [relation.source for relation in found.relations] == services


def test_relation_gives_the_range_of_its_sentence() -> None:
    text = "Some words. Amazon SQS supports long polling. More words."
    (relation,) = kbgraph.extract(text).relations
    assert text[relation.start : relation.end] == "Amazon SQS supports long polling."


def test_code_spans_name_nothing() -> None:
    assert _meant(kbgraph.extract("The `Amazon SQS` and `dead-letter queue` spans.", format="markdown")) == []


def test_vocabulary_of_the_user_replaces_the_built_in() -> None:
    found = kbgraph.extract(
        "Amazon SQS supports long polling.", vocabulary=kbgraph.load_vocabulary(only=True)
    )
    assert all(not mention.id.startswith("service:") for mention in found.mentions)


# --- hostile text ------------------------------------------------------------------------------------------

HOSTILE = {
    "empty": "",
    "blanks": " \t\n\r\n\u2028 \u00a0",
    "control characters": "SQS\x00 sup\x01ports\x1b[31m queues\x7f and\x85 NAT gateways.",
    "a word of 10,000 letters": "a" * 10_000 + " supports queues.",
    "a word of hyphens": "multi" + "-az" * 3000,
    "emoji": "\U0001f680 SQS supports \U0001f469\u200d\U0001f4bb queues \U0001f600.",
    "right to left": "\u202eSQS supports \u0627\u0644\u0633\u062d\u0627\u0628\u0629 queues\u202c.",
    "combining marks": "SQS supports que\u0301ues" + "\u0301" * 500,
    "formula": "$$\\sum_{i=0}^{n} x_i^2 \\leq \\frac{1}{2}$$ and =cmd|' /C calc'!A0",
    "html": "<script>alert('SQS')</script> <b>SQS</b> supports <i>queues</i> <!-- S3 -->",
    "brackets": "((((SQS (((()))) [[[queue]]] }}}{{{",
    "only punctuation": "?!.,;:-\u2014\u2026\u00bf" * 50,
    "names alone": "SQS SNS S3 EC2 " * 200,
    "abbreviations": "(A) (AB) (ABCDEFGHIJK) (a b) () ( ) AB (AB) " * 20,
    "not a character": "\ufffe\uffff\ufdd0 SQS \ufffd",
    "deep list": "queues, " * 300 + "and topics.",
}


@pytest.mark.parametrize("form", ["plain", "markdown"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_gives_mentions_with_their_surfaces(text: str, form: str) -> None:
    found = kbgraph.extract(text, headings=[text[:50]], format="markdown" if form == "markdown" else "plain")
    assert all(text[mention.start : mention.end] == mention.surface for mention in found.mentions)


def _graph(text: str, nlp: Language) -> Graph:
    assert read_text(text, key="notes.md", path="notes.md", format="markdown")
    return build_passage(text, ("Amazon SQS",), nlp)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_graph_of_hostile_text_keeps_to_the_schema(text: str, nlp: Language) -> None:
    assert faults(_graph(text, nlp)) == []


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_builds(text: str) -> None:
    found = kbgraph.extract(f"SQS {text} queues.", format="markdown")
    assert all(mention.id for mention in found.mentions)


def test_headings_with_characters_that_are_no_unicode_are_read() -> None:
    found = kbgraph.extract(
        "An SQS queue stores messages.", headings=["A \ud800 queue", "\udfff"], source="\ud800.md"
    )
    assert "service:sqs" in {mention.id for mention in found.mentions}


def test_a_mention_that_two_phrases_share_is_given_once() -> None:
    found = kbgraph.extract("tal consistency")
    assert _meant(found) == [("consistency", "concept:consistency")]
