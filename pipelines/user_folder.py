"""The folder in which kbgraph keeps what it can make again: analyses and reports of faults."""

from __future__ import annotations

from pathlib import Path


def user_folder() -> Path:
    """Give the user's own cache folder; it may not be there yet."""
    from platformdirs import user_cache_path

    return user_cache_path("kbgraph", appauthor=False)
