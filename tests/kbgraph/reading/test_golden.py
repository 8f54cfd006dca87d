"""Files of `tests/data/reading` and what is read from each, beside it in `NAME.read`.

To write them anew after a change that is meant: `UPDATE_GOLDEN=1 pytest tests/kbgraph/reading/test_golden.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgraph.model import Document, Section, Sentence, Topic
from kbgraph.reading import Source, assign_topics, find_files, read_document
from tests.kbgraph.reading.checks import assert_sound

DATA = Path(__file__).parents[2] / "data" / "reading"
SOURCES = find_files([DATA]).sources
MARKS = {"paragraph": "¶", "item": "•", "cell": "▫"}


@pytest.mark.parametrize("source", SOURCES, ids=[source.key for source in SOURCES])
def test_a_file_is_read_as_its_golden_file_says(source: Source) -> None:
    document = read_document(source)
    assert_sound(document, source.path.read_bytes().decode())
    golden = source.path.with_name(f"{source.path.name}.read")
    shown = "\n".join(show(document)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def show(document: Document) -> Iterator[str]:
    """Yield the lines that show a document: a section, its blocks, and the sentences after "|"."""
    yield f"title: {document.title}"
    for section, topic in zip(document.sections, assign_topics(document), strict=True):
        yield ""
        yield show_section(section, topic)
        for block in section.blocks:
            for index, sentence in enumerate(block.sentences):
                yield f"  {' ' if index else MARKS[block.kind]} {sentence.line:2} | {show_sentence(sentence)}"
    yield ""
    for skipped in document.skipped:
        yield f"skipped {skipped.kind}: {skipped.count} ({skipped.characters} characters)"


def show_section(section: Section, topic: Topic | None) -> str:
    """Show a section: level and heading, key, anchors, topic and facet."""
    heading = show_sentence(section.heading) if section.heading else "–"
    anchors = "".join(f" <{name}>" for name in section.anchors)
    about = "no topic" if topic is None else f"about {topic.key}"
    facet = f" (facet {topic.facet})" if topic is not None and topic.facet else ""
    return f"{section.level} {heading} · {section.key}{anchors} · {about}{facet}"


def show_sentence(sentence: Sentence) -> str:
    """Show a sentence with its code in `` and its links in []()."""
    marks = [(offset, 1, "`") for span in sentence.code for offset in span]
    marks += [(link.start, 0, "[") for link in sentence.links]
    marks += [(link.end, 2, f"]({link.target})") for link in sentence.links]
    text = sentence.text
    for offset, _, mark in sorted(marks, reverse=True):
        text = text[:offset] + mark + text[offset:]
    return text
