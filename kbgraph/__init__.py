"""kbgraph: a knowledge graph of technical documentation in which every node and edge can be traced to its source.

All that is public is here, and is imported when it is first used: spaCy and the parsers are only then.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kbgraph.version import __version__

if TYPE_CHECKING:
    from kbgraph.building import build, build_graph, extract, load
    from kbgraph.errors import (
        InputError,
        KbgraphError,
        ModelError,
        ModelMissingError,
        NoDocumentError,
        RelationsError,
        SettingError,
        VocabularyError,
    )
    from kbgraph.extraction import Extraction, Mention, StatedRelation
    from kbgraph.graph import Graph
    from kbgraph.model import Document, Piece
    from kbgraph.nlp.span_relations import SpanRelation, add_relation
    from kbgraph.pipeline import Progress
    from kbgraph.reading import read_text
    from kbgraph.reading.units import Heading, Unit
    from kbgraph.relation_types import RelationType, RelationTypes, load_relation_types
    from kbgraph.vocabulary import Entry, Vocabulary, load_vocabulary

_MODULES = {
    "kbgraph.building": ("build", "build_graph", "extract", "load"),
    "kbgraph.errors": (
        "InputError",
        "KbgraphError",
        "ModelError",
        "ModelMissingError",
        "NoDocumentError",
        "RelationsError",
        "SettingError",
        "VocabularyError",
    ),
    "kbgraph.extraction": ("Extraction", "Mention", "StatedRelation"),
    "kbgraph.graph": ("Graph",),
    "kbgraph.model": ("Document", "Piece"),
    "kbgraph.nlp.span_relations": ("SpanRelation", "add_relation"),
    "kbgraph.pipeline": ("Progress",),
    "kbgraph.reading": ("read_text",),
    "kbgraph.reading.units": ("Heading", "Unit"),
    "kbgraph.relation_types": ("RelationType", "RelationTypes", "load_relation_types"),
    "kbgraph.vocabulary": ("Entry", "Vocabulary", "load_vocabulary"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Document",
    "Entry",
    "Extraction",
    "Graph",
    "Heading",
    "InputError",
    "KbgraphError",
    "Mention",
    "ModelError",
    "ModelMissingError",
    "NoDocumentError",
    "Piece",
    "Progress",
    "RelationType",
    "RelationTypes",
    "RelationsError",
    "SettingError",
    "SpanRelation",
    "StatedRelation",
    "Unit",
    "Vocabulary",
    "VocabularyError",
    "__version__",
    "add_relation",
    "build",
    "build_graph",
    "extract",
    "load",
    "load_relation_types",
    "load_vocabulary",
    "read_text",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
