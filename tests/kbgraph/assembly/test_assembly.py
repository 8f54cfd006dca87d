"""The graph of a corpus: the same in any order, and traceable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kbgraph.assembly import assemble
from kbgraph.linking import link, texts
from kbgraph.model import Facts
from kbgraph.nlp.config import PipelineVersions
from kbgraph.nlp.pipeline import analyse
from kbgraph.reading import read_text
from kbgraph.schema import MENTIONS, NodeType
from kbgraph.vocabulary import Vocabulary
from tests.conformity import faults
from tests.golden import relation_lines
from tests.graphs import Graph

VERSIONS = PipelineVersions("model 1", "relations 1")
CORPUS = {
    "guide/sqs.md": "# Amazon SQS\n\n## Overview\n\nThis service supports long polling. Write sharding is old.\n",
    "guide/sns.md": "# Amazon SNS\n\n## Overview\n\nThis service supports long polling. SNS requires SQS.\n",
    "guide/more.md": "# More\n\nSNS requires SQS. Write sharding spreads keys. See [queues](sqs.md).\n",
    "notes.txt": "SNS must not require SQS. A dead-letter queue is a queue. Call sqs:SendMessage.\n",
    "limits.md": "# Amazon SQS\n\n## Limits\n\nA message can be at most 256 KB. SNS requires SQS if it is old.\n",
}


@pytest.fixture(scope="module")
def corpus(nlp: Language, vocabulary: Vocabulary) -> list[Facts]:
    documents = [
        read_text(text, key=key, path=key, format="plain" if key.endswith("txt") else "markdown")
        for key, text in CORPUS.items()
    ]
    distinct = sorted({text for document in documents for text in texts(document)})
    analyses = {analysis.text: analysis for analysis in analyse(distinct, nlp)}
    return [link(document, analyses, vocabulary) for document in documents]


@pytest.fixture(scope="module")
def graph(corpus: list[Facts], vocabulary: Vocabulary) -> Graph:
    return assemble(corpus, vocabulary, VERSIONS)


@settings(max_examples=10)
@given(st.data())
def test_order_of_facts_makes_no_difference(
    corpus: list[Facts], graph: Graph, vocabulary: Vocabulary, data: st.DataObject
) -> None:
    again = assemble(data.draw(st.permutations(corpus)), vocabulary, VERSIONS)
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_graph_keeps_to_the_schema(graph: Graph) -> None:
    assert faults(graph) == []


def test_mentions_are_their_surfaces(graph: Graph) -> None:
    for source, _, data in graph.edges(data=True):
        if data["type"] == MENTIONS:
            text = graph.nodes[source].get("text", graph.nodes[source]["name"])
            assert text[data["start"] : data["end"]] == data["surface"]


def test_every_entity_is_mentioned_or_stated(graph: Graph) -> None:
    for node, data in graph.nodes(data=True):
        if data["type"] in {NodeType.SERVICE, NodeType.CONCEPT}:
            assert graph.in_degree(node) + graph.out_degree(node) > 0


def test_sentence_that_means_two_things_says_where_it_means_which(graph: Graph) -> None:
    found = {
        source: data.get("sections")
        for source, _, data in graph.edges(data=True)
        if data["type"] == "SUPPORTS"
    }
    assert found == {
        "service:sqs": ["section:guide/sqs.md#amazon-sqs/overview"],
        "service:sns": ["section:guide/sns.md#amazon-sns/overview"],
    }


def test_relation_counts_places_and_keeps_its_sentences(graph: Graph) -> None:
    plain = next(
        data
        for source, target, data in graph.edges(data=True)
        if (source, target, data["type"]) == ("service:sns", "service:sqs", "REQUIRES")
        and not data["negated"]
    )
    assert plain["count"] == 3
    assert len(plain["evidence"]) == 2
    assert "condition" not in plain
    assert sorted(plain["conditions"]) == ["", "if it is old"]


def test_denied_relation_is_an_edge_of_its_own(graph: Graph) -> None:
    assert "SNS not REQUIRES SQS (must)" in relation_lines(graph)


def test_documents_agree_on_what_is_a_term(graph: Graph) -> None:
    assert graph.nodes["concept:write-sharding"]["type"] == NodeType.CONCEPT


def test_topics_of_several_documents_merge_only_on_demand(
    corpus: list[Facts], graph: Graph, vocabulary: Vocabulary
) -> None:
    def named(which: Graph) -> int:
        return sum(data["type"] == NodeType.TOPIC for _, data in which.nodes(data=True))

    merged = assemble(corpus, vocabulary, VERSIONS, merge_topics=True)
    assert named(merged) < named(graph)
    assert faults(merged) == []


def test_corpus_without_documents_is_an_empty_graph(vocabulary: Vocabulary) -> None:
    assert len(assemble([], vocabulary, VERSIONS)) == 0
