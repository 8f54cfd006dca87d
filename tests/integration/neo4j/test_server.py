"""What a server of one's own, and an encrypted connection to one, ask for."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exports.neo4j import load
from exports.neo4j.querying import query
from kbgraph.errors import ServerError
from scripts.neo4j.server import LTS, Release, ServerMissingError
from tests.graphs import small_graph
from tests.integration.conftest import command
from tests.integration.neo4j.conftest import RELEASES, Running

pytestmark = pytest.mark.integration

COUNT = "MATCH (s:Service {graph: 'encrypted'}) RETURN count(*)"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate for localhost that nobody vouches for, and its key beside it."""
    made = tmp_path / "public.crt"
    words = [command("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    words += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    words += ["-keyout", str(tmp_path / "private.key"), "-out", str(made)]
    subprocess.run(words, check=True, capture_output=True)
    return made


@pytest.mark.parametrize("release", [each or LTS for each in RELEASES], ids=lambda release: release.version)
def test_an_encrypted_connection_is_made_to_a_server_that_is_vouched_for(
    release: Release, certificate: Path, start: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = "dbms.ssl.policy.bolt"
    settings = {
        "server.bolt.tls_level": "OPTIONAL",  # so that the fixture can change the first password
        f"{policy}.enabled": "true",
        f"{policy}.base_directory": str(certificate.parent),
        f"{policy}.private_key": "private.key",
        f"{policy}.public_certificate": certificate.name,
        f"{policy}.client_auth": "NONE",
    }
    running = start(release, settings)
    port = running.server.port
    vouched, any_other = (
        replace(running.address, uri=f"{scheme}://localhost:{port}") for scheme in ("neo4j+s", "neo4j+ssc")
    )
    with pytest.raises(ServerError, match=r"CERTIFICATE_VERIFY_FAILED.*\+ssc in place of \+s"):
        query(vouched, "RETURN 1", {})
    load(small_graph(), any_other, "encrypted")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert load(small_graph(), vouched, "encrypted").how == "unchanged"
    assert query(vouched, COUNT, {}).rows == ((2,),)


def test_a_server_without_encryption_is_told_from_an_absent_one(running: Running) -> None:
    with pytest.raises(ServerError, match="ask without encryption"):
        query(replace(running.address, uri=running.address.uri.replace("bolt", "bolt+s")), "RETURN 1", {})


def test_a_server_whose_data_has_another_password_is_not_waited_for(running: Running) -> None:
    with pytest.raises(ServerMissingError, match="was made with another password"):
        running.server.wait("another-password", seconds=30)
    running.server.wait(running.address.password)
