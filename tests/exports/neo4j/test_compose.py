"""docker-compose.yml runs the release that is tested, for this machine only, and never without a password."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scripts.neo4j.server import LTS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def service() -> dict[str, object]:
    """Read the one service."""
    (found,) = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"].values()
    return found


def test_the_long_term_community_release_is_pinned(service: dict[str, object]) -> None:
    assert service["image"] == f"neo4j:{LTS.version}-community"


def test_ports_are_bound_to_this_machine(service: dict[str, list[str]]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_an_empty_password_is_refused(service: dict[str, dict[str, str]]) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert "\nNEO4J_PASSWORD=\n" in (ROOT / ".env.example").read_text(encoding="utf-8")
    assert "/.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_data_has_a_volume_and_memory_a_limit(service: dict[str, object]) -> None:
    assert service["volumes"] == ["neo4j-data:/data"]
    assert service["mem_limit"]
    assert service["healthcheck"]
