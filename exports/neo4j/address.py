"""Where a Neo4j is and who asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kbgraph.errors import SettingError

DEFAULT_URI = "bolt://127.0.0.1:7687"
DEFAULT_USERNAME = "neo4j"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a server, with the credentials for it."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None = None  # None: the user's home database


def find_address(
    environment: Mapping[str, str],
    *,
    uri: str | None = None,
    username: str | None = None,
    database: str | None = None,
) -> Address:
    """Put an address together from what is given and, for the rest, the variables NEO4J_….

    The password comes from NEO4J_PASSWORD only. Raises SettingError for a missing password and for a URI that
    can't be used; no message holds a password.
    """
    where = uri or environment.get("NEO4J_URI") or DEFAULT_URI
    _check(where)
    password = environment.get("NEO4J_PASSWORD")
    if not password:
        raise SettingError(
            f"no password for the Neo4j at {where}: put it into the variable NEO4J_PASSWORD "
            "(no option takes it, since others can read command lines)"
        )
    return Address(
        where,
        username or environment.get("NEO4J_USERNAME") or DEFAULT_USERNAME,
        password,
        database or environment.get("NEO4J_DATABASE") or None,
    )


def _check(uri: str) -> None:
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        raise SettingError("the Neo4j URI is malformed; it looks like bolt://127.0.0.1:7687") from None
    if "@" in parts.netloc:
        raise SettingError(
            "the Neo4j URI holds a user or a password; they belong into NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if parts.scheme not in SCHEMES or not parts.hostname or port == 0:
        known = ", ".join(SCHEMES)
        raise SettingError(
            f"the Neo4j URI {uri!r} can't be used; it looks like {DEFAULT_URI}, with a scheme of {known}"
        )
