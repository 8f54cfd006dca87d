"""A user's word on names, laid over the entries: what is joined, parted and taken away."""

from pathlib import Path

import pytest

from kbgraph.errors import VocabularyError
from kbgraph.vocabulary import Vocabulary, load_vocabulary

TERMS = """
services:
  - {id: kettle, prefLabel: Kettle, altLabel: [Boiler], prefix: AWS, parent: stove, vocabulary_id: ketl}
  - {id: stove, prefLabel: Stove}
concepts:
  - {prefLabel: hot plate, altLabel: [hob, HP]}
  - {prefLabel: ring burner, broader: hot-plate}
"""


def load(tmp_path: Path, text: str) -> Vocabulary:
    path = tmp_path / "terms.yaml"
    path.write_text(TERMS + text, encoding="utf-8")
    return load_vocabulary([path], only=True)


def bearer(vocabulary: Vocabulary, name: str) -> list[str]:
    return sorted({key for label, key, _ in vocabulary.labels() if label == name})


def test_same_makes_two_entries_the_first_named(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "same: [[hob, ring burner]]")

    assert "concept:ring-burner" not in vocabulary.entries
    assert vocabulary.moved == {"concept:ring-burner": "concept:hot-plate"}
    assert vocabulary.entries["concept:hot-plate"].names == ("hot plate", "hob", "HP", "ring burner")
    assert vocabulary.entries["concept:hot-plate"].broader == ()


def test_same_gives_a_name_that_no_entry_has_to_the_entry(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "same: [[cooker top, hob]]")

    assert bearer(vocabulary, "cooker top") == ["concept:hot-plate"]


def test_same_of_names_without_an_entry_makes_one_of_the_first(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "same: [[tea towel, dish cloth, wiper]]")

    assert vocabulary.entries["concept:tea-towel"].names == ("tea towel", "dish cloth", "wiper")


def test_same_knows_a_service_with_its_vendor(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "same: [[AWS Boiler, AWS Samovar]]")

    assert bearer(vocabulary, "Samovar") == ["service:kettle"]


def test_what_named_a_joined_entry_names_the_one_that_is_kept(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "same: [[hot plate, Stove]]")

    assert vocabulary.entries["service:kettle"].parent == "concept:hot-plate"


def test_same_may_chain(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "same: [[hob, ring burner], [Stove, hob]]")

    assert vocabulary.moved == {"concept:ring-burner": "service:stove", "concept:hot-plate": "service:stove"}


def test_different_gives_an_alias_an_entry_of_its_own(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "different: [[hob, hot plate]]")

    assert vocabulary.entries["concept:hot-plate"].names == ("hot plate", "HP")
    assert vocabulary.entries["concept:hob"].names == ("hob",)


def test_different_leaves_the_label_with_its_entry_in_whatever_order(tmp_path: Path) -> None:
    one, other = (
        load(tmp_path, f"different: [[{names}]]").entries for names in ("hob, hot plate", "hot plate, hob")
    )

    assert one.keys() == other.keys()


def test_different_parts_every_two_of_a_list(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "different: [[hot plate, hob, HP]]")

    assert [bearer(vocabulary, name) for name in ("hot plate", "hob", "HP")] == [
        ["concept:hot-plate"],
        ["concept:hob"],
        ["concept:hp"],
    ]


def test_different_of_names_that_compare_equal_goes_by_how_they_are_written(tmp_path: Path) -> None:
    entries = load(tmp_path, "different: [[Spoon, spoons]]").entries

    assert entries["concept:spoon"].exact == frozenset()
    assert entries["concept:spoons"].exact == {"spoons"}


def test_different_of_what_is_apart_already_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "different: [[hob, Kettle]]").entries == load(tmp_path, "").entries


@pytest.mark.parametrize(
    ("one", "other"), [("hob", "Kettle"), ("kettles", "HOB"), ("concept:hot-plate", "Kettle")]
)
def test_different_parts_names_in_any_writing_and_ids(tmp_path: Path, one: str, other: str) -> None:
    vocabulary = load(tmp_path, "different: [[hob, Kettle]]")

    assert vocabulary.parts(one, other)
    assert vocabulary.parts(other, one)
    assert not vocabulary.parts(one, "Stove")


def test_ignore_takes_an_alias_from_its_entry(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "ignore: [hobs]")

    assert vocabulary.entries["concept:hot-plate"].names == ("hot plate", "HP")
    assert "hob" in vocabulary.ignored


def test_ignore_of_a_label_takes_all_the_names_of_its_entry(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, "ignore: [hot plate]")

    assert not {"hot plate", "hob", "HP"} & {name for name, _, _ in vocabulary.labels()}
    assert {"concept:hot-plate", "hob"} <= vocabulary.ignored


def test_same_and_different_of_two_names_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"11: 'Hob' and 'lid' are different here and the same at .*:9"):
        load(tmp_path, "same:\n- [lid, hob]\ndifferent:\n- [Hob, lid]")


def test_a_circle_that_same_makes_is_told(tmp_path: Path) -> None:
    text = "  - {prefLabel: lid, broader: ring-burner}\nsame: [[lid, hot plate]]"

    with pytest.raises(VocabularyError, match="broader leads in a circle"):
        load(tmp_path, text)


def test_the_version_tells_the_rulings(tmp_path: Path) -> None:
    texts = ("", "same: [[hob, lid]]", "different: [[hob, lid]]", "ignore: [lid]")

    assert len({load(tmp_path, text).version for text in texts}) == 4


def test_a_ruling_knows_its_file_and_line(tmp_path: Path) -> None:
    overrides = load(tmp_path, "ignore:\n  - spoon").overrides

    assert overrides["ignore", ("spoon",)].endswith("terms.yaml:9")


def test_a_circle_that_a_ruling_makes_is_told_where_the_ruling_stands(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(
        "same:\n  - [alpha, beta]\n  - [queue, Amazon SQS]\n  - [gamma, delta]\n", encoding="utf-8"
    )
    with pytest.raises(
        VocabularyError, match="with same: queue, Amazon SQS, broader leads in a circle"
    ) as raised:
        load_vocabulary([path])
    assert (raised.value.path, raised.value.line) == (path.as_posix(), 3)
