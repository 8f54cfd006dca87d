"""What a kill may leave behind, and what came of one."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE = 20.0  # seconds until processes that lost their master have ended


@dataclass(frozen=True, slots=True)
class Trial:
    """One kill, and the states that were found after it."""

    kind: str
    point: str  # where it was killed, in a person's words
    state: str  # "old", "new", "known mixture" or "MIXTURE"
    faults: tuple[str, ...] = ()  # what must not be, in a line each

    def __str__(self) -> str:
        faults = "".join(f"\n    {fault}" for fault in self.faults)
        return f"{self.kind:<14} {self.point:<44} {self.state}{faults}"


def survivors(group: int) -> bool:
    """Tell whether processes of a group are still there after a while, and end them then."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return True
