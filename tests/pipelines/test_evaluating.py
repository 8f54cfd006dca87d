"""The command `evaluate`: its table, its answer for programs, what it writes, and how it fails."""

import json
from hashlib import sha256

import pytest

GOLD = """\
@ one guide/queues.md
# Queues
{{Amazon SQS|service:sqs}} keeps each {{message}} in a {{queue}}. The {{frobnicator|service:frobnicator}} sleeps.
@ two
A {{queue}} may be full of nothing.
"""


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "own.gold"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_the_table_tells_every_measure_and_which_file_it_was(kbgraph, gold):
    answer = kbgraph("evaluate", gold)

    assert answer.code == 0
    assert "2 passages" in answer.out
    assert sha256(gold.read_bytes()).hexdigest() in answer.out
    for measure in ("services, exact", "services, overlap", "concepts, exact", "concepts, overlap"):
        assert f"\n{measure}" in answer.out


def test_misses_are_told_with_their_sentence(kbgraph, gold):
    missed = kbgraph("evaluate", gold).out.split("Missed")[1]

    assert "1×  service  frobnicator" in missed
    assert "The frobnicator sleeps.  one" in missed


def test_programs_get_everything(kbgraph, gold):
    found = json.loads(kbgraph("evaluate", gold, "--json").out)

    assert (found["passages"], found["sha256"]) == (2, sha256(gold.read_bytes()).hexdigest())
    exact = found["scores"][0]
    assert (exact["measure"], exact["marked"], exact["agreeing"]) == ("services, exact", 2, 1)
    assert exact["recall"]["value"] == 0.5
    assert found["misses"][0]["name"] == "frobnicator"


def test_predictions_are_a_gold_file_that_the_extraction_agrees_with(kbgraph, gold, tmp_path):
    written = tmp_path / "found.jsonl"
    kbgraph("evaluate", gold, "--predictions", written)

    first = json.loads(written.read_text(encoding="utf-8").splitlines()[0])
    assert first.keys() == {"id", "source", "headings", "text", "mentions"}
    assert [0, 10, "service", "sqs"] in first["mentions"]
    again = json.loads(kbgraph("evaluate", written, "--json").out)
    assert {score["f1"]["value"] for score in again["scores"]} == {1.0}


def test_a_vocabulary_of_ones_own_counts(kbgraph, gold, tmp_path):
    (tmp_path / "terms.yaml").write_text("services: [{prefLabel: Frobnicator}]", encoding="utf-8")

    answer = kbgraph("evaluate", gold, "--vocabulary", tmp_path / "terms.yaml", "--json")

    assert json.loads(answer.out)["scores"][0]["recall"]["value"] == 1.0


def test_a_faulty_gold_file_is_told_with_its_lines(kbgraph, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "SQS", "mentions": [[0, 9, "service", "sqs"]]}\nnot JSON\n')

    answer = kbgraph("evaluate", path, "--predictions", tmp_path / "found.jsonl")

    assert (answer.code, answer.out) == (1, "")
    assert "gold.jsonl:1: [0, 9, 'service', 'sqs'] lies outside the text" in answer.err
    assert "gold.jsonl:2: this is not JSON" in answer.err
    assert not (tmp_path / "found.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere.jsonl"], "nowhere.jsonl"), ([], "GOLD"), (["own.gold", "--vocabulary-only"], "--vocabulary")],
)
def test_a_wrong_call_ends_with_2(kbgraph, gold, arguments, said):
    answer = kbgraph("evaluate", *arguments, cwd=gold.parent)

    assert answer.code == 2
    assert said in answer.err


def test_the_command_explains_itself(kbgraph):
    assert "  kbgraph evaluate gold.jsonl" in kbgraph("evaluate", "--help").out
