"""What a run analyses sentences with, and the key that its analyses are kept under."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import kbgraph
from kbgraph.model import Analysis
from kbgraph.nlp.config import PipelineConfig, PipelineVersions
from kbgraph.nlp.version import ANALYSIS_VERSION, DEFAULT_MODEL
from kbgraph.relation_types import load_relation_types
from kbgraph.vocabulary import Vocabulary, load_vocabulary
from pipelines.records import signature
from pipelines.settings import Settings

_FOLDERS = ("nlp", "vocabulary")
_FILES = ("limits.py", "relation_types.py", "relations.yaml", "rules.py", "schema.py")
"""Files that analysis is made of, beside its folders."""


@dataclass(frozen=True, slots=True)
class Language:
    """A pipeline to load in any process, with what is known of it without loading it.

    `key` tells its analyses from those of others; None where a step of the user's own declares no version, and
    then `fault` says so.
    """

    config: PipelineConfig
    vocabulary: Vocabulary
    versions: PipelineVersions
    key: str | None
    fault: str | None = None


def load_language(settings: Settings) -> Language:
    """Read the vocabulary and the ontology of a run; the pipeline is loaded only where it is not the usual one.

    Raises VocabularyError, RelationsError, ModelMissingError and ModelError.
    """
    relations = None if settings.relations is None else load_relation_types(settings.relations)
    own = settings.vocabulary or settings.vocabulary_only
    vocabulary = load_vocabulary(settings.vocabulary, only=settings.vocabulary_only)
    if settings.model is None:
        config = PipelineConfig(vocabulary, None, relations)
        versions = PipelineVersions(DEFAULT_MODEL, (relations or load_relation_types()).version)
        return Language(config, vocabulary, versions, _key(vocabulary, versions))
    from kbgraph.nlp.pipeline import load_shared, signature_of, tokenizer_of, unversioned_steps, versions_of

    config = PipelineConfig(vocabulary if own else None, settings.model, relations)
    nlp = load_shared(config)
    vocabulary, versions = tokenizer_of(nlp).vocabulary, versions_of(nlp)
    if unversioned := unversioned_steps(nlp):
        fault = f"the pipeline's step {unversioned[0]!r} declares no version"
        return Language(config, vocabulary, versions, None, fault)
    return Language(config, vocabulary, versions, _key(vocabulary, versions, signature_of(nlp)))


def _key(vocabulary: Vocabulary, versions: PipelineVersions, pipeline: str = "") -> str:
    """Name what an analysis depends on beside its sentence: code, model, vocabulary and ontology."""
    parts = (
        f"{ANALYSIS_VERSION} {versions.model} {versions.relations} {vocabulary.version} {pipeline}",
        _packages(),
        signature(Analysis),
        _code(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _packages() -> str:
    """Name the versions of what parses."""
    return " ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy"))


def _code() -> str:
    """Give a hash of the code and data that analysis is made of, so that an edit meets no old answer."""
    root = Path(kbgraph.__file__).parent
    digest = sha256()
    inside = (file for folder in _FOLDERS for file in (root / folder).rglob("*") if file.is_file())
    for file in sorted([*inside, *(root / name for name in _FILES)]):
        if file.suffix != ".pyc":
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
