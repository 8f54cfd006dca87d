"""The state in the URL's hash: history is the undo, and a link reopens the view."""

from __future__ import annotations

import pytest

from tests.graphs import small_graph
from tests.pages import Open, large_graph

pytestmark = pytest.mark.integration


def test_back_and_forward_undo_and_redo(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        result.page.locator("#legend button[data-value=Topic]").click()
        assert "Costs" not in result.drawn()
        result.button("Back").click()
        result.until("!location.hash.includes('types')")
        assert "Costs" in result.drawn()
        assert result.heading() == "dead-letter queue"
        result.button("Back").click()
        result.until("!location.hash.includes('node=')")
        assert result.heading() == "Guide"
        result.page.go_forward()
        assert result.heading() == "dead-letter queue"


def test_a_link_reopens_the_view(opened: Open) -> None:
    with opened(large_graph()) as result:
        result.find("thing 4.0")
        result.button("2 steps around").click()
        result.page.locator("#legend button[data-value=Topic]").click()
        result.page.locator("#map").focus()
        result.page.keyboard.press("Shift+ArrowRight")
        result.until("location.hash.includes('camera')")
        fragment = result.page.evaluate("location.hash")
        before = result.page.evaluate("[kb.map.view().nodes, kb.map.camera.now()]")
        result.go(fragment)
        after = result.page.evaluate("[kb.map.view().nodes, kb.map.camera.now()]")
        assert before[0] == after[0]
        for name in ("x", "y", "scale"):
            assert abs(before[1][name] - after[1][name]) <= 0.001 * abs(before[1][name]) + 1
        assert result.heading() == "thing 4.0"


def test_moving_the_camera_is_no_step_in_the_history(opened: Open) -> None:
    with opened(small_graph()) as result:
        length = result.page.evaluate("history.length")
        box = result.page.locator("#map").bounding_box()
        assert box is not None
        result.page.mouse.move(box["x"] + 20, box["y"] + 20)
        result.page.mouse.down()
        result.page.mouse.move(box["x"] + 90, box["y"] + 60, steps=4)
        result.page.mouse.up()
        result.until("location.hash.includes('camera')")
        assert result.page.evaluate("history.length") == length


@pytest.mark.parametrize(
    "fragment",
    [
        "#level=near&focus=nothing",
        "#node=%E0%A4%A",
        "#community=9999&level=community",
        "#level=nonsense",
        "#edge=a,b",
        "#camera=1,x,3",
        "#pinned=concept:queue,1",
        "#x",
        "#level=constructor",
        "#table=__proto__",
    ],
)
def test_a_link_that_is_broken_opens_all_the_same(fragment: str, opened: Open) -> None:
    with opened(small_graph(), fragment) as result:
        assert result.page.locator("#panel h2").count() == 1
        if result.page.locator("#empty").is_visible():
            result.page.locator("#empty button").last.click()
        assert result.drawn()


def test_a_node_is_hidden_and_comes_back(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        result.button("Hide", "#panel").click()
        assert "dead-letter queue" not in result.drawn()
        assert "1 node hidden" in result.page.locator("#legend").inner_text()
        result.button("Show again").click()
        assert "dead-letter queue" in result.drawn()


def test_a_dragged_node_is_pinned_where_it_was_put(opened: Open) -> None:
    with opened(small_graph()) as result:
        x, y = result.on_screen("dead-letter queue")
        result.page.mouse.move(x, y)
        result.page.mouse.down()
        result.page.mouse.move(x + 60, y + 40, steps=5)
        result.page.mouse.up()
        result.until("location.hash.includes('pinned')")
        moved = result.on_screen("dead-letter queue")
        assert 20 < moved[0] - x < 80
        place = "kb.map.place(kb.names.indexOf('dead-letter queue'))"
        before = result.page.evaluate(place)
        result.go(result.page.evaluate("location.hash"))
        after = result.page.evaluate(place)
        assert abs(before["x"] - after["x"]) <= 1
        assert abs(before["y"] - after["y"]) <= 1
        result.click("dead-letter queue")
        result.button("Unpin").click()
        assert "pinned=" not in result.page.url


def test_a_neighbourhood_is_expanded_and_nothing_moves(opened: Open) -> None:
    with opened(large_graph(), "#level=near&focus=concept:thing-3-5") as result:
        place = "kb.map.place(kb.names.indexOf('thing 3.5'))"
        before = result.page.evaluate(place)
        result.click("thing 3.6")
        result.button("Expand").click()
        assert result.drawn() == {"thing 3.4", "thing 3.5", "thing 3.6", "thing 3.7"}
        assert result.page.evaluate(place) == before
        result.page.go_back()
        assert "thing 3.7" not in result.drawn()
