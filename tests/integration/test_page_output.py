"""What leaves the page: a picture, data, print; and its two themes."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from tests.graphs import small_graph
from tests.pages import Open, large_graph

pytestmark = pytest.mark.integration
GROUND = {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 23, 28)"}


def test_the_view_is_saved_as_a_picture(opened: Open) -> None:
    with opened(small_graph()) as result:
        with result.page.expect_download() as download:
            result.button("PNG").click()
        data = Path(download.value.path()).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", data[16:24])
        assert width > 500
        assert height > 500
        assert download.value.suggested_filename == "guide-home.png"


def test_the_view_is_saved_as_data_with_its_sentences(opened: Open) -> None:
    with opened(small_graph(), "#level=near&focus=concept:dead-letter-queue") as result:
        with result.page.expect_download() as download:
            result.button("JSON").click()
        data = json.loads(Path(download.value.path()).read_text())
        assert {node["id"] for node in data["nodes"]} >= {"concept:dead-letter-queue", "service:sqs"}
        edge = next(edge for edge in data["edges"] if edge["type"] == "IS_A")
        assert edge["source"] == "concept:dead-letter-queue"
        assert edge["sentences"][0].startswith("A dead-letter queue is a queue")


def test_the_overview_is_saved_with_its_communities(opened: Open) -> None:
    with opened(large_graph()) as result:
        with result.page.expect_download() as download:
            result.button("JSON").click()
        data = json.loads(Path(download.value.path()).read_text())
        assert len(data["communities"]) == 14
        assert data["links"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_readers_preference_until_the_theme_is_turned_by_hand(
    scheme: str, opened: Open
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    other = {"light": "dark", "dark": "light"}[scheme]
    with opened(small_graph(), color_scheme=scheme) as result:
        assert result.page.evaluate(ground) == GROUND[scheme]
        result.button("Light or dark").click()
        assert result.page.evaluate(ground) == GROUND[other]
        corner = result.page.evaluate(
            "[...kb.map.canvas().getContext('2d').getImageData(3, 3, 1, 1).data].slice(0, 3)"
        )
        assert f"rgb({', '.join(map(str, corner))})" == GROUND[other]


def test_print_is_light_and_without_controls(opened: Open) -> None:
    with opened(small_graph(), "#node=concept:dead-letter-queue", color_scheme="dark") as result:
        result.page.emulate_media(media="print")
        result.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert result.page.evaluate("getComputedStyle(document.body).backgroundColor") == GROUND["light"]
        assert result.page.locator("#tools").is_hidden()
        assert result.page.locator("#legend").is_hidden()
        assert "A dead-letter queue is a queue" in result.panel()
        result.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert result.page.pdf()[:5] == b"%PDF-"
