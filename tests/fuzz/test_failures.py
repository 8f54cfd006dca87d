"""Everything on which the program ever failed, tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.failures import FOLDER, kept, read
from tests.fuzz.targets import TARGETS
from tests.fuzz.trying import attempt

KEPT = list(kept())
STRETCH = 20
"""The bounds end what hangs; on a busy machine they must not end what is only slow."""


@pytest.mark.parametrize(
    ("target", "path"), KEPT, ids=[path.relative_to(FOLDER).as_posix() for _, path in KEPT]
)
def test_what_failed_once_holds_for_good(target: str, path: Path) -> None:
    TARGETS[target].warm_up()
    assert attempt(TARGETS[target], read(path), stretch=STRETCH) is None
