"""What sections are about."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.reading import assign_topics, find_files, read_document, read_text
from kbgraph.reading.topics import canonical_heading, fold
from tests.kbgraph.reading.checks import texts

EXAMPLE = Path(__file__).parents[3] / "examples" / "aws-monster-knowledge-base.md"


def about(text: str, key: str = "guide.md") -> list[tuple[str, str | None] | None]:
    """Give name and facet of the topic of each section."""
    topics = assign_topics(read_text(text, key=key))
    return [None if topic is None else (topic.name, topic.facet) for topic in topics]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("VPC Routing Internals (Section 1)", "VPC Routing Internals"),
        ("VPC Routing Internals  (part 2)", "VPC Routing Internals"),
        ("Queues (Part II)", "Queues"),
        ("Queues (continued)", "Queues"),
        ("Queues (cont'd)", "Queues"),
        ("Queues (2 of 3)", "Queues"),
        ("Queues - Part 2", "Queues"),
        ("Queues, part 2", "Queues"),
        ("1.2 Queues", "Queues"),
        ("1.2.3. Queues", "Queues"),
        ("4) Queues", "Queues"),
        ("4. Queues:", "Queues"),
        ("Step 3: Create a queue", "Create a queue"),
        ("Part II Queues", "Queues"),
        ("Chapter 4. Queues", "Queues"),
        ("Appendix A: Queues", "Queues"),
        ("3. Queues (Section 2)", "Queues"),
        ("Step 3", "Step 3"),
        ("Part II", "Part II"),
        ("1.", "1."),
        ("10 best practices", "10 best practices"),
        ("EC2 (Nitro)", "EC2 (Nitro)"),
        ("Amazon S3", "Amazon S3"),
        ("Step Functions: an introduction", "Step Functions: an introduction"),
        ("Part of the whole", "Part of the whole"),
        ("Multi-AZ", "Multi-AZ"),
        ("Overview:", "Overview"),
    ],
)
def test_a_heading_is_stripped_of_its_number(heading: str, expected: str) -> None:
    assert canonical_heading(heading) == expected


@given(st.text(min_size=1).filter(str.strip))
def test_a_canonical_heading_is_never_empty_and_has_no_heading_of_its_own(heading: str) -> None:
    assert canonical_heading(heading).strip()


def test_kinds_of_hyphens_and_blanks_make_no_difference() -> None:
    assert fold("Large\u2011scale\u00a0 Design") == fold("large-scale design")


def test_numbered_sections_of_one_name_are_about_one_topic() -> None:
    found = about("# Title\n\n## VPC (Section 1)\n\nA.\n\n## SQS\n\nB.\n\n## VPC (Section 5)\n\nC.\n")
    assert found == [None, ("VPC", None), ("SQS", None), ("VPC", None)]


def test_an_h1_with_text_is_a_topic_and_one_without_is_the_title() -> None:
    assert about("# Queues\n\nText.\n\n## Sending\n\nText.") == [("Queues", None), ("Sending", None)]
    assert about("# Queues\n\n## Sending\n\nText.") == [None, ("Sending", None)]


def test_several_h1_are_topics() -> None:
    assert about("# Queues\n\n# Topics\n\nText.")[0] == ("Queues", None)


def test_a_listed_facet_is_about_the_nearest_topic_above() -> None:
    found = about(
        "# T\n\n## SQS\n\nA.\n\n### Overview\n\nB.\n\n#### Message order\n\nC.\n\n##### Best practices\n\nD."
    )
    assert found[1:] == [
        ("SQS", None),
        ("SQS", "Overview"),
        ("Message order", None),
        ("Message order", "Best practices"),
    ]


def test_a_listed_facet_may_bear_the_name_of_the_topic_above() -> None:
    assert about("# T\n\n## Queues\n\nA.\n\n### Queue Tips\n\nB.\n\n### Queues basics\n\nC.")[2:] == [
        ("Queues", "Queue Tips"),
        ("Queues", "Queues basics"),
    ]


def test_a_facet_with_no_topic_above_is_about_the_title() -> None:
    assert about("# Queues\n\n## Overview\n\nText.") == [None, ("Queues", "Overview")]


def test_a_facet_that_is_the_title_itself_is_no_facet() -> None:
    assert about("# Quotas\n\nText.") == [("Quotas", None)]


@pytest.mark.parametrize(("parents", "facet"), [(2, None), (3, "Flavour")])
def test_a_heading_under_three_topics_is_a_facet(parents: int, facet: str | None) -> None:
    text = "# T\n\n" + "".join(f"## Tea {name}\n\n### Flavour\n\nText.\n\n" for name in "ABCD"[:parents])
    assert about(text)[2] == (("Tea A", facet) if facet else ("Flavour", None))


def test_what_recurs_under_a_facet_that_recurs_is_one_too() -> None:
    text = "# T\n\n" + "".join(f"## Tea {x}\n\n### Taste\n\nX.\n\n#### Bitter\n\nX.\n\n" for x in "ABC")
    assert about(text)[3] == ("Tea A", "Bitter")


def test_a_heading_with_no_topic_above_stays_a_topic_though_it_recurs_below_others() -> None:
    text = "# T\n\n## Flavour\n\nX.\n\n" + "".join(f"## Tea {x}\n\n### Flavour\n\nX.\n\n" for x in "ABC")
    assert about(text)[1] == ("Flavour", None)
    assert about(text)[3] == ("Tea A", "Flavour")


def test_text_without_headings_is_about_the_title() -> None:
    assert about("Just text.", key="notes/my-queue.md") == [("my-queue", None)]
    (topic,) = assign_topics(read_text("Just text.", key="notes/my-queue.md"))
    assert topic is not None
    assert topic.key == "notes/my-queue/my-queue"


def test_a_heading_without_text_is_about_the_topic_above() -> None:
    assert about("# T\n\n## SQS\n\nA.\n\n### <a name='x'></a>\n\nB.")[2] == ("SQS", None)


def test_keys_hold_the_document_and_the_slug() -> None:
    topics = assign_topics(read_text("# Guide\n\n## SQS & SNS\n\nText.", key="docs/guide.md"))
    assert [topic and topic.key for topic in topics] == [None, "docs/guide/sqs-sns"]


def test_the_example_has_its_sections_topics_and_sentences() -> None:
    document = read_document(find_files([EXAMPLE]).sources[0])
    topics = assign_topics(document)
    levels = [section.level for section in document.sections]
    assert (levels.count(1), levels.count(2), levels.count(3)) == (1, 55, 275)
    parents = [section.parent for section in document.sections if section.level == 3]
    assert {parents.count(parent) for parent in parents} == {5}
    assert len({topic.key for topic in topics if topic}) == 20
    assert all(
        bool(topic.facet) == (level == 3) for topic, level in zip(topics, levels, strict=True) if topic
    )
    assert (len(set(texts(document))), len(texts(document))) == (10, 1375)
