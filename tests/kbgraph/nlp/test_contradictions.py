"""Parses that contradict themselves are mended, others left alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbgraph.nlp.contradictions import Arcs, mend


def _arcs(*tokens: str) -> Arcs:
    """Make arcs of "word/tag/dep>head" items, the head an index."""
    rows = [token.rsplit("/", 2) for token in tokens]
    deps = [row[2].split(">") for row in rows]
    words, tags = [row[0] for row in rows], [row[1] for row in rows]
    return Arcs(words, tags, [dep for dep, _ in deps], [int(head) for _, head in deps])


def _mended(*tokens: str) -> list[str]:
    arcs = _arcs(*tokens)
    mend(arcs)
    rows = zip(arcs.words, arcs.tags, arcs.deps, arcs.heads, strict=True)
    return [f"{word}/{tag}/{dep}>{head}" for word, tag, dep, head in rows]


def test_noun_with_subject_and_object_is_a_verb() -> None:
    made = _mended("DynamoDB/NNP/nsubj>1", "stores/NNS/ROOT>1", "items/NNS/dobj>1")
    assert made[1] == "stores/VBZ/ROOT>1"


def test_verb_that_is_an_object_is_a_noun() -> None:
    made = _mended("terminate/VB/ROOT>0", "EC2/NNP/compound>2", "instances/VBZ/dobj>0")
    assert made[2] == "instances/NNS/dobj>0"


def test_compound_of_a_verb_is_its_subject() -> None:
    made = _mended("memory/NN/compound>2", "consumption/NN/compound>2", "scales/VBZ/ROOT>2")
    assert made == ["memory/NN/compound>1", "consumption/NN/nsubj>2", "scales/VBZ/ROOT>2"]


def test_verb_in_a_list_of_nouns_is_a_noun() -> None:
    made = _mended("on/IN/prep>0", "size/NN/pobj>0", "and/CC/cc>1", "replay/VB/conj>1", "speed/NN/dobj>3")
    assert made[3:] == ["replay/NN/compound>4", "speed/NN/conj>1"]


def test_verb_after_two_objects_stays_a_verb() -> None:
    tokens = ("keep/VB/ROOT>0", "logs/NNS/dobj>0", "and/CC/cc>1", "delete/VB/conj>1", "keys/NNS/dobj>3")
    assert _mended(*tokens) == list(tokens)


def test_modifier_of_several_words_beside_its_conjunct_is_a_noun_of_its_own() -> None:
    made = _mended(
        "weigh/VB/ROOT>0", "blast radius/NN/nmod>4", "and/CC/cc>1", "rollback/NN/conj>1", "plans/NNS/dobj>0"
    )
    assert made == [
        "weigh/VB/ROOT>0",
        "blast radius/NN/dobj>0",
        "and/CC/cc>1",
        "rollback/NN/compound>4",
        "plans/NNS/conj>1",
    ]


def test_two_words_that_share_a_head_stay_its_modifiers() -> None:
    tokens = ("watch/VB/ROOT>0", "CPU/NN/nmod>4", "and/CC/cc>1", "memory/NN/conj>1", "use/NN/dobj>0")
    assert _mended(*tokens) == list(tokens)


_TAGS = ["NN", "NNS", "NNP", "VB", "VBZ", "VBP", "VBD", "CC", "IN", "JJ"]
_DEPS = ["nsubj", "dobj", "pobj", "compound", "conj", "nmod", "amod", "cc", "prep", "ROOT", "aux"]


@given(st.data(), st.integers(1, 7))
def test_mending_keeps_a_tree(data: st.DataObject, length: int) -> None:
    heads = [0, *(data.draw(st.integers(0, index - 1)) for index in range(1, length))]
    order = data.draw(st.permutations(range(length)))
    moved = [0] * length
    for old, new in enumerate(order):
        moved[new] = order[heads[old]]
    tags = data.draw(st.lists(st.sampled_from(_TAGS), min_size=length, max_size=length))
    deps = data.draw(st.lists(st.sampled_from(_DEPS), min_size=length, max_size=length))
    arcs = Arcs(["w"] * length, tags, deps, moved)
    mend(arcs)
    for index in range(length):
        seen = set()
        while arcs.heads[index] != index:
            assert index not in seen
            seen.add(index)
            assert index in arcs.children[arcs.heads[index]]
            index = arcs.heads[index]
