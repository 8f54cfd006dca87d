"""Every fault in a user's file is told with its file and line, all at once."""

import pickle
from contextlib import suppress
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgraph.errors import VocabularyError
from kbgraph.vocabulary import load_vocabulary
from kbgraph.vocabulary.combining import combine
from kbgraph.vocabulary.parsing import read_text


def faults(text: str | bytes, folder: Path, *, only: bool = True) -> list[str]:
    """Give the faults of a file as "line: message"."""
    path = folder / "terms.yaml"
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary([path], only=only)
    return [line.removeprefix(f"{path.as_posix()}:") for line in str(caught.value).splitlines()]


def read_cases() -> dict[str, tuple[str, str]]:
    """Give the cases of `faults.txt`: title, file and fault."""
    _, *blocks = (Path(__file__).parent / "faults.txt").read_text(encoding="utf-8").split("\n=== ")
    cases = {}
    for block in blocks:
        title, _, rest = block.partition("\n")
        text, _, fault = rest.partition("\n--> ")
        cases[title] = (text, fault.strip())
    return cases


CASES: dict[str, tuple[str | bytes, str]] = {
    **read_cases(),
    "a tab as indentation": ("concepts:\n\t- prefLabel: a", "2: this is not YAML"),
    "deep nesting": ("concepts:\n  " + "[" * 40 + "]" * 40, "2: nested more than"),
    "a name too long": (f"concepts:\n  - prefLabel: {'a' * 201}", "2: a name of 201 characters"),
    "not UTF-8": (b"concepts:\n  - prefLabel: caf\xe9", "2: this is not UTF-8 text"),
    "a NUL": (b"concepts: []\n#\x00", "2: this is not YAML"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_fault_is_told_with_its_line(text: str | bytes, expected: str, tmp_path: Path) -> None:
    found = faults(text, tmp_path)
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = """
        concepts:
          - {id: BAD, prefLabel: one}
          - {prefLabel: two, colour: red}
          - {prefLabel: three, broader: nowhere}
        same: [[a]]
        """
    assert [fault.partition(":")[0] for fault in faults(text, tmp_path)] == ["2", "3", "4", "5"]


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / "b.yaml", tmp_path / "a.yaml"]
    for path in paths:
        path.write_text("oops: 1")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(paths)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        path.as_posix() for path in paths
    ]


def test_the_error_knows_where_the_first_fault_is_and_can_be_pickled(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text("\noops: 1")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary([path])
    assert (caught.value.path, caught.value.line) == (path.as_posix(), 2)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_name_that_the_built_in_has_is_a_fault_that_says_where(tmp_path: Path) -> None:
    (fault,) = faults("concepts: [{prefLabel: DLQ}]", tmp_path, only=False)
    assert (
        "the name 'DLQ' of concept:dlq is also a name of concept:dead-letter-queue (aws-hand.yaml:" in fault
    )


def test_a_concept_may_share_a_name_that_is_ordinary_for_a_service(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text("services: [{prefLabel: Pot, ordinary: [Pot]}]\nconcepts: [{prefLabel: pot}]")
    assert len(load_vocabulary([path], only=True).entries) == 2


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_a_fault(name: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="can't be read"):
        load_vocabulary([tmp_path / name])


def test_a_long_chain_of_broader_terms_is_no_fault() -> None:
    chain = "\n".join(f"  - {{prefLabel: a{n}, broader: a{n + 1}}}" for n in range(3000))
    content = read_text(f"concepts:\n{chain}\n  - prefLabel: a3000", "chain.yaml")
    assert len(combine({}, [content]).entries) == 3001


WORDS = st.sampled_from(
    [
        "services",
        "concepts",
        "same",
        "ignore",
        "id",
        "prefLabel",
        "altLabel",
        "broader",
        "parent",
        "ordinary",
        "remove",
        "queue",
        "Queues",
        "SQS",
        "~",
    ]
)
TREES = st.recursive(
    WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def _flow(tree: object) -> str:
    """Write a tree as YAML in the form of JSON."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(_flow, tree)) + "]"
    return '"' + "".join(f"\\U{ord(character):08x}" for character in str(tree)) + '"'


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_no_tree_makes_anything_but_a_vocabulary_or_its_error(tree: object) -> None:
    _load(_flow(tree))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="[]{}:,-?&*!|>'\"%@`#~ \nab\\\t\x00\u2028", max_size=40))
def test_no_text_makes_anything_but_a_vocabulary_or_its_error(text: str) -> None:
    _load(text)
    _load(f"concepts: {text}")


def _load(text: str) -> None:
    content = read_text(text, "any.yaml")
    assert all(fault.line > 0 for fault in content.faults)
    with suppress(VocabularyError):
        combine({}, [content])
