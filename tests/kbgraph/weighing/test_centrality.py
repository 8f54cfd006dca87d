from __future__ import annotations

from collections import defaultdict

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.schema import NodeType
from kbgraph.weighing import weigh
from kbgraph.weighing.centrality import FOLLOW, page_rank
from kbgraph.weighing.projection import join_parallel
from tests.graphs import (
    Graph,
    add_entity,
    add_heading_mention,
    add_node,
    add_relation,
    add_section,
    add_sentence,
    assembled_graphs,
)


@given(
    st.integers(1, 8).flatmap(
        lambda size: st.tuples(
            st.just(size),
            st.lists(
                st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.floats(0.01, 1)), max_size=12
            ),
        )
    )
)
def test_page_rank_is_that_of_networkx(drawn: tuple[int, list[tuple[int, int, float]]]) -> None:
    size, rows = drawn
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    arcs = join_parallel(np.array(columns[0], int), np.array(columns[1], int), np.array(columns[2], float))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    ends = zip(arcs.first.tolist(), arcs.second.tolist(), arcs.weight.tolist(), strict=True)
    graph.add_weighted_edges_from(ends)
    expected = nx.pagerank(graph, alpha=FOLLOW, tol=1e-12, max_iter=1000)
    assert page_rank(size, arcs) == pytest.approx([expected[node] for node in range(size)], abs=1e-7)


def test_boilerplate_terms_weigh_less_than_what_topics_are_about() -> None:
    graph: Graph = nx.MultiDiGraph()
    add_node(graph, "document:d.md", NodeType.DOCUMENT, "d")
    own, sections = [], []
    for name in ("role", "shard", "bucket", "table", "stream", "index"):
        topic = add_entity(graph, NodeType.TOPIC, name)
        section = add_section(graph, "document:d.md", "document:d.md", name, topic)
        concept = add_entity(graph, NodeType.CONCEPT, name)
        add_heading_mention(graph, section, name, concept)
        own.append(concept)
        sections.append(section)
    terms = ("price", "latency", "quality")
    common = {name: add_entity(graph, NodeType.CONCEPT, name) for name in terms}
    sentence = add_sentence(graph, "The price, latency and quality.", sections * 5, common)
    for term in ("latency", "quality"):
        add_relation(graph, "DEPENDS_ON", common["price"], common[term], [sentence], confidence=1.0)
    weigh(graph)
    lightest = min(graph.nodes[concept]["weight"] for concept in own)
    assert max(graph.nodes[concept]["weight"] for concept in common.values()) < lightest


@given(assembled_graphs())
def test_every_weight_is_between_0_and_1_and_the_heaviest_of_each_type_weighs_1(graph: Graph) -> None:
    weigh(graph)
    by_type = defaultdict(list)
    for _, data in graph.nodes(data=True):
        by_type[data["type"]].append(data["weight"])
    for kind, weights in by_type.items():
        assert all(0 <= weight <= 1 for weight in weights)
        if kind not in ("Section", "Document"):  # these weigh 0 where they hold no text
            assert max(weights) == 1
