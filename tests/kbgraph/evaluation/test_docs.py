"""The gold files in the docs are read, and their figures are those of the gold file as it is."""

import json
import re
from hashlib import sha256
from pathlib import Path

from kbgraph.evaluation import MEASURES, read_gold
from tests.kbgraph.evaluation.test_own_gold import FLOORS, GOLD

DOCS = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text(encoding="utf-8")


def example(language):
    (text,) = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    return text.encode()


def test_the_marked_text_of_the_docs_is_read():
    (passage,) = read_gold(example("text"), "my.gold")

    assert (passage.id, passage.headings) == ("kinds", ("Queues", "Kinds of queue"))
    assert len(passage.mentions) == 5


def test_the_json_lines_of_the_docs_are_read():
    (passage,) = read_gold(example("json"), "my.jsonl")

    assert len(passage.mentions) == 2
    assert json.loads(example("json")).keys() == {"id", "source", "headings", "text", "mentions"}


def test_the_figures_are_those_of_the_gold_file_as_it_is():
    assert sha256(GOLD.read_bytes()).hexdigest() in DOCS


def test_the_floors_are_just_under_the_figures():
    rows = dict(
        re.findall(r"^\| (\w+, \w+) \|.*\| ([\d.]+) \[[^|]*\|$", DOCS.split("On 115")[0], re.MULTILINE)
    )

    assert rows.keys() == {measure.name for measure in MEASURES}
    assert all(0 <= float(rows[name]) - floor < 0.025 for name, floor in FLOORS.items())
