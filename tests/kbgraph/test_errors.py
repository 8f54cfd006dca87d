"""What errors say, and what they are."""

from __future__ import annotations

import inspect
import pickle

import pytest

from kbgraph import errors
from kbgraph.errors import (
    GraphFileError,
    InputError,
    KbgraphError,
    NoDocumentError,
    UnknownNameError,
    VocabularyError,
)

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, KbgraphError) and kind is not KbgraphError
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_also_one_of_python(kind: type[KbgraphError]) -> None:
    others = [base for base in kind.__mro__ if not issubclass(base, KbgraphError)]
    assert others[0] not in {Exception, BaseException, object}


@pytest.mark.parametrize(
    ("path", "line", "said"),
    [(None, None, "no text"), ("a.md", None, "a.md: no text"), ("a.md", 7, "a.md:7: no text")],
)
def test_message_says_where(path: str | None, line: int | None, said: str) -> None:
    assert str(InputError("no text", path=path, line=line)) == said


@pytest.mark.parametrize("kind", [InputError, VocabularyError, GraphFileError, NoDocumentError])
def test_input_error_survives_a_process_boundary(kind: type[InputError]) -> None:
    error = pickle.loads(pickle.dumps(kind("no text", path="a.md", line=7)))
    assert (type(error), str(error)) == (kind, "a.md:7: no text")
    assert (error.message, error.path, error.line) == ("no text", "a.md", 7)


def test_unknown_name_gives_the_nearest() -> None:
    error = UnknownNameError("SQZ", ("SQS", "SNS"))
    assert str(error) == "nothing in the graph is named 'SQZ'; the nearest names are SQS, SNS"
    assert str(UnknownNameError("SQZ")) == "nothing in the graph is named 'SQZ'"
