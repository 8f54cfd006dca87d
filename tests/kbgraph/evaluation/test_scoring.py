"""Precision, recall and F1, and their intervals."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kbgraph.evaluation import GoldMention, GoldPassage, score

TEXT = "SQS SNS KMS IAM"
NAMES = [GoldMention(at, at + 3, "service", TEXT[at : at + 3].casefold()) for at in (0, 4, 8, 12)]


def passage(*numbers, name="a"):
    return GoldPassage(name, TEXT, tuple(NAMES[number] for number in numbers))


def test_counts_give_precision_recall_and_f1():
    exact, *_ = score([passage(0, 1, 2, 3)], [passage(0, 1)])

    assert (exact.marked, exact.found, exact.agreeing) == (4, 2, 2)
    assert (exact.precision.value, exact.recall.value, exact.f1.value) == (1.0, 0.5, 0.6667)


def test_counts_are_summed_over_passages():
    exact, *_ = score([passage(0), passage(1, 2, 3)], [passage(), passage(1, 2, 3)])

    assert exact.recall.value == 0.75


def test_nothing_to_count_has_no_value():
    exact, *_ = score([passage()], [passage()])

    assert (exact.precision.value, exact.recall.value, exact.f1.low) == (None, None, None)


def test_the_interval_is_that_of_passages():
    gold = [passage(0, 1)] * 20
    found = [passage(0, 1) if number % 2 else passage() for number in range(20)]

    exact, *_ = score(gold, found)

    assert exact.recall.value == 0.5
    assert 0.2 < exact.recall.low < 0.35
    assert 0.65 < exact.recall.high < 0.8


def test_the_same_seed_gives_the_same_intervals():
    gold, found = [passage(0), passage(1), passage(2, 3)], [passage(0), passage(), passage(2)]

    assert score(gold, found) == score(gold, found)


corpora = st.lists(st.lists(st.sampled_from(range(4)), unique=True), min_size=1, max_size=6)


@given(corpora)
def test_gold_scores_full_marks_against_itself(numbers):
    gold = [passage(*some) for some in numbers]

    for each in score(gold, gold, resamples=20):
        assert each.f1.value in (None, 1.0)


@given(corpora, st.data())
def test_an_interval_lies_between_0_and_1(numbers, data):
    gold = [passage(*some) for some in numbers]
    found = [
        replace(each, mentions=tuple(data.draw(st.lists(st.sampled_from(NAMES), unique=True))))
        for each in gold
    ]

    for each in score(gold, found, resamples=20):
        for estimate in (each.precision, each.recall, each.f1):
            assert estimate.value is None or 0 <= estimate.low <= estimate.high <= 1
