"""The script for cypher-shell and the files for neo4j-admin give the same graph as a load."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from exports import bulk_csv, cypher
from exports.neo4j import Address, load
from scripts.neo4j.server import LTS, USER, Release, Server, new_password
from tests.graphs import Graph, add_edge, small_graph
from tests.integration.neo4j.conftest import RELEASES, prepare_quick
from tests.integration.neo4j.stored import as_stored, same, stored

pytestmark = pytest.mark.integration

PASSWORD = new_password()
HOSTILE = (
    "'; MATCH (n) DETACH DELETE n; //",
    '"}) DELETE n /*',
    "\\u0027 \\\\u0027 \\' \\",
    "\x00\x1f\x1e\x7f\x85\r\n\t\b\f\u2028\u2029 𝄞 \u202e\ufeff",
    ' "", a,b;c\n:exit\n;\n',
    "  blanks  ",
    "null",
    "",
    "=1+1",
)


def hostile_graph() -> Graph:
    """Make the small graph with text that breaks out of what it stands in, and lists of every kind."""
    graph = small_graph()
    for number, (_, data) in enumerate(graph.nodes(data=True)):
        data["name"] = HOSTILE[number % len(HOSTILE)]
        data["aliases"] = [list(HOSTILE), [], [""], ["one"]][number % 4]
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data |= {"surface": HOSTILE[number % len(HOSTILE)], "evidence": [list(HOSTILE), [], [""]][number % 3]}
    add_edge(graph, "USES", "service:lambda", "concept:queue", 1, count=-(2**63), weight=5e-324)
    add_edge(
        graph, "USES", "service:lambda", "concept:queue", 2, count=2**63 - 1, weight=1.7976931348623157e308
    )
    return graph


def run_script(driver: neo4j.Driver, lines: Iterator[str] | list[str]) -> None:
    """Run a script's statements, each of which stands on a line of its own."""
    for line in lines:
        if not line.startswith("//"):
            assert line.endswith(";\n")
            assert line.count("\n") == 1
            driver.execute_query(line[:-2])


def test_the_script_gives_the_same_graph(address: Address, driver: neo4j.Driver, name: str) -> None:
    run_script(driver, cypher.render(small_graph(), name))
    run_script(driver, cypher.render(hostile_graph(), name))

    assert same(stored(driver, name), as_stored(hostile_graph()))
    assert load(hostile_graph(), address, name).how == "unchanged"


def test_the_script_takes_a_hostile_name_as_a_name(driver: neo4j.Driver, name: str) -> None:
    hostile = name + HOSTILE[0] + HOSTILE[2]
    run_script(driver, cypher.render(small_graph(), hostile))
    found = stored(driver, hostile)
    driver.execute_query("MATCH (n) WHERE n.graph = $name OR n.name = $name DETACH DELETE n", name=hostile)

    assert same(found, as_stored(small_graph()))


@pytest.mark.parametrize("release", [each or LTS for each in RELEASES], ids=lambda release: release.version)
def test_the_files_give_the_same_graph(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    bulk_csv.write(small_graph(), folder, "hostile")
    bulk_csv.write(hostile_graph(), folder, "hostile")
    server = prepare_quick(release, tmp_path / "home")
    server.write_admin(tmp_path / "bin")
    imported = run_import(folder, tmp_path / "bin")
    assert imported.returncode == 0, imported.stdout[-2000:] + imported.stderr[-2000:]
    check_imported(server, folder)

    refused = run_import(folder, tmp_path / "bin")
    assert refused.returncode != 0
    assert "--overwrite-destination" in refused.stdout + refused.stderr
    imported = run_import(folder, tmp_path / "bin", "neo4j", "--overwrite-destination=true")
    assert imported.returncode == 0, imported.stdout[-2000:] + imported.stderr[-2000:]
    check_imported(server, folder)


def run_import(folder: Path, commands: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run import.sh as a person would."""
    environment = os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", folder / "import.sh", *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def check_imported(server: Server, folder: Path) -> None:
    """Start the server, run after.cypher as import.sh says, and look at what stands there."""
    server.start()
    try:
        server.wait(PASSWORD)
        with neo4j.GraphDatabase.driver(server.uri, auth=(USER, PASSWORD)) as driver:
            with (folder / "after.cypher").open(encoding="utf-8", newline="\n") as script:
                run_script(driver, list(script))
            assert same(stored(driver, "hostile"), as_stored(hostile_graph()))
        again = load(hostile_graph(), Address(server.uri, USER, PASSWORD), "hostile")
        assert again.how == "unchanged"
    finally:
        server.stop()
