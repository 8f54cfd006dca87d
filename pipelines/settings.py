"""What a run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on beside the documents themselves."""

    paths: tuple[Path, ...]
    out: Path
    formats: tuple[str, ...] = ()  # empty: every format there is
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    vocabulary: tuple[Path, ...] = ()
    vocabulary_only: bool = False
    merge_topics: bool = False
    workers: int | None = None  # None: one, more where there is much to analyse
    cache: Path | None = None  # None: the user's own cache folder
    use_cache: bool = True
