"""Kill builds that replace an older one, in any of their stages and in the midst of putting files in place."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exports.write import mark_of, part_of
from pipelines import manifest
from tests.crash.trial import ROOT, Trial, survivors

COMMAND = Path(sys.executable).with_name("kbgraph")
_WHEN = ("anywhere", "writing", "putting", "putting")
_SOURCE = ROOT / "examples" / "aws-monster-knowledge-base.md"
State = dict[str, str]


@dataclass(frozen=True, slots=True)
class Builds:
    """An old and a new build of the same place, and how long the new one takes."""

    folder: Path
    old: State
    new: State
    fewer: State  # of a new build that writes one format
    seconds: float

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def trial(self, rng: random.Random) -> Trial:
        """Kill a build over the old one, look at the files, and build again."""
        out, cache = self.folder / "out", self.folder / "cache"
        for each in (out, cache):
            shutil.rmtree(each, ignore_errors=True)
        shutil.copytree(self.folder / "old", out)
        sent = rng.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])
        when, workers = rng.choice(_WHEN), rng.choice(["1", "2"])
        point, code = self._kill(rng, sent, when, workers)
        faults = list(self._after(out, sent, code))
        state = self._state(out)
        if state == "MIXTURE":
            faults.append(f"files of two builds that nothing tells: {sorted(read_state(out))}")
        fewer = rng.random() < 0.5
        _build(self.docs, out, cache, workers="1", formats="json" if fewer else "").check()
        found, expected = read_state(out), self.fewer if fewer else self.new
        if found != expected:
            faults.append("the next build is not that of an untouched folder")
        if left := sorted(found.keys() - expected.keys()):
            faults.append(f"left after the next build: {', '.join(left)}")
        if left := sorted(file.name for file in cache.iterdir() if not file.name.endswith(".sqlite")):
            faults.append(f"left in the cache after the next build: {', '.join(left)}")
        return Trial("build", f"{sent.name} {point}, {workers} workers", state, tuple(faults))

    def _kill(self, rng: random.Random, sent: signal.Signals, when: str, workers: str) -> tuple[str, int]:
        """Start a build, kill it, and say where and with which exit code it ended."""
        out = self.folder / "out"
        with _running(self.docs, out, self.folder / "cache", workers=workers) as process:
            began = time.monotonic()
            if when == "anywhere":
                share = rng.random()
                _until(process, lambda: time.monotonic() - began > share * self.seconds)
                point = f"at {share:.0%} of the time"
            else:
                sign = part_of(out / "graph.html") if when == "writing" else mark_of(out / manifest.NAME)
                _until(process, sign.exists, pause=0)
                wait = rng.uniform(0, self.seconds / 20 if when == "writing" else 0.003)
                time.sleep(wait)
                point = f"{when}, {wait * 1000:.1f} ms in"
            process.send_signal(sent)
            code = process.wait(60)
            if survivors(process.pid):
                raise AssertionError(f"processes outlive a build that got {sent.name}")
        return point, code

    def _after(self, out: Path, sent: signal.Signals, code: int) -> Iterator[str]:
        """Say what a build that was asked to end must not leave."""
        if sent is signal.SIGTERM:
            if code not in (0, 128 + sent, -sent):  # the last where the interpreter was still starting
                yield f"exit code {code} after {sent.name}"
            if hidden := sorted(name for name in read_state(out) if name.startswith(".")):
                yield f"left by a build that cleans up: {', '.join(hidden)}"
            if self._state(out) == "known mixture":
                yield "a build that cleans up left files of two builds"

    def _state(self, out: Path) -> str:
        shown = {name: digest for name, digest in read_state(out).items() if not name.startswith(".")}
        if shown in (self.old, self.new):
            return "old" if shown == self.old else "new"
        return "known mixture" if manifest.mixed(out) is not None else "MIXTURE"


def prepare(folder: Path) -> Builds:
    """Make an old and a new state of some documents, and build both."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    shutil.copy(_SOURCE, docs)
    _build(docs, folder / "old", folder / "cache", workers="1").check()
    lines = [
        f"## Part {number}\n\nAmazon SQS stores message {number} in queue {number}.\n"
        for number in range(600)
    ]
    (docs / "more.md").write_text("# More\n\n" + "\n".join(lines), encoding="utf-8")
    shutil.rmtree(folder / "cache")
    began = time.monotonic()
    _build(docs, folder / "new", folder / "cache", workers="1").check()
    seconds = time.monotonic() - began
    _build(docs, folder / "fewer", folder / "cache", workers="1", formats="json").check()
    states = [read_state(folder / name) for name in ("old", "new", "fewer")]
    return Builds(folder, *states, seconds)


def read_state(folder: Path) -> State:
    """Give the hash of every file in a folder."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


@dataclass(frozen=True, slots=True)
class _Done:
    code: int
    said: str

    def check(self) -> None:
        if self.code:
            raise AssertionError(f"a build that nobody disturbed ended with {self.code}: {self.said}")


def _build(docs: Path, out: Path, cache: Path, *, workers: str, formats: str = "") -> _Done:
    with _running(docs, out, cache, workers=workers, formats=formats) as process:
        _, said = process.communicate(timeout=300)
    return _Done(process.returncode, said.decode(errors="replace"))


@contextmanager
def _running(
    docs: Path, out: Path, cache: Path, *, workers: str, formats: str = ""
) -> Iterator[subprocess.Popen[bytes]]:
    words = [COMMAND, "build", docs, "--out", out, "--cache", cache, "--workers", workers, "--quiet"]
    words += ["--format", formats] if formats else []
    environment = os.environ | {"XDG_CACHE_HOME": str(out.parent / "user-cache")}
    with subprocess.Popen(
        [str(word) for word in words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        yield process


def _until(process: subprocess.Popen[bytes], true: Callable[[], bool], pause: float = 0.001) -> None:
    """Wait until something is true or the process has ended."""
    while not true() and process.poll() is None:
        time.sleep(pause)
