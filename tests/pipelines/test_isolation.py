"""A sentence that can't be analysed costs no other one anything."""

import pytest

from kbgraph.errors import ModelMissingError
from kbgraph.nlp.config import PipelineConfig
from kbgraph.nlp.pipeline import analyse, load_shared
from kbgraph.vocabulary import load_vocabulary
from pipelines.isolation import analyse_each

TEXTS = ["Amazon SQS stores messages.", "The poison spoils everything.", "AWS Lambda reads a queue."]


class Matcher:
    """A matcher that fails at one word, as a fault of ours would."""

    def __init__(self, matcher, error):
        self._matcher = matcher
        self._error = error

    def find(self, text):
        if "poison" in text:
            raise self._error
        return self._matcher.find(text)


@pytest.fixture(scope="module")
def nlp():
    return load_shared(PipelineConfig(load_vocabulary()))


@pytest.fixture
def failing(nlp, monkeypatch):
    """Let the pipeline raise an error at one word."""

    def lay(error):
        monkeypatch.setattr(nlp.tokenizer, "_matcher", Matcher(nlp.tokenizer._matcher, error))
        return nlp

    return lay


@pytest.mark.parametrize("error", [AttributeError("no such name"), RecursionError(), MemoryError()])
def test_the_others_are_analysed_and_the_one_is_named_with_the_place(nlp, failing, error):
    batch = analyse_each(TEXTS, failing(error))

    assert [each.text for each in batch.analyses] == TEXTS
    assert [each.unparsed for each in batch.analyses] == ["", "failed", ""]
    assert batch.sound == list(analyse([TEXTS[0], TEXTS[2]], nlp))
    (failure,) = batch.failures
    assert failure.text == TEXTS[1]
    assert failure.reason.startswith(type(error).__name__)
    assert "kbgraph/nlp/tokenizer.py:" in failure.reason


def test_a_panic_of_a_library_that_is_no_exception_is_isolated_too(failing):
    class PanicException(BaseException):
        pass

    batch = analyse_each(TEXTS, failing(PanicException("index out of bounds")))

    assert [failure.text for failure in batch.failures] == [TEXTS[1]]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ModelMissingError("no model")])
def test_what_ends_the_run_is_raised(failing, error):
    with pytest.raises(type(error)):
        analyse_each(TEXTS, failing(error))
