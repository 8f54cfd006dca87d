"""Turn what goes wrong into a message and an exit code that a person or a script can act on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from kbgraph.errors import KbgraphError, OutputError, QueryError, SettingError, UnknownFormatError
from pipelines.signals import Ended

UNUSABLE = 1
"""Exit code: an input could not be used; whatever else was asked for is done."""
WRONG_CALL = 2
"""Exit code: the call itself can't be carried out: an unknown path, format or option, nowhere to write."""
FAULT = 70
"""Exit code: kbgraph failed in a way that nobody foresaw (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
"""Exit code: stopped by Ctrl-C, as shells count it: 128 and the signal's number."""

_OUTPUT_LOST = (errno.ENOSPC, errno.EIO)
_WRONG_CALLS = (UnknownFormatError, OutputError, SettingError, QueryError)


def complain(message: str) -> None:
    """Write a message to standard error, each line of it made safe."""
    from pipelines.terminal import line, show

    first, *others = message.splitlines() or [""]
    show([line(("kbgraph: ", "bold red"), first), *(line("  ", each) for each in others)], sys.stderr)


@contextmanager
def translated() -> Iterator[None]:
    """End the command with a message and its exit code where kbgraph raises an error."""
    try:
        yield
    except KbgraphError as error:
        complain(str(error))
        raise typer.Exit(WRONG_CALL if isinstance(error, _WRONG_CALLS) else UNUSABLE) from error
    except Ended as error:
        complain("ended by a signal; nothing was left half-written")
        raise typer.Exit(int(str(error.code))) from error
    except KeyboardInterrupt as error:
        complain("interrupted; nothing was left half-written")
        raise typer.Exit(INTERRUPTED) from error


def open_missing_streams() -> None:
    """Let what is written to a standard stream that is closed go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


@contextmanager
def last_resort() -> Iterator[None]:
    """End the process with a line and its exit code whatever was raised; a traceback is shown where asked for."""
    try:
        yield
    except BaseException as error:
        from pipelines import faults

        if not faults.is_unforeseen(error):
            raise
        if isinstance(error, OSError) and error.errno in _OUTPUT_LOST and error.filename is None:
            with suppress(OSError):
                complain(f"the output can't be written: {error.strerror}")
            sys.exit(WRONG_CALL)
        if faults.wants_traceback():
            faults.mask(error)
            raise
        complain(faults.in_a_line(error))
        complain(faults.how_to_report(faults.write_report([faults.details(error)])))
        sys.exit(FAULT)
