"""What must hold of mentions and relations: they can be traced, and hang on their passage and the corpus alone."""

from __future__ import annotations

import json
from functools import cache

from spacy.language import Language

from kbgraph.extraction import Extraction, Passage, extract_passages
from kbgraph.linking import texts
from kbgraph.nlp.config import PipelineConfig
from kbgraph.nlp.pipeline import analyse, load_shared
from kbgraph.reading import read_text
from kbgraph.reading.readers import MARKDOWN
from kbgraph.relation_types import load_relation_types
from kbgraph.schema import HAS_QUOTA
from kbgraph.vocabulary import load_vocabulary
from tests.fuzz.case import Case

_ALONE = 32  # of so many passages one is read again by itself


def check(case: Case) -> None:
    """Extract from the passages of a case, together and some of them alone."""
    passages = [
        Passage(each["text"], tuple(each["headings"]), each["source"], each["format"] or MARKDOWN)
        for each in json.loads(case.data)
    ]
    found = list(extract_passages(passages, _pipeline()))
    assert len(found) == len(passages), "a passage without an answer"
    for passage, extraction in zip(passages, found, strict=True):
        assert_traceable(passage, extraction)
    for passage in passages[::_ALONE]:
        assert_alone(passage)
    once_more = list(extract_passages(passages[:1], _pipeline()))
    assert once_more == list(extract_passages(passages[:1], _pipeline())), "extracted twice, it differs"


@cache
def _pipeline() -> Language:
    return load_shared(PipelineConfig(load_vocabulary()))


@cache
def _types() -> frozenset[str]:
    return frozenset((*load_relation_types().types, HAS_QUOTA))


def assert_traceable(passage: Passage, extraction: Extraction) -> None:
    """Check offsets, surfaces, ends and types of all that a passage gave."""
    text = passage.text
    for mention in extraction.mentions:
        assert 0 <= mention.start < mention.end <= len(text), "a mention outside of the text"
        assert text[mention.start : mention.end] == mention.surface, "a surface that is not there"
        assert mention.id.partition(":")[2], "a mention of nothing"
    seen = [(one.start, one.end, one.id, one.rule) for one in extraction.mentions]
    assert len(seen) == len(set(seen)), "a mention is given twice"
    known = {mention.id for mention in extraction.mentions}
    for relation in extraction.relations:
        assert relation.type in _types(), f"no type of the schema: {relation.type}"
        assert {relation.source, relation.target} <= known, "a relation of what is not mentioned"
        assert 0 <= relation.start < relation.end <= len(text), "a relation outside of the text"


def assert_alone(passage: Passage) -> None:
    """Check that what a sentence says by itself hangs neither on the sentences beside it nor on their order."""
    document = read_text(passage.text, key="a", format=passage.format)
    distinct = sorted(set(texts(document)))[:4]
    nlp = _pipeline()
    together = list(analyse([*_COMPANY, *distinct], nlp))[len(_COMPANY) :]
    assert together == [one for text in distinct for one in analyse([text], nlp)], "it hangs on its batch"
    for analysis in together:
        for term in analysis.terms:
            assert 0 <= term.start < term.end <= len(analysis.text), "a term outside of its sentence"
        arguments = {term.argument for term in analysis.terms}
        ends = {end for relation in analysis.relations for end in (relation.source, relation.target)}
        assert ends <= arguments, "a relation of no term"


_COMPANY = ("Amazon SQS stores messages in a queue.", "x", "It is " + "very " * 60 + "long.")


def warm_up() -> None:
    """Load the model before anything is measured."""
    list(extract_passages([Passage("Amazon SQS stores messages in queues.")], _pipeline()))
