"""Where the page says that everything is said."""

from __future__ import annotations

from typing import Any

from exports.html.atlas import Atlas, survey
from exports.html.evidence import gather
from tests.graphs import Graph, add_relation, add_sentence, small_graph


def gathered(graph: Graph) -> tuple[dict[str, Any], Atlas]:
    atlas = survey(graph)
    return gather(graph, atlas), atlas


def said(graph: Graph, edge_type: str, source: str) -> dict[str, Any]:
    """Give what is said of the first edge of a type and source."""
    found, atlas = gathered(graph)
    number = next(
        number
        for number, tie in enumerate(atlas.ties)
        if tie.type == edge_type and atlas.nodes[tie.source] == source
    )
    return dict(found["said"][str(number)])


def mentions(found: dict[str, Any], node: int) -> list[tuple[str, str]]:
    """Give the sentence and the characters of every mention of a node."""
    rows = found["mentions"]
    result = []
    for at, number in enumerate(rows["node"]):
        if number == node:
            text = found["sentences"]["text"][rows["sentence"][at]]
            cut = text.encode("utf-16-le")[2 * rows["start"][at] : 2 * rows["end"][at]]
            result.append((text, cut.decode("utf-16-le")))
    return result


def test_a_relation_cites_its_sentences() -> None:
    graph = small_graph()
    found, _ = gathered(graph)
    cited = said(graph, "IS_A", "concept:dead-letter-queue")["evidence"]
    assert [found["sentences"]["text"][number][:13] for number in cited] == ["A dead-letter"]


def test_modality_condition_and_wording_are_told() -> None:
    told = said(small_graph(), "REQUIRES", "resourcetype:aws-sqs-queue")
    assert (told["modality"], told["condition"]) == ("must", "if a policy says so")
    assert told["predicate"] == ["requires"]


def test_a_sentence_has_every_place_with_section_and_line() -> None:
    graph = small_graph()
    found, _ = gathered(graph)
    number = found["sentences"]["text"].index("The price depends on use.")
    node = next(node for node, text in graph.nodes(data="text") if text == "The price depends on use.")
    flat = found["sentences"]["places"][number]
    lines = sorted(data["line"] for _, _, data in graph.in_edges(node, data=True))
    assert sorted(flat[1::2]) == lines
    assert {found["sections"]["name"][section] for section in flat[::2]} == {
        "Notes",
        "Lambda & Layers",
        "Costs",
    }


def test_a_section_names_its_document_parent_and_topic() -> None:
    found, atlas = gathered(small_graph())
    sections = found["sections"]
    notes = sections["name"].index("Notes")
    parent = sections["parent"][notes]
    assert sections["name"][parent] == "SQS Queues"
    assert found["documents"][sections["document"][parent]] == "guide.md"
    assert atlas.nodes[sections["topic"][notes]] == "topic:guide/sqs-queues"


def test_what_depends_on_the_place_is_told_with_its_sections() -> None:
    graph = small_graph()
    found, _ = gathered(graph)
    sections = {
        service: [found["sections"]["name"][n] for n in said(graph, "USES", service)["sections"]]
        for service in ("service:sqs", "service:lambda")
    }
    assert sections == {"service:sqs": ["Notes"], "service:lambda": ["Lambda & Layers"]}
    limits = found["mentions"]["limits"].values()
    assert sorted(found["sections"]["name"][n] for limit in limits for n in limit) == [
        "Lambda & Layers",
        "Notes",
    ]


def test_mentions_are_cut_where_the_name_stands() -> None:
    found, atlas = gathered(small_graph())
    cut = mentions(found, atlas.numbers["concept:dead-letter-queue"])
    assert [surface for _, surface in cut] == ["dead-letter queue"]


def test_ranges_count_as_browsers_do() -> None:
    graph = small_graph()
    text = "\U0001f600\U0001f600 and a layer \U0001f600 of layer"
    add_sentence(graph, text, ["section:guide.md#costs"], {"layer": "concept:layer"})
    found, atlas = gathered(graph)
    cut = [surface for one, surface in mentions(found, atlas.numbers["concept:layer"]) if one == text]
    assert cut == ["layer", "layer"]


def test_headings_that_name_something_are_kept() -> None:
    found, atlas = gathered(small_graph())
    rows = zip(found["headings"]["section"], found["headings"]["node"], strict=True)
    named = {(found["sections"]["name"][section], atlas.nodes[node]) for section, node in rows}
    assert ("SQS Queues", "service:sqs") in named


def test_evidence_that_is_no_sentence_is_left_out() -> None:
    graph = small_graph()
    ends = "concept:layer", "service:lambda"
    add_relation(graph, "PART_OF", *ends, ["vocabulary:layer"], rule=["vocabulary"])
    assert said(graph, "PART_OF", "concept:layer")["evidence"] == []
