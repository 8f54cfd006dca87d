"""For everyone: assistive technology, the keyboard alone, touch, every width."""

from __future__ import annotations

import pytest

from tests.graphs import small_graph
from tests.pages import Open, Opened, large_graph, talkative_graph

pytestmark = pytest.mark.integration
VIEWS = {
    "node": "#node=concept:dead-letter-queue",
    "edge": "#edge=IS_A,concept%3Adead-letter-queue,concept%3Aqueue,0",
    "near": "#level=near&focus=service:sqs&node=service:sqs&types=Topic",
    "path": "#level=path&from=concept:dead-letter-queue&to=service:lambda",
    "no path": "#level=path&from=action:sqs:SendMessage&to=service:sqs",
    "nodes": "#table=nodes&sort=name",
    "edges": "#table=edges",
    "no row": "#table=edges&words=zzzz",
    "empty": "#types=Topic,Service,Concept,Action,ResourceType,Quota",
}


def violations(result: Opened) -> list[tuple[str, str]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = axe.Axe().run(result.page, options=options).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_breaks_a_rule_of_axe(scheme: str, opened: Open) -> None:
    with opened(small_graph(), color_scheme=scheme) as result:
        assert violations(result) == []
        for name, fragment in VIEWS.items():
            result.show(fragment)
            assert (name, violations(result)) == (name, [])
        result.page.keyboard.press("?")
        assert violations(result) == []
        result.page.keyboard.press("Escape")
        result.page.fill("#query", "queue")
        assert violations(result) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_level_of_a_large_graph_breaks_a_rule_of_axe(scheme: str, opened: Open) -> None:
    with opened(large_graph(), color_scheme=scheme) as result:
        for fragment in ("", "#level=community&community=0", "#level=all", "#link=0,1"):
            result.show(fragment)
            assert (fragment, violations(result)) == (fragment, [])


def test_on_a_narrow_screen_no_rule_is_broken_and_nothing_is_cut_off(opened: Open) -> None:
    with opened(small_graph(), viewport={"width": 360, "height": 740}) as result:
        for fragment in ("", VIEWS["node"], VIEWS["path"], VIEWS["nodes"]):
            result.show(fragment)
            assert (fragment, violations(result)) == (fragment, [])
            assert result.page.evaluate("document.documentElement.scrollWidth") <= 360
        result.go()
        result.button("Filters").click()
        assert violations(result) == []
        box = result.page.locator("#legend").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("width", [390, 768, 1440, 2560, 3840])
def test_the_map_the_panel_and_the_chosen_node_are_in_view_at_every_width(width: int, opened: Open) -> None:
    height = {390: 844, 768: 1024}.get(width, width * 9 // 16)
    with opened(small_graph(), viewport={"width": width, "height": height}) as result:
        result.find("DLQ")
        boxes = {name: result.page.locator(name).bounding_box() for name in ("#map", "#panel")}
        for box in boxes.values():
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["width"] * box["height"] >= 0.12 * width * height
        stage = boxes["#map"]
        assert stage is not None
        x, y = result.on_screen("dead-letter queue")
        assert stage["x"] <= x <= stage["x"] + stage["width"]
        assert stage["y"] <= y <= stage["y"] + stage["height"]


def test_everything_is_reached_by_the_tab_key_with_visible_focus(opened: Open) -> None:
    with opened(small_graph()) as result:
        seen = []
        for _ in range(60):
            result.page.keyboard.press("Tab")
            here = result.page.evaluate("""() => {
                const one = document.activeElement;
                const style = getComputedStyle(one);
                const name = one.id || one.getAttribute('aria-label') || one.textContent;
                return [one === document.body, name.slice(0, 40), style.outlineStyle];
            }""")
            if here[0]:
                break
            assert here[2] != "none", here
            seen.append(here[1])
        assert {"query", "home", "map", "least"} <= set(seen)
        assert len(seen) == len(set(seen))


def test_arrow_keys_move_within_a_toolbar_and_a_list(opened: Open) -> None:
    focused = "document.activeElement.textContent"
    with opened(small_graph()) as result:
        result.button("Map", "#tools").focus()
        result.page.keyboard.press("ArrowRight")
        assert result.page.evaluate(focused) == "Path"
        result.page.keyboard.press("End")
        assert result.page.evaluate(focused) == "?"
        result.page.locator("#legend [data-part=types] button").first.focus()
        result.page.keyboard.press("ArrowDown")
        result.page.keyboard.press("Space")
        assert "SQS" not in result.drawn()


def test_the_map_is_walked_with_the_keyboard(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.locator("#map").focus()
        result.page.keyboard.press("ArrowRight")
        first = result.page.locator("#live").inner_text()
        assert first
        result.page.keyboard.press("ArrowDown")
        result.page.keyboard.press("ArrowLeft")
        said = result.page.locator("#live").inner_text()
        assert said != first
        result.page.keyboard.press("Enter")
        assert result.heading() == said.rpartition(",")[0]
        result.page.keyboard.press("o")
        assert "level=near" in result.page.url


def test_a_community_is_opened_with_the_keyboard(opened: Open) -> None:
    with opened(large_graph()) as result:
        result.page.locator("#map").focus()
        result.page.keyboard.press("ArrowRight")
        assert result.page.locator("#live").inner_text().startswith("community ")
        result.page.keyboard.press("Enter")
        assert "level=community" in result.page.url


def test_keys_do_what_the_sheet_says(opened: Open) -> None:
    with opened(small_graph(), "#node=service:sqs") as result:
        page = result.page
        for key, expected in (("t", "table=nodes"), ("Escape", ""), ("p", "level=path")):
            page.keyboard.press(key)
            assert expected in page.url
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.locator("#map").focus()
        page.keyboard.press("h")
        assert "level" not in page.url
        result.find("DLQ")
        page.locator("#map").focus()
        page.keyboard.press("i")
        assert "pinned=concept" in page.url
        page.keyboard.press("x")
        assert "hidden=concept" in page.url
        page.keyboard.press("r")
        assert "hidden" not in page.url
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        assert "search a name or alias" in page.locator("#help").inner_text()
        page.keyboard.press("Escape")
        assert page.locator("#help").is_hidden()


def test_the_focus_is_not_lost_when_the_panel_changes(opened: Open) -> None:
    with opened(talkative_graph()) as result:
        result.find("shard")
        result.page.locator("#panel button.name").first.focus()
        result.page.keyboard.press("Enter")
        assert result.page.evaluate("document.activeElement.tagName") == "H2"
        assert result.heading() == result.page.evaluate("document.activeElement.innerText")


def test_a_finger_chooses_a_node(opened: Open) -> None:
    with opened(
        small_graph(), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as result:
        x, y = result.on_screen("dead-letter queue")
        result.page.touchscreen.tap(x + 3, y - 3)
        result.until("location.hash.includes('dead-letter')")
        assert result.heading() == "dead-letter queue"


def test_targets_are_large_enough(opened: Open) -> None:
    with opened(small_graph(), "#node=service:sqs", viewport={"width": 390, "height": 844}) as result:
        sizes = result.page.evaluate("""() => [...document.querySelectorAll('button')]
            .filter((one) => one.offsetParent && !one.closest('p, blockquote'))
            .map((one) => [one.textContent, one.offsetWidth, one.offsetHeight])""")
        assert [row for row in sizes if row[2] < 24] == []


def test_landmarks_and_a_live_region_are_there(opened: Open) -> None:
    with opened(small_graph()) as result:
        for role in ("banner", "navigation", "main", "complementary", "search"):
            assert result.page.get_by_role(role).count() == 1  # type: ignore[arg-type]
        assert result.page.locator("#live").get_attribute("aria-live") == "polite"
