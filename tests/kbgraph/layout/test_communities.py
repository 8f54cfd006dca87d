from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given

from kbgraph.layout import lay_out
from kbgraph.layout.communities import partition
from kbgraph.schema import NodeType
from kbgraph.weighing import weigh
from kbgraph.weighing.corpus_counts import PROJECTED_TYPES
from kbgraph.weighing.projection import join_parallel
from tests.graphs import Graph, add_entity, add_relation, assembled_graphs

TWO_TRIANGLES = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (5, 6), (2, 3)]


def test_dense_groups_are_told_apart_the_largest_first() -> None:
    ends = np.array(TWO_TRIANGLES)
    arcs = join_parallel(ends[:, 0], ends[:, 1], np.ones(len(ends)))
    assert partition(8, arcs) == [[3, 4, 5, 6], [0, 1, 2], [7]]


def test_nodes_without_arcs_are_communities_by_themselves() -> None:
    nothing = np.array([], dtype=np.int64)
    assert partition(2, join_parallel(nothing, nothing, np.zeros(0))) == [[0], [1]]


def test_a_community_is_named_by_its_heaviest_members_each_name_once() -> None:
    graph: Graph = nx.MultiDiGraph()
    hub = add_entity(graph, NodeType.SERVICE, "Lambda")
    for name in ("lambda", "layer", "runtime", "handler"):
        add_relation(graph, "USES", hub, add_entity(graph, NodeType.CONCEPT, name), [])
    lay_out(graph, weigh(graph))
    (community,) = graph.graph["communities"]
    assert community == {"id": 0, "name": "Lambda · handler · layer", "size": 5}


def test_a_negated_relation_joins_nothing() -> None:
    graph: Graph = nx.MultiDiGraph()
    service, concept = (
        add_entity(graph, NodeType.SERVICE, "SQS"),
        add_entity(graph, NodeType.CONCEPT, "order"),
    )
    add_relation(graph, "PROVIDES", service, concept, [], negated=True)
    lay_out(graph, weigh(graph))
    assert graph.nodes[service]["community"] != graph.nodes[concept]["community"]


@given(assembled_graphs())
def test_communities_divide_the_map_and_nothing_else(graph: Graph) -> None:
    lay_out(graph, weigh(graph))
    sizes: dict[int, int] = {}
    for _, data in graph.nodes(data=True):
        assert ("community" in data) == (data["type"] in PROJECTED_TYPES)
        if "community" in data:
            sizes[data["community"]] = sizes.get(data["community"], 0) + 1
    assert [each["id"] for each in graph.graph["communities"]] == list(range(len(sizes)))
    assert {each["id"]: each["size"] for each in graph.graph["communities"]} == sizes
    assert sorted(sizes.values(), reverse=True) == [size for _, size in sorted(sizes.items())]
