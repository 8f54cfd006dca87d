"""kbgraph: a knowledge graph of technical documentation in which every node and edge can be traced to its source."""

from __future__ import annotations

from kbgraph.building import build, extract
from kbgraph.version import __version__
from kbgraph.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "Vocabulary",
    "__version__",
    "build",
    "extract",
    "load_vocabulary",
]
