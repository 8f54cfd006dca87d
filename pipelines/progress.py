"""Tell how far a run is: a bar on a terminal, plain lines without one, nothing where quiet is asked for."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from kbgraph.pipeline import Progress, nothing

_EVERY = 5.0  # seconds between plain lines of one stage


@contextmanager
def progress(*, quiet: bool = False, stream: TextIO | None = None) -> Iterator[Progress]:
    """Give a function to report to, for as long as a run takes."""
    stream = stream or sys.stderr
    if quiet:
        yield nothing
    elif stream.isatty():
        with _bar(stream) as report:
            yield report
    else:
        yield _plain_lines(stream)


@contextmanager
def _bar(stream: TextIO) -> Iterator[Progress]:
    from rich import progress as rich_progress

    from pipelines.terminal import console

    columns = (
        rich_progress.TextColumn("{task.description:<10}"),
        rich_progress.BarColumn(),
        rich_progress.MofNCompleteColumn(),
        rich_progress.TimeElapsedColumn(),
    )
    with rich_progress.Progress(*columns, console=console(stream), transient=True) as bar:
        tasks: dict[str, rich_progress.TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(tasks[stage], completed=done, total=total or None)

        yield report


def _plain_lines(stream: TextIO) -> Progress:
    """Write one line when a stage begins, one when it ends, and one every few seconds between."""
    written: dict[str, float] = {}

    def report(stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        begun, finished = stage in written, 1 < total <= done
        if not begun or finished or (total > 1 and now - written[stage] >= _EVERY):
            written[stage] = now
            amount = f" {done:,} of {total:,}" if total > 1 else ""
            with suppress(OSError):  # nobody reads it, and the work goes on
                print(f"{stage}{amount}", file=stream, flush=True)

    return report
