"""How nodes look in every format."""

from __future__ import annotations

import itertools

import pytest

from exports.appearance import LOOKS, look
from exports.html.atlas import ON_THE_MAP
from kbgraph.schema import NodeType


def test_every_type_has_a_look() -> None:
    assert LOOKS.keys() == set(NodeType)


def test_no_two_types_share_a_colour_and_on_the_map_none_a_shape() -> None:
    assert len({seen.colour for seen in LOOKS.values()}) == len(LOOKS)
    assert len({LOOKS[kind].shape for kind in ON_THE_MAP}) == len(ON_THE_MAP)


def test_colours_can_be_told_apart_in_grey_or_by_hue() -> None:
    for one, other in itertools.combinations(LOOKS.values(), 2):
        distance = sum((a - b) ** 2 for a, b in zip(one.rgb, other.rgb, strict=True)) ** 0.5
        assert distance > 60, (one.colour, other.colour)


def test_size_grows_with_weight_within_its_bounds() -> None:
    seen = look("Concept")
    sizes = [seen.size(weight) for weight in (None, 0.0, 0.25, 1.0, 7.0)]
    assert sizes == [
        seen.smallest,
        seen.smallest,
        (seen.smallest + seen.largest) / 2,
        seen.largest,
        seen.largest,
    ]


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="Servce"):
        look("Servce")
