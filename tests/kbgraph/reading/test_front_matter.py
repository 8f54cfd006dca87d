"""Front matter as text: nothing is turned into anything, and what is wrong in it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.reading import read_text
from kbgraph.reading.front_matter import read_front_matter

SCALARS = [
    "2024-02-30",
    "0x_",
    "0x1F",
    "1_000",
    "no",
    "3.10",
    "1" * 5000,
    "null",
    "1e400",
    "12:30:45",
    ".inf",
]


@pytest.mark.parametrize("scalar", SCALARS)
def test_a_scalar_is_the_text_that_stands_there(scalar: str) -> None:
    assert read_front_matter(f"title: {scalar}\nlist: [{scalar}]\n").values == {
        "title": scalar,
        "list": [scalar],
    }


@pytest.mark.parametrize(
    "scalar", ["2024-02-30", "0x_", "0x1F", "1_000", "true", "1" * 5000, "1979-05-27 07:32:00"]
)
def test_a_scalar_of_toml_is_the_text_that_stands_there(scalar: str) -> None:
    front = read_front_matter(
        f"title = {scalar}\nlist = [{scalar}, 'a', \"b\"]\n[more]\na.b = {{c = {scalar}}}\n"
    )
    assert front.values == {"title": scalar, "list": [scalar, "a", "b"], "more": {"a": {"b": {"c": scalar}}}}
    assert front.notes == ()


def test_lists_and_mappings_are_kept() -> None:
    front = read_front_matter("aliases: [SQS, 'Simple Queue']\ntags:\n- a\n- b: {c: 1}\n")
    assert front.values == {"aliases": ["SQS", "Simple Queue"], "tags": ["a", {"b": {"c": "1"}}]}


def test_a_type_tag_makes_nothing_of_a_text() -> None:
    front = read_front_matter("title: !!timestamp soon\nrun: !!python/object/apply:os.getcwd []\n")
    assert front.values == {"title": "soon", "run": []}
    assert [note[:7] for note in front.notes] == ["line 2:", "line 3:"]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("a: 1\ntitle: &x [*x]\n", 3, "anchors"),
        ("title: A\nb: [\n", 4, "not YAML"),
        ("title: A\n---\nb: 1\n", 3, "one YAML document"),
        ("title: A\n" + "b: " + "[" * 800 + "\n", 3, "nested more than 8 deep"),
        ("title = 'A'\nb = [\n", 4, "not TOML"),
        ("title = 'A'\nb = c\n", 3, "not TOML"),
        ("title = 'A'\nb = \"c\n", 3, "not closed"),
        ("title = 'A'\nb = " + "[" * 800 + "\n", 3, "nested more than 8 deep"),
        ("title = 'A'\n" + "b." * 800 + "b = 1\n", 3, "nested more than 8 deep"),
        ("title: A\ntitle: B\n", 3, "stands twice"),
        ("title: A\n? [b]\n: 1\n", 3, "a key is a word"),
        ("[list]: 1\n", 2, "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_in_the_file(text: str, line: int, fault: str) -> None:
    (note,) = read_front_matter(text).notes
    assert note.startswith(f"line {line}: in the front matter, ")
    assert fault in note


def test_eight_levels_are_read() -> None:
    assert read_front_matter(f"a: {'[' * 7}x{']' * 7}\n").values == {"a": [[[[[[["x"]]]]]]]}
    assert read_front_matter(f"a = {'[' * 7}1{']' * 7}\n").values == {"a": [[[[[[["1"]]]]]]]}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: 'Of: the queue'\nb: [", "Of: the queue"),
        ("title: [Draft] Queues", "[Draft] Queues"),
        ("title: {{ name }}", "{{ name }}"),
        ("title: Queues: an overview", "Queues: an overview"),
        ("title: [a, b]", "[a, b]"),
        ("title: >\n  Queues\n  and topics", "Queues and topics"),
        ("title = 'Queues'\nb = [", "Queues"),
        ("title = Queues and topics", "Queues and topics"),
        ("title:\n- a", ""),
        ("other: a", ""),
    ],
)
def test_the_title_is_what_its_line_says_where_the_rest_cannot_be_read(line: str, title: str) -> None:
    assert read_front_matter(f"{line}\n").title == title


def test_a_document_tells_what_is_wrong_in_its_front_matter() -> None:
    document = read_text("\ufeff---\r\ntitle: A\r\nb: [\r\n---\r\n\r\nText.\r\n", key="a.md")
    assert document.title == "A"
    assert document.notes[0].startswith("line 4: in the front matter, this is not YAML")


def test_many_faults_are_told_in_a_few_lines() -> None:
    front = read_front_matter("a: 1\n" * 100)
    assert len(front.notes) == 4
    assert front.notes[-1] == "and 96 more faults in the front matter"


MARKS = st.sampled_from(
    [
        *"ab1 .,:=-#'\"[]{}&*!|>\n\t\\",
        "title: ",
        "title = ",
        "\n",
        '"""',
        "'''",
        "&a ",
        "*a",
        "!!int ",
        "1979-05-27 ",
    ]
)


@given(st.lists(MARKS, max_size=30).map("".join), st.sampled_from(["a: 1\n", "a = 1\n", ""]))
def test_any_front_matter_is_read(text: str, start: str) -> None:
    front = read_front_matter(start + text)
    assert all(note.startswith(("line ", "and ")) for note in front.notes)
    _assert_text(front.values, 8)


def _assert_text(value: object, deepest: int) -> None:
    if isinstance(value, str):
        return
    assert deepest > 0
    assert isinstance(value, dict | list)
    for item in value.values() if isinstance(value, dict) else value:
        _assert_text(item, deepest - 1)
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
