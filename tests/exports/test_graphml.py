"""GraphML that any XML parser and NetworkX's own reader take, and that gives the same graph back."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import graphml
from exports.write import write_atomically
from kbgraph.errors import OutputError
from tests.graphs import Graph, any_graphs, shuffled, small_graph

HOSTILE = st.text(st.sampled_from("_x0A1F\x00\x01\r\n\t&<>\"'\udc80\ufffe\u0085\u2028é𝄞 "), max_size=14)


def contents(graph: Graph) -> tuple[object, ...]:
    edges = {(u, v, key): data for u, v, key, data in graph.edges(keys=True, data=True)}
    return dict(graph.graph), dict(graph.nodes(data=True)), edges


def read_back(graph: Graph, folder: Path) -> Graph:
    return graphml.read_back(write_atomically(folder / "graph.graphml", graphml.render(graph)))


def test_the_readable_graph_comes_back_whole(tmp_path: Path) -> None:
    assert contents(read_back(small_graph(), tmp_path)) == contents(small_graph())


@given(graph=any_graphs(text=HOSTILE))
def test_any_graph_comes_back_whole_even_with_hostile_text(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert contents(read_back(graph, tmp_path_factory.mktemp("g"))) == contents(graph)


@given(graph=any_graphs(text=st.text(max_size=12)))
def test_any_graph_comes_back_whole_with_any_text(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert contents(read_back(graph, tmp_path_factory.mktemp("g"))) == contents(graph)


@given(graph=any_graphs(), seed=st.integers(0, 5))
def test_the_order_of_insertion_does_not_show(graph: Graph, seed: int) -> None:
    assert "".join(graphml.render(graph)) == "".join(graphml.render(shuffled(graph, seed)))


def test_numbers_and_truth_values_are_typed_for_every_reader() -> None:
    root = ElementTree.fromstring("".join(graphml.render(small_graph())))
    types = {
        (key.get("for"), key.get("attr.name")): key.get("attr.type")
        for key in root.iter("{http://graphml.graphdrawing.org/xmlns}key")
    }
    assert types["node", "level"] == "long"
    assert types["node", "x"] == types["node", "weight"] == types["edge", "confidence"] == "double"
    assert types["edge", "negated"] == "boolean"
    assert types["node", "aliases"] == "string"


def test_viewers_find_label_colour_and_size() -> None:
    read = nx.parse_graphml("".join(graphml.render(small_graph())), force_multigraph=True)
    node = read.nodes["service:sqs"]
    assert (node["label"], node["color"]) == ("SQS", "#D55E00")
    assert (node["r"], node["g"], node["b"]) == (0xD5, 0x5E, 0x00)
    assert node["size"] > 0
    assert {data["label"] for *_, data in read.edges(data=True)} >= {"USES", "COVERS", "CO_OCCURS_WITH"}


def test_a_list_is_json_that_any_program_reads() -> None:
    read = nx.parse_graphml("".join(graphml.render(small_graph())), force_multigraph=True)
    assert read.nodes["service:sqs"]["aliases"] == '["Amazon SQS","Amazon Simple Queue Service"]'


def test_a_property_named_like_a_viewers_word_is_kept_beside_it(tmp_path: Path) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"].update(label="mine", size="large", color=None, extra={"a": [1, None]})
    graph.graph["node_default"] = "mine"
    read = read_back(graph, tmp_path)
    assert read.nodes["service:sqs"]["label"] == "mine"
    assert read.nodes["service:sqs"]["size"] == "large"
    assert read.nodes["service:sqs"]["extra"] == {"a": [1, None]}
    assert "color" not in read.nodes["service:sqs"]
    assert read.graph["node_default"] == "mine"


def test_values_of_mixed_types_keep_them(tmp_path: Path) -> None:
    graph = small_graph()
    for node, value in zip(sorted(graph), ("text", 7, True, 2.5), strict=False):
        graph.nodes[node]["mixed"] = value
    values = [
        data["mixed"] for _, data in sorted(read_back(graph, tmp_path).nodes(data=True)) if "mixed" in data
    ]
    assert values == ["text", 7, True, 2.5]
    assert [type(value) for value in values] == [str, int, bool, float]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("nan")], {1, 2}])
def test_a_value_that_cannot_be_written_is_refused_with_its_node(value: object) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["termhood"] = value
    with pytest.raises(OutputError, match="service:sqs"):
        "".join(graphml.render(graph))


@pytest.mark.parametrize(("name", "value"), [("termhood", 10**400), ("level", 2**63)])
def test_an_integer_over_64_bits_is_refused_with_its_node(name: str, value: int) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"][name] = value
    with pytest.raises(OutputError, match="service:sqs: a property can't be written"):
        "".join(graphml.render(graph))
