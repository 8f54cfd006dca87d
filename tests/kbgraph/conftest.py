"""The model and the built-in vocabulary, loaded once for all tests."""

from __future__ import annotations

import pytest

from kbgraph.analysis import Analyser, load_analyser
from kbgraph.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def analyser(vocabulary: Vocabulary) -> Analyser:
    return load_analyser(vocabulary)
