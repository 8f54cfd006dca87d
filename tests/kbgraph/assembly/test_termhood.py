"""C-values computed by hand, and the terms that they choose."""

from __future__ import annotations

import math

import pytest

from kbgraph.assembly.termhood import Termhood, measure_termhood
from kbgraph.model import Term
from kbgraph.schema import NodeType


def _slot(*keys: str, known: str | None = None) -> list[Term]:
    """Make an argument of candidates nested in each other, all ending at one place; `known` is of the vocabulary."""
    end = len(keys[0])
    return [
        Term(end - len(key), end, NodeType.CONCEPT, f"concept:{key}", key, "vocabulary", 0)
        if key == known
        else Term(end - len(key), end, NodeType.CONCEPT, key, key, "candidate", 0)
        for key in keys
    ]


REPLICATION = _slot("regional replication strategy", "replication strategy", "strategy")


def test_value_of_a_term_that_is_nested_in_none_is_its_frequency_times_its_length() -> None:
    made = measure_termhood([[REPLICATION], [REPLICATION]])
    assert made.values["regional replication strategy"] == pytest.approx(math.log2(1 + 3) * 2)


def test_value_of_a_nested_term_loses_what_its_longer_terms_bring() -> None:
    # "replication strategy" stands in three sentences, two of them inside the only longer term: log2(3) · (3 − 2)
    made = measure_termhood([[REPLICATION], [REPLICATION], [_slot("replication strategy", "strategy")]])
    assert made.values["replication strategy"] == pytest.approx(math.log2(3) * 1, abs=1e-6)


def test_value_of_a_nested_term_loses_the_mean_over_its_longer_terms() -> None:
    # "strategy": four sentences; longer: "replication strategy" twice, "backup strategy" once: log2(2) · (4 − 3/2)
    arguments = [
        _slot("replication strategy", "strategy"),
        _slot("replication strategy", "strategy"),
        _slot("backup strategy", "strategy"),
        _slot("strategy"),
    ]
    assert measure_termhood([[argument] for argument in arguments]).values["strategy"] == pytest.approx(
        4 - 3 / 2
    )


def test_sentence_counts_a_term_once_however_often_it_holds_it() -> None:
    twice = measure_termhood([[_slot("blast radius"), _slot("blast radius")]])
    assert twice.values["blast radius"] == pytest.approx(math.log2(3))


def test_term_that_stands_only_inside_one_longer_term_is_not_established() -> None:
    made = measure_termhood([[REPLICATION], [REPLICATION]])
    assert "regional replication strategy" in made.established
    assert "replication strategy" not in made.established


def test_established_is_the_longest_of_a_slot() -> None:
    termhood = Termhood({}, frozenset({"regional replication strategy", "strategy"}))
    assert [term.key for term in termhood.choose(REPLICATION)] == ["regional replication strategy"]


def test_shorter_established_term_is_taken_before_a_longer_one_that_is_not() -> None:
    termhood = Termhood({}, frozenset({"replication strategy"}))
    assert [term.key for term in termhood.choose(REPLICATION)] == ["replication strategy"]


def test_name_of_the_vocabulary_is_taken_before_a_longer_phrase_that_is_not_established() -> None:
    argument = _slot("hot partition", "partition", known="partition")
    assert [term.key for term in Termhood({}, frozenset()).choose(argument)] == ["concept:partition"]


def test_phrase_of_several_words_stands_for_itself_where_nothing_is_established() -> None:
    assert [term.key for term in Termhood({}, frozenset()).choose(REPLICATION)] == [
        "regional replication strategy"
    ]


def test_word_alone_is_no_term_where_it_is_not_established() -> None:
    assert Termhood({}, frozenset()).choose(_slot("strategy")) == []


def test_values_do_not_depend_on_the_order_of_sentences() -> None:
    sentences = [
        [REPLICATION],
        [_slot("replication strategy", "strategy")],
        [_slot("backup strategy", "strategy")],
    ]
    assert measure_termhood(sentences) == measure_termhood(sentences[::-1])
