"""Where a Neo4j is and who asks it."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.neo4j import Address, find_address
from exports.neo4j.connection import connect
from kbgraph.errors import KbgraphError, SettingError

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


@pytest.mark.parametrize(
    "uri", [f"neo4j://host?token={SECRET}", f"bolt://me:{SECRET}@host", f"bolt://me:{SECRET}/x@host"]
)
def test_an_address_does_not_show_the_secrets_of_its_uri(uri: str) -> None:
    address = Address(uri, "me", "another-word")

    assert SECRET not in repr(address) + str(address) + address.shown
    assert "another-word" not in repr(address)


def test_an_address_shows_where_it_is() -> None:
    address = Address("neo4j+s://graphs.example:7688", "me", SECRET, "books")

    assert repr(address) == "Address(uri='neo4j+s://graphs.example:7688', username='me', database='books')"


def said(act: Callable[[], object]) -> str:
    """Give all that is said where an act fails: messages, what led to them, and the traceback, without our own code."""
    try:
        act()
    except KbgraphError as error:
        found: list[BaseException] = [error]
        for each in found:
            found += [more for more in (each.__cause__, each.__context__) if more and more not in found]
        lines = [line for each in found for line in traceback.format_exception_only(each)]
        return "".join((*lines, *(repr(each.args) + repr(vars(each)) for each in found)))
    return ""


SHAPES = [
    "bolt://me:{s}@127.0.0.1:1",
    "bolt://{s}@127.0.0.1:1",
    "neo4j://me:{s}/x@127.0.0.1:1",
    "neo4j://me:{s}?x@127.0.0.1:1",
    "me:{s}@127.0.0.1:1",
    "https://me:{s}@127.0.0.1:1",
    "bolt://127.0.0.1:1?token={s}",
    "neo4j://127.0.0.1:1?token={s}",
    "neo4j://127.0.0.1:1?token={s}&token={s}",
    "neo4j://127.0.0.1:1?{s}",
    "https://127.0.0.1:1?a=b&token={s}",
    "neo4j://127.0.0.1:1#{s}",
    "bolt://[::1?token={s}",
    "bolt://127.0.0.1:port?token={s}",
]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map(lambda text: f"{text}s3cret{text}")


@settings(max_examples=300)
@given(st.sampled_from(SHAPES), WORDS)
def test_no_message_holds_what_is_secret_in_a_uri(shape: str, secret: str) -> None:
    uri = shape.replace("{s}", secret)
    for environment in (ENVIRONMENT, {}):
        assert "s3cret" not in said(
            lambda environment=environment: find_address(environment, uri=uri)
        ).replace(  # type: ignore[misc]
            SECRET, ""
        )


def reach(address: Address) -> None:
    """Open a connection and close it."""
    with connect(address):
        pass


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SHAPES), WORDS)
def test_no_message_of_a_connection_holds_what_is_secret(shape: str, secret: str) -> None:
    address = Address(shape.replace("{s}", secret), "me", secret)
    found = said(lambda: reach(address))

    assert found
    assert "s3cret" not in found
