"""Try one input within its bounds, and name what went wrong so that the same fault has the same name."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.case import Case
from tests.fuzz.limits import TooLargeError, TooSlowError, within_bounds
from tests.fuzz.targets import Target

_ROOT = Path(__file__).parents[2]
_OURS = ("kbgraph", "exports", "pipelines", "tests")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with an input; faults of one kind are taken for one."""

    kind: str
    message: str


def attempt(target: Target, case: Case, *, exact: bool = False, stretch: float = 1.0) -> Fault | None:
    """Try an input and give its fault; None where all holds.

    `exact` counts memory, and `stretch` widens the bounds further.
    """
    try:
        with within_bounds(len(case.data), share=target.stretch * stretch, exact=exact):
            target.check(case)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        return Fault(_kind(error), f"{type(error).__name__}: {str(error)[:200]}")
    return None


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, TooLargeError | MemoryError):
        return name
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _ours(frame.filename)]
    own = [
        frame for frame in frames if "tests" not in Path(frame.filename).relative_to(_ROOT).parts
    ] or frames
    last = own[-1] if isinstance(error, TooSlowError) else frames[-1]
    where = f"{Path(last.filename).relative_to(_ROOT).as_posix()}:{last.name}"
    return f"{name} in {where}" if isinstance(error, TooSlowError) else f"{name} in {where}: {last.line}"


def _ours(path: str) -> bool:
    try:
        parts = Path(path).relative_to(_ROOT).parts
    except ValueError:
        return False
    return parts[0] in _OURS and parts[-1] not in ("limits.py", "trying.py")
