"""How much is read of one thing: the work is bounded by size, for kbgraph has no clock."""

from __future__ import annotations

MAX_FILE_SIZE = 50_000_000
"""Bytes of the largest file that is read unless another limit is given."""

MAX_GRAPH_SIZE = 16_000_000_000
"""Bytes of the largest graph file that is read: more than a machine holds of a graph, and less than a disk has."""

MOST_TOKENS = 512
"""Tokens of the longest text that is parsed: sentences are far shorter, and memory grows with it."""

DEEPEST_TREE = 200
"""Steps from a token to its root in the deepest parse that is read; what walks parses does so by recursion."""
