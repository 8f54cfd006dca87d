"""Open a connection to a Neo4j that is new enough, and say in a person's words why one can't be used."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from exports.neo4j.address import Address, check_uri
from exports.secrets import mask_secrets, mask_uris, scrub
from kbgraph.errors import MissingExtraError, ServerError

if TYPE_CHECKING:
    import neo4j

OLDEST = (5, 26)
"""The oldest release that is supported: the long-term one, whose Cypher all statements here are written in."""
_START = "`docker compose up -d` or `make neo4j` starts one, and NEO4J_URI names one that runs elsewhere"
_ENCRYPTION = "bolt:// and neo4j:// ask without encryption, and +ssc in place of +s takes any certificate"


def require_driver() -> None:
    """Raise MissingExtraError where the driver is not installed."""
    try:
        import neo4j.exceptions  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError("Neo4j needs the package neo4j: pip install 'kbgraph[neo4j]'") from error


@contextmanager
def connect(address: Address) -> Iterator[neo4j.Driver]:
    """Give a driver that has reached its server; raise ServerError where there is none or it refuses."""
    require_driver()
    check_uri(address.uri)
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else its warnings go to standard error
    options: dict[str, Any] = {
        "auth": (address.username, address.password),
        "connection_timeout": 10,
        "connection_acquisition_timeout": 30,
        "max_transaction_retry_time": 5,
        "telemetry_disabled": True,
        "user_agent": "kbgraph",
    }
    try:
        with (
            GraphDatabase.driver(
                address.uri, **options
            ) as first,  # what follows asks for more than old ones know
            first.session(database=address.database) as session,
        ):
            agent = session.run("RETURN 1").consume().server.agent
    except (
        DriverError,
        Neo4jError,
        ValueError,
    ) as error:  # ValueError: of a URI that only the driver refuses
        raise explained(error, address) from error
    _check_version(agent, address)
    with GraphDatabase.driver(address.uri, notifications_min_severity="OFF", **options) as driver:
        yield driver


def explained(error: Exception, address: Address) -> ServerError:
    """Turn an error of the driver into one that a person can act on; neither holds a secret, nor what led to it."""
    from neo4j.exceptions import AuthError, ClientError, ServiceUnavailable

    scrub(error, address.secrets)
    where = f"the Neo4j at {address.shown}"
    if isinstance(error, ServiceUnavailable):
        cause = _cause(error)
        hint = _ENCRYPTION if isinstance(cause, ssl.SSLError) else _START
        said = mask_uris(_said(cause), address.secrets)
        return ServerError(f"no Neo4j answers at {address.shown} ({said}); {hint}")
    if isinstance(error, AuthError):
        return ServerError(
            f"{where} refuses the user {address.username!r} with the password of NEO4J_PASSWORD"
        )
    code = getattr(error, "code", None) or type(error).__name__
    if isinstance(error, ClientError) and code.endswith(".AuthenticationRateLimit"):
        return ServerError(f"{where} refuses logins for some seconds, after too many with a wrong password")
    if code.endswith(".DatabaseNotFound"):
        return ServerError(f"{where} has no database named {address.database!r}")
    said = getattr(error, "message", None) or str(error)
    return ServerError(f"{where} failed: {mask_secrets(said, address.secrets)} ({code})")


def _cause(error: BaseException) -> BaseException:
    """Give what lies at the bottom: the driver wraps it in errors of its own and in groups of them."""
    while True:
        inner = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__
        if inner is None:
            return error
        error = inner


def _said(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).splitlines()[0].rstrip(":")


def _check_version(agent: str, address: Address) -> None:
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match is None:  # a compatible server of another make, or a hosted one that hides its version
        return
    if (int(match[1]), int(match[2])) < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise ServerError(f"the server at {address.shown} is {agent}; kbgraph needs Neo4j {needed} or newer")
