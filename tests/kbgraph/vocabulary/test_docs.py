"""The vocabulary in the docs is one that loads."""

import re
from pathlib import Path

import pytest

from kbgraph.vocabulary import Vocabulary, load_vocabulary
from kbgraph.vocabulary.parsing import LIST_KEYS, SERVICE_KEYS, TEXT_KEYS

DOCS = Path(__file__).parents[3] / "docs" / "vocabulary.md"


@pytest.fixture
def documented(tmp_path: Path) -> Vocabulary:
    (text,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "my-terms.yaml"
    path.write_text(text, encoding="utf-8")
    return load_vocabulary([path])


def test_the_example_adds_entries_over_the_built_in(documented: Vocabulary) -> None:
    assert documented.entries["service:relay"].parent == "service:order-gateway"
    assert documented.entries["service:relay"].broader == ("concept:load-balancer",)
    assert "parking lot queue" in documented.entries["concept:dead-letter-queue"].names
    assert "DLQ" in documented.entries["concept:dead-letter-queue"].names


def test_the_table_lists_every_key_and_where_it_belongs() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (\w+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {key: "services" if key in SERVICE_KEYS else "both" for key in (*TEXT_KEYS, *LIST_KEYS)}
