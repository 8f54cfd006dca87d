from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.errors import UnknownNameError
from kbgraph.lookup.shortest_paths import shortest_path
from kbgraph.schema import CO_OCCURS_WITH, COVERS, NodeType
from kbgraph.weighing import weigh
from tests.graphs import Graph, add_edge, add_entity, add_relation, assembled_graphs, shuffled


def _graph(*edges: tuple[str, str, str, float]) -> Graph:
    """Make a graph of weighed edges; a name that begins with T is a topic, others are concepts."""
    graph: Graph = nx.MultiDiGraph()
    for edge_type, a, b, weight in edges:
        source, target = (
            add_entity(graph, NodeType.TOPIC if name.startswith("T") else NodeType.CONCEPT, name)
            for name in (a, b)
        )
        if edge_type in (CO_OCCURS_WITH, COVERS):
            add_edge(graph, edge_type, source, target, weight=weight)
        else:
            add_relation(graph, edge_type, source, target, [], weight=weight)
    return graph


def _walk(graph: Graph, a: str, b: str, **options: bool | str) -> str:
    steps = shortest_path(graph, f"concept:{a}", f"concept:{b}", **options)  # type: ignore[arg-type]
    return "".join([a, *(target.partition(":")[2] for _, _, target in steps)])


def test_steps_name_both_ends_and_the_edge() -> None:
    graph = _graph(("USES", "a", "b", 0.5))
    assert shortest_path(graph, "concept:a", "concept:b") == [
        ("concept:a", "USES|concept:a|concept:b", "concept:b")
    ]


def test_edges_are_walked_both_ways() -> None:
    graph = _graph(("USES", "b", "a", 0.5), ("USES", "b", "c", 0.5))
    steps = shortest_path(graph, "concept:a", "concept:c")
    assert [edge for _, edge, _ in steps] == ["USES|concept:b|concept:a", "USES|concept:b|concept:c"]


def test_heavier_edges_are_shorter() -> None:
    graph = _graph(
        ("USES", "a", "c", 0.1), ("USES", "a", "b", 0.9), ("USES", "b", "c", 0.9), ("USES", "a", "d", 0.9)
    )
    assert _walk(graph, "a", "c") == "abc"


def test_an_edge_without_a_weight_is_walked_as_the_lightest() -> None:
    graph = _graph(("USES", "a", "c", 0.1), ("USES", "a", "b", 0.9), ("USES", "b", "c", 0.9))
    del graph.edges["concept:a", "concept:b", "USES|concept:a|concept:b"]["weight"]
    assert _walk(graph, "a", "c") == "ac"
    assert _walk(graph, "a", "b") == "acb"


def test_by_hops_the_fewest_edges_win() -> None:
    graph = _graph(("USES", "a", "c", 0.1), ("USES", "a", "b", 0.9), ("USES", "b", "c", 0.9))
    assert _walk(graph, "a", "c", by="hops") == "ac"


def test_relations_come_before_co_occurrence() -> None:
    graph = _graph((CO_OCCURS_WITH, "a", "c", 1.0), ("USES", "a", "b", 0.1), ("USES", "b", "c", 0.1))
    assert _walk(graph, "a", "c") == "abc"
    assert _walk(graph, "a", "c", by="hops") == "ac"


def test_co_occurrence_is_walked_where_relations_do_not_lead() -> None:
    graph = _graph((CO_OCCURS_WITH, "a", "b", 0.2), ("USES", "b", "c", 0.5))
    assert _walk(graph, "a", "c") == "abc"


def test_topics_are_walked_through_only_when_asked() -> None:
    graph = _graph((COVERS, "T", "a", 1.0), (COVERS, "T", "b", 1.0))
    with pytest.raises(nx.NetworkXNoPath, match="concept:a"):
        shortest_path(graph, "concept:a", "concept:b")
    assert _walk(graph, "a", "b", through_topics=True) == "atb"


def test_one_topic_of_both_is_nearer_than_a_heavier_one_and_a_detour() -> None:
    graph = _graph(
        (COVERS, "T1", "a", 0.001),
        (COVERS, "T1", "b", 0.001),
        (COVERS, "T2", "a", 1.0),
        (COVERS, "T2", "c", 1.0),
        ("USES", "c", "b", 0.5),
    )
    assert _walk(graph, "a", "b", through_topics=True) == "at1b"


def test_a_topic_may_be_an_end() -> None:
    graph = _graph((COVERS, "T", "a", 1.0), ("USES", "a", "b", 0.5))
    assert [step[2] for step in shortest_path(graph, "topic:t", "concept:b")] == ["concept:a", "concept:b"]
    assert [step[2] for step in shortest_path(graph, "concept:b", "topic:t")] == ["concept:a", "topic:t"]


def test_a_negated_relation_is_no_connection() -> None:
    graph = _graph(("USES", "a", "b", 0.5))
    c = add_entity(graph, NodeType.CONCEPT, "c")
    add_relation(graph, "USES", "concept:b", c, [], negated=True, weight=0.5)
    with pytest.raises(nx.NetworkXNoPath):
        shortest_path(graph, "concept:a", c)


def test_a_node_reaches_itself_without_a_step() -> None:
    assert shortest_path(_graph(("USES", "a", "b", 0.5)), "concept:a", "concept:a") == []


def test_an_unknown_node_is_named() -> None:
    with pytest.raises(UnknownNameError, match="concept:z"):
        shortest_path(_graph(("USES", "a", "b", 0.5)), "concept:a", "concept:z")


@given(
    assembled_graphs(), st.randoms(use_true_random=False), st.sampled_from(["weight", "hops"]), st.booleans()
)
def test_the_path_hangs_on_the_graph_alone_and_is_one(
    graph: Graph, draw: object, by: str, topics: bool
) -> None:
    weigh(graph)
    other = shuffled(graph, draw.randint(0, 99))  # type: ignore[attr-defined]
    ends = sorted(node for node in graph if node.startswith(("service:", "concept:")))
    for a, b in itertools.pairwise(ends):
        try:
            steps = shortest_path(graph, a, b, through_topics=topics, by=by)  # type: ignore[arg-type]
        except nx.NetworkXNoPath:
            continue
        assert steps == shortest_path(other, a, b, through_topics=topics, by=by)  # type: ignore[arg-type]
        assert [steps[0][0], steps[-1][2]] == [a, b]
        assert all(here[2] == there[0] for here, there in itertools.pairwise(steps))
        for source, edge, target in steps:
            assert graph.has_edge(source, target, edge) or graph.has_edge(target, source, edge)
