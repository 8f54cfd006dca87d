"""The totals of docs/quality.md are those of the judged rows."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")


def rows(name):
    with (ROOT / "benchmarks" / "quality" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def table(head):
    """Give the rows of the table under a head, each with its cells."""
    _, _, after = TEXT.partition(head)
    lines = after.splitlines()[2:]
    end = next((at for at, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[:end]]


@pytest.fixture(scope="module")
def relations():
    return rows("relations.tsv")


def test_the_relations_of_each_guide_are_counted(relations):
    judged = Counter(row["guide"] for row in relations)
    right = Counter(row["guide"] for row in relations if row["verdict"] == "right")
    judged["all"], right["all"] = judged.total(), right.total()

    told = {row[0]: row[1:4] for row in table("| guide | judged | right | share |")}

    assert told == {
        guide: [str(judged[guide]), str(right[guide]), f"{right[guide] / judged[guide]:.0%}"]
        for guide in judged
    }


def test_the_classes_of_failure_are_counted(relations):
    wrong = Counter(row["class"] for row in relations if row["verdict"] == "wrong")

    assert {name: int(number) for name, number in table("| class | number |")} == wrong


def test_a_relation_is_right_or_wrong_in_some_way(relations):
    assert {row["verdict"] for row in relations} == {"right", "wrong"}
    assert all(bool(row["class"]) == (row["verdict"] == "wrong") for row in relations)
    assert all(re.fullmatch(r"(?:not )?[A-Z_]+", row["type"]) for row in relations)


def test_the_concepts_of_each_guide_are_counted():
    belong = Counter(row["guide"].lower() for row in rows("concepts.tsv") if row["belongs"] == "yes")

    told = {
        re.sub(r" \(.*", "", guide).lower(): int(number)
        for guide, number in table("| guide | belong, of 100 |")
    }

    assert told == belong
