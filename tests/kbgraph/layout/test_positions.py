from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from hypothesis import given

from kbgraph.layout import lay_out
from kbgraph.layout.positions import MARGIN, ROOM, STRETCH, place_discs, place_map
from kbgraph.weighing import weigh
from kbgraph.weighing.projection import join_parallel
from tests.graphs import Graph, assembled_graph, assembled_graphs


def _random_arcs(size: int, count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    near = draw.integers(0, size, count)
    return near, (near + draw.integers(1, 9, count)) % size, draw.random(count) + 0.01


@given(assembled_graphs())
def test_every_node_has_a_place_of_at_most_two_decimals(graph: Graph) -> None:
    lay_out(graph, weigh(graph))
    for _, data in graph.nodes(data=True):
        for value in (data["x"], data["y"]):
            assert math.isfinite(value)
            assert round(value, 2) == value


@given(assembled_graphs())
def test_labels_of_the_map_have_room(graph: Graph) -> None:
    lay_out(graph, weigh(graph))
    places = [(data["x"], data["y"]) for _, data in graph.nodes(data=True) if "community" in data]
    across, down = ROOM * STRETCH
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert math.hypot((x1 - x2) / across, (y1 - y2) / down) > 0.79  # between communities: not stretched


def test_communities_are_discs_that_do_not_overlap() -> None:
    size = 600
    group = np.arange(size) % 97 % 7
    places = place_map(group, join_parallel(*_random_arcs(size, 2000)))
    discs = []
    for number in range(7):
        members = places[group == number]
        low, high = (members - MARGIN).min(axis=0), (members + MARGIN).max(axis=0)
        centre = (low + high) / 2
        discs.append((centre, np.sqrt(((members - centre) ** 2).sum(axis=1)).max() + MARGIN))
    for (a, a_radius), (b, b_radius) in combinations(discs, 2):
        assert math.dist(a, b) >= a_radius + b_radius - 1e-3


def test_many_discs_are_packed_in_pieces_and_still_apart() -> None:
    size = 700
    places = place_discs(np.full(size, 1.0), join_parallel(*_random_arcs(size, 1500)))
    distance = np.sqrt(((places[:, None] - places[None, :]) ** 2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    assert distance.min() >= 2 - 1e-6
    assert np.abs(places).max() < 8 * math.sqrt(size)


def test_discs_that_nothing_joins_are_packed_too() -> None:
    nothing = np.array([], dtype=np.int64)
    places = place_discs(np.ones(500), join_parallel(nothing, nothing, np.zeros(0)))
    assert len(np.unique(places.round(6), axis=0)) == 500


def test_text_stands_near_its_topic() -> None:
    graph = assembled_graph()
    lay_out(graph, weigh(graph))
    topic, section = graph.nodes["topic:guide/costs"], graph.nodes["section:guide.md#costs"]
    assert 0 < math.hypot(topic["x"] - section["x"], topic["y"] - section["y"]) < ROOM / 2
