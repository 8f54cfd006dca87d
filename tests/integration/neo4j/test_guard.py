"""No file, no address and nothing of others through a query, and the server itself reads neither files nor URLs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import neo4j
import pytest
from neo4j.exceptions import ClientError

from exports.neo4j import Address
from exports.neo4j.querying import query
from kbgraph.errors import QueryError
from tests.integration.neo4j.conftest import GIVEN

pytestmark = pytest.mark.integration


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Serve a file at an address of this machine; give the address, and what it is asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a,b\n")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x.csv", paths
    server.shutdown()
    server.server_close()
    thread.join()


# --- the server of `make neo4j` --------------------------------------------------------------------------


@pytest.mark.skipif(GIVEN, reason="the settings of a server that was given are its owner's")
@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "file:///../../etc/passwd", "file:///%2e%2e/%2e%2e/etc/passwd", "file:///x.csv"],
)
def test_the_server_loads_no_file(url: str, driver: neo4j.Driver) -> None:
    with pytest.raises(ClientError, match="allow_csv_import_from_file_urls"):
        driver.execute_query("LOAD CSV FROM $url AS row RETURN row", url=url)


@pytest.mark.skipif(GIVEN, reason="the settings of a server that was given are its owner's")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
def test_the_server_asks_no_address(host: str, driver: neo4j.Driver, asked: tuple[str, list[str]]) -> None:
    url, paths = asked
    with pytest.raises(ClientError, match="blocked"):
        driver.execute_query("LOAD CSV FROM $url AS row RETURN row", url=url.replace("127.0.0.1", host))

    assert paths == []


@pytest.mark.skipif(GIVEN, reason="the settings of a server that was given are its owner's")
def test_the_server_has_its_own_procedures_only_and_none_of_them_unrestricted(driver: neo4j.Driver) -> None:
    names = {row["name"] for row in driver.execute_query("SHOW PROCEDURES YIELD name").records}
    setting = "SHOW SETTINGS 'dbms.security.procedures.unrestricted' YIELD value"

    assert {name.partition(".")[0] for name in names} <= {"db", "dbms", "tx", "fleetManagement"}
    assert [row["value"] for row in driver.execute_query(setting).records] == [""]


# --- queries ---------------------------------------------------------------------------------------------

TERMINATE = "TerminateTransactions"
FORBIDDEN = {
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row": "LoadCSV",
    "WITH 1 AS x LOAD CSV FROM 'http://127.0.0.1:9/x' AS row RETURN row": "LoadCSV",
    "CALL { LOAD CSV FROM 'file:///x' AS row RETURN row } RETURN row": "LoadCSV",
    "RETURN COLLECT { LOAD CSV FROM 'file:///x' AS row RETURN row }": "LoadCSV",
    "RETURN 1 AS row UNION LOAD CSV FROM 'file:///x' AS row RETURN row": "LoadCSV",
    "LOAD CSV FROM 'file:///x' AS row CREATE (:Note {row: row})": "LoadCSV",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'": "TerminateTransactions",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message": TERMINATE,
    "CALL dbms.killConnection('bolt-1')": "dbms.killConnection",
    "CALL `dbms`.`killConnections`(['bolt-1'])": "dbms.killConnections",
    "CALL db.clearQueryCaches()": "db.clearQueryCaches",
    "CALL db.clearQueryCaches": "db.clearQueryCaches",
    "CALL tx.setMetaData({a: 1})": "tx.setMetaData",
    "RETURN COLLECT { CALL dbms.listConfig() YIELD name RETURN name }": "dbms.listConfig",
    "RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {})": "apoc.cypher.runFirstColumnSingle",
    "CREATE USER eve SET PASSWORD 'abcdefgh1'": "AdministrationCommand",
    "CYPHER 5 CREATE USER eve SET PASSWORD 'abcdefgh1'": "AdministrationCommand",
    "/* SHOW */ DROP USER neo4j": "AdministrationCommand",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'abcdefgh1'": "AdministrationCommand",
}


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
@pytest.mark.parametrize(("cypher", "what"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_a_query_leaves_files_users_and_others_alone(
    cypher: str, what: str, write: bool, address: Address
) -> None:
    with pytest.raises(QueryError) as caught:
        query(address, cypher, {}, write=write)

    assert str(caught.value).startswith((f"{what} ", f"the procedure {what} "))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "cypher",
    [
        "SHOW TRANSACTIONS",
        "SHOW DATABASES",
        "CYPHER 5 SHOW USERS",
        "SHOW CURRENT USER",
        "SHOW PROCEDURES YIELD name",
        "SHOW INDEXES",
        "CALL dbms.components()",
        "CALL db.ping()",
        "CYPHER runtime=slotted RETURN 1",
        "RETURN date.truncate('day', date()), point.distance(point({x: 1, y: 1}), point({x: 2, y: 1}))",
        "RETURN 'LOAD CSV FROM x; TERMINATE' AS `dbms.killConnection(`;",
        "MATCH p = SHORTEST 1 (a)-[*]-(b) WHERE a <> b RETURN count(p)",
        "CALL { MATCH (n) RETURN count(n) AS c } IN TRANSACTIONS RETURN c",
    ],
)
def test_what_only_looks_is_allowed(cypher: str, address: Address) -> None:
    query(address, cypher, {})


@pytest.mark.parametrize(
    "cypher",
    [
        "MERGE (a:Note {graph: $name, y: 1})-[:R]->(b:Note {graph: $name}) ON CREATE SET a.z = 1, b += {k: 1}",
        "MATCH (n:Note {graph: $name}) SET n:Other REMOVE n.y",
        "FOREACH (x IN [1] | CREATE (:Note {graph: $name}))",
        "CREATE INDEX kbgraph_test IF NOT EXISTS FOR (n:Note) ON (n.x)",
        "DROP INDEX kbgraph_test IF EXISTS",
        "CREATE CONSTRAINT kbgraph_test IF NOT EXISTS FOR (n:Note) REQUIRE n.x IS UNIQUE",
        "DROP CONSTRAINT kbgraph_test IF EXISTS",
        "MATCH (n {graph: $name}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
    ],
)
def test_what_changes_the_graph_needs_to_be_allowed(cypher: str, address: Address, name: str) -> None:
    with pytest.raises(QueryError, match="--write"):
        query(address, cypher, {"name": name})
    query(address, cypher, {"name": name}, write=True)


@pytest.mark.parametrize(
    "cypher", ["EXPLAIN RETURN 1", "PROFILE RETURN 1", "CYPHER 5 PROFILE RETURN 1", "/* */ explain RETURN 1"]
)
def test_a_plan_is_refused_since_it_gives_no_rows(cypher: str, address: Address) -> None:
    with pytest.raises(QueryError, match="gives a plan and no rows"):
        query(address, cypher, {})


def test_several_statements_are_refused(address: Address) -> None:
    with pytest.raises(QueryError, match="several statements"):
        query(address, "RETURN 1; RETURN 2", {})


def test_what_is_asked_for_a_plan_is_not_run(address: Address, driver: neo4j.Driver, name: str) -> None:
    with pytest.raises(QueryError):
        query(
            address,
            "CREATE (n:Note {graph: $name}) WITH n CALL db.clearQueryCaches() YIELD value RETURN n",
            {"name": name},
            write=True,
        )

    assert driver.execute_query("MATCH (n {graph: $name}) RETURN n", name=name).records == []


def test_a_syntax_error_stands_where_the_query_has_it(address: Address) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 2 \(offset: 10\)"):
        query(address, "MATCH (n\n RETURN n", {})


def test_a_syntax_error_shows_the_query_as_it_was(address: Address) -> None:
    with pytest.raises(QueryError, match=r"\{key: 'x'\}"):
        query(address, "MATCH (n {key: 'x'}) RETUR n", {})


def test_a_secret_in_a_query_is_not_shown(address: Address) -> None:
    with pytest.raises(QueryError) as caught:
        query(address, "RETURN 'https://me:s3cret@host' AS x MTCH", {})

    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(caught.value.__cause__) + str(caught.value.__cause__)
