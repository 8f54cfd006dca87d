"""What must hold and what is looked up quickly: one constraint a label, and a full-text index over names and text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.neo4j.labels import GRAPH, LOCK, STAGED, STAGING
from kbgraph.errors import ServerError
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

FULLTEXT = "kbgraph_text"
"""Name of the full-text index over the names, aliases and sentences of all graphs."""
_PATIENCE = 300  # seconds; a constraint waits for every open transaction that has touched its label
_KEYS = {GRAPH: ("name",), STAGED: ("graph", "id"), STAGING: ("graph",), LOCK: ("graph",)}


def statements(*, internal: bool = True) -> Iterator[str]:
    """Give the statements that make what is missing and leave what is there; without those only loads need."""
    keys = {node_type.value: ("graph", "id") for node_type in NodeType}
    for label, properties in (keys | (_KEYS if internal else {GRAPH: ("name",)})).items():
        what = ", ".join(f"n.{each}" for each in properties)
        name = f"kbgraph_{label.lower()}"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE ({what}) IS UNIQUE"
    labels = "|".join(NodeType)
    yield f"CREATE FULLTEXT INDEX {FULLTEXT} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases, n.text]"


def ensure(driver: neo4j.Driver, database: str | None) -> None:
    """Make the constraints and indexes that are missing, and wait until they are ready.

    Raises ServerError where nodes of somebody else's stand in the way of one.
    """
    from neo4j import Query
    from neo4j.exceptions import ClientError, DatabaseError

    with driver.session(database=database) as session:
        present = {row["name"] for row in session.run("SHOW INDEXES YIELD name")}
        wanted = [each for each in statements() if each.split()[2 + ("FULLTEXT" in each)] not in present]
        for statement in wanted:
            try:
                session.run(Query(statement, timeout=_PATIENCE)).consume()
            except (ClientError, DatabaseError) as error:
                raise ServerError(f"the database doesn't take `{statement}`: {error.message}") from error
        if wanted:
            session.run("CALL db.awaitIndexes(300)").consume()
