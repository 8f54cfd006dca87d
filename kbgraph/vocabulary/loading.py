"""The built-in vocabulary, and a user's files over it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kbgraph.vocabulary.model import Vocabulary, entry_from_record, make_vocabulary

DATA = Path(__file__).parent / "data"
BUILT_IN_FILES = ("aws-services.yaml", "aws-concepts.yaml", "aws-hand.yaml")
COMPILED = DATA / "built-in.json"
"""The built-in files put together by `scripts/make_vocabulary.py`: JSON loads far faster than YAML."""


def load_vocabulary(paths: Sequence[Path] = (), *, only: bool = False) -> Vocabulary:
    """Load the built-in vocabulary and lay the user's files over it, in their order.

    With `only` the built-in is left out.

    Raises:
        VocabularyError: with every fault in all files, each with its file and line.
    """
    if not paths:
        return make_vocabulary({}) if only else _built_in()
    from kbgraph.vocabulary.combining import combine  # brings YAML, which the built-in does without
    from kbgraph.vocabulary.parsing import read_file

    contents = [read_file(Path(path)) for path in paths]
    return combine({} if only else dict(_built_in().entries), contents)


@cache
def _built_in() -> Vocabulary:
    records = json.loads(COMPILED.read_text(encoding="utf-8"))
    return make_vocabulary({record["id"]: entry_from_record(record) for record in records})
