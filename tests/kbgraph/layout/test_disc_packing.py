from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.layout.disc_packing import pack_discs


def _gaps(radii: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Give the room between every two discs; negative where they overlap."""
    apart = np.sqrt(((places[:, None] - places[None, :]) ** 2).sum(axis=2)) - radii[:, None] - radii[None, :]
    return apart[np.triu_indices(len(radii), 1)]


@given(st.lists(st.floats(1, 1000), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_no_two_discs_overlap(sizes: list[float], seed: int) -> None:
    radii = np.array(sizes)
    ties = np.random.default_rng(seed).random((len(sizes), len(sizes)))
    ties = np.where(ties > 0.7, ties, 0)
    ties = np.triu(ties, 1) + np.triu(ties, 1).T
    gaps = _gaps(radii, pack_discs(radii, ties))
    assert (gaps >= -1e-6 * radii.max()).all()


def test_tied_discs_come_nearer_than_others() -> None:
    radii, ties = np.ones(20), np.zeros((20, 20))
    for first in range(0, 20, 2):
        ties[first, first + 1] = ties[first + 1, first] = 1
    places = pack_discs(radii, ties)
    distance = np.sqrt(((places[:, None] - places[None, :]) ** 2).sum(axis=2))
    tied = distance[ties > 0].mean()
    assert tied < 0.6 * distance[(ties == 0) & ~np.eye(20, dtype=bool)].mean()


def test_discs_fill_a_good_part_of_the_plane_they_take() -> None:
    radii = np.linspace(1, 4, 40)
    places = pack_discs(radii, np.zeros((40, 40)))
    reach = (np.sqrt((places**2).sum(axis=1)) + radii).max()
    assert (radii**2).sum() > 0.35 * reach**2


def test_nothing_and_one_disc_are_packed() -> None:
    assert pack_discs(np.zeros(0), np.zeros((0, 0))).shape == (0, 2)
    assert pack_discs(np.ones(1), np.zeros((1, 1))).tolist() == [[0, 0]]
