"""Words that may be the verb a sentence is missing."""

from __future__ import annotations

import pytest

from kbgraph.nlp.misreadings import find_misreadings

FRAMES = {
    "span": frozenset({"object"}),
    "store": frozenset({"object", "in"}),
    "scale": frozenset({"with"}),
    "carry": frozenset({"object"}),
}


def _found(*tokens: str, lemmas: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Give (lemma, familiar word) of what may be misread among "word/TAG" items."""
    pairs = [token.rsplit("/", 1) for token in tokens]
    words, tags = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    bases = [(lemmas or {}).get(word, word) for word in words]
    return [(each.lemma, each.familiar) for each in find_misreadings(words, tags, bases, FRAMES)]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (("the/DT", "cluster/NN", "spans/NNS", "zones/NNS", "./."), [("span", "requires")]),
        (("subnets/NNS", "span/NN", "zones/NNS", "./."), [("span", "require")]),
        (("concurrency/NN", "scales/NNS", "with/IN", "the/DT", "limit/NN", "./."), [("scale", "depends")]),
        (("costs/NNS", "scale/NN", "with/IN", "size/NN", "./."), [("scale", "depend")]),
        (("the/DT", "bus/NN", "carries/NNS", "events/NNS", "./."), [("carry", "requires")]),
    ],
)
def test_noun_with_the_form_and_the_place_of_a_verb_may_be_one(
    tokens: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert _found(*tokens) == expected


@pytest.mark.parametrize(
    "tokens",
    [
        ("data/NN", "stores/NNS", "for/IN", "files/NNS", "./."),  # "for" goes with no pattern of the verb
        ("data/NN", "stores/NNS", "and/CC", "files/NNS", "./."),
        ("the/DT", "stores/NNS", "items/NNS", "./."),  # no noun before it
        ("data/NN", "store/NN", "items/NNS", "./."),  # does not agree
        ("data/NN", "stores/NNS", "items/NNS"),  # a heading or an item of a list
        ("data/NN", "stores/NNS", "./."),
    ],
)
def test_noun_in_a_place_of_no_verb_is_none(tokens: tuple[str, ...]) -> None:
    assert _found(*tokens) == []


def test_sentence_with_a_verb_misses_none() -> None:
    tokens = ("data/NN", "stores/NNS", "items/NNS", "which/WDT", "are/VBP", "old/JJ", "./.")
    assert _found(*tokens, lemmas={"are": "be"}) == []
    assert _found("data/NN", "stores/NNS", "items/NNS", "can/MD", "be/VB", "./.") == []
