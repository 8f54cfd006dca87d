"""Large and odd inputs are read in a time that grows with their length and no faster."""

import time

import pytest

from kbgraph.reading import assign_topics, read_text

SIZE = 40_000
UNITS = [
    "word ", "x", "A sentence. ", ".", "." * 50 + "x", '."', "! ", "a*b*", "a_b_", "`", "`a` ", "[", "(", "(a. B) ",
    "[a](b) ", "\\", "\\.", "&amp;", "# h\n", "# 1. ", "# a (1)", "## Same\n\ntext.\n\n", "> ", "- ", "    - a\n",
    "[^1] ", "<b>x</b> ", "<a ", "!!! note\n    body\n\n", "::: note\n", "import a from 'b'\n", "<Tab>\n", "a  \n",
    "a\n", "**Note**\n", "\u00a0", "\t", "a\r", "a b. C\r\n\r\n", "你好。", "http://a.b/..", "e.g. ", "![a](b) ",
    "```\n", "<div>\n\n", "{#a", '<a name="x"></a> ', "# h {#a}\n",
]  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    assign_topics(read_text(text, key="a.mdx"))
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_no_repetition_is_read_in_quadratic_time(unit: str) -> None:
    small = min(seconds((unit * SIZE)[:SIZE]) for _ in range(2))
    large = seconds((unit * SIZE * 5)[: SIZE * 5])
    assert large < 15 * small + 0.2


def test_a_line_of_5_megabytes_is_read() -> None:
    document = read_text("A word is a word. " * 280_000, key="a.md")
    assert len(document.sections[0].blocks[0].sentences) == 280_000


def test_10_000_headings_are_read() -> None:
    text = "".join(f"{'#' * (1 + i * 7 % 6)} Heading {i}\n\nText.\n\n" for i in range(10_000))
    document = read_text(text, key="a.md")
    assert len(document.sections) == 10_000
    assert all(topic is not None for topic in assign_topics(document))


def test_deep_nesting_is_read() -> None:
    document = read_text(
        "> " * 500 + "deep\n\n" + "".join(f"{'  ' * i}- a\n" for i in range(300)), key="a.md"
    )
    assert sum(len(block.sentences) for block in document.sections[0].blocks) == 301
