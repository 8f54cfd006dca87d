"""What a document's context decides."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kbgraph.linking import link, texts
from kbgraph.linking.code_spans import outside
from kbgraph.linking.document_context import Context, path_text, read_context
from kbgraph.model import Document, Facts, Term
from kbgraph.nlp.pipeline import analyse
from kbgraph.reading import read_text
from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary


def _read(text: str, path: str = "notes.md") -> Document:
    return read_text(text, key=path, path=path, format="markdown")


def _context(document: Document, nlp: Language, vocabulary: Vocabulary) -> Context:
    analyses = {a.text: a for a in analyse(sorted(set(texts(document))), nlp)}
    return read_context(document, analyses, vocabulary)


def _link(document: Document, nlp: Language, vocabulary: Vocabulary) -> Facts:
    analyses = {a.text: a for a in analyse(sorted(set(texts(document))), nlp)}
    return link(document, analyses, vocabulary)


def _services(facts: Facts) -> dict[str, list[str]]:
    """Give the services of each sentence, in its order."""
    return {
        sentence.text: [term.key for term in sentence.terms if term.type is NodeType.SERVICE]
        for sentence in facts.sentences
    }


def test_path_reads_as_a_title() -> None:
    assert path_text(_read("x", "amazon-sqs-developer-guide/fifo_queues.md")) == (
        "Amazon Sqs Developer Guide Fifo Queues Md"
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [("# Amazon SQS guide\n\nA queue.\n", "notes.md"), ("A queue.\n", "amazon-sqs/notes.md")],
)
def test_title_and_path_name_the_documents_own_service(
    text: str, path: str, nlp: Language, vocabulary: Vocabulary
) -> None:
    assert _context(_read(text, path), nlp, vocabulary).own == ("service:sqs",)


def test_service_in_the_text_is_named_and_not_the_documents_own(
    nlp: Language, vocabulary: Vocabulary
) -> None:
    context = _context(_read("# Notes\n\nUse Amazon SQS.\n"), nlp, vocabulary)
    assert (context.own, context.named) == ((), {"service:sqs"})


def test_code_span_names_no_service(nlp: Language, vocabulary: Vocabulary) -> None:
    assert not _context(_read("Use `Amazon SQS`.\n"), nlp, vocabulary).named


def test_short_name_means_the_documents_own_longer_one(nlp: Language, vocabulary: Vocabulary) -> None:
    document = _read("# Amazon Kinesis Data Streams\n\nKinesis holds shards.\n")
    assert _context(document, nlp, vocabulary).shortened == {
        "service:kinesis": "service:kinesis-data-streams"
    }


def test_short_name_means_itself_where_two_longer_ones_begin_with_it(
    nlp: Language, vocabulary: Vocabulary
) -> None:
    document = _read("# Kinesis Data Streams and Kinesis Data Firehose\n\nKinesis is fast.\n")
    assert _context(document, nlp, vocabulary).shortened == {}


def test_abbreviation_stands_for_what_the_document_defines(nlp: Language, vocabulary: Vocabulary) -> None:
    facts = _link(_read("A circuit breaker (CB) opens. The CB closes.\n"), nlp, vocabulary)
    keys = {term.key for term in facts.sentences[1].terms}
    assert keys == {"concept:circuit-breaker"}


def test_abbreviation_is_valid_in_its_own_document_only(nlp: Language, vocabulary: Vocabulary) -> None:
    facts = _link(_read("The CB closes.\n"), nlp, vocabulary)
    assert "concept:circuit-breaker" not in {term.key for term in facts.sentences[0].terms}


def test_ordinary_word_in_capitals_is_the_service_that_the_document_names(
    nlp: Language, vocabulary: Vocabulary
) -> None:
    sentence = "Rules of Config are many."
    assert _services(_link(_read(f"{sentence}\n"), nlp, vocabulary))[sentence] == []
    named = _link(_read(f"AWS Config has rules. {sentence}\n"), nlp, vocabulary)
    assert _services(named)[sentence] == ["service:config"]


def test_ordinary_word_that_begins_a_sentence_is_the_service_only_of_its_own_document(
    nlp: Language, vocabulary: Vocabulary
) -> None:
    sentence = "Config has rules."
    elsewhere = _link(_read(f"Use AWS Config. {sentence}\n"), nlp, vocabulary)
    assert _services(elsewhere)[sentence] == []
    own = _link(_read(f"# AWS Config\n\n{sentence}\n"), nlp, vocabulary)
    assert _services(own)[sentence] == ["service:config"]


def _meant(text: str, nlp: Language, vocabulary: Vocabulary) -> list[str]:
    return _services(_link(_read(text), nlp, vocabulary))["This service is regional."]


THIS = "This service is regional.\n"


@pytest.mark.parametrize(
    ("above", "service"),
    [
        ("# Amazon SQS\n\n", ["service:sqs"]),
        ("# Guide\n\n## Amazon SQS\n\n### Overview\n\n", ["service:sqs"]),
        ("# Amazon SNS\n\n## Amazon SQS\n\n", ["service:sqs"]),
        ("# Amazon SQS\n\n## Dead letters\n\n", ["service:sqs"]),
        ("# ELB/ALB/NLB\n\n", ["service:elastic-load-balancing"]),
        ("# VPC Routing\n\n", ["service:vpc"]),
        ("# Amazon SQS\n\n## Working in a VPC\n\n", ["service:sqs"]),
        ("# Amazon SQS and Amazon SNS\n\n", []),
        ("# Cooking\n\n", []),
        ("", []),
    ],
)
def test_this_service_is_the_one_of_the_nearest_heading(
    above: str, service: list[str], nlp: Language, vocabulary: Vocabulary
) -> None:
    assert _meant(above + THIS, nlp, vocabulary) == service


def test_sentence_in_two_sections_means_the_service_of_each(nlp: Language, vocabulary: Vocabulary) -> None:
    document = _read(f"# Notes\n\n## Amazon SQS\n\n{THIS}\n## Amazon SNS\n\n{THIS}")
    (sentence,) = _link(document, nlp, vocabulary).sentences
    places = dict(sentence.places)
    meant = {sentence.terms[index].key: sections for index, sections in places.items()}
    assert meant == {"service:sqs": (1,), "service:sns": (2,)}


def test_sentence_that_stands_twice_is_one_with_two_places(nlp: Language, vocabulary: Vocabulary) -> None:
    facts = _link(_read("# One\n\nA queue.\n\n# Two\n\nA queue.\n"), nlp, vocabulary)
    assert len(facts.sentences) == 1
    assert [(place.section, place.line) for place in facts.places] == [(0, 3), (1, 7)]


@pytest.mark.parametrize(
    ("span", "expected"), [((0, 4), True), ((4, 9), False), ((6, 7), False), ((9, 12), True)]
)
def test_term_is_outside_of_code_where_it_shares_no_character_with_it(
    span: tuple[int, int], expected: bool
) -> None:
    term = Term(*span, NodeType.CONCEPT, "x", "x", "candidate", 0)
    assert outside(term, ((4, 9),)) is expected
