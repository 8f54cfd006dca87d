"""Reading one file."""

import hashlib
import pickle
from pathlib import Path

import pytest

from kbgraph.errors import InputError
from kbgraph.model import Document, Section
from kbgraph.reading import find_files, read_document, read_text
from tests.kbgraph.reading.checks import assert_sound, sentences, texts


def read_bytes(tmp_path: Path, data: bytes, name: str = "a.md") -> Document:
    (tmp_path / name).write_bytes(data)
    return read_document(find_files([tmp_path / name]).sources[0])


def kinds(text: str) -> list[tuple[str, list[str]]]:
    document = read_text(text, key="a.md")
    assert_sound(document, text)
    return [
        (block.kind, [sentence.text for sentence in block.sentences])
        for section in document.sections
        for block in section.blocks
    ]


def skipped(text: str) -> dict[str, tuple[int, int]]:
    document = read_text(text, key="a.md")
    return {entry.kind: (entry.count, entry.characters) for entry in document.skipped}


def outline(text: str) -> list[tuple[int, int, int | None]]:
    """Give level, order and parent of each section."""
    return [
        (section.level, section.order, section.parent) for section in read_text(text, key="a.md").sections
    ]


def only_section(text: str) -> Section:
    (section,) = read_text(text, key="a.md").sections
    return section


def test_a_document_says_where_it_comes_from(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, b"# T\n\nText.\n")
    assert (document.key, document.path, document.encoding) == ("a.md", str(tmp_path / "a.md"), "utf-8")
    assert document.sha256 == hashlib.sha256(b"# T\n\nText.\n").hexdigest()
    assert document.length == 11


def test_a_document_can_be_pickled(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, b"# T\n\nText with `code` and [a link](x).\n")
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file_is_an_input_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.md: an empty file"):
        read_bytes(tmp_path, data)


def test_a_binary_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.md: a binary file"):
        read_bytes(tmp_path, b"\x00\x01")


def test_a_file_that_can_not_be_opened_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    source = find_files([tmp_path]).sources[0]
    (tmp_path / "a.md").unlink()
    with pytest.raises(InputError, match="can't be read: No such file"):
        read_document(source)


def test_another_encoding_is_said_in_the_notes(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, "A café’s menu.".encode("cp1252"))
    assert texts(document) == ["A café’s menu."]
    assert document.notes == ("read as cp1252",)


def test_a_text_file_has_no_headings(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, b"# one\ntwo\n\nthree\n", "a.txt")
    assert [section.level for section in document.sections] == [0]
    assert texts(document) == ["# one two", "three"]


def test_the_example_of_every_property_of_a_section() -> None:
    document = read_text("Intro.\n\n# T <a name='t'></a>\n\nText.\n", key="d/a.md")
    first, second = document.sections
    assert (first.key, first.heading, first.level, first.start, first.end) == ("d/a.md#", None, 0, 0, 8)
    assert (second.key, second.level, second.start, second.line, second.anchors) == (
        "d/a.md#t",
        1,
        8,
        3,
        ("t",),
    )
    assert second.heading is not None
    assert second.heading.text == "T"


def test_a_jump_in_levels_keeps_the_nearest_lower_level_as_parent() -> None:
    assert outline("# A\n\n#### B\n\n### C\n\n###### D\n\n## E\n\n# F\n") == [
        (1, 0, None), (4, 0, 0), (3, 1, 0), (6, 0, 2), (2, 2, 0), (1, 1, None),
    ]  # fmt: skip


def test_text_before_the_first_heading_has_no_children() -> None:
    assert outline("Intro.\n\n## A\n\n# B\n") == [(0, 0, None), (2, 1, None), (1, 2, None)]


def test_a_heading_path_that_stands_twice_is_told_apart() -> None:
    text = "# A\n\n## B\n\n## B\n\n### C\n\n# A\n\n## B\n"
    keys = [section.key for section in read_text(text, key="a.md").sections]
    assert keys == ["a.md#a", "a.md#a/b", "a.md#a/b~2", "a.md#a/b~2/c", "a.md#a~2", "a.md#a~2/b"]


def test_an_anchor_belongs_to_the_heading_that_it_stands_right_before() -> None:
    text = (
        "# A\n\n<a id='after-a'></a>\n\nText. <a name='in-a'></a>\n\n<a name=before-b></a>\n\n# B {#in-b}\n"
    )
    anchors = [section.anchors for section in read_text(text, key="a.md").sections]
    assert anchors == [("after-a", "in-a"), ("before-b", "in-b")]


def test_headings_in_quotes_are_text_and_in_items_are_sections() -> None:
    assert outline("# A\n\n> ## B\n>\n> Text.\n\n1. ## C\n\n   Text.\n") == [(1, 0, None), (2, 0, 0)]
    assert ("paragraph", ["B"]) in kinds("# A\n\n> ## B\n")


