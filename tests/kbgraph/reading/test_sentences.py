"""Cutting text into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.model import Piece
from kbgraph.reading.sentences import LONGEST, cut_sentences, sentence_ranges
from kbgraph.reading.units import Unit


def cut(text: str, code: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [text[start:end].strip() for start, end in sentence_ranges(text, code=code)]


@pytest.mark.parametrize(
    "text",
    [
        "Objects live in Amazon S3.|The bucket holds them.",
        "Is it durable?|Yes!|It is.",
        "Use a queue (e.g. Amazon SQS) for this.|It waits.",
        "Some services, i.e. Lambda vs. Fargate, scale.|Others don't.",
        "Queues, topics, etc. are decoupled.|So are streams.",
        "Queues, topics, etc.|The rest follows.",
        "It costs approx. 5 USD.|That is cheap.",
        "In US East (N. Virginia) and US West (N. California).|Elsewhere, no.",
        "It runs at 3 p.m. on Monday.|It stops at 5 p.m.|The rest waits.",
        "Use version 1.2.3 or v. 2.|Version 3.0 is not out.",
        "Edit config.json in ~/.aws.|Then run it with Node.js.|Done.",
        "It waits... then goes on… and ends…|The end.",
        "He said “It works.” |She said “No.” |They left.",
        'It says "Done." |Then it stops.',
        "The key (see below. It is long) matters.|The rest does not.",
        "(This is all in brackets.)|(So is this. And this.)".replace("So is this. And", "So is this.|And"),
        "See What is IAM? in the guide.|It tells.",
        "Example Services, Inc. or its affiliates.|All rights reserved.",
        "iOS is here.|macOS too.|iPadOS as well.",
        "It needs 256 KB.|10 is the maximum.",
        "1. The first step is not cut.|The next is.",
        "Fig. 3 shows it.|Table 4 too.",
        "これは文です。|次の文です。",
        "One ends here. — and goes on.|Two.",
        "Non\u2011breaking hyphens stay.\u00a0|So do blanks.",
        "Dots . . . between.|End.",
    ],
)
def test_a_text_is_cut_at_the_bars(text: str) -> None:
    assert cut(text.replace("|", " ").replace("。 ", "。")) == [part.strip() for part in text.split("|")]


def test_no_sentence_ends_inside_code() -> None:
    text = "Run a. B. c now. Then stop."
    assert cut(text, code=((4, 11),)) == ["Run a. B. c now.", "Then stop."]


def test_code_may_begin_a_sentence_with_a_small_letter() -> None:
    text = "It is a call. sendMessage is its name. name too."
    assert cut(text) == ["It is a call.", "sendMessage is its name. name too."]
    assert cut(text, code=((39, 43),))[-1] == "name too."


def test_labels_are_left_out_and_cuts_end_sentences() -> None:
    ranges = sentence_ranges("Note Some text and more", labels=((0, 4),), cuts=(14,))
    assert ranges == [(4, 14), (14, 23)]


@given(st.text("aB1 .!?…\"')(]“”\u00a0\n,e.g—", max_size=60), st.lists(st.integers(0, 60), max_size=3))
def test_the_ranges_are_ordered_and_hold_every_character(text: str, cuts: list[int]) -> None:
    cuts = sorted({cut for cut in cuts if cut <= len(text)})
    ranges = sentence_ranges(text, cuts=cuts)
    place = 0
    for start, end in ranges:
        assert not text[place:start].strip()
        assert start < end
        assert not any(start < cut < end for cut in cuts)
        place = end
    assert not text[place:].strip()


def sentences(text: str) -> tuple[list[str], int]:
    made, split = cut_sentences(Unit("paragraph", text, (Piece(0, len(text), text),)), lambda _: 1)
    assert all(sentence.text == text[sentence.start : sentence.end] for sentence in made)
    return [sentence.text for sentence in made], split


def test_a_long_unit_is_split_at_white_space() -> None:
    made, split = sentences("word " * 5000)
    assert split == 1
    assert max(map(len, made)) <= LONGEST
    assert " ".join(made) == ("word " * 5000).strip()


def test_a_long_unit_without_white_space_is_split_all_the_same() -> None:
    made, split = sentences("x" * 25_000)
    assert ([len(text) for text in made], split) == ([10_000, 10_000, 5_000], 1)


def test_a_unit_of_the_longest_length_is_not_split() -> None:
    made, split = sentences("x" * LONGEST)
    assert (len(made), split) == (1, 0)
