"""Whatever fails during a load, the last whole graph stands, and the next load finishes the job."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from exports import export
from exports.neo4j import Address, Pace, load
from exports.neo4j.lock import held
from kbgraph.errors import KbgraphError, ServerError
from scripts.neo4j.server import TOO_OLD, Server, free_port
from tests.graphs import Graph, small_graph
from tests.integration.neo4j.conftest import Running
from tests.integration.neo4j.editions import large_graph
from tests.integration.neo4j.proxy import Proxy
from tests.integration.neo4j.stored import as_stored, leftovers, same, stored

pytestmark = pytest.mark.integration

QUICK = Pace(batch=50, one_transaction=0, wait=0, patience=0)
PATIENT = replace(QUICK, patience=20, wait=300)


def is_whole(driver: neo4j.Driver, name: str, graph: Graph) -> bool:
    """Tell whether a named graph is the graph."""
    return same(stored(driver, name), as_stored(graph))


def connected(address: Address) -> neo4j.Driver:
    """Connect to a server."""
    return neo4j.GraphDatabase.driver(address.uri, auth=(address.username, address.password))


class Interruption(Exception):  # noqa: N818 - no error of the product
    """What a test raises in the midst of a load."""


def at(share: float, act: Callable[[], None]) -> Callable[[str, int, int], None]:
    """Act once, when a share of the rows is written."""
    acted: list[bool] = []

    def report(step: str, done: int, total: int) -> None:
        if step == "load" and total and done >= share * total and not acted:
            acted.append(True)
            act()

    return report


# --- what can't be loaded into ---------------------------------------------------------------------------


def test_an_absent_server_is_named_with_what_starts_one() -> None:
    with pytest.raises(ServerError, match=r"docker compose up -d.*make neo4j") as caught:
        load(small_graph(), Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "s3cret-word"), "x")
    assert "s3cret-word" not in str(caught.value)


def test_a_wrong_password_is_told_without_it(address: Address, name: str) -> None:
    with pytest.raises(ServerError, match="refuses the user 'neo4j'") as caught:
        load(small_graph(), replace(address, password="s3cret-word"), name)
    assert "s3cret-word" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(address: Address, name: str) -> None:
    with pytest.raises(ServerError, match="no database named 'elsewhere'"):
        load(small_graph(), replace(address, database="elsewhere"), name)


def test_a_version_that_is_too_old_is_refused(start: Callable[..., Running]) -> None:
    with pytest.raises(ServerError, match=r"is Neo4j/5\.1\.0; kbgraph needs Neo4j 5\.26 or newer"):
        load(small_graph(), start(TOO_OLD).address, "x")


def test_constraints_that_foreign_nodes_stand_against_are_named(running: Running) -> None:
    with connected(running.address) as driver:
        driver.execute_query("DROP CONSTRAINT kbgraph_service IF EXISTS")
        driver.execute_query("UNWIND [1, 2] AS n CREATE (:Service {graph: 'theirs', id: 'same'})")
        with pytest.raises(ServerError, match="doesn't take `CREATE CONSTRAINT kbgraph_service"):
            load(small_graph(), running.address, "x")
        found = driver.execute_query("MATCH (n:Service {graph: 'theirs'}) RETURN count(n)").records[0][0]
        driver.execute_query("MATCH (n:Service {graph: 'theirs'}) DELETE n")

    assert found == 2


# --- two at once -----------------------------------------------------------------------------------------


def test_a_second_load_of_a_graph_is_refused_when_it_won_t_wait(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(small_graph(), address, name)
    with (
        held(driver, None, name, wait=0),
        pytest.raises(ServerError, match=r"another load of .* is going on"),
    ):
        load(large_graph(1), address, name, pace=QUICK)


def test_a_second_load_of_a_graph_waits_for_the_first(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    faults: list[Exception] = []

    def run(edition: int) -> None:
        try:
            load(large_graph(edition), address, name, pace=PATIENT)
        except KbgraphError as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(edition,)) for edition in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    found = stored(driver, name)
    assert sum(same(found, as_stored(large_graph(edition))) for edition in (1, 2, 3)) == 1


# --- the loader dies -------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_a_load_that_stops_leaves_the_old_graph_and_the_next_one_finishes(
    share: float, address: Address, driver: neo4j.Driver, name: str
) -> None:
    def stop() -> None:
        raise Interruption

    load(large_graph(1), address, name)
    with pytest.raises(Interruption):
        load(large_graph(2), address, name, pace=QUICK, report=at(share, stop))
    assert is_whole(driver, name, large_graph(1))

    load(large_graph(2), address, name, pace=QUICK)
    assert is_whole(driver, name, large_graph(2))
    assert not leftovers(driver, name)


def test_a_load_that_stops_before_another_graph_comes_leaves_nothing_behind(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    def stop() -> None:
        raise Interruption

    with pytest.raises(Interruption):
        load(large_graph(1), address, name, pace=QUICK, report=at(0.5, stop))
    assert leftovers(driver, name)

    load(large_graph(2), address, name, pace=QUICK)
    assert is_whole(driver, name, large_graph(2))
    assert not leftovers(driver, name)


def test_a_loader_that_is_killed_between_batches_leaves_the_old_graph(
    address: Address, driver: neo4j.Driver, name: str, tmp_path: Path
) -> None:
    load(large_graph(1), address, name)
    file = export(large_graph(2), "json", tmp_path / "graph.json")
    script = (
        "import sys\n"
        "from exports.neo4j import Address, Pace, load\n"
        "from exports.node_link import read_graph\n"
        "pace = Pace(batch=5, one_transaction=0, wait=30)\n"
        "load(read_graph(sys.argv[1]), Address(*sys.argv[2:4], sys.stdin.readline().strip()), sys.argv[4], pace=pace)\n"
    )
    words = [sys.executable, "-c", script, str(file), address.uri, address.username, name]
    loader = subprocess.Popen(words, stdin=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert loader.stdin is not None
    loader.stdin.write(f"{address.password}\n".encode())
    loader.stdin.flush()
    _until(lambda: leftovers(driver, name) > 30)
    loader.send_signal(signal.SIGKILL)
    loader.wait()
    assert loader.returncode == -signal.SIGKILL
    assert is_whole(driver, name, large_graph(1))

    load(large_graph(2), address, name, pace=replace(PATIENT, batch=5))
    assert is_whole(driver, name, large_graph(2))
    assert not leftovers(driver, name)


# --- the connection is cut -------------------------------------------------------------------------------


@pytest.mark.parametrize("pace", [PATIENT, Pace(batch=50)], ids=["staged", "one transaction"])
@pytest.mark.parametrize("share", [0.2, 0.7, 0.97])
def test_a_connection_that_is_cut_is_taken_up_again(
    pace: Pace, share: float, address: Address, driver: neo4j.Driver, new_name: Callable[[], str]
) -> None:
    proxy = Proxy(int(address.uri.rpartition(":")[2]))
    through = replace(address, uri=f"bolt://127.0.0.1:{proxy.port}")
    measured, name = new_name(), new_name()
    load(large_graph(1), through, measured, pace=pace)
    proxy.cut_at = proxy.passed + int(share * proxy.passed)
    load(large_graph(1), through, name, pace=pace)
    was_cut = proxy.cut_at is None
    proxy.close()

    assert was_cut
    assert is_whole(driver, name, large_graph(1))
    assert not leftovers(driver, name)


def test_a_connection_that_stays_cut_ends_the_load_and_not_the_graph(
    address: Address, driver: neo4j.Driver, name: str
) -> None:
    load(large_graph(1), address, name)
    proxy = Proxy(int(address.uri.rpartition(":")[2]))
    through = replace(address, uri=f"bolt://127.0.0.1:{proxy.port}")
    with pytest.raises(ServerError):
        load(large_graph(2), through, name, pace=QUICK, report=at(0.5, proxy.close))

    assert is_whole(driver, name, large_graph(1))
    load(large_graph(2), address, name, pace=PATIENT)
    assert is_whole(driver, name, large_graph(2))


# --- the server fails ------------------------------------------------------------------------------------


def test_a_deadlock_is_tried_again(address: Address, driver: neo4j.Driver, name: str) -> None:
    """Another transaction holds what the load needs, and waits for what the load holds."""
    load(large_graph(1), address, name)
    graph = large_graph(1)
    graph.nodes["concept:queue"]["termhood"] = 9.0
    graph.nodes["service:sqs"]["category"] = "messaging"
    waiting = threading.Event()

    def disturb() -> None:
        with driver.session() as session, session.begin_transaction() as tx:
            lock = "MATCH (n {graph: $name, id: $id}) SET n.touched = true REMOVE n.touched"
            tx.run(lock, name=name, id="service:sqs").consume()
            ready.set()
            waiting.wait(20)
            try:
                tx.run("MERGE (l:KbgraphLock {graph: $name}) SET l.held = true", name=name).consume()
            except neo4j.exceptions.TransientError:
                tx.rollback()

    ready = threading.Event()
    other = threading.Thread(target=disturb)
    other.start()
    ready.wait(20)

    def report(step: str, done: int, total: int) -> None:
        if step == "load" and done == 0:
            waiting.set()
            time.sleep(1)

    load(graph, address, name, pace=Pace(patience=20), report=report)
    other.join()

    assert is_whole(driver, name, graph)


def test_a_server_that_is_killed_during_a_batch_has_the_old_graph_when_it_is_back(running: Running) -> None:
    name, address = "killed", running.address
    load(large_graph(1), address, name)

    def kill() -> None:
        threading.Timer(0.02, running.server.kill).start()

    with pytest.raises(ServerError):
        load(large_graph(2, 800), address, name, pace=QUICK, report=at(0.3, kill))
    _restart(running.server, address)
    with connected(address) as driver:
        assert is_whole(driver, name, large_graph(1))
        load(large_graph(2, 800), address, name, pace=PATIENT)
        assert is_whole(driver, name, large_graph(2, 800))
        assert not leftovers(driver, name)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of a running process is set by Linux' prlimit")
def test_a_disk_that_is_full_leaves_the_old_graph(running: Running) -> None:
    """Writes fail from some moment on as they do on a full disk: the server may not make files any larger."""
    import resource

    name, address = "full", running.address
    load(large_graph(1), address, name)
    assert running.server.process is not None
    process = running.server.process.pid

    def fill() -> None:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

    with pytest.raises(ServerError):
        load(large_graph(2, 800), address, name, pace=QUICK, report=at(0.3, fill))
    running.server.kill()
    _restart(running.server, address)
    with connected(address) as driver:
        assert is_whole(driver, name, large_graph(1))
        load(large_graph(2), address, name, pace=PATIENT)
        assert is_whole(driver, name, large_graph(2))
        assert not leftovers(driver, name)


# --- helpers ---------------------------------------------------------------------------------------------


def _until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _restart(server: Server, address: Address) -> None:
    server.start()
    server.wait(address.password)
