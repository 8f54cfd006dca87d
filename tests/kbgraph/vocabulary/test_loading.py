"""A user's files over the built-in vocabulary, or instead of it."""

import pickle
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary, load_vocabulary
from kbgraph.vocabulary.normalization import normalise

TERMS = """
    services:
      - id: brewer
        prefLabel: Brewer
        altLabel: [Brewing Engine]
        prefix: Acme
        ordinary: [Brewer]
        category: kitchen
        vocabulary_id: brew
      - {id: kettle, prefLabel: Kettle, parent: brewer, broader: heat-source}
    concepts:
      - prefLabel: heat source
      - {prefLabel: gas ring, altLabel: [ring burner], broader: [heat-source]}
    same: [[gas ring, gas stove]]
    different: [[Kettle, Cattle]]
    ignore: [spoon]
    """


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "terms.yaml") -> Path:
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return write


@pytest.fixture
def brewing(write: Write) -> Vocabulary:
    return load_vocabulary([write(TERMS)], only=True)


def test_only_leaves_the_built_in_out(brewing: Vocabulary) -> None:
    assert list(brewing.entries) == [
        "concept:gas-ring",
        "concept:heat-source",
        "service:brewer",
        "service:kettle",
    ]


def test_only_without_files_is_an_empty_vocabulary() -> None:
    assert not load_vocabulary(only=True).entries


def test_an_entry_holds_what_its_file_says(brewing: Vocabulary) -> None:
    entry = brewing.entries["service:brewer"]
    assert (entry.type, entry.label, entry.aliases) == (NodeType.SERVICE, "Brewer", ("Brewing Engine",))
    assert (entry.prefix, entry.category, entry.vocabulary_id) == ("Acme", "kitchen", "brew")
    assert entry.ordinary == {"Brewer"}


def test_references_become_node_ids_of_whatever_type_has_them(brewing: Vocabulary) -> None:
    kettle = brewing.entries["service:kettle"]
    assert (kettle.parent, kettle.broader) == ("service:brewer", ("concept:heat-source",))


def test_an_entry_knows_its_file_and_line(brewing: Vocabulary) -> None:
    path, _, line = brewing.entries["concept:gas-ring"].origin.rpartition(":")
    assert Path(path).name == "terms.yaml"
    assert line == "13"


def test_labels_give_every_name_with_its_node_id(brewing: Vocabulary) -> None:
    labels = set(brewing.labels())
    assert ("Brewer", "service:brewer", True) in labels
    assert ("Brewing Engine", "service:brewer", False) in labels
    assert ("ring burner", "concept:gas-ring", False) in labels


def test_names_to_join_to_part_and_to_ignore_are_kept(brewing: Vocabulary) -> None:
    assert brewing.same == (("gas ring", "gas stove"),)
    assert brewing.different == (("Kettle", "Cattle"),)
    assert brewing.ignore == ("spoon",)


def test_an_ignored_name_is_no_label(write: Write) -> None:
    vocabulary = load_vocabulary([write("ignore: [Queues]")])
    assert normalise("queue") not in {normalise(name) for name, _, _ in vocabulary.labels()}
    assert "concept:queue" in vocabulary.entries


def test_a_users_entry_adds_names_to_the_built_in(write: Write) -> None:
    before = load_vocabulary().entries["service:sqs"]
    after = load_vocabulary([write("services: [{id: sqs, altLabel: [Kolejka]}]")]).entries["service:sqs"]
    assert set(after.names) == {*before.names, "Kolejka"}
    assert (after.label, after.category) == (before.label, before.category)


def test_a_users_single_values_replace_the_built_ins(write: Write) -> None:
    text = "services: [{id: sqs, prefLabel: Kolejka, category: mine}]"
    entry = load_vocabulary([write(text)]).entries["service:sqs"]
    assert (entry.label, entry.category) == ("Kolejka", "mine")
    assert "SQS" in entry.aliases


def test_remove_takes_a_name_away(write: Write) -> None:
    text = """
        services: [{id: sqs, remove: [Simple Queue Service]}]
        concepts: [{prefLabel: Simple Queue Service}]
        """
    vocabulary = load_vocabulary([write(text)])
    assert "Simple Queue Service" not in vocabulary.entries["service:sqs"].names
    assert "concept:simple-queue-service" in vocabulary.entries


def test_a_later_file_has_the_last_word(write: Write) -> None:
    first = write("concepts: [{prefLabel: kettle, id: pot}]", "first.yaml")
    second = write("concepts: [{prefLabel: teapot, id: pot}]", "second.yaml")
    assert load_vocabulary([first, second], only=True).entries["concept:pot"].names == ("teapot", "kettle")


def test_the_built_in_is_not_changed_by_a_users_file(write: Write) -> None:
    version = load_vocabulary().version
    load_vocabulary([write("services: [{id: sqs, altLabel: [Kolejka]}]")])
    assert load_vocabulary().version == version
    assert "Kolejka" not in load_vocabulary().entries["service:sqs"].names


def test_the_version_tells_content_not_place(write: Write) -> None:
    one = load_vocabulary([write("concepts: [{prefLabel: kettle}]", "one.yaml")], only=True)
    moved = load_vocabulary([write("\n\nconcepts:\n  - prefLabel: kettle", "two.yaml")], only=True)
    other = load_vocabulary([write("concepts: [{prefLabel: kettles}]", "three.yaml")], only=True)
    assert one.version == moved.version != other.version


def test_what_yaml_takes_for_another_type_is_a_name(write: Write) -> None:
    text = "concepts: [{prefLabel: no}, {prefLabel: 3.10}, {prefLabel: 2020-01-01}, {prefLabel: 0x10}]"
    entries = load_vocabulary([write(text)], only=True).entries.values()
    assert {entry.label for entry in entries} == {"no", "3.10", "2020-01-01", "0x10"}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "services:\nconcepts: []\n", "\ufeffconcepts: []"])
def test_a_file_without_entries_is_no_fault(write: Write, text: str) -> None:
    assert not load_vocabulary([write(text)], only=True).entries


def test_a_vocabulary_can_be_pickled(brewing: Vocabulary) -> None:
    assert pickle.loads(pickle.dumps(brewing)) == brewing
