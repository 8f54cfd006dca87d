"""Why two names are one, or why they are not."""

import pytest

import kbgraph
from kbgraph import load_vocabulary
from kbgraph.explaining import explain

TERMS = """
same: [[tea towel, dish cloth]]
different: [[EFS, Elastic File System]]
ignore: [example corp]
"""

TEXT = """# Guide to Kinesis Data Streams

The Kettle Data Lake (KDL) is big.
The KDL supports encryption. The Kettle Data Lake uses Amazon SQS.

Kinesis Data Streams keeps records. Records in Kinesis scale. A sprocket plate needs a widget frame.
The sprocket plate and the widget frame stay.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explaining")
    (folder / "terms.yaml").write_text(TERMS, encoding="utf-8")
    (folder / "guide.md").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def vocabulary(folder):
    return load_vocabulary([folder / "terms.yaml"])


@pytest.fixture(scope="module")
def graph(folder, vocabulary):
    return kbgraph.build(folder / "guide.md", vocabulary=vocabulary)


@pytest.fixture
def ask(vocabulary, graph):
    return lambda first, second: explain(first, second, vocabulary, graph)


def rules(answer):
    return [reason.rule for reason in answer.reasons]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("dead-letter queue", "Dead‑Letter Queues", "number, case, blanks or kinds of hyphen"),
        ("Multi-AZ", "multi AZ", "case, blanks or kinds of hyphen"),
        ("multi-AZ", "MULTI-AZ", "only in case"),
        ("sprocket plate", "sprocket plates", "number"),
    ],
)
def test_names_that_compare_equal_are_one(ask, first, second, said):
    answer = ask(first, second)

    assert answer.one
    assert answer.reasons[0].rule == "same key"
    assert said in answer.reasons[0].text


@pytest.mark.parametrize(
    ("first", "second", "entry"),
    [
        ("DLQ", "dead-letter queue", "concept:dead-letter-queue"),
        ("Amazon SQS", "Simple Queue Service", "service:sqs"),
        ("Amazon Simple Queue Service", "service:sqs", "service:sqs"),
    ],
)
def test_names_of_one_entry_are_one_and_the_entry_has_its_place(ask, first, second, entry):
    answer = ask(first, second)

    assert (answer.one, answer.ids, rules(answer)) == (True, (entry,), ["vocabulary"])
    path, _, line = str(answer.reasons[0].where).rpartition(":")
    assert path.endswith(".yaml")
    assert int(line) > 0


def test_an_abbreviation_is_told_with_the_place_of_its_definition(ask):
    answer = ask("KDL", "Kettle Data Lake")

    assert (answer.one, rules(answer)) == (True, ["abbreviation"])
    assert answer.reasons[0].where.endswith("guide.md:3")


def test_a_guides_short_name_is_told_with_its_place(ask):
    answer = ask("Kinesis", "Kinesis Data Streams")

    assert (answer.one, rules(answer)) == (True, ["short name"])
    assert answer.reasons[0].where.endswith("guide.md:6")


def test_a_users_same_is_told_with_its_place(ask):
    answer = ask("dish cloths", "tea towel")

    assert answer.one
    assert answer.reasons[0].rule == "same"
    assert answer.reasons[0].where.endswith("terms.yaml:2")


def test_a_users_different_is_told_with_its_place(ask):
    answer = ask("Elastic File System", "EFS")

    assert (answer.one, rules(answer)) == (False, ["different"])
    assert answer.reasons[0].where.endswith("terms.yaml:3")


def test_a_users_ignore_is_told_with_its_place(ask):
    answer = ask("Example Corp", "SQS")

    assert (answer.one, rules(answer)) == (False, ["ignore"])
    assert answer.reasons[0].where.endswith("terms.yaml:4")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SQS", "SNS"),
        ("Aurora", "Aurora DSQL"),
        ("Application Load Balancer", "Network Load Balancer"),
        ("CloudWatch", "CloudWatch Logs"),
        ("Kinesis Data Streams", "Kinesis Data Firehose"),
        ("VPC Lattice", "Amazon VPC"),
    ],
)
def test_names_of_different_entries_are_two(ask, first, second):
    answer = ask(first, second)

    assert not answer.one
    assert rules(answer)[0] == "vocabulary"
    assert answer.reasons[0].text != answer.reasons[1].text


def test_names_that_the_writing_tells_apart_are_two(ask):
    answer = ask("Kinesis data stream", "Kinesis Data Streams")

    assert not answer.one
    assert rules(answer)[-1] == "writing"


def test_a_word_that_may_mean_more_says_so(ask):
    assert "context" in rules(ask("Backup", "backup"))


def test_a_name_that_only_the_documents_have_is_found_there(ask):
    answer = ask("KDL", "sprocket plate")

    assert rules(answer) == ["documents", "documents", "no rule"]
    assert "concept:kettle-data-lake" in answer.reasons[0].text


def test_a_name_that_is_nowhere_is_told(ask):
    assert rules(ask("zzz", "SQS")) == ["unknown", "vocabulary", "no rule"]


def test_without_a_graph_the_vocabulary_is_asked(vocabulary):
    assert explain("DLQ", "dead-letter queue", vocabulary).one
    assert not explain("KDL", "Kettle Data Lake", vocabulary).one


def test_the_order_of_names_makes_no_difference(ask):
    for first, second in (("KDL", "Kettle Data Lake"), ("SQS", "SNS"), ("Kinesis", "Kinesis Data Streams")):
        assert ask(first, second).one == ask(second, first).one
