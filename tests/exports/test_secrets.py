"""No message, traceback or report holds a secret."""

from __future__ import annotations

import traceback
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.secrets import MASK, mask_secrets, mask_uri, mask_uris, scrub

SECRET = "s3cret-word"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"bolt://me:{SECRET}@host:7687 failed", "bolt://***@host:7687 failed"),
        (f"see https://{SECRET}@host/x?y=1.", "see https://***@host/x?y=1."),
        (f"neo4j://me:p@{SECRET}/x@host", "neo4j://***@host"),
        (f"neo4j://host?token={SECRET}&policy=eu", "neo4j://host?token=***&policy=eu"),
        (f"https://host/?a=1&X-Amz-Signature={SECRET}", "https://host/?a=1&X-Amz-Signature=***"),
        (f"https://host/?api%5Fkey={SECRET}#x", "https://host/?api%5Fkey=***#x"),
        (f"NEO4J_PASSWORD={SECRET}", "NEO4J_PASSWORD=***"),
        (f"{{'password': '{SECRET}'}}", "{'password': '***'}"),
        (f'{{"secret_key":"{SECRET}"}}', '{"secret_key":"***"}'),
        (f"Authorization: Bearer {SECRET}", "Authorization: ***"),
        (f"connect(password='{SECRET}', database=None)", "connect(password='***', database=None)"),
    ],
)
def test_what_is_named_as_a_secret_is_masked(text: str, masked: str) -> None:
    assert mask_secrets(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no Neo4j answers at bolt://127.0.0.1:7687",
        "see https://host/a/b?page=2 and me@example.org",
        "monkey=1 keyboard: x",
        "put it into the variable NEO4J_PASSWORD (no option takes it)",
    ],
)
def test_the_rest_stays(text: str) -> None:
    assert mask_secrets(text) == text


@given(st.text(min_size=1), st.text(), st.text())
def test_a_known_secret_is_masked_however_it_is_written(secret: str, before: str, after: str) -> None:
    secret = f"<{secret}>"
    text = f"{before} {secret} {quote(secret)} {quote(secret, safe='')} {secret!r} {after}"

    assert secret not in mask_secrets(text, [secret])
    assert quote(secret) not in mask_secrets(text, ["", secret])


@given(
    st.text(max_size=20),
    st.sampled_from(
        [
            "{s}@h",
            "u:{s}@h:1/x",
            "h?token={s}",
            "h?a=1&password={s}&b=2",
            "u:{s}@h?token={s}",
            "h#{s}",
            "{s}@h?a={s}@",
        ]
    ),
    st.sampled_from(["bolt://", "neo4j+s://", "https://", ""]),
)
def test_what_is_shown_of_a_uri_holds_no_secret(around: str, shape: str, scheme: str) -> None:
    secret = f"{around}<s3cret>{around}"

    assert "<s3cret>" not in mask_uri(scheme + shape.replace("{s}", secret))


def test_what_says_where_is_shown() -> None:
    assert mask_uri("bolt://127.0.0.1:7687") == "bolt://127.0.0.1:7687"
    assert mask_uri("bolt://me:x@host:7687") == f"bolt://{MASK}@host:7687"
    assert mask_uri("neo4j://me:x@host/y?a=b") == f"neo4j://{MASK}"
    assert mask_uri("neo4j://host:7687?policy=eu") == f"neo4j://host:7687?{MASK}"


def test_uris_of_a_text_are_masked_and_nothing_else() -> None:
    assert (
        mask_uris(f"MATCH (n {{key: 'x'}}) 'https://a:{SECRET}@h'") == "MATCH (n {key: 'x'}) 'https://***@h'"
    )


def test_an_error_and_all_that_led_to_it_are_masked() -> None:
    class OfADriverError(Exception):
        def __init__(self, message: str) -> None:
            super().__init__(message, 1)
            self.message = message

    try:
        try:
            try:
                raise ExceptionGroup("all", [OSError(f"bolt://u:{SECRET}@h")])
            except ExceptionGroup as error:
                raise OfADriverError(f"token={SECRET}") from error
        except OfADriverError:
            raise ValueError(f"the word is {SECRET}")  # noqa: B904 - the context is what is looked at
    except ValueError as error:
        scrub(error, [SECRET])
        shown = "".join(traceback.format_exception(error))
        held = error.__context__

    assert "the word is ***" in shown
    assert isinstance(held, OfADriverError)
    assert (held.message, held.args) == ("token=***", ("token=***", 1))
    assert SECRET not in shown.replace(f'SECRET = "{SECRET}"', "")
