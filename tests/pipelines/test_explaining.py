"""The command `explain`, and that a user's rulings survive a rebuild with a cache."""

import json

import pytest

TEXT = "# Lakes\n\nThe Kettle Data Lake (KDL) is big. The KDL grows. A DLQ keeps messages of Amazon SQS.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lakes.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def build(kbgraph, folder, rulings=""):
    (folder / "terms.yaml").write_text(rulings, encoding="utf-8")
    arguments = (
        "--quiet",
        "--out",
        "build",
        "--format",
        "json",
        "--vocabulary",
        "terms.yaml",
        "--cache",
        "cache",
    )
    answer = kbgraph("build", "lakes.md", *arguments, cwd=folder)
    assert (answer.code, answer.err) == (0, "")
    return {node["id"] for node in json.loads((folder / "build" / "graph.json").read_text())["nodes"]}


def explain(kbgraph, folder, *arguments):
    return kbgraph("explain", *arguments, "--vocabulary", "terms.yaml", cwd=folder)


def test_an_abbreviation_is_told_with_path_and_line(kbgraph, folder):
    build(kbgraph, folder)

    answer = explain(kbgraph, folder, "KDL", "Kettle Data Lake")

    assert answer.out.splitlines() == [
        "KDL and Kettle Data Lake are one: concept:kettle-data-lake",
        "  abbreviation  “KDL” is defined as “Kettle Data Lake”  lakes.md:3",
    ]


def test_a_vocabulary_synonym_needs_no_graph(kbgraph, tmp_path):
    answer = kbgraph("explain", "DLQ", "dead-letter queue", cwd=tmp_path)

    assert answer.code == 0
    assert answer.out.startswith("DLQ and dead-letter queue are one: concept:dead-letter-queue\n")
    assert "aws-hand.yaml:" in answer.out
    assert "there is no graph" in answer.out


def test_two_services_are_told_apart(kbgraph, tmp_path):
    assert "SQS and SNS are not one" in kbgraph("explain", "SQS", "SNS", cwd=tmp_path).out


def test_programs_get_everything(kbgraph, folder):
    build(kbgraph, folder)

    found = json.loads(explain(kbgraph, folder, "KDL", "Kettle Data Lake", "--json").out)

    assert (found["one"], found["ids"], found["notes"]) == (True, ["concept:kettle-data-lake"], [])
    assert found["reasons"][0]["where"] == "lakes.md:3"


def test_a_graph_of_another_vocabulary_is_told(kbgraph, folder):
    build(kbgraph, folder)
    (folder / "terms.yaml").write_text("ignore: [lake]", encoding="utf-8")

    assert "built with another vocabulary" in explain(kbgraph, folder, "KDL", "Kettle Data Lake").out


def test_a_graph_that_is_not_there_ends_with_2(kbgraph, tmp_path):
    answer = kbgraph("explain", "SQS", "SNS", "--graph", "nowhere.json", cwd=tmp_path)

    assert answer.code == 2
    assert "nowhere.json" in answer.err


@pytest.mark.parametrize(
    ("rulings", "gone", "there"),
    [
        ("same: [[Kettle Data Lake, DLQ]]", "concept:kettle-data-lake", "concept:dead-letter-queue"),
        ("different: [[DLQ, dead-letter queue]]", "concept:dead-letter-queue", "concept:dlq"),
        ("ignore: [SQS]", "service:sqs", "concept:dead-letter-queue"),
    ],
)
def test_a_ruling_survives_every_rebuild_and_goes_when_it_is_taken_back(
    kbgraph, folder, rulings, gone, there
):
    before = build(kbgraph, folder)
    first, second = build(kbgraph, folder, rulings), build(kbgraph, folder, rulings)

    assert gone in before
    assert first == second
    assert there in first
    assert gone not in first
    assert build(kbgraph, folder) == before


def test_the_command_explains_itself(kbgraph):
    assert '  kbgraph explain DLQ "dead-letter queue"' in kbgraph("explain", "--help").out
