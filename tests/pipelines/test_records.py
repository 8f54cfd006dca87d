"""A record comes back as it was, or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.model import Abbreviation, Analysis, Document, Relation, Term
from kbgraph.schema import NodeType
from pipelines.records import pack, signature, unpack

TERM = Term(0, 3, NodeType.SERVICE, "service:sqs", "SQS", "vocabulary", 0)
ANALYSIS = Analysis(
    text="SQS must not use a \u202e queue.",
    terms=(TERM,),
    relations=(Relation("USES", 0, 1, "use", "verb", True, "must", None, 0.9),),
    abbreviations=(Abbreviation("SQS", "Simple Queue Service", 0, 5),),
    verbs=("buffer",),
)

relations = st.builds(Relation, confidence=st.floats(0, 1))
analyses = st.builds(Analysis, relations=st.lists(relations, max_size=3).map(tuple))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def test_an_analysis_comes_back_as_it_was():
    assert unpack(pack(ANALYSIS), Analysis) == ANALYSIS


@given(analyses)
def test_any_analysis_comes_back_as_it_was(analysis):
    assert unpack(pack(analysis), Analysis) == analysis


def test_types_come_back_too():
    term = unpack(pack(ANALYSIS), Analysis).terms[0]

    assert isinstance(term, Term)
    assert isinstance(term.type, NodeType)


@given(json_values)
def test_what_is_no_record_is_refused(value):
    with pytest.raises(ValueError, match=r"expected|not the fields"):
        unpack(json.dumps(value).encode(), Analysis)


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields[:-1],
        lambda fields: [*fields, None],
        lambda fields: [1, *fields[1:]],
        lambda fields: [fields[0], [[0, 3, "Spaceship", "k", "n", "r", 0]], *fields[2:]],
        lambda fields: [fields[0], [[0, True, "Service", "k", "n", "r", 0]], *fields[2:]],
        lambda fields: [fields[0], {}, *fields[2:]],
    ],
)
def test_a_changed_record_is_refused(change):
    fields = json.loads(pack(ANALYSIS))

    with pytest.raises(ValueError):  # noqa: PT011 - each fault has its own words
        unpack(json.dumps(change(fields)).encode(), Analysis)


def test_the_signature_tells_records_apart():
    assert signature(Analysis) != signature(Document)
    assert "Term(start: " in signature(Analysis)
