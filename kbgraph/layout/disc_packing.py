"""Lay discs out in the plane: what is joined comes near, and no two overlap.

A spring layout (Fruchterman and Reingold 1991, "Graph Drawing by Force-Directed Placement") whose ideal
distance is the sum of two discs' radii. It starts from a spiral, so that nothing in it is drawn by lot;
then overlapping discs push each other apart, and what is left of an overlap is scaled away. Quadratic in
the number of discs: for pieces of a map, not for a map.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
SPRING_ROUNDS = 50
FALL_ROUNDS = 30
PUSH_ROUNDS = 80
SLACK = 1.1
"""Of the area in which discs are put before they part, to the sum of their own."""
FALL = 0.08
"""Of its distance from the middle that a disc falls at first in each round of pushing."""
COHESION = 0.04
"""What draws every two discs together (the strongest arc: 1), lest parts without arcs drift off."""


def spiral(count: int, step: float) -> Numbers:
    """Give points of a sunflower spiral, evenly dense, as an array of shape (count, 2)."""
    number = np.arange(count)
    radius, angle = step * np.sqrt(number), GOLDEN_ANGLE * number
    return np.stack((radius * np.cos(angle), radius * np.sin(angle)), axis=1)


def pack_discs(radii: Numbers, ties: Numbers) -> Numbers:
    """Give the discs' centres, of shape (n, 2), in the unit of the radii; no two discs overlap.

    `ties` is a symmetric (n, n) matrix, 0 where two discs have nothing to do with each other.
    """
    count = len(radii)
    if count < 2:
        return np.zeros((count, 2))
    reach = radii[:, None] + radii[None, :]
    np.fill_diagonal(reach, 1.0)  # never looked at; must not be zero
    places = _start(radii, ties)
    places = _spring(places, reach, ties)
    places = _shrink(places, radii)
    return _part(places, radii, reach)


def _start(radii: Numbers, ties: Numbers) -> Numbers:
    """Put the discs on a spiral, the most tied one in the middle."""
    places = np.empty((len(radii), 2))
    order = np.lexsort((np.arange(len(radii)), -ties.sum(axis=1)))
    places[order] = spiral(len(radii), 2 * float(np.sqrt((radii**2).mean())))
    return places


def _offsets(places: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give how far every disc is from every other: across, down, and straight (1 from itself)."""
    across = np.subtract.outer(places[:, 0], places[:, 0])
    down = np.subtract.outer(places[:, 1], places[:, 1])
    distance = across * across
    distance += down * down
    np.sqrt(distance, out=distance)
    np.fill_diagonal(distance, 1.0)
    return across, down, np.maximum(distance, 1e-9, out=distance)


def _move(across: Numbers, down: Numbers, force: Numbers) -> Numbers:
    """Sum for every disc its offsets from the others, times the force of each."""
    return np.stack((np.einsum("ij,ij->i", across, force), np.einsum("ij,ij->i", down, force)), axis=1)


def _spring(places: Numbers, reach: Numbers, ties: Numbers) -> Numbers:
    strongest = float(ties.max())
    pull = np.sqrt(ties / strongest) if strongest else np.zeros_like(ties)
    pull = (pull + COHESION) / reach
    push = reach * reach
    hottest = float(np.abs(places).max()) / 4
    for turn in range(SPRING_ROUNDS):
        across, down, distance = _offsets(places)
        moves = _move(across, down, push / (distance * distance) - pull * distance)
        length = np.maximum(np.sqrt((moves**2).sum(axis=1)), 1e-9)
        heat = hottest * (1 - turn / SPRING_ROUNDS)
        places = places + moves * (np.minimum(length, heat) / length)[:, None]
    return places


def _shrink(places: Numbers, radii: Numbers) -> Numbers:
    """Centre the discs and bring them as near as their areas allow, with room between them."""
    places = places - np.average(places, axis=0, weights=radii * radii)
    wanted = math.sqrt(float((radii**2).sum()) * SLACK)
    spread = math.sqrt(2 * float((places**2).sum(axis=1).mean()))
    return places * (wanted / spread) if spread else places


def _part(places: Numbers, radii: Numbers, reach: Numbers) -> Numbers:
    """Let all fall towards the middle, ever slower, and push apart what overlaps, the smaller one farther."""
    area = radii * radii
    yielding = area[None, :] / (area[:, None] + area[None, :])
    tolerable = 0.01 * float(radii.min())
    for turn in range(FALL_ROUNDS + PUSH_ROUNDS):
        fall = FALL * max(0.0, 1 - turn / FALL_ROUNDS)
        places = places * (1 - fall)
        across, down, distance = _offsets(places)
        overlap = reach - distance
        np.maximum(overlap, 0.0, out=overlap)
        np.fill_diagonal(overlap, 0.0)
        if not fall and float(overlap.max()) < tolerable:
            break
        overlap *= yielding
        overlap /= distance
        places = places + _move(across, down, overlap)
    ratio = reach / _offsets(places)[2]
    np.fill_diagonal(ratio, 0.0)
    return places * max(1.0, float(ratio.max()) * (1 + 1e-9))
