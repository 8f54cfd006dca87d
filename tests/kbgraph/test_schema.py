"""Ids: readable, stable, and never shared by accident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.schema import (
    COMMON_EDGE,
    COMMON_NODE,
    NODE_PROPERTIES,
    RELATION_PROPERTIES,
    STRUCTURE_PROPERTIES,
    NodeType,
    edge_id,
    edge_properties,
    node_id,
    sentence_id,
    slug,
)

ANY_TEXT = st.text(max_size=20)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Multi-AZ", "multi-az"),
        ("Multi\u2011AZ  replication", "multi-az-replication"),
        ("S3 Security & Encryption", "s3-security-encryption"),
        ("Disaster Recovery Strategies (RTO/RPO)", "disaster-recovery-strategies-rto-rpo"),
        ("time_to_live", "time-to-live"),
        ("Caf\u00e9 Z\u00fcrich", "cafe-zurich"),
    ],
)
def test_slug_is_readable(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C++", "C#"), ("Caf\u00e9", "Caf"), ("\u961f\u5217", "\u6876")]
)
def test_slug_that_loses_something_is_told_apart(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@given(ANY_TEXT)
def test_slug_is_ascii_words_joined_by_hyphens(name: str) -> None:
    made = slug(name)
    assert made
    assert made == made.lower()
    assert all(part.isalnum() and part.isascii() for part in made.split("-"))


@given(ANY_TEXT, ANY_TEXT)
def test_sentences_share_an_id_only_where_they_are_the_same(one: str, other: str) -> None:
    assert (sentence_id(one) == sentence_id(other)) == (one == other)


def test_node_id_begins_with_its_type() -> None:
    assert node_id(NodeType.RESOURCE_TYPE, "aws-sqs-queue") == "resourcetype:aws-sqs-queue"


def test_edge_id_tells_parallel_edges_apart() -> None:
    ids = {
        edge_id("USES", "a", "b"),
        edge_id("USES", "a", "b", "not"),
        edge_id("USES", "a", "b", None, "must"),
        edge_id("USES", "b", "a"),
        edge_id("MENTIONS", "a", "b", 0),
        edge_id("MENTIONS", "a", "b", 7),
    }
    assert len(ids) == 6


def test_unlisted_edge_type_is_a_typed_relation() -> None:
    assert edge_properties("SOME_RELATION") is RELATION_PROPERTIES
    assert edge_properties("MENTIONS") is STRUCTURE_PROPERTIES["MENTIONS"]


def test_every_type_of_node_has_its_properties() -> None:
    assert set(NODE_PROPERTIES) == set(NodeType)


def test_own_properties_never_shadow_common_ones() -> None:
    assert all(not set(own) & set(COMMON_NODE) for own in NODE_PROPERTIES.values())
    assert all(
        not set(own) & set(COMMON_EDGE) for own in (*STRUCTURE_PROPERTIES.values(), RELATION_PROPERTIES)
    )
