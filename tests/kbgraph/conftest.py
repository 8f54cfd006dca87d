"""The model and the built-in vocabulary, loaded once for all tests."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kbgraph.nlp.config import PipelineConfig
from kbgraph.nlp.pipeline import load_shared
from kbgraph.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def nlp(vocabulary: Vocabulary) -> Language:
    return load_shared(PipelineConfig(vocabulary))
