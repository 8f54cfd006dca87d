"""The command `build`: a run with its progress shown and its outcome told."""

from __future__ import annotations

import time

from pipelines.exits import UNUSABLE, complain
from pipelines.progress import progress
from pipelines.settings import Settings


def build_and_tell(settings: Settings, *, quiet: bool) -> int:
    """Run, tell what came of it, and give the exit code."""
    from kbgraph.lookup import stats
    from pipelines.local import run
    from pipelines.summary import outcome_lines
    from pipelines.terminal import show

    began = time.monotonic()
    with progress(quiet=quiet) as report:
        outcome = run(settings, report)
    if not quiet:
        show(outcome_lines(outcome, stats(outcome.graph), seconds=time.monotonic() - began))
    for error in outcome.unusable:
        complain(str(error))
    return UNUSABLE if outcome.unusable else 0
