"""The pipeline is one of spaCy's: its steps, its Docs, its way to disk and into other processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kbgraph.nlp.pipeline import load, to_analysis, tokenizer_of
from kbgraph.nlp.span_relations import add_relation
from tests.golden import FOLDER, read_blocks

STEPS = [
    "kbgraph_sentences",
    "tok2vec",
    "tagger",
    "parser",
    "kbgraph_parse_repair",
    "kbgraph_entities",
    "kbgraph_abbreviations",
    "kbgraph_terms",
    "kbgraph_mentions",
    "kbgraph_clauses",
    "kbgraph_relations",
]
TEXT = (
    "Amazon SQS stores messages in queues. AWS KMS encrypts each bucket. A queue scales with its consumers."
)
SENTENCES = sorted({block.passage for file in FOLDER.glob("*.txt") for block in read_blocks(file)})
BLANKS = "\u00a0\u2009\t\n\u2028 "


def stated(doc: Doc) -> list[tuple[str, str, str]]:
    return [(each.type, each.source.text, each.target.text) for each in doc._.relations]


def test_its_steps_tell_the_whole_story(nlp: Language) -> None:
    assert nlp.pipe_names == STEPS
    assert not nlp.analyze_pipes()["problems"].get("kbgraph_relations")


def test_the_text_of_a_doc_is_the_text(nlp: Language) -> None:
    assert nlp(TEXT).text == TEXT


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["Amazon", "SQS", "queues.", "\u2713", "stores", "multi\u2011AZ", *BLANKS])))
def test_the_text_of_a_doc_is_any_text(nlp: Language, parts: list[str]) -> None:
    text = "".join(parts)
    assert tokenizer_of(nlp)(text).text == text
    assert tokenizer_of(nlp).one_sentence(text).text == text


def test_a_name_is_one_token(nlp: Language) -> None:
    assert nlp("Amazon Kinesis Data Streams stores records.")[0].text == "Amazon Kinesis Data Streams"


def test_mentions_stand_where_spacy_puts_them(nlp: Language) -> None:
    doc = nlp("An SQS queue stores messages.")

    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        ("SQS queue", "CONCEPT", "concept:sqs-queue"),
        ("messages", "CONCEPT", "concept:message"),
    ]
    assert [span.text for span in doc.spans["kbgraph"]] == ["SQS queue", "SQS", "messages"]


def test_a_quota_is_a_mention_too(nlp: Language) -> None:
    doc = nlp("An SQS queue can have up to 10 consumers.")

    assert ("10 consumers", "QUOTA") in [(span.text, span.label_) for span in doc.spans["kbgraph"]]


def test_relations_join_spans(nlp: Language) -> None:
    assert ("STORES", "Amazon SQS", "messages") in stated(nlp(TEXT))


def test_a_text_says_what_its_sentences_say(nlp: Language) -> None:
    for first, second in zip(SENTENCES[::2], SENTENCES[1::2], strict=False):
        alone = [stated(doc) for doc in nlp.pipe([first, second])]
        if all(len(doc.user_data["kbgraph"]) == 1 for doc in nlp.pipe([first, second])):
            assert stated(nlp(f"{first} {second}")) == [*alone[0], *alone[1]], f"{first} {second}"


def test_order_and_company_change_no_parse(nlp: Language) -> None:
    def parses(texts: list[str]) -> dict[str, list[tuple[str, str, int]]]:
        return {
            doc.text: [(token.tag_, token.dep_, token.head.i) for token in doc] for doc in nlp.pipe(texts)
        }

    some = SENTENCES[:500]
    assert parses(some) == parses(some[::-1]) == {text: parses([text])[text] for text in some}


@pytest.mark.slow
def test_other_processes_give_the_same(nlp: Language) -> None:
    texts = SENTENCES[:60]
    apart = list(nlp.pipe(texts, n_process=2, batch_size=20))

    assert [to_analysis(doc) for doc in apart] == [to_analysis(doc) for doc in nlp.pipe(texts)]


def test_docs_carry_what_was_found(nlp: Language) -> None:
    doc = nlp(TEXT)
    (again,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)

    assert stated(again) == stated(doc)
    assert to_analysis(again) == to_analysis(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == to_analysis(doc)


@pytest.mark.slow
def test_a_saved_pipeline_is_read_by_a_process_that_never_heard_of_it(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    script = (
        "import spacy, sys\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "assert not any(name == 'tests' for name in sys.modules)\n"
        "print(nlp.pipe_names)\n"
        "print([(each.type, each.source.text, each.target.text) for each in nlp(sys.argv[2])._.relations])\n"
    )
    words = [sys.executable, "-c", script, tmp_path / "model", TEXT]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)

    assert done.stdout.splitlines() == [str(STEPS), str(stated(nlp(TEXT)))], done.stderr


@Language.component("test_neighbours")
def neighbours(doc: Doc) -> Doc:
    """State that what stands beside each other is of one place."""
    mentions = doc.spans["kbgraph"]
    add_relation(doc, "ALIGNED_WITH", mentions[0], mentions[1], rule="neighbours")
    return doc


def test_a_step_of_a_users_own_adds_relations() -> None:
    nlp = load()
    nlp.add_pipe("test_neighbours", after="kbgraph_relations")

    doc = nlp("Amazon SQS and AWS Lambda.")

    assert ("ALIGNED_WITH", "Amazon SQS", "AWS Lambda") in stated(doc)
    assert "ALIGNED_WITH" in {relation.type for relation in to_analysis(doc).relations}


def test_a_doc_of_another_tokenizer_is_refused(nlp: Language) -> None:
    with pytest.raises(ValueError, match="was not made by kbgraph's tokenizer"):
        to_analysis(Doc(nlp.vocab, words=["a"]))
