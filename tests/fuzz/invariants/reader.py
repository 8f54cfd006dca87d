"""What the design promises of a document that was read: no text lost, and all of it traceable."""

from __future__ import annotations

import re
from collections import Counter

from kbgraph.errors import InputError
from kbgraph.model import Document
from kbgraph.reading import assign_topics, read_text
from kbgraph.reading.decoding import decode
from kbgraph.reading.mask import mask
from tests.fuzz.case import Case
from tests.kbgraph.reading.checks import assert_sound, prose, read_prose, texts

_SURROGATE = re.compile("[\ud800-\udfff]")
_LEFT_OUT = ("label", "table rule")


def check(case: Case) -> None:
    """Read a file and check all that must hold."""
    text, suffix = case.data, case.suffix
    if suffix == ".raw":
        try:
            source, encoding = decode(text, path="a.md")
        except InputError:
            return
        assert encoding, "the encoding has no name"
        check_text(source, ".md")
    else:
        check_text(case.text, suffix)


def check_text(source: str, suffix: str) -> None:
    """Check one text as one kind of file."""
    key = f"a{suffix}"
    document = _read(source, key)
    assert_sound(document, _SURROGATE.sub("\ufffd", source))
    assert_well_formed(document)
    assert len(assign_topics(document)) == len(document.sections), "a section without an answer to its topic"
    if suffix == ".md":
        assert_whole(document, source)
    elif suffix == ".txt":
        assert_plain_whole(document, source)
    if len(source) % 4 == 0:  # reading anew costs as much again
        assert _read(source, key) == document, "read twice, it differs"


def _read(source: str, key: str) -> Document:
    return read_text(source, key=key, format="plain" if key.endswith(".txt") else "markdown")


def assert_well_formed(document: Document) -> None:
    """Check the tree of sections, the counts and that UTF-8 can hold every text."""
    children: Counter[int | None] = Counter()
    for index, section in enumerate(document.sections):
        parent = section.parent
        assert parent is None or 0 <= parent < index, "a section stands under a later one"
        assert parent is None or document.sections[parent].level < section.level, "a section under its equal"
        assert section.order == children[parent], "the order of siblings has a gap"
        children[parent] += 1
        assert section.key.startswith(f"{document.key}#"), "a section's key is not its document's"
        assert 0 <= section.level <= 6, "no such level"
        assert all(block.sentences for block in section.blocks), "a block without a sentence"
    assert all(each.count > 0 and each.characters >= 0 for each in document.skipped), (
        "less than nothing skipped"
    )
    assert document.title.strip() or not document.key.strip(), "a document without a title"
    for text in (document.title, *texts(document), *(section.key for section in document.sections)):
        text.encode()


def assert_whole(document: Document, source: str) -> None:
    """Check that all prose was read and nothing else, by the parser's own events."""
    clean = _SURROGATE.sub("\ufffd", source)
    wanted, found = prose(clean), read_prose(document)
    if wanted == found:
        return
    titles = "".join("".join(clean[start:end].split()) for start, end in mask(clean).titles)
    left_out = sum(each.characters for each in document.skipped if each.kind in _LEFT_OUT)
    left_out += sum(len(f"{{#{name}}}") for section in document.sections for name in section.anchors)
    lost = Counter(wanted) + Counter(titles) - Counter(found)
    assert lost.total() <= left_out, f"{lost.total()} characters of prose are lost"
    added = Counter(found) - Counter(wanted) - Counter(titles)
    assert not added, f"{added.total()} characters were read that are no prose"


def assert_plain_whole(document: Document, source: str) -> None:
    """Check that plain text was read in its order, but for bullets and numbers of lists."""
    read = "".join("".join(texts(document)).split())
    left = iter("".join(_SURROGATE.sub("\ufffd", source).split()))
    assert all(character in left for character in read), "read in another order, or never written"
    assert sum(map(str.isalpha, read)) == sum(map(str.isalpha, source)), "letters are lost"
