"""What the language part is made of: enough to load it in any process."""

from __future__ import annotations

from dataclasses import dataclass

from kbgraph.relation_types import RelationTypes
from kbgraph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PipelineConfig:
    """A vocabulary, the name or folder of a spaCy pipeline, and an ontology; what is None is the built-in one.

    A pipeline that was saved with steps of ours has its own vocabulary and ontology where none is given.
    """

    vocabulary: Vocabulary | None = None
    model: str | None = None
    relations: RelationTypes | None = None


@dataclass(frozen=True, slots=True)
class PipelineVersions:
    """What made the analyses: name and version of the model, and the version of the ontology."""

    model: str
    relations: str
