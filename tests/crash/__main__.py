"""Run trials, tell each, and end with 1 where one found what must not be."""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.crash.builds import prepare
from tests.crash.loads import loads
from tests.crash.trial import Trial

_LOADS = 0.3  # of the points


def main() -> int:
    """Run as many trials as asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--points", type=int, default=20, help="kills (20)")
    parser.add_argument("--seed", type=int, default=1, help="of the points (1)")
    parser.add_argument("--only", choices=["builds", "loads"], help="leave the other out")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # the server is to be stopped
    trials: list[Trial] = []
    for trial in _run(arguments.points, random.Random(arguments.seed), arguments.only):
        print(trial, flush=True)
        trials.append(trial)
    states = Counter(trial.state for trial in trials)
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    failed = sum(bool(trial.faults) for trial in trials)
    print(f"{len(trials)} kills with seed {arguments.seed}: {told}; {failed} with faults")
    return 1 if failed else 0


def _run(points: int, rng: random.Random, only: str | None) -> Iterator[Trial]:
    share = {"builds": 0.0, "loads": 1.0}.get(only or "", _LOADS)
    of_loads = round(points * share)
    with tempfile.TemporaryDirectory(prefix="kbgraph-crash-") as name, ExitStack() as stack:
        kinds: list[tuple[int, Callable[[random.Random], Trial]]] = []
        if points > of_loads:
            kinds.append((points - of_loads, prepare(Path(name) / "builds").trial))
        if of_loads:
            kinds.append((of_loads, stack.enter_context(loads(Path(name) / "neo4j")).trial))
        for count, trial in kinds:
            for _ in range(count):
                yield trial(rng)


if __name__ == "__main__":
    sys.exit(main())
