"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A first example pays for lazy imports, and a busy machine is no failure: time is measured by the benchmarks.
settings.register_profile("kbgraph", deadline=None)
settings.load_profile("kbgraph")
