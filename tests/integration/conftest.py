"""Real tools: found, or fetched once into the cache; skipped with the reason where that can't be done."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.pages import Open, opener

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CACHE = Path(__file__).parents[2] / ".cache"
GEPHI = "org.gephi:gephi-toolkit:0.10.1:jar:all"
GEPHI_JAR = "gephi-toolkit-0.10.1-all.jar"
GEPHI_SHA256 = "3e4f5fd6c7d1d75c1e0bfbeae42cc58a1d22ae7c5d793a498e6c5842f22bf027"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


def give_up(reason: str) -> NoReturn:
    """Skip the test; where CI=true, where every tool should be there, fail it."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def command(*names: str) -> str:
    """Give the path of the first of these commands that is installed."""
    for name in names:
        if path := shutil.which(name):
            return path
    give_up(f"{' or '.join(names)} is not installed")


def run(*words: str | Path) -> str:
    """Run a command and give what it prints; a failure shows what it said."""
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, (
        f"{words[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    )
    return done.stdout


def cached(name: str, make: Callable[[Path], None]) -> Path:
    """Give a folder of the cache, made at first use; one that could not be made whole is not kept."""
    folder = CACHE / name
    if not folder.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as beside:
            make(Path(beside) / "made")
            try:
                (Path(beside) / "made").rename(folder)
            except OSError:  # another test process was quicker
                assert folder.exists()
    return folder


@pytest.fixture(scope="session")
def gephi() -> Callable[..., str]:
    """Run a Java program against the real Gephi."""
    java, maven = command("java"), command("mvn")

    def fetch(folder: Path) -> None:
        words = [maven, "-q", "-B", COPY, f"-Dartifact={GEPHI}", f"-DoutputDirectory={folder}"]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=600, check=False)
        if done.returncode != 0:
            give_up(f"the Gephi toolkit can't be fetched: {done.stdout[-500:]}{done.stderr[-500:]}")

    jar = cached("gephi-toolkit-0.10.1", fetch) / GEPHI_JAR
    assert hashlib.sha256(jar.read_bytes()).hexdigest() == GEPHI_SHA256
    return lambda *words: run(java, "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-cp", jar, *words)


@pytest.fixture(scope="session")
def graphology() -> Callable[..., str]:
    """Run the script that opens files with graphology, in a folder with its packages."""
    node, npm = command("node"), command("npm")
    source = Path(__file__).with_name("graphology")
    files = [source / name for name in ("package.json", "package-lock.json")]
    version = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]

    def install(folder: Path) -> None:
        folder.mkdir()
        for file in files:
            shutil.copy(file, folder)
        words = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=300, check=False)
        if done.returncode != 0:
            give_up(f"graphology can't be fetched: {done.stderr[-500:]}")

    folder = cached(f"graphology-{version}", install)
    script = shutil.copy(source / "load.js", folder)
    return lambda *words: run(node, script, *words)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium: the system's, else Playwright's own."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        give_up("playwright is not installed")
    installed = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        for tries_left in (2, 1, 0):  # now and then one dies of itself as it starts
            try:
                chromium = playwright.chromium.launch(
                    executable_path=installed, args=["--no-sandbox", "--disable-gpu"]
                )
                break
            except Error as error:
                if not tries_left:
                    give_up(f"Chromium can't be started: {error.message[:500]}")
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Open:
    """Open a graph's page with the network cut; leaving it checks that nothing was complained of."""
    return opener(browser, tmp_path)
