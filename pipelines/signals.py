"""Signals that ask a run to end: each ends it as Ctrl-C does, and none in the midst of what must be done whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ended(SystemExit):
    """The process was asked to end by a signal; `code` is what shells count it as, 128 and its number."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


_came: list[int] = []
"""Signals that were raised or passed over since they are caught."""


def catch_ending() -> None:
    """Let signals that end a process end it in order; one that is ignored stays so (`nohup`)."""
    _came.clear()
    for number in (signal.SIGINT, *_ENDING):
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


@contextmanager
def held_back() -> Iterator[None]:
    """Let signals wait until the block is done; only the main thread gets any.

    Handlers are changed and no mask is set: the threads of a library would take what the main thread masks.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDING)}
    ours = [number for number, handler in before.items() if handler not in (None, signal.SIG_IGN)]
    for number in ours:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])
        for number in came[:1]:
            signal.raise_signal(number)


def _end(number: int, frame: FrameType | None) -> None:
    _came.append(number)
    if (
        len(_came) != 2
    ):  # the second is passed over: `timeout` sends two, and cleaning up is not to be cut short
        raise _as_exception(number)


def raise_again() -> None:
    """Raise what a signal raised before, where that got lost: Python only prints what is raised in a finaliser."""
    if _came:
        raise _as_exception(_came[0])


def _as_exception(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else Ended(number)
