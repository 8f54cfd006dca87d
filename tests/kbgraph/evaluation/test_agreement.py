"""When two mentions agree, and that each has one partner at most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.evaluation import MEASURES, GoldMention, GoldPassage, pair
from kbgraph.evaluation.agreement import comparable_id, head_word

SERVICES_EXACT, SERVICES_OVERLAP, CONCEPTS_EXACT, CONCEPTS_OVERLAP = MEASURES
TEXT = "The Amazon SQS dead-letter queues and streams."


def mention(surface, kind="concept", name="x"):
    start = TEXT.index(surface)
    return GoldMention(start, start + len(surface), kind, name)


def agree(measure, marked, found):
    return len(pair(GoldPassage("a", TEXT, (marked,)), [found], measure).pairs) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("sqs", "Amazon-SQS"), ("aws-cli", "cli"), ("step-functions", "Step Functions")]
)
def test_ids_compare_without_case_and_vendor(one, other):
    assert comparable_id(one) == comparable_id(other)


def test_services_agree_exactly_by_range_and_id():
    marked = mention("Amazon SQS", "service", "sqs")

    assert agree(SERVICES_EXACT, marked, mention("Amazon SQS", "service", "amazon-sqs"))
    assert not agree(SERVICES_EXACT, marked, mention("Amazon SQS", "service", "sns"))
    assert not agree(SERVICES_EXACT, marked, mention("SQS", "service", "sqs"))


def test_services_overlap_whatever_their_range():
    assert agree(SERVICES_OVERLAP, mention("Amazon SQS", "service"), mention("SQS", "service"))
    assert not agree(SERVICES_OVERLAP, mention("Amazon SQS", "service"), mention("streams", "service"))


def test_concepts_agree_exactly_by_range():
    assert agree(CONCEPTS_EXACT, mention("streams", name="a"), mention("streams", name="b"))
    assert not agree(CONCEPTS_EXACT, mention("dead-letter queues"), mention("queues"))


def test_concepts_overlap_where_they_share_their_head_word():
    assert agree(CONCEPTS_OVERLAP, mention("dead-letter queues"), mention("queues"))
    assert not agree(CONCEPTS_OVERLAP, mention("dead-letter queues"), mention("dead-letter"))


def test_a_type_never_agrees_with_the_other():
    assert not agree(CONCEPTS_EXACT, mention("streams"), mention("streams", "service"))


def test_the_head_word_is_the_last_in_the_singular():
    assert head_word("dead‑letter Queues") == head_word("queue")


def test_of_several_the_closest_is_the_partner():
    passage = GoldPassage("a", TEXT, (mention("dead-letter queues"),))

    pairing = pair(passage, [mention("queues"), mention("dead-letter queues")], CONCEPTS_OVERLAP)

    assert pairing.pairs == ((mention("dead-letter queues"), mention("dead-letter queues")),)
    assert pairing.false == (mention("queues"),)


spans = st.builds(
    lambda start, length, kind: GoldMention(start, min(start + length, len(TEXT)), kind, "x"),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 12),
    st.sampled_from(["service", "concept"]),
).filter(lambda m: TEXT[m.start : m.end].strip())


@given(st.lists(spans, unique=True), st.lists(spans, unique=True), st.sampled_from(MEASURES))
def test_every_mention_is_paired_once_or_left_over(marked, found, measure):
    pairing = pair(GoldPassage("a", TEXT, tuple(marked)), found, measure)

    ones = [one for one, _ in pairing.pairs] + list(pairing.missed)
    others = [other for _, other in pairing.pairs] + list(pairing.false)
    assert sorted(ones) == sorted(m for m in marked if m.type == measure.type)
    assert sorted(others) == sorted(m for m in found if m.type == measure.type)
