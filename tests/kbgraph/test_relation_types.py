"""The list of relations as it is read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgraph import relation_types
from kbgraph.relation_types import Pattern, load_relation_types
from kbgraph.schema import STRUCTURE_PROPERTIES

DESIGNED = (
    "IS_A PART_OF CONSISTS_OF USES REQUIRES RELIES_ON DEPENDS_ON ENFORCED_BY ACHIEVED_BY SCALES_WITH ALIGNED_WITH "
    "ORCHESTRATES OPERATES_ACROSS DESIGNED_FOR CONSIDERS SUPPORTS INTEGRATES_WITH TRIGGERS SENDS_TO STORES PROVIDES "
    "CONTROLS CREATES LIMITS REPLACES EXPOSES"
)


def _pattern(form: str, word: str, relation: str) -> Pattern:
    return next(p for p in load_relation_types().patterns[form, word] if p.relation == relation)


def test_list_holds_every_type_of_the_design() -> None:
    assert set(DESIGNED.split()) <= set(load_relation_types().inverses)


def test_no_type_is_one_of_the_structure() -> None:
    assert not set(load_relation_types().inverses) & set(STRUCTURE_PROPERTIES)


def test_passive_is_made_of_the_active() -> None:
    passive = _pattern("passive", "require", "REQUIRES")
    assert (passive.source, passive.target) == ("by", "subject")


def test_object_that_is_nobody_of_the_relation_moves_to_the_subject_in_the_passive() -> None:
    passive = _pattern("passive", "send", "SENDS_TO")
    assert (passive.source, passive.target) == ("by", "to")


def test_word_with_a_bar_before_it_must_stand_there() -> None:
    fixed = {pattern.fixed for pattern in load_relation_types().patterns["active", "take"]}
    assert (("into", "account"),) in fixed


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "relations.yaml"
    monkeypatch.setattr(relation_types, "_FILE", file)
    return file


def test_sentence_that_states_two_relations_is_refused(reading: Path) -> None:
    reading.write_text(
        "A: {inverse: B, says: [X hold Y]}\nC: {inverse: D, says: ['X keep|hold Y']}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"'X hold Y' states both A and C"):
        load_relation_types.__wrapped__()


def test_sentence_with_several_choices_makes_a_pattern_for_each(reading: Path) -> None:
    reading.write_text("A: {inverse: B, says: ['X rely|count on|upon Y']}\n", encoding="utf-8")
    made = load_relation_types.__wrapped__()
    assert {(p.word, p.target) for found in made.patterns.values() for p in found} == {
        ("rely", "on"),
        ("rely", "upon"),
        ("count", "on"),
        ("count", "upon"),
    }
