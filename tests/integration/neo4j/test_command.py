"""The commands that load into a Neo4j and ask it, as a person would call them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import neo4j
import pytest

from exports import export
from exports.neo4j import Address
from scripts.neo4j.server import free_port
from tests.graphs import small_graph
from tests.integration.neo4j.stored import as_stored, same, stored

pytestmark = pytest.mark.integration

COMMAND = Path(sys.executable).with_name("kbgraph")


def run(address: Address, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Call the command with an address in the environment; nothing it says may hold the password."""
    environment = os.environ | {
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
    }
    done = subprocess.run(
        [COMMAND, *words], env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert address.password not in done.stdout + done.stderr
    return done


def test_export_loads_and_query_asks(
    address: Address, driver: neo4j.Driver, name: str, tmp_path: Path
) -> None:
    file = export(small_graph(), "json", tmp_path / "graph.json")
    loaded = run(address, "export", "neo4j", file, "--name", name)
    again = run(address, "export", "neo4j", file, "--name", name)
    query = "MATCH (s:Service {graph: $graph}) RETURN s.name AS name ORDER BY name"
    asked = run(address, "query", query, "--param", f"graph={name}", "--format", "csv")

    assert (loaded.returncode, again.returncode, asked.returncode) == (0, 0, 0), loaded.stderr
    assert same(stored(driver, name), as_stored(small_graph()))
    assert "unchanged" in again.stdout
    assert asked.stdout == "name\nLambda\nSQS\n"


def test_build_loads_what_it_built(address: Address, driver: neo4j.Driver, name: str, tmp_path: Path) -> None:
    source = tmp_path / f"{name}.md"
    source.write_text("# Guide\n\n## SQS queues\n\nLambda uses SQS.\n", encoding="utf-8")
    done = run(address, "build", source, "--out", tmp_path / "out", "--format", "json", "--neo4j", "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {"service:sqs", "service:lambda"} <= set(stored(driver, name))


def test_a_graph_that_was_built_and_loaded_is_loaded_again_under_the_same_name(
    address: Address, name: str, tmp_path: Path
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "guide.md").write_text("# Guide\n\nLambda uses SQS.\n", encoding="utf-8")
    run(address, "build", folder, "--out", tmp_path / "out", "--format", "json", "--neo4j")
    again = run(address, "export", "neo4j", tmp_path / "out" / "graph.json")

    assert f"the graph {name} stands there already, unchanged" in again.stdout


def test_a_name_that_can_t_be_used_is_told_before_the_work(address: Address, tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("Lambda uses SQS.\n", encoding="utf-8")
    done = run(address, "build", tmp_path, "--out", tmp_path / "out", "--neo4j", "--name", "")

    assert (done.returncode, done.stdout) == (2, "")
    assert "the name of a named graph is empty" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_absent_server_takes_one_line_to_tell(scheme: str) -> None:
    uri = f"{scheme}://127.0.0.1:{free_port()}"
    done = run(Address(uri, "neo4j", "s3cret-word"), "query", "RETURN 1")

    assert done.returncode == 1
    assert done.stderr.startswith(f"kbgraph: no Neo4j answers at {uri} (Connection refused); `docker compose")
    assert done.stderr.count("\n") == 1


def test_a_query_that_only_writes_prints_nothing(address: Address, name: str) -> None:
    query = "CREATE (:Note {graph: $name})"
    done = run(address, "query", query, "--param", f"name={name}", "--write")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal to send")
def test_an_interrupted_query_ends_here_and_on_the_server(address: Address, driver: neo4j.Driver) -> None:
    environment = os.environ | {"NEO4J_URI": address.uri, "NEO4J_PASSWORD": address.password}
    asked = subprocess.Popen(
        [COMMAND, "query", "UNWIND range(1, 1000000000000) AS x RETURN sum(x) AS long"],
        env=environment | {"NEO4J_USERNAME": address.username},
        stderr=subprocess.DEVNULL,
    )
    running = "SHOW TRANSACTIONS YIELD currentQuery AS q, status WHERE q CONTAINS 'AS long' AND NOT q CONTAINS 'SHOW'"
    deadline = time.monotonic() + 30
    while not driver.execute_query(running).records and time.monotonic() < deadline:
        time.sleep(0.1)
    asked.send_signal(signal.SIGINT)

    assert asked.wait(20) == 130
    found = [row["status"] for row in driver.execute_query(running).records]
    assert all(status.startswith("Terminated") for status in found)


def test_a_query_that_writes_is_refused(address: Address) -> None:
    done = run(address, "query", "CREATE (:Note)")

    assert done.returncode == 2
    assert "--write" in done.stderr


def test_a_wrong_password_ends_with_one(address: Address) -> None:
    done = run(Address(address.uri, address.username, "s3cret-word"), "query", "RETURN 1")

    assert done.returncode == 1
    assert "refuses the user" in done.stderr
