"""What a run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbgraph.limits import MAX_FILE_SIZE


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
    relations: Path | None = None  # None: the built-in ontology
    model: str | None = None  # name or folder of a spaCy pipeline; None: the small English model
    follow_links: bool = False
    max_file_size: int = MAX_FILE_SIZE  # bytes
    merge_topics: bool = False
    workers: int | None = None  # None: one, more where there is much to analyse
    cache: Path | None = None  # None: the user's own cache folder
    use_cache: bool = True

    def shown(self) -> dict[str, Any]:
        """Give what decides on the result, as JSON holds it; a vocabulary is known by its version elsewhere."""
        names = ("formats", "include", "exclude", "follow_links", "max_file_size", "merge_topics")
        return {name: getattr(self, name) for name in names}
