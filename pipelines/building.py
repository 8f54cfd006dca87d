"""The command `build`: a run with its progress shown and its outcome told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pipelines.exits import UNUSABLE, complain
from pipelines.progress import progress
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.loading import Target


def build_and_tell(settings: Settings, *, quiet: bool, neo4j: Target | None = None) -> int:
    """Run, load the graph into Neo4j where asked to, tell what came of it, and give the exit code."""
    from kbgraph.lookup import stats
    from pipelines.local import run
    from pipelines.summary import failure_lines, outcome_lines
    from pipelines.terminal import show

    if neo4j is not None:
        from pipelines.loading import check, load_and_tell

        check(neo4j)
    began = time.monotonic()
    with progress(quiet=quiet) as report:
        outcome = run(settings, report)
    if not quiet:
        show(outcome_lines(outcome, stats(outcome.graph), seconds=time.monotonic() - began))
    if neo4j is not None:
        load_and_tell(outcome.graph, neo4j, quiet=quiet)
    for line in failure_lines(outcome):
        complain(line)
    return 0 if outcome.is_complete else UNUSABLE
