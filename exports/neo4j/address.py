"""Where a Neo4j is and who asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from exports.secrets import mask_uri
from kbgraph.errors import SettingError

DEFAULT_URI = "bolt://127.0.0.1:7687"
DEFAULT_USERNAME = "neo4j"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """A database on a server, with the credentials for it; what is shown of it holds none."""

    uri: str
    username: str
    password: str
    database: str | None = None  # None: the user's home database

    @property
    def shown(self) -> str:
        """The URI as messages show it."""
        return mask_uri(self.uri)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may hold: the password, and the URI's query with its parts, unless they are very short."""
        query = self.uri.partition("?")[2]
        parts = {query, *query.split("&"), *(part.partition("=")[2] for part in query.split("&"))}
        values = (value for _, value in parse_qsl(query))
        return (self.password, *(part for part in (*parts, *values) if len(part) > 3))

    def __repr__(self) -> str:
        return f"Address(uri={self.shown!r}, username={self.username!r}, database={self.database!r})"


def find_address(
    environment: Mapping[str, str],
    *,
    uri: str | None = None,
    username: str | None = None,
    database: str | None = None,
) -> Address:
    """Put an address together from what is given and, for the rest, the variables NEO4J_….

    The password comes from NEO4J_PASSWORD only. Raises SettingError for a missing password and for a URI that
    can't be used; no message holds a password or token, be it of the URI.
    """
    where = uri or environment.get("NEO4J_URI") or DEFAULT_URI
    check_uri(where)
    password = environment.get("NEO4J_PASSWORD")
    if not password:
        raise SettingError(
            f"no password for the Neo4j at {mask_uri(where)}: put it into the variable NEO4J_PASSWORD "
            "(no option takes it, since others can read command lines)"
        )
    return Address(
        where,
        username or environment.get("NEO4J_USERNAME") or DEFAULT_USERNAME,
        password,
        database or environment.get("NEO4J_DATABASE") or None,
    )


def check_uri(uri: str) -> None:
    """Raise SettingError for a URI that can't be used, before a driver sees it; credentials in it are not shown."""
    if "@" in uri or "%40" in uri:
        raise SettingError(
            "the Neo4j URI holds a user or a password; they belong into NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    parts = (
        None if any(each.isspace() or not each.isprintable() or each == "\\" for each in uri) else _parts(uri)
    )
    if parts is None:
        raise SettingError(f"the Neo4j URI is malformed; it looks like {DEFAULT_URI}")
    if parts.scheme not in SCHEMES or not parts.hostname or parts.port == 0:
        known = ", ".join(SCHEMES)
        raise SettingError(
            f"the Neo4j URI {mask_uri(uri)!r} can't be used; it looks like {DEFAULT_URI}, with a scheme of {known}"
        )
    if parts.fragment:
        raise SettingError(f"the Neo4j URI {mask_uri(uri)!r} has a fragment, which means nothing there")
    if parts.query and not parts.scheme.startswith("neo4j"):
        raise SettingError(f"the Neo4j URI {mask_uri(uri)!r} has a query, which only neo4j:// takes")


def _parts(uri: str) -> SplitResult | None:
    """Take a URI apart; None, and no error that holds a part of it, where it is malformed."""
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return None
    return parts
