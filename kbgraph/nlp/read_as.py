"""Let the model read other words than those that stand.

The model has not seen "Kinesis Data Streams", but it has seen "Amazon": it parses "Kinesis Data Streams encrypts
records" well where it reads that in the name's place. What it reads belongs to the token and not to the lexeme,
which all sentences share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model
from thinc.types import Floats2d

ARCHITECTURE = "kbgraph.ReadAs.v1"
_KEY = "kbgraph_read_as"


def set_read_as(doc: Doc, words: Sequence[str]) -> None:
    """Note what the model is to read in place of the tokens' words, one for each."""
    doc.user_data[_KEY] = list(words)


def read_words(doc: Doc) -> list[str]:
    """Give the words that the model reads."""
    found: list[str] | None = doc.user_data.get(_KEY)
    return [token.text for token in doc] if found is None else found


def make_read_as(tok2vec: Model[list[Doc], list[Floats2d]]) -> Model[list[Doc], list[Floats2d]]:
    """Wrap an embedding layer so that it reads each Doc by `read_words`; the registered architecture."""
    return Model("read_as", _forward, dims={"nO": tok2vec.maybe_get_dim("nO")}, layers=[tok2vec])


registry.architectures(ARCHITECTURE, func=make_read_as)


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[..., Any]]:
    return model.layers[0]([_as_read(doc) for doc in docs], is_train)


def _as_read(doc: Doc) -> Doc:
    if _KEY not in doc.user_data:
        return doc
    return Doc(doc.vocab, words=read_words(doc), spaces=[bool(token.whitespace_) for token in doc])
