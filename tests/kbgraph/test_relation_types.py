"""The ontology: the built-in list, and files of the user's own over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgraph.errors import RelationsError
from kbgraph.relation_types import (
    Pattern,
    RelationTypes,
    alternatives,
    load_relation_types,
    types_from_record,
    types_to_record,
)
from kbgraph.schema import STRUCTURE_PROPERTIES

DESIGNED = (
    "IS_A PART_OF CONSISTS_OF USES REQUIRES RELIES_ON DEPENDS_ON ENFORCED_BY ACHIEVED_BY SCALES_WITH ALIGNED_WITH "
    "ORCHESTRATES OPERATES_ACROSS DESIGNED_FOR CONSIDERS SUPPORTS INTEGRATES_WITH TRIGGERS SENDS_TO STORES PROVIDES "
    "CONTROLS CREATES LIMITS REPLACES EXPOSES"
)

Load = Callable[[str], RelationTypes]


def _pattern(form: str, word: str, relation: str) -> Pattern:
    return next(p for p in load_relation_types().patterns[form, word] if p.relation == relation)


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(text: str) -> RelationTypes:
        file = tmp_path / "relations.yaml"
        file.write_text(text, encoding="utf-8")
        return load_relation_types(file)

    return loaded


def test_list_holds_every_type_of_the_design() -> None:
    assert set(DESIGNED.split()) <= set(load_relation_types().types)


def test_no_type_is_one_of_the_structure() -> None:
    assert not set(load_relation_types().types) & set(STRUCTURE_PROPERTIES)


def test_passive_is_made_of_the_active() -> None:
    passive = _pattern("passive", "require", "REQUIRES")
    assert (passive.source, passive.target) == ("by", "subject")


def test_object_that_is_nobody_of_the_relation_moves_to_the_subject_in_the_passive() -> None:
    passive = _pattern("passive", "send", "SENDS_TO")
    assert (passive.source, passive.target) == ("by", "to")


def test_word_with_a_bar_before_it_must_stand_there() -> None:
    fixed = {pattern.fixed for pattern in load_relation_types().patterns["active", "take"]}
    assert (("into", "account"),) in fixed


def test_sentence_with_several_choices_stands_for_each() -> None:
    assert list(alternatives("X rely|count on|upon Y")) == [
        "X rely on Y",
        "X rely upon Y",
        "X count on Y",
        "X count upon Y",
    ]


def test_record_gives_the_same_list_back() -> None:
    made = types_from_record(types_to_record(load_relation_types()))
    assert (made.types, made.version) == (load_relation_types().types, load_relation_types().version)


def test_type_of_a_file_stands_beside_the_built_in(load: Load) -> None:
    made = load("SHADOWS: {inverse: SHADOWED_BY, says: [X shadow|tail Y]}\n")
    assert made.types["SHADOWS"].says == ("X shadow Y", "X tail Y")
    assert set(load_relation_types().types) < set(made.types)
    assert made.version != load_relation_types().version


def test_sentences_of_a_file_add_to_a_known_type(load: Load) -> None:
    before = load_relation_types().types["USES"]
    after = load("USES: {says: X harness Y}\n").types["USES"]
    assert after.says == (*before.says, "X harness Y")
    assert after.inverse == before.inverse


def test_type_that_is_off_is_gone(load: Load) -> None:
    made = load("CONSIDERS: off\n")
    assert "CONSIDERS" not in made.types
    assert not any(p.relation == "CONSIDERS" for found in made.patterns.values() for p in found)


def test_sentence_that_is_removed_may_state_another_type(load: Load) -> None:
    made = load("WATCHES: {inverse: WATCHED_BY, says: [X monitor Y]}\nCONTROLS: {remove: [X monitor Y]}\n")
    assert [pattern.relation for pattern in made.patterns["active", "monitor"]] == ["WATCHES"]


FAULTS = {
    "two types": (
        "A: {inverse: B, says: [X fling Y]}\n\nC: {inverse: D, says: ['X hurl|fling Y']}\n",
        3,
        "'X fling Y' states both A and C",
    ),
    "known": ("USES: {says: [X store Y]}\n", 1, "'X store Y' states both USES and STORES"),
    "no Y": ("A: {inverse: B, says: [X fling X]}\n", 1, "X and Y stand once each"),
    "no subject": ("A: {inverse: B, says: [fling X Y]}\n", 1, "the subject stands first"),
    "no verb": ("A: {inverse: B, says: [X Y fling]}\n", 1, "the verb stands second"),
    "sign": ("A: {inverse: B, says: ['X fl:ng Y']}\n", 1, "only words, X, Y and _ stand in it"),
    "name": ("\n\na-b: {inverse: B}\n", 3, "'a-b' is no relation type"),
    "structure": ("MENTIONS: {inverse: B}\n", 1, "'MENTIONS' is no relation type"),
    "quota": ("HAS_QUOTA: off\n", 1, "'HAS_QUOTA' is no relation type"),
    "no inverse": ("A: {says: []}\n", 1, "A needs an inverse"),
    "inverse": ("A: {inverse: USES, says: []}\n", 1, "the inverse USES of A is a type itself"),
    "twice": ("A: {inverse: B}\nA: {inverse: C}\n", 2, "the type A stands already on line 1"),
    "off": ("A: off\n", 1, "there is no type A to switch off"),
    "on": ("A: on\n", 1, "A is off, or a mapping with inverse, says, remove, not 'on'"),
    "remove": ("USES: {remove: [X fling Y]}\n", 1, "USES has no sentence 'X fling Y' to remove"),
    "key": ("USES: {bogus: 1}\n", 1, "unknown key 'bogus'"),
    "mapping": ("USES: {says: {a: b}}\n", 1, "says of USES is a text, or a list of them"),
    "list": ("- USES\n", 1, "a relations file is a mapping by type, not a list"),
    "anchor": ("A: &a {inverse: B}\n", 1, "anchors and aliases are not read here"),
    "yaml": ("A: {\n", 2, "this is not YAML"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_with_its_line(load: Load, fault: str) -> None:
    text, line, message = FAULTS[fault]
    with pytest.raises(RelationsError, match=re.escape(message)) as caught:
        load(text)
    assert caught.value.line == line


def test_every_fault_of_a_file_is_told_at_once(load: Load) -> None:
    with pytest.raises(RelationsError) as caught:
        load("a: off\nB: off\n")
    assert len(str(caught.value).splitlines()) == 2


def test_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RelationsError, match="can't be read"):
        load_relation_types(tmp_path / "none.yaml")
