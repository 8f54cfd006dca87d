"""Run the fuzzer: `python -m tests.fuzz --seconds 60 --seed 1 [--target reader] [--case 4711]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.case import GENERATORS, Case
from tests.fuzz.failures import FOLDER, keep
from tests.fuzz.generators.sources import fingerprint
from tests.fuzz.running import Job, Tally, make, run
from tests.fuzz.targets import TARGETS
from tests.fuzz.trying import attempt


def main() -> int:
    """Run what is asked for; 1 where anything failed."""
    options = _options()
    if options.case is not None:
        return _rerun(options.target, options.seed, options.case)
    names = [options.target] if options.target else [name for name, target in TARGETS.items() if target.share]
    print(f"generators {GENERATORS}, seed {options.seed}, {fingerprint()}")
    total = sum(TARGETS[name].share for name in names) or 1.0
    kinds = 0
    for name in names:
        share = (TARGETS[name].share / total) or 1.0
        seconds = None if options.count or TARGETS[name].count else options.seconds * share
        job = Job(name, options.seed, seconds, options.count, shrinking=options.shrinking)
        tally = run(job, options.jobs)
        _report(name, options.seed, tally, options.keep)
        kinds += len(tally.failures)
    return 1 if kinds else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "--target", choices=TARGETS, help="one target; without it all, by their share of the time"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="for all targets together")
    parser.add_argument("--count", type=int, help="so many inputs of each target, however long it takes")
    parser.add_argument(
        "--case", type=int, help="only the case of this number of the target, shown and tried"
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--shrinking", type=float, default=20.0, help="seconds for each kind of failure")
    parser.add_argument("--keep", type=Path, default=FOLDER, help="the folder that failures are written to")
    options = parser.parse_args()
    if options.case is not None and options.target is None:
        parser.error("--case is the number of a case of one --target")
    return options


def _report(name: str, seed: int, tally: Tally, folder: Path) -> None:
    rate = tally.inputs / tally.seconds if tally.seconds else 0.0
    failed = sum(tally.failures.values())
    print(
        f"{name:<11}{tally.inputs:>10,} inputs  median {tally.median:>6,} characters  {rate:>8,.0f} a second  "
        f"{tally.seconds:>6,.0f} s  {failed:,} failures of {len(tally.failures):,} kinds",
        flush=True,
    )
    for kind, found in sorted(tally.found.items(), key=lambda item: item[1].number):
        path = keep(name, found.case, folder)
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        print(f"  {tally.failures[kind]:,} × {kind}")
        print(f"    {found.message}")
        print(f"    {shown}; again: --target {name} --seed {seed} --case {found.number}", flush=True)


def _rerun(name: str, seed: int, number: int) -> int:
    target = TARGETS[name]
    target.warm_up()
    case = make(target, seed, number)
    _show(case)
    fault = attempt(target, case)
    print(f"{fault.kind}\n{fault.message}" if fault else "holds")
    return 1 if fault else 0


def _show(case: Case) -> None:
    shown = case.data if case.suffix == ".raw" else case.text
    print(f"{case.suffix}, {len(case.data):,} bytes:\n{shown!a}")


if __name__ == "__main__":
    sys.exit(main())
