"""Where a Neo4j is and who asks it."""

from __future__ import annotations

import pytest

from exports.neo4j import Address, find_address
from kbgraph.errors import SettingError

SECRET = "s3cret-word"
ENVIRONMENT = {
    "NEO4J_URI": "neo4j+s://graphs.example:7688",
    "NEO4J_USERNAME": "reader",
    "NEO4J_PASSWORD": SECRET,
    "NEO4J_DATABASE": "books",
}


def test_the_environment_says_all() -> None:
    assert find_address(ENVIRONMENT) == Address("neo4j+s://graphs.example:7688", "reader", SECRET, "books")


def test_options_come_before_the_environment() -> None:
    found = find_address(ENVIRONMENT, uri="bolt://127.0.0.1:7687", username="me", database="other")

    assert found == Address("bolt://127.0.0.1:7687", "me", SECRET, "other")


def test_the_defaults_are_this_machine_and_the_home_database() -> None:
    assert find_address({"NEO4J_PASSWORD": SECRET}) == Address("bolt://127.0.0.1:7687", "neo4j", SECRET, None)


@pytest.mark.parametrize("environment", [{}, {"NEO4J_PASSWORD": ""}])
def test_a_missing_password_is_told_with_where_it_belongs(environment: dict[str, str]) -> None:
    with pytest.raises(SettingError, match="NEO4J_PASSWORD"):
        find_address(environment)


@pytest.mark.parametrize(
    "uri", ["http://x", "x", "bolt://", "bolt://x:0", "bolt://x:port", f"bolt://me:{SECRET}@x", "bolt://[::1"]
)
def test_a_uri_that_can_t_be_used_is_told_without_a_password(uri: str) -> None:
    with pytest.raises(SettingError) as caught:
        find_address(ENVIRONMENT, uri=uri)
    assert SECRET not in str(caught.value)


def test_an_address_does_not_show_its_password() -> None:
    assert SECRET not in repr(find_address(ENVIRONMENT))
