"""End work in this process that takes too long."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class OverdueError(Exception):
    """Work was ended because it took too long; no OSError as TimeoutError is, which readers of files catch."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise OverdueError in the block once `seconds` are over.

    It reaches what runs Python code in the main thread of a system with SIGALRM; elsewhere, and where
    an alarm is set already, nothing is bounded.
    """
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not usable or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise OverdueError(f"not done after {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
