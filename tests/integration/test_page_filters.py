"""The legend: counts, switches and the weight of edges."""

from __future__ import annotations

import pytest

from tests.graphs import small_graph
from tests.pages import Open, large_graph

pytestmark = pytest.mark.integration


def test_types_are_counted_and_switched(opened: Open) -> None:
    with opened(small_graph()) as result:
        concept = result.page.locator("#legend [data-part=types] button[data-value=Concept]")
        assert concept.inner_text().split() == ["concept", "4"]
        concept.click()
        assert concept.get_attribute("aria-pressed") == "false"
        assert result.drawn().isdisjoint({"queue", "layer", "price", "dead-letter queue"})
        concept.click()
        assert "queue" in result.drawn()


def test_relation_types_are_counted_and_switched(opened: Open) -> None:
    types = "new Set(kb.map.view().edges.map((edge) => kb.edgeTypeOf(edge).name))"
    with opened(small_graph()) as result:
        covers = result.page.locator("#legend button[data-value=COVERS]")
        assert covers.inner_text().split() == ["covers", "4"]
        covers.click()
        assert "COVERS" not in result.page.evaluate(f"[...{types}]")
        assert "IS_A" in result.page.evaluate(f"[...{types}]")


def test_communities_are_counted_and_switched(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.locator("#legend [data-part=communities] button", has_text="Lambda · layer").click()
        assert result.drawn().isdisjoint({"Lambda", "layer"})
        assert "SQS" in result.drawn()


def test_a_group_is_switched_at_once(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.button("Hide all relations").click()
        assert result.page.evaluate("kb.map.view().edges.length") == 0
        result.button("Show all relations").click()
        assert result.page.evaluate("kb.map.view().edges.length") == 13


def test_the_slider_hides_light_edges(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.locator("#least").focus()
        for _ in range(60):
            result.page.keyboard.press("ArrowRight")
        assert result.page.locator("output").inner_text() == "0.60"
        kept = result.page.evaluate("kb.map.view().edges.map((edge) => kb.graph.edgeWeight[edge])")
        assert kept
        assert min(kept) >= 600


def test_a_slide_is_one_step_in_the_history(opened: Open) -> None:
    with opened(small_graph()) as result:
        box = result.page.locator("#least").bounding_box()
        assert box is not None
        length = result.page.evaluate("history.length")
        middle = box["y"] + box["height"] / 2
        result.page.mouse.move(box["x"] + 8, middle)
        result.page.mouse.down()
        result.page.mouse.move(box["x"] + box["width"] / 2, middle, steps=12)
        result.page.mouse.up()
        assert result.page.evaluate("kb.state().weight") > 300
        assert result.page.evaluate("history.length") == length + 1


def test_an_empty_view_says_why_and_offers_the_way_back(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.button("Hide all types").click()
        empty = result.page.locator("#empty")
        assert "The filters leave nothing to draw." in empty.inner_text()
        empty.get_by_role("button", name="Reset filters").click()
        assert empty.is_hidden()
        assert result.status() == "12 nodes · 13 edges"


def test_a_hidden_type_comes_back_alone_when_a_node_of_it_is_asked_for(opened: Open) -> None:
    with opened(small_graph(), "#types=Concept,Topic") as result:
        result.find("DLQ")
        pressed = {
            name: result.page.locator(f"#legend button[data-value={name}]").get_attribute("aria-pressed")
            for name in ("Concept", "Topic")
        }
        assert pressed == {"Concept": "true", "Topic": "false"}
        assert result.heading() == "dead-letter queue"


def test_the_overview_heeds_the_filters(opened: Open) -> None:
    with opened(large_graph()) as result:
        result.page.locator("#legend button[data-value=USES]").click()
        kinds = result.page.evaluate("kb.map.view().links.map((link) => link.types.length)")
        assert len(kinds) == 1
        assert kinds[0] > 1
        result.page.locator("#legend [data-part=communities] button", has_text="group 3").click()
        assert "13 of 14 communities" in result.status()


def test_many_communities_are_listed_when_asked_for(opened: Open) -> None:
    with opened(large_graph()) as result:
        listed = result.page.locator("#legend [data-part=communities] button")
        assert listed.count() == 10
        result.button("4 more", "#legend").click()
        assert listed.count() == 14
