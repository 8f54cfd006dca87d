"""The record from which every other export can be made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import node_link
from kbgraph.errors import GraphFileError, OutputError
from tests.graphs import Graph, any_graphs, shuffled, small_graph


def contents(graph: Graph) -> tuple[Any, ...]:
    """Give all that a graph holds, whatever the order, with the values' types."""
    described = {node: _typed(data) for node, data in graph.nodes(data=True)}
    edges = {(u, v, key): _typed(data) for u, v, key, data in graph.edges(keys=True, data=True)}
    return _typed(graph.graph), described, edges


def _typed(data: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    return {name: (type(value).__name__, value) for name, value in data.items() if value is not None}


def written(graph: Graph) -> str:
    return "".join(node_link.render(graph))


def read(text: str | bytes, folder: Path) -> Graph:
    path = folder / "graph.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return node_link.read_graph(path)


def test_the_readable_graph_comes_back_whole(tmp_path: Path) -> None:
    graph = small_graph()
    assert contents(read(written(graph), tmp_path)) == contents(graph)


@given(graph=any_graphs(text=st.text("aé𝄞\0\r\u2028\ufffe\udc80", max_size=12)))
def test_any_graph_comes_back_whole_even_with_lone_surrogates(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert contents(read(written(graph), tmp_path_factory.mktemp("g"))) == contents(graph)


@given(graph=any_graphs(), seed=st.integers(0, 5))
def test_the_order_of_insertion_does_not_show(graph: Graph, seed: int) -> None:
    assert written(graph) == written(shuffled(graph, seed))


def test_networkx_reads_it_as_its_own() -> None:
    graph = small_graph()
    theirs = nx.node_link_graph(json.loads(written(graph)), edges="edges")
    assert contents(theirs) == contents(graph)


def test_every_node_and_edge_stands_on_a_line_of_its_own() -> None:
    graph = small_graph()
    lines = written(graph).splitlines()
    records = [
        json.loads(line.rstrip(",")) for line in lines if line.startswith("{") and "directed" not in line
    ]
    assert len(records) == graph.number_of_nodes() + graph.number_of_edges()


def test_what_is_none_is_left_out(tmp_path: Path) -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["category"] = None
    assert "category" not in read(written(graph), tmp_path).nodes["service:sqs"]


def test_a_number_that_is_not_finite_is_refused_with_its_node_and_name() -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["weight"] = float("nan")
    with pytest.raises(OutputError, match=r"service:sqs: .*not JSON compliant"):
        written(graph)


def test_a_property_that_would_hide_the_id_is_refused() -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["id"] = "other"
    with pytest.raises(OutputError, match=r"service:sqs: no property can be named id"):
        written(graph)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"nowhere\.json: can't be read"):
        node_link.read_graph(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    "text",
    ["[]", "7", '"graph"', "{}", '{"nodes": [], "links": []}', '{"nodes": {}, "edges": [], "graph": {}}'],
)
def test_other_json_is_no_graph(text: str, tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match="not a graph that kbgraph wrote"):
        read(text, tmp_path)


def test_an_undirected_graph_is_not_ours(tmp_path: Path) -> None:
    foreign = json.dumps(nx.node_link_data(nx.path_graph(3), edges="edges"))
    with pytest.raises(GraphFileError, match="not directed"):
        read(foreign, tmp_path)


def test_a_file_cut_short_is_placed(tmp_path: Path) -> None:
    text = written(small_graph())
    with pytest.raises(GraphFileError) as caught:
        read(text[: len(text) // 2], tmp_path)
    assert caught.value.line == text[: len(text) // 2].count("\n") + 1


def test_a_byte_that_is_not_utf8_is_placed(tmp_path: Path) -> None:
    lines = written(small_graph()).encode().split(b"\n")
    lines[9] = lines[9].replace(b"name", b"na\xffe")
    with pytest.raises(GraphFileError, match="not UTF-8") as caught:
        read(b"\n".join(lines), tmp_path)
    assert caught.value.line == 10


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"nodes": [NaN]}', '{"edges": [Infinity]}', '{"nodes": [1e999]}', "9" * 5000]
)
def test_what_only_some_parsers_accept_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(GraphFileError):
        read(text, tmp_path)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"type": "Servce"}, "is of the type 'Servce'; there are Document"),
        ({"name": None}, "should have the text name, not null"),
        ({"id": 7}, "a node should have the text id, not 7"),
        ({"id": "concept:queue"}, "the node concept:queue stands twice"),
        ({"weight": "heavy"}, 'the property weight is "heavy", where number should stand'),
        ({"community": True}, "the property community is true, where integer should stand"),
        ({"aliases": "SQS"}, 'the property aliases is "SQS", where strings should stand'),
        ({"weight": 10**400}, "0…, where number of 64 bits should stand"),
        ({"community": 2**63}, "is 9223372036854775808, where integer of 64 bits should stand"),
        ({"level": "two"}, 'the property level is "two", where integer should stand'),
        ({"extra": json.loads("[" * 200 + "]" * 200)}, "the property extra nests more than 100 deep"),
    ],
)
def test_a_broken_node_is_placed(broken: dict[str, Any], message: str, tmp_path: Path) -> None:
    lines = written(small_graph()).split("\n")
    line = next(number for number, text in enumerate(lines) if '"id":"service:sqs"' in text)
    lines[line] = json.dumps(json.loads(lines[line].rstrip(",")) | broken) + ","
    with pytest.raises(GraphFileError) as caught:
        read("\n".join(lines), tmp_path)
    assert message in caught.value.message
    assert caught.value.line == line + 1


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"source": "service:gone"}, "is tied to 'service:gone', and there is no such node"),
        ({"key": ["a"]}, 'an edge should have the text key, not ["a"]'),
        ({"negated": 1}, "the property negated is 1, where boolean should stand"),
        ({"evidence": [1]}, "the property evidence is [1], where strings should stand"),
        ({"facet": [1]}, "the property facet is [1], where string should stand"),
        ({"id": "other"}, 'has the id "other"; its key is its id'),
        ({"id": None}, "should have the text id, not null"),
    ],
)
def test_a_broken_edge_is_placed(broken: dict[str, Any], message: str, tmp_path: Path) -> None:
    lines = written(small_graph()).split("\n")
    line = next(number for number, text in enumerate(lines) if '"type":"IS_A"' in text)
    lines[line] = json.dumps(json.loads(lines[line].rstrip(",")) | broken) + ","
    with pytest.raises(GraphFileError) as caught:
        read("\n".join(lines), tmp_path)
    assert message in caught.value.message
    assert caught.value.line == line + 1


def test_an_edge_that_stands_twice_is_placed(tmp_path: Path) -> None:
    lines = written(small_graph()).split("\n")
    lines.insert(-3, lines[-4])
    with pytest.raises(GraphFileError, match="stands twice"):
        read("\n".join(lines), tmp_path)


def _of_schema(version: object, folder: Path) -> Graph:
    document = json.loads(written(small_graph()))
    document["graph"]["schema"] = version
    return read(json.dumps(document), folder)


def test_a_graph_of_a_later_schema_is_refused_with_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"later kbgraph \(schema 1000.*`kbgraph build`, or upgrade"):
        _of_schema(1000, tmp_path)


def test_a_graph_of_an_earlier_schema_is_read(tmp_path: Path) -> None:
    assert len(_of_schema(1, tmp_path)) == len(small_graph())


@pytest.mark.parametrize("version", ["2", 0, True, None], ids=str)
def test_a_schema_that_is_no_number_is_refused(version: object, tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match="for the version of its schema"):
        _of_schema(version, tmp_path)
