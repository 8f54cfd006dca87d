"""A user's `same`, `different` and `ignore` in the graph, also against what documents define."""

import pytest

import kbgraph
from kbgraph import load_vocabulary

TEXT = """# Guide to Kinesis Data Streams

A DLQ keeps messages. A dead-letter queue grows. The widget frame uses a sprocket plate. A sprocket plate needs a
widget frame. The Kettle Data Lake (KDL) is big. The KDL supports encryption. The Kettle Data Lake uses Amazon SQS.
Kinesis Data Streams keeps records. Records in Kinesis scale. Read arn:aws:sqs:eu-west-1:111122223333:orders first.
See [its pages](https://docs.aws.amazon.com/sqs/index.html). A Cache holds data, and caches hold more data.
"""


@pytest.fixture
def graph_of(tmp_path):
    def build(rulings):
        (tmp_path / "terms.yaml").write_text(rulings, encoding="utf-8")
        (tmp_path / "guide.md").write_text(TEXT, encoding="utf-8")
        return kbgraph.build(tmp_path / "guide.md", vocabulary=load_vocabulary([tmp_path / "terms.yaml"]))

    return build


def meant(graph, surface):
    """Give what the mentions written so lead to."""
    edges = graph.edges(data=True)
    return {target for _, target, edge in edges if edge["type"] == "MENTIONS" and edge["surface"] == surface}


def names(graph):
    entities = (node for _, node in graph.nodes(data=True) if node["type"] in {"Service", "Concept"})
    return {name for node in entities for name in (node["name"], *node.get("aliases", ()))}


def test_without_a_ruling_names_are_joined_by_entries_and_definitions(graph_of):
    graph = graph_of("")

    assert meant(graph, "DLQ") == meant(graph, "dead-letter queue") == {"concept:dead-letter-queue"}
    assert meant(graph, "KDL") == meant(graph, "Kettle Data Lake") == {"concept:kettle-data-lake"}
    assert "service:kinesis-data-streams" in meant(graph, "Kinesis")


def test_same_makes_one_node_of_two_discovered_names(graph_of):
    graph = graph_of("same: [[sprocket plate, widget frame]]")

    assert meant(graph, "widget frame") == meant(graph, "sprocket plate") == {"concept:sprocket-plate"}
    assert graph.nodes["concept:sprocket-plate"]["aliases"] == ["widget frame"]


def test_same_files_a_discovered_name_under_an_entry(graph_of):
    graph = graph_of("same: [[widget frame, DLQ]]")

    assert meant(graph, "widget frame") == meant(graph, "DLQ") == {"concept:dead-letter-queue"}


def test_same_makes_one_node_of_two_entries_also_in_identifiers_and_links(graph_of):
    graph = graph_of("same: [[DLQ, SQS]]")

    assert (
        meant(graph, "Amazon SQS")
        == meant(graph, "DLQ")
        == meant(graph, "sqs")
        == {"concept:dead-letter-queue"}
    )
    assert graph.nodes["concept:dead-letter-queue"]["type"] == "Concept"
    assert "service:sqs" not in graph


def test_different_parts_the_names_of_an_entry(graph_of):
    graph = graph_of("different: [[DLQ, dead-letter queue]]")

    assert meant(graph, "DLQ") == {"concept:dlq"}
    assert meant(graph, "dead-letter queue") == {"concept:dead-letter-queue"}


def test_different_parts_an_abbreviation_from_what_the_document_defines_it_as(graph_of):
    graph = graph_of("different: [[Kettle Data Lake, KDL]]")

    assert "concept:kettle-data-lake" not in meant(graph, "KDL")
    assert meant(graph, "Kettle Data Lake") == {"concept:kettle-data-lake"}


def test_different_parts_a_guides_short_name_from_its_service(graph_of):
    assert meant(graph_of("different: [[Kinesis, Kinesis Data Streams]]"), "Kinesis") == {"service:kinesis"}


def test_different_parts_names_that_compare_equal(graph_of):
    graph = graph_of("different: [[cache, caches]]")

    assert meant(graph, "caches") == {"concept:caches"}
    assert meant(graph, "Cache") == {"concept:cache"}


@pytest.mark.parametrize(
    "name", ["dead-letter queue", "widget frame", "KDL", "Amazon SQS", "Kettle Data Lakes"]
)
def test_ignore_leaves_no_node_of_that_name(graph_of, name):
    assert name.removesuffix("s") in names(graph_of(""))
    assert name.removesuffix("s") not in names(graph_of(f"ignore: [{name}]"))


def test_ignore_of_a_service_holds_for_identifiers_and_links(graph_of):
    assert "service:sqs" not in graph_of("ignore: [SQS]")


def test_ignore_leaves_nothing_of_a_term_behind(graph_of):
    assert not meant(graph_of("ignore: [dead-letter queue]"), "queue")


def test_ignore_leaves_longer_terms_alone(graph_of):
    assert meant(graph_of("ignore: [plate]"), "sprocket plate") == {"concept:sprocket-plate"}
