"""docker-compose.yml runs the release that is tested, for this machine only, and never without a password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.neo4j.server import LTS, SETTINGS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def compose() -> dict[str, Any]:
    """Read the file."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def service(compose: dict[str, Any]) -> dict[str, Any]:
    """Give the one service."""
    (found,) = compose["services"].values()
    return found  # type: ignore[no-any-return]


def size(text: str) -> int:
    """Give a size such as 512m in bytes."""
    return int(text[:-1]) * {"m": 2**20, "g": 2**30}[text[-1]]


def test_there_is_nothing_but_one_service_and_its_volume(compose: dict[str, Any]) -> None:
    assert set(compose) == {"name", "services", "volumes"}
    assert compose["volumes"] == {"neo4j-data": None}


def test_the_long_term_community_release_is_pinned(service: dict[str, Any]) -> None:
    assert service["image"] == f"neo4j:{LTS.version}-community"


def test_ports_are_bound_to_this_machine(service: dict[str, Any]) -> None:
    assert service["ports"]
    assert "network_mode" not in service
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_an_empty_password_is_refused(service: dict[str, Any]) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert "\nNEO4J_PASSWORD=\n" in (ROOT / ".env.example").read_text(encoding="utf-8")
    assert "/.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_data_has_a_named_volume(service: dict[str, Any]) -> None:
    assert service["volumes"] == ["neo4j-data:/data"]


def test_what_neo4j_may_take_fits_into_the_limit(service: dict[str, Any]) -> None:
    environment = service["environment"]
    heap, cache = (
        environment[f"NEO4J_server_memory_{each}"] for each in ("heap_max__size", "pagecache_size")
    )

    assert size(heap) + size(cache) < size(service["mem_limit"])


def test_the_health_check_asks_the_database_and_shows_no_password_among_the_processes(
    service: dict[str, Any],
) -> None:
    kind, command = service["healthcheck"]["test"]

    assert kind == "CMD-SHELL"
    assert "cypher-shell" in command
    assert "--password" not in command
    assert " -p" not in command


def test_what_may_be_loaded_and_called_is_what_make_neo4j_allows(service: dict[str, Any]) -> None:
    folders = {"server.directories.import": "/var/lib/neo4j/import"}  # the image's own, which is empty
    names = [name for name in SETTINGS if "security" in name or "import" in name or "blocklist" in name]
    variables = {name: "NEO4J_" + name.replace("_", "__").replace(".", "_") for name in names}

    assert len(names) == 4
    assert {name: service["environment"][variable] for name, variable in variables.items()} == {
        name: folders.get(name, SETTINGS[name]) for name in names
    }


def test_nothing_is_put_into_the_import_folder(service: dict[str, Any]) -> None:
    assert not [each for each in service["volumes"] if "import" in each or "plugins" in each]
