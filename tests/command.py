"""The command line: called in this process, which has loaded everything, or started as a person would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from pipelines.cli import main

COMMAND = Path(sys.executable).with_name("kbgraph")
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@dataclass(frozen=True)
class Answer:
    """What a call ended with and what it wrote."""

    code: int
    out: str
    err: str


def call(*words: object, cwd: Path | None = None, environment: Mapping[str, object]) -> Answer:
    """Run the command line here: as a process would, but for what a start of Python does."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kbgraph", *map(str, words)])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        for name, value in environment.items():
            patch.setenv(name, str(value))
        if cwd is not None:
            patch.chdir(cwd)
        try:
            code = _code_of(main)
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
    return Answer(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))  # type: ignore[attr-defined]


def _code_of(main: Callable[[], None]) -> int:
    """End as Python does with what a program raises."""
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def start(*words: object, cwd: Path | None = None, environment: Mapping[str, object]) -> Answer:
    """Start the installed command, where a test is about the process: its start, its hash seed, its streams."""
    done = subprocess.run(
        [COMMAND, *map(str, words)],
        cwd=cwd,
        env=os.environ | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
