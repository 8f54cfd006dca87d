"""Reading loses no text on any example of the CommonMark specification, with any kind of line end."""

import pytest

from kbgraph.reading import read_text
from tests.commonmark import SpecMissingError, spec_examples
from tests.integration.conftest import give_up
from tests.kbgraph.reading.checks import assert_sound, prose, read_prose

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def examples() -> list[str]:
    try:
        return spec_examples()
    except SpecMissingError as error:
        give_up(str(error))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_example_is_read_whole(examples: list[str], end: str) -> None:
    assert len(examples) == 652
    for example in examples:
        source = example.replace("\n", end)
        document = read_text(source, key="example.md")
        assert_sound(document, source)
        assert read_prose(document) == prose(source)
