"""The title of a document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import PurePosixPath

import yaml

from kbgraph.model import Section

_TITLE_LINE = re.compile(r"^title[ \t]*:[^\r\n]*", re.MULTILINE)


def title_section(sections: Sequence[Section]) -> int | None:
    """Give the index of the section that is the document's title: a single H1 without text of its own."""
    first = [index for index, section in enumerate(sections) if section.level == 1]
    if len(first) == 1 and sections[first[0]].heading is not None and not sections[first[0]].blocks:
        return first[0]
    return None


def document_title(sections: Sequence[Section], front_matter: str, key: str) -> str:
    """Take the title from the H1 that is one, the front matter, the first heading or the file's name."""
    index = title_section(sections)
    heading = sections[index].heading if index is not None else None
    if heading is None:
        if title := front_matter_title(front_matter):
            return title
        heading = next((section.heading for section in sections if section.heading is not None), None)
    return " ".join(heading.text.split()) if heading is not None else PurePosixPath(key).stem


def front_matter_title(front_matter: str) -> str:
    """Take the title out of front matter, YAML or TOML; empty where there is none."""
    try:
        if match := _TITLE_LINE.search(front_matter):
            found = yaml.safe_load(match[0])
        else:
            found = tomllib.loads(front_matter.replace("\r\n", "\n"))
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return match[0].partition(":")[2].strip() if match else ""
    title = found.get("title") if isinstance(found, dict) else None
    return " ".join(str(title).split()) if title is not None else ""
