"""Go through the cases of a target by their numbers, until the time is over or there are no more."""

from __future__ import annotations

import faulthandler
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context

from tests.fuzz.case import Case, generator
from tests.fuzz.limits import limit_process
from tests.fuzz.shrinking import shrink
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.trying import Fault, attempt

_MOST_SHRUNK = 40  # kinds of a target; the rest is only counted
_HUNG = 300.0  # seconds after which a process that answers no signal says where it is, and ends


@dataclass(frozen=True, slots=True)
class Found:
    """A kind of failure: the first case that has it, made small."""

    kind: str
    message: str
    number: int
    case: Case


@dataclass(slots=True)
class Tally:
    """What a run went through."""

    inputs: int = 0
    seconds: float = 0.0
    lengths: dict[int, int] = field(default_factory=dict)  # characters: inputs
    found: dict[str, Found] = field(default_factory=dict)  # by kind
    failures: dict[str, int] = field(default_factory=dict)  # by kind: inputs, or batches of them

    def add(self, other: Tally) -> None:
        """Take in what another process went through at the same time."""
        self.inputs += other.inputs
        self.seconds = max(self.seconds, other.seconds)
        for mine, theirs in ((self.lengths, other.lengths), (self.failures, other.failures)):
            for key, number in theirs.items():
                mine[key] = mine.get(key, 0) + number  # type: ignore[index]
        for kind, found in other.found.items():
            if kind not in self.found or found.number < self.found[kind].number:
                self.found[kind] = found

    @property
    def median(self) -> int:
        """Give the median length, in characters."""
        passed = 0
        for length in sorted(self.lengths):
            passed += self.lengths[length]
            if 2 * passed >= self.inputs:
                return length
        return 0


@dataclass(frozen=True, slots=True)
class Job:
    """What one process does: every `step`th batch of a target from `first` on."""

    target: str
    seed: int
    seconds: float | None  # without shrinking; None: no bound
    most: int | None  # number of inputs of all processes together
    first: int = 0
    step: int = 1
    shrinking: float = 20.0  # seconds for each kind


def run(job: Job, jobs: int = 1) -> Tally:
    """Go through a target with so many processes."""
    if jobs == 1:
        return run_part(job)
    parts = [
        Job(job.target, job.seed, job.seconds, job.most, first, jobs, job.shrinking) for first in range(jobs)
    ]
    total = Tally()
    with get_context("spawn").Pool(jobs) as pool:
        for tally in pool.imap_unordered(run_part, parts):
            total.add(tally)
    return total


def run_part(job: Job) -> Tally:
    """Go through the batches of one process."""
    faulthandler.enable()
    limit_process()
    target, tally = TARGETS[job.target], Tally()
    target.warm_up()
    started, armed, shrunk = time.monotonic(), 0.0, 0.0
    for numbers in _batches(target, job):
        now = time.monotonic()
        if job.seconds is not None and now - started - shrunk >= job.seconds:
            break
        if now - armed > 1:
            faulthandler.dump_traceback_later(_HUNG + 2 * job.shrinking, exit=True, file=sys.__stderr__)
            armed = now
        cases = [make(target, job.seed, number) for number in numbers]
        fault = attempt(target, target.join(cases))
        for case in cases:
            length = len(case.data) if case.suffix == ".raw" else _length(case)
            tally.lengths[length] = tally.lengths.get(length, 0) + 1
        tally.inputs += len(cases)
        if fault is not None:
            before = time.monotonic()
            _note(tally, target, job, numbers, cases, fault)
            shrunk += time.monotonic() - before
    faulthandler.cancel_dump_traceback_later()
    tally.seconds = time.monotonic() - started - shrunk
    return tally


def make(target: Target, seed: int, number: int) -> Case:
    """Make the case of a number."""
    return target.make(generator(target.name, seed, number), number)


def _length(case: Case) -> int:
    data = case.data
    return len(data) if data.isascii() else sum(byte & 0xC0 != 0x80 for byte in data)


def _batches(target: Target, job: Job) -> Iterator[Sequence[int]]:
    ends = [most for most in (job.most, target.count() if target.count else None) if most is not None]
    end = min(ends, default=None)
    for batch in count(job.first, job.step):
        start = batch * target.batch
        stop = start + target.batch if end is None else min(start + target.batch, end)
        if start >= stop:
            return
        yield range(start, stop)


def _note(
    tally: Tally, target: Target, job: Job, numbers: Sequence[int], cases: Sequence[Case], fault: Fault
) -> None:
    """Count a failure, and make the first of its kind small."""
    number, case = numbers[0], target.join(cases)
    tally.failures[fault.kind] = tally.failures.get(fault.kind, 0) + 1
    if fault.kind in tally.found or len(tally.found) >= _MOST_SHRUNK:
        return
    if len(cases) > 1:  # one input of the batch, if one alone does it
        for each, one in zip(numbers, cases, strict=True):
            if (alone := attempt(target, one)) is not None and alone.kind == fault.kind:
                number, case = each, one
                break
    exact = fault.kind.startswith(("TooLarge", "MemoryError"))

    def fails(smaller: Case) -> bool:
        again = attempt(target, smaller, exact=exact)
        return again is not None and again.kind == fault.kind

    small = shrink(case, fails, shape=target.shape, seconds=job.shrinking)
    tally.found[fault.kind] = Found(fault.kind, fault.message, number, small)