def test_items_cells_and_paragraphs_are_blocks_of_their_own() -> None:
    text = "One.\nStill one.\n\n- a\n  - b\n\n  c\n\n| d | e |\n|---|---|\n| f g. H | |\n"
    assert kinds(text) == [
        ("paragraph", ["One.", "Still one."]),
        ("item", ["a"]), ("item", ["b"]), ("item", ["c"]),
        ("cell", ["d"]), ("cell", ["e"]), ("cell", ["f g.", "H"]),
    ]  # fmt: skip


def test_links_and_code_keep_their_ranges_in_the_sentence() -> None:
    text = "See [the *guide*](g.md#x) and `code`: <http://a.b>, http://c.d/."
    (sentence,) = sentences(only_section(text))
    assert [(sentence.text[link.start : link.end], link.target) for link in sentence.links] == [
        ("the guide", "g.md#x"),
        ("http://a.b", "http://a.b"),
    ]
    assert [sentence.text[start:end] for start, end in sentence.code] == ["code", "http://a.b", "http://c.d/"]


def test_escapes_entities_and_breaks_are_pieces_of_their_own() -> None:
    (sentence,) = sentences(only_section("A\\.B &amp;\nc"))
    assert [(piece.start, piece.end, piece.text) for piece in sentence.pieces] == [
        (0, 1, "A"), (1, 3, "."), (3, 5, "B "), (5, 10, "&"), (10, 11, " "), (11, 12, "c"),
    ]  # fmt: skip


def test_a_break_takes_in_the_marker_of_the_quote() -> None:
    (sentence,) = sentences(only_section("> a\n>   b"))
    assert [(piece.start, piece.end, piece.text) for piece in sentence.pieces] == [
        (2, 3, "a"), (3, 8, " "), (8, 9, "b"),
    ]  # fmt: skip


def test_hyphens_and_blanks_stay_as_they_are() -> None:
    assert kinds("Large\u2011scale\u00a0x") == [("paragraph", ["Large\u2011scale\u00a0x"])]


@pytest.mark.parametrize(
    "text",
    [
        "**Note**  \nThe text.",
        "**Note**\nThe text.",
        "**Note:** The text.",
        "*Note*: The text.",
        "__Important!__ The text.",
        "**Note**\n\nThe text.",
        "> [!NOTE]\n> The text.",
        "!!! note\n    The text.",
    ],
)
def test_a_label_is_no_part_of_the_sentence_after_it(text: str) -> None:
    assert kinds(text) == [("paragraph", ["The text."])]
    assert set(skipped(text)) <= {"label", "admonition marker"}
    assert len(skipped(text)) == 1


def test_a_label_inside_a_paragraph_ends_the_sentence_before_it() -> None:
    assert kinds("Choose open\n**Important**  \nDo it.") == [("paragraph", ["Choose open", "Do it."])]


def test_an_emphasised_line_is_a_unit_and_an_emphasised_word_is_not() -> None:
    assert kinds("**To open a crate**  \nDo it.") == [("paragraph", ["To open a crate", "Do it."])]
    assert kinds("**Amazon SQS**\nis a queue.") == [("paragraph", ["Amazon SQS is a queue."])]
    assert kinds("**Note** that it is open.") == [("paragraph", ["Note that it is open."])]


def test_what_is_no_prose_is_counted() -> None:
    text = "```\nx\n```\n\n<p>html</p>\n\n![alt](x.png) [a](bc) <b>d</b>[^1]\n\n[^1]: e\n\n[r]: /u\n"
    assert skipped(text) == {
        "code": (1, 9), "html": (3, 19), "image": (1, 13), "link target": (1, 5), "footnote mark": (1, 4),
        "link definition": (1, 7),
    }  # fmt: skip


def test_the_title_is_the_h1_without_text_then_the_front_matter_then_the_first_heading() -> None:
    def title(text: str) -> str:
        return read_text(text, key="x/my-file.md").title

    front = "---\ntitle: 'Of: the front'\n---\n"
    assert title(f"{front}# Of the heading\n\n## B\n") == "Of the heading"
    assert title(f"{front}# Of the heading\n\nText.\n") == "Of: the front"
    assert title("+++\ntitle = 'Of the front'\n+++\nText.\n") == "Of the front"
    assert title("## First\n\nText.\n\n## Second\n") == "First"
    assert title("Text.\n") == "my-file"
    assert title("---\ntitle: [broken\n---\nText.\n") == "[broken"


def test_a_heading_that_is_too_long_goes_on_as_text() -> None:
    document = read_text("# " + "word " * 3000, key="a.md")
    heading = document.sections[0].heading
    assert heading is not None
    assert len(heading.text) <= 10_000
    assert len(texts(document)) == 1
    assert document.notes == ("1 unit of more than 10,000 characters split at white space",)
