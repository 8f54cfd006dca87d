"""Sum the map up: its communities as discs, the strongest links between them, and their heaviest members.

Discs stand where the layout put their members, which gave each community a disc of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from exports.html.atlas import Atlas

SMALL = 150  # a map of at most so many nodes is drawn whole
MOST_DISCS = 60
FEWEST_DRAWN = 60  # discs and members together, as far as there are any
FEWEST_MEMBERS = 3  # that it has to have, or its name says it all
LINKS_BY_DISC = 3  # the strongest of a community
MARGIN = 40.0  # from the outermost members to the rim; the layout leaves 60
_SPACING = 60  # between nodes that have no position


@dataclass(frozen=True, slots=True)
class Disc:
    """One community."""

    number: int
    name: str
    size: int  # members
    x: float
    y: float
    radius: float


@dataclass(slots=True)
class OverviewLink:
    """All edges between two communities, the smaller number first."""

    first: int
    second: int
    weight: float = 0.0  # sum
    heaviest: float = 0.0
    count: int = 0
    types: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page opens on; without discs, the map itself."""

    discs: tuple[Disc, ...]  # largest first
    links: tuple[OverviewLink, ...]  # strongest first
    members: tuple[int, ...]  # numbers of nodes drawn in the discs


def places(atlas: Atlas) -> list[tuple[float, float]]:
    """Give the positions computed beforehand; in their absence some on a spiral (Vogel 1979)."""
    found = []
    for number, data in enumerate(atlas.data):
        x, y = data.get("x"), data.get("y")
        if x is None or y is None:
            radius, angle = _SPACING * math.sqrt(number), number * math.pi * (3 - math.sqrt(5))
            x, y = radius * math.cos(angle), radius * math.sin(angle)
        found.append((x, y))
    return found


def sum_up(atlas: Atlas, where: Sequence[tuple[float, float]]) -> Overview:
    """Choose what the page opens on."""
    if len(atlas.nodes) <= SMALL or not atlas.communities:
        return Overview((), (), ())
    members: dict[int, list[int]] = defaultdict(list)
    for number, community in enumerate(atlas.community):
        members[community].append(number)
    chosen = range(min(len(atlas.communities), MOST_DISCS))
    discs = tuple(_disc(number, atlas.communities[number], members[number], where) for number in chosen)
    return Overview(discs, tuple(_links(atlas, len(discs))), tuple(_members(members, len(discs))))


def _disc(number: int, name: str, members: Sequence[int], where: Sequence[tuple[float, float]]) -> Disc:
    across, down = zip(*(where[member] for member in members), strict=True)
    x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    reach = max(math.hypot(a - x, b - y) for a, b in zip(across, down, strict=True))
    return Disc(number, name, len(members), round(x, 2), round(y, 2), round(reach + MARGIN, 2))


def _links(atlas: Atlas, count: int) -> list[OverviewLink]:
    """Join the edges between drawn communities; keep each community's strongest links."""
    found: dict[tuple[int, int], OverviewLink] = {}
    for tie in atlas.ties:
        pair = atlas.community[tie.source], atlas.community[tie.target]
        low, high = min(pair), max(pair)
        if 0 <= low < high < count:
            link = found.get((low, high))
            if link is None:
                link = found[low, high] = OverviewLink(low, high)
            link.weight += tie.weight
            link.heaviest = max(link.heaviest, tie.weight)
            link.count += 1
            link.types.add(tie.type)
    kept = []
    of_disc = [0] * count
    for link in sorted(found.values(), key=lambda link: (-link.weight, link.first, link.second)):
        if min(of_disc[link.first], of_disc[link.second]) < LINKS_BY_DISC:
            of_disc[link.first] += 1
            of_disc[link.second] += 1
            kept.append(link)
    return kept


def _members(members: dict[int, list[int]], discs: int) -> list[int]:
    """Take the heaviest member of every disc, then the second of every disc, until enough is drawn."""
    found: list[int] = []
    for rank in range(FEWEST_DRAWN):
        for number in range(discs):
            if discs + len(found) >= FEWEST_DRAWN:
                return sorted(found)
            if rank < len(members[number]) and len(members[number]) >= FEWEST_MEMBERS:
                found.append(members[number][rank])
    return sorted(found)
