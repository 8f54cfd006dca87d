"""The title of a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from kbgraph.model import Section


def title_section(sections: Sequence[Section]) -> int | None:
    """Give the index of the section that is the document's title: a single H1 without text of its own."""
    first = [index for index, section in enumerate(sections) if section.level == 1]
    if len(first) == 1 and sections[first[0]].heading is not None and not sections[first[0]].blocks:
        return first[0]
    return None


def document_title(sections: Sequence[Section], front_title: str, key: str) -> str:
    """Take the title from the H1 that is one, the front matter, the first heading or the file's name."""
    index = title_section(sections)
    heading = sections[index].heading if index is not None else None
    if heading is None:
        if front_title:
            return front_title
        heading = next((section.heading for section in sections if section.heading is not None), None)
    return " ".join(heading.text.split()) if heading is not None else PurePosixPath(key).stem
