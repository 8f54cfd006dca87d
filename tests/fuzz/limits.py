"""Bounds of time and memory on one input: what takes more than its size allows is a failure like any other."""

from __future__ import annotations

import resource
import signal
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 2.0  # of processor time, for any input
SECONDS_PER_CHARACTER = 5 / 20_000
MEGABYTES = 150  # by which the process may grow with one input
BYTES_PER_CHARACTER = 20_000
ADDRESSES = 6 << 30  # bytes of the whole process; more is refused by the system


class TooSlowError(BaseException):
    """An input took more time than its size allows; not an Exception, so that nothing takes it for its own."""


class TooLargeError(Exception):
    """An input took more memory than its size allows."""


def limit_process() -> None:
    """Let the system refuse memory before the machine runs out of it."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, hard))


@contextmanager
def within_bounds(size: int, *, share: float = 1.0, exact: bool = False) -> Iterator[None]:
    """Raise where the block takes more time or memory than `size` characters may; `share` stretches both.

    Memory is told by how far the process grew beyond any size it ever had, which costs nothing; where that has been
    passed already, as when a failure is shrunk, `exact` counts what is allocated.
    """
    seconds = (SECONDS + SECONDS_PER_CHARACTER * size) * share
    most = int((MEGABYTES * (1 << 20) + BYTES_PER_CHARACTER * size) * share)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if exact:
        tracemalloc.start()
    previous = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
        if exact:
            grown = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    if grown > most:
        raise TooLargeError(f"{size:,} characters took more than {most >> 20:,} MB")


def _too_slow(signal_number: int, frame: FrameType | None) -> None:
    raise TooSlowError("took more processor time than its size allows")
