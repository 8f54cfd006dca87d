"""The page and its levels: what it opens on, and what leads from one to the next."""

from __future__ import annotations

import pytest

from tests.graphs import small_graph
from tests.pages import Open, large_graph

pytestmark = pytest.mark.integration


def test_a_small_graph_opens_on_its_map_with_the_network_cut(opened: Open) -> None:
    with opened(small_graph()) as result:
        colours = result.page.evaluate("""() => {
            const canvas = document.querySelector('#map canvas');
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let at = 0; at < pixels.length; at += 4) {
                seen.add([pixels[at], pixels[at + 1], pixels[at + 2]].join());
            }
            return [...seen];
        }""")
        assert {"213,94,0", "0,114,178", "0,158,115"} <= set(colours)
        assert result.page.title() == "Guide – knowledge graph"
        assert result.status() == "12 nodes · 13 edges"


def test_physics_is_off(opened: Open) -> None:
    with opened(small_graph()) as result:
        assert result.page.evaluate("kb.map.network.physics.options.enabled") is False


def test_what_the_knowledge_base_is_about_is_said_at_the_beginning(opened: Open) -> None:
    with opened(small_graph()) as result:
        assert result.heading() == "Guide"
        assert "1 document · 12 nodes · 13 edges" in result.panel()
        assert {"SQS Queues", "SQS", "queue"} <= set(result.panel().split("\n"))


def test_a_large_graph_opens_on_its_communities_and_their_links(opened: Open) -> None:
    with opened(large_graph()) as result:
        assert result.status().startswith("14 communities of 493 nodes")
        drawn = result.page.evaluate("kb.map.network.body.data.nodes.length")
        assert 30 <= drawn <= 100
        assert result.page.evaluate("kb.map.view().links.length") >= 11
        assert result.page.evaluate("kb.map.labels().map((label) => label.text)").count("group 5") == 1


def test_opening_a_community_shows_its_members_and_the_way_back(opened: Open) -> None:
    with opened(large_graph()) as result:
        place = "kb.map.network.canvasToDOM(kb.overview.discs[{}])"
        number = result.page.evaluate("kb.communities.indexOf('group 5')")
        x, y = result.page.evaluate(f"Object.values({place.format(number)})")
        box = result.page.locator("#map").bounding_box()
        assert box is not None
        result.page.mouse.click(box["x"] + x, box["y"] + y + 12)
        assert result.heading() == "group 5"
        assert result.drawn() == {f"thing 5.{member}" for member in range(40)}
        result.button("Overview", "#crumbs").click()
        assert "communities of" in result.status()


def test_a_double_click_opens_the_neighbourhood_with_depth(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.mouse.dblclick(*result.on_screen("dead-letter queue"))
        assert "dead-letter queue" in result.page.locator("#crumbs").inner_text()
        near = result.drawn()
        assert {"queue", "SQS"} <= near
        assert "layer" not in near
        result.button("2 steps around").click()
        assert near < result.drawn()
        assert "layer" in result.drawn()


def test_a_large_neighbourhood_is_drawn_in_part_with_a_way_to_more(opened: Open) -> None:
    with opened(large_graph(size=90)) as result:
        result.find("nave")
        assert result.status().startswith("60 of 91 nodes · ")
        result.button("Show more").click()
        assert result.status().startswith("91 nodes · ")
        result.button("Show fewer").click()
        assert result.status().startswith("60 of 91 nodes")


def test_the_full_map_is_a_picture_in_which_nodes_can_be_picked(opened: Open) -> None:
    with opened(large_graph()) as result:
        result.button("Full map").click()
        assert result.status().startswith("493 nodes")
        result.until("kb.fullMap.isCurrent(kb.map.network.getScale())")
        assert result.page.evaluate("kb.map.network.body.data.nodes.length") == 0
        result.click("thing 7.0")
        assert result.heading() == "thing 7.0"
        for _ in range(4):
            result.button("Zoom in").click()
        assert not result.page.evaluate("kb.fullMap.isCurrent(kb.map.network.getScale())")
        result.until("kb.fullMap.isCurrent(kb.map.network.getScale())")


@pytest.mark.parametrize(
    "level", ["home", "all", "near&focus=concept:hub", "community&community=0", "all&node=concept:hub"]
)
def test_labels_never_overlap(level: str, opened: Open) -> None:
    with opened(large_graph(), f"#level={level}") as result:
        boxes = result.page.evaluate("kb.map.labels()")
        assert len(boxes) >= 8
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = (
                    one["x"] + one["width"] <= other["x"]
                    or other["x"] + other["width"] <= one["x"]
                    or one["y"] + one["height"] <= other["y"]
                    or other["y"] + other["height"] <= one["y"]
                )
                assert apart, (one, other)


def test_the_hovered_node_has_its_label(opened: Open) -> None:
    with opened(large_graph(), "#level=all") as result:
        result.until("kb.fullMap.isCurrent(kb.map.network.getScale())")
        labels = "kb.map.labels().map((label) => label.text)"
        assert "thing 6.37" not in result.page.evaluate(labels)
        result.page.mouse.move(*result.on_screen("thing 6.37"))
        result.until(f"{labels}.includes('thing 6.37')")


def test_a_large_graph_without_communities_opens_on_its_heaviest_part(opened: Open) -> None:
    graph = large_graph()
    for _, data in graph.nodes(data=True):
        data.pop("community", None)
    del graph.graph["communities"]
    with opened(graph) as result:
        assert result.status().startswith("300 of 493 nodes · ")
        result.button("Show more").click()
        assert result.status().startswith("493 nodes · ")
        assert result.button("Full map").is_visible()


def test_a_graph_with_nothing_to_draw_opens_and_says_so(opened: Open) -> None:
    graph = small_graph()
    graph.remove_nodes_from(list(graph))
    with opened(graph) as result:
        assert "no topics, services or concepts" in result.page.locator("#empty").inner_text()
