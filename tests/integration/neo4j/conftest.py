"""A real Neo4j: the one that NEO4J_URI names, else a server of its own; on CI one of each supported release."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import neo4j
import pytest

from exports.neo4j import Address, find_address
from scripts.neo4j.server import (
    CURRENT,
    LTS,
    QUICK_START,
    USER,
    Release,
    Server,
    ServerMissingError,
    new_password,
    prepare,
)
from tests.integration.conftest import give_up

ON_CI = os.environ.get("CI", "").lower() == "true"
GIVEN = bool(os.environ.get("NEO4J_URI"))
RELEASES = [None] if GIVEN else [LTS, CURRENT] if ON_CI else [LTS]


@dataclass(frozen=True, slots=True)
class Running:
    """A server of a test's own, to be killed and started again."""

    server: Server
    address: Address


def prepare_quick(release: Release, folder: Path) -> Server:
    """Prepare a server that starts quickly; skip the test where that can't be done."""
    try:
        return prepare(release, folder, options=QUICK_START)
    except ServerMissingError as error:
        give_up(str(error))


def _start(release: Release, folder: Path, settings: Mapping[str, str] | None = None) -> Running:
    password = new_password()
    server = prepare_quick(release, folder)
    try:
        server.start({"server.config.strict_validation.enabled": "false", **(settings or {})})
        server.wait(password)
    except ServerMissingError as error:
        give_up(str(error))
    return Running(server, Address(server.uri, USER, password))


@pytest.fixture(scope="session", params=RELEASES, ids=lambda release: release.version if release else "given")
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Give a server to load into; what else it holds is to be left alone."""
    if request.param is None:
        yield find_address(os.environ)
        return
    running = _start(request.param, tmp_path_factory.mktemp("neo4j"))
    yield running.address
    running.server.kill()  # what it holds goes with its folder


@pytest.fixture
def driver(address: Address) -> Iterator[neo4j.Driver]:
    """Connect to the server."""
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as opened:
        yield opened


@pytest.fixture
def new_name(driver: neo4j.Driver) -> Iterator[Callable[[], str]]:
    """Make names for graphs that go again after the test."""
    names: list[str] = []

    def make() -> str:
        names.append(f"test {uuid.uuid4().hex[:12]}")
        return names[-1]

    yield make
    driver.execute_query("MATCH (n) WHERE n.graph IN $names DETACH DELETE n", names=names)
    driver.execute_query("MATCH (n:KnowledgeGraph) WHERE n.name IN $names DETACH DELETE n", names=names)


@pytest.fixture
def name(new_name: Callable[[], str]) -> str:
    """Make a name for a graph."""
    return new_name()


@pytest.fixture(
    scope="module", params=[each or LTS for each in RELEASES], ids=lambda release: release.version
)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Start a server that tests may kill; whoever does so starts it again."""
    started = _start(request.param, tmp_path_factory.mktemp("neo4j"))
    yield started
    started.server.kill()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a server of a release, with some settings, for one test."""
    started: list[Running] = []

    def start_one(release: Release, settings: Mapping[str, str] | None = None) -> Running:
        started.append(_start(release, tmp_path / release.version, settings))
        return started[-1]

    yield start_one
    for each in started:
        each.server.kill()
