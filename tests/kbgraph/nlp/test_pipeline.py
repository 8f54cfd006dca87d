"""What must hold for the analysis of any sentence."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kbgraph.model import Analysis
from kbgraph.nlp.pipeline import analyse
from kbgraph.relation_types import load_relation_types
from tests.golden import FOLDER, read_blocks

SENTENCES = sorted({block.passage for file in FOLDER.glob("*.txt") for block in read_blocks(file)})


@pytest.fixture(scope="module")
def together(nlp: Language) -> dict[str, Analysis]:
    return {analysis.text: analysis for analysis in analyse(SENTENCES, nlp)}


def test_analysis_does_not_depend_on_its_neighbours(nlp: Language, together: dict[str, Analysis]) -> None:
    backwards = {analysis.text: analysis for analysis in analyse(SENTENCES[::-1], nlp)}
    assert backwards == together


@settings(max_examples=20)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_analysis_does_not_depend_on_its_batch(
    nlp: Language, together: dict[str, Analysis], some: list[str]
) -> None:
    assert list(analyse(some, nlp)) == [together[sentence] for sentence in some]


def test_terms_lie_in_the_sentence_and_come_in_order(together: dict[str, Analysis]) -> None:
    for analysis in together.values():
        for term in analysis.terms:
            assert 0 <= term.start < term.end <= len(analysis.text)
            assert analysis.text[term.start : term.end].strip() == analysis.text[term.start : term.end]


def test_relations_join_two_slots_that_have_terms(together: dict[str, Analysis]) -> None:
    for analysis in together.values():
        arguments = {term.argument for term in analysis.terms}
        for relation in analysis.relations:
            assert {relation.source, relation.target} <= arguments
            assert relation.source != relation.target


def test_relations_are_of_the_closed_list(together: dict[str, Analysis]) -> None:
    types = {relation.type for analysis in together.values() for relation in analysis.relations}
    assert types <= {*load_relation_types().types, "HAS_QUOTA"}


def test_condition_stands_in_the_sentence(together: dict[str, Analysis]) -> None:
    for analysis in together.values():
        assert all(
            relation.condition in analysis.text for relation in analysis.relations if relation.condition
        )


def test_analysis_survives_pickling(together: dict[str, Analysis]) -> None:
    assert pickle.loads(pickle.dumps(together)) == together


def test_verb_between_two_terms_that_is_not_listed_is_named(nlp: Language) -> None:
    (analysis,) = analyse(["Spot Instances outlive the load balancer."], nlp)
    assert analysis.verbs == ("outlive",)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_is_analysed(nlp: Language, text: str) -> None:
    (analysis,) = analyse([text], nlp)
    assert analysis.text == text


def test_a_text_of_too_many_tokens_gives_its_names_alone(nlp: Language) -> None:
    text = "Amazon SQS stores messages in an S3 bucket. " + "and so on " * 200
    (analysis,) = analyse([text], nlp)

    assert analysis.unparsed == "long"
    assert {term.key for term in analysis.terms} >= {"service:sqs", "service:s3"}
    assert analysis.relations == ()


def test_a_parse_that_is_too_deep_is_not_read(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbgraph.nlp.parse_repair.DEEPEST_TREE", 1)
    (analysis,) = analyse(["Amazon SQS stores messages in a queue."], nlp)

    assert analysis.unparsed == "deep"
    assert [term.key for term in analysis.terms][:1] == ["service:sqs"]
