"""Names and ids of what was discovered."""

from __future__ import annotations

from collections import Counter

import pytest

from kbgraph.assembly.canonical_names import best_name, citation, concept_keys, entity_id
from kbgraph.model import Term
from kbgraph.schema import NodeType
from kbgraph.vocabulary.model import Entry, make_vocabulary


@pytest.mark.parametrize(
    ("surface", "cited"),
    [
        ("request bursts", "request burst"),
        ("Multi\u2011AZ  replicas", "Multi-AZ replica"),
        ("APIs", "API"),
        ("CDNs", "CDN"),
        ("retention policies", "retention policy"),
        ("Private Subnets", "Private Subnet"),
        ("DNS", "DNS"),
        ("access", "access"),
    ],
)
def test_citation_is_singular_and_keeps_its_capitals(surface: str, cited: str) -> None:
    assert citation(surface) == cited


def test_name_is_the_form_written_most_often() -> None:
    assert best_name(Counter({"Blast Radius": 1, "blast radius": 2})) == "blast radius"


def test_of_forms_as_frequent_the_one_in_small_letters_is_the_name() -> None:
    assert best_name(Counter({"Blast Radius": 1, "blast radius": 1, "Blast radius": 1})) == "blast radius"


def test_name_does_not_depend_on_the_order_of_forms() -> None:
    forms = {"Blast Radius": 1, "Blast radius": 1}
    assert best_name(Counter(forms)) == best_name(Counter(dict(reversed(forms.items()))))


def test_discovered_term_gets_the_id_of_the_entry_that_bears_its_name() -> None:
    entry = Entry("concept:dead-letter-queue", NodeType.CONCEPT, "dead-letter queue", ("DLQ",))
    known = concept_keys(make_vocabulary({entry.id: entry}))
    assert entity_id(_candidate("dlq"), known) == "concept:dead-letter-queue"
    assert entity_id(_candidate("blast radius"), known) == "concept:blast-radius"


def test_key_of_an_entry_is_its_id() -> None:
    term = Term(0, 3, NodeType.SERVICE, "service:sqs", "SQS", "vocabulary", 0)
    assert entity_id(term, {}) == "service:sqs"


def _candidate(key: str) -> Term:
    return Term(0, len(key), NodeType.CONCEPT, key, key, "candidate", 0)
