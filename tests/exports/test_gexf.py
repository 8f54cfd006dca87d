"""GEXF 1.3 with all that Gephi draws."""

from __future__ import annotations

import json
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import gexf
from exports.markup import decode
from kbgraph.errors import OutputError
from tests.graphs import Graph, add_edge, any_graphs, shuffled, small_graph

NAMES = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def parsed(graph: Graph) -> ElementTree.Element:
    return ElementTree.fromstring("".join(gexf.render(graph)))


def values(element: ElementTree.Element, root: ElementTree.Element) -> dict[str, str]:
    titles = {row.attrib["id"]: row.attrib["title"] for row in root.iterfind(".//g:attribute", NAMES)}
    return {titles[row.attrib["for"]]: row.attrib["value"] for row in element.iterfind("*/g:attvalue", NAMES)}


def node(root: ElementTree.Element, identity: str) -> ElementTree.Element:
    return next(row for row in root.iterfind(".//g:node", NAMES) if row.attrib["id"] == identity)


def test_every_node_stands_with_its_name_as_label() -> None:
    graph = small_graph()
    labels = {row.attrib["id"]: row.attrib["label"] for row in parsed(graph).iterfind(".//g:node", NAMES)}
    assert labels == dict(graph.nodes(data="name"))


def test_a_node_carries_colour_position_and_size() -> None:
    graph = small_graph()
    drawn = node(parsed(graph), "service:sqs")
    colour, position, size = (
        drawn.find(f"viz:{name}", NAMES).attrib  # type: ignore[union-attr]
        for name in ("color", "position", "size")
    )
    assert colour == {"r": "213", "g": "94", "b": "0"}
    assert float(position["x"]) == graph.nodes["service:sqs"]["x"]
    assert float(position["y"]) == graph.nodes["service:sqs"]["y"]
    assert float(size["value"]) > 0


def test_every_edge_stands_under_its_id_with_type_and_weight() -> None:
    graph = small_graph()
    root = parsed(graph)
    edges = {row.attrib["id"]: row for row in root.iterfind(".//g:edge", NAMES)}
    assert edges.keys() == {key for *_, key in graph.edges(keys=True)}
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert values(edges[key], root)["type"] == edges[key].attrib["label"] == data["type"]
        assert float(edges[key].attrib["weight"]) == data["weight"]


@given(graph=any_graphs(max_nodes=2, max_edges=12))
def test_no_two_edges_between_the_same_nodes_are_of_one_kind(graph: Graph) -> None:
    edges = [row.attrib for row in parsed(graph).iterfind(".//g:edge", NAMES)]
    seen = Counter((edge["source"], edge["target"], edge["kind"]) for edge in edges)
    assert all(count == 1 for count in seen.values())


def test_the_first_edge_of_a_type_is_of_that_kind_and_the_next_is_numbered() -> None:
    graph = small_graph()
    for number in (1, 2):
        add_edge(graph, "USES", "service:lambda", "concept:queue", number)
    kinds = [
        row.attrib["kind"]
        for row in parsed(graph).iterfind(".//g:edge", NAMES)
        if (row.attrib["source"], row.attrib["target"]) == ("service:lambda", "concept:queue")
    ]
    assert sorted(kinds) == ["USES", "USES 2", "USES 3"]


def test_properties_are_typed_and_lists_are_json() -> None:
    root = parsed(small_graph())
    types = {row.attrib["title"]: row.attrib["type"] for row in root.iterfind(".//g:attribute", NAMES)}
    assert (types["level"], types["termhood"], types["negated"]) == ("long", "double", "boolean")
    assert json.loads(values(node(root, "service:sqs"), root)["aliases"]) == [
        "Amazon SQS",
        "Amazon Simple Queue Service",
    ]


def test_properties_of_the_graph_are_json_in_the_description() -> None:
    graph = small_graph()
    text = parsed(graph).findtext("g:meta/g:description", namespaces=NAMES)
    assert json.loads(decode(text or "")) == graph.graph


@given(graph=any_graphs(text=st.text("_x0A\0\r\n\t&<>\"'\udc80\ufffe\u0085\u2028𝄞", max_size=12)))
def test_hostile_text_stays_text_and_nothing_is_lost(graph: Graph) -> None:
    root = parsed(graph)
    for identity, data in graph.nodes(data=True):
        row = next(r for r in root.iterfind(".//g:node", NAMES) if decode(r.attrib["id"]) == identity)
        assert decode(row.attrib["label"]) == data["name"]
        found = {name: decode(value) for name, value in values(row, root).items()}
        assert found.keys() == data.keys()
        assert all(found[name] == value for name, value in data.items() if isinstance(value, str))


@given(graph=any_graphs(), seed=st.integers(0, 5))
def test_the_order_of_insertion_does_not_show(graph: Graph, seed: int) -> None:
    assert "".join(gexf.render(graph)) == "".join(gexf.render(shuffled(graph, seed)))


def test_a_position_that_is_unknown_is_left_out() -> None:
    graph = small_graph()
    del graph.nodes["service:sqs"]["x"]
    assert node(parsed(graph), "service:sqs").find("viz:position", NAMES) is None


def test_a_number_that_is_not_finite_is_refused_with_its_node() -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["termhood"] = float("inf")
    with pytest.raises(OutputError, match=r"service:sqs.*inf stands where a finite number should"):
        parsed(graph)


@pytest.mark.parametrize(("name", "value"), [("termhood", 10**400), ("level", 2**63)])
def test_an_integer_over_64_bits_is_refused_with_its_node(name: str, value: int) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"][name] = value
    with pytest.raises(OutputError, match="service:sqs: a property can't be written"):
        parsed(graph)
