"""Text that is not about the subject."""

from __future__ import annotations

import pytest

from kbgraph.linking.boilerplate import find_boilerplate
from kbgraph.reading import read_text

TEXT = "# Guide\n\nQueues.\n\n## {}\n\nQueues.\n\n### Part\n\nQueues.\n\n## Queues\n\nQueues.\n"


@pytest.mark.parametrize("heading", ["License", "See also", "Trademark", "Related information"])
def test_a_section_stands_apart_by_its_heading_with_all_below_it(heading: str) -> None:
    document = read_text(TEXT.format(heading), key="guide.md")
    apart = [document.sections[number].heading for number in sorted(find_boilerplate(document))]
    assert [each.text for each in apart if each is not None] == [heading, "Part"]


def test_a_document_stands_apart_by_the_name_of_its_file() -> None:
    document = read_text(TEXT.format("Details"), key="docs/LICENSE.md")
    assert len(find_boilerplate(document)) == len(document.sections)


def test_a_glossary_is_about_its_subject() -> None:
    assert not find_boilerplate(read_text("# AWS Glossary\n\nA bucket holds objects.\n", key="glossary.md"))
