"""The page in a real browser, from the disk, with every way to the network cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exports import export
from kbgraph.schema import NodeType
from tests.graphs import Graph, add_edge, add_entity, small_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.integration

HOSTILE = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "<!-- <script>",
    "\"'><svg onload=window.hacked=1>",
    "{{ 7 * 7 }} ${window.hacked=1} {% raw %}",
    "javascript:window.hacked=1",
    "\u2028\u2029\u202e<b>bold</b>&lt;&amp;",
)
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Opened:
    """A page in the browser and what went wrong in it."""

    page: Page
    complaints: list[str] = field(default_factory=list)  # console errors and warnings, exceptions, dialogs
    requests: list[str] = field(default_factory=list)  # all but the one for the file itself

    def on_screen(self, name: str) -> tuple[float, float]:
        """Give where a node's middle stands on the screen."""
        script = """(name) => {
            const node = kb.nodes.find((node) => node.label === name);
            const place = kb.map.network.getPositions([node.id])[node.id];
            const { x, y } = kb.map.network.canvasToDOM(place);
            const box = document.getElementById('map').getBoundingClientRect();
            return [box.left + x, box.top + y];
        }"""
        x, y = self.page.evaluate(script, name)
        return x, y

    def click(self, name: str) -> None:
        """Click on a node of the map."""
        self.page.mouse.click(*self.on_screen(name))

    def panel(self) -> str:
        """Give the panel's text, as it is read."""
        return self.page.locator("#panel").inner_text()


Open = Callable[..., AbstractContextManager[Opened]]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Open:
    """Open a graph's page; leaving it checks that nothing was complained of and nothing asked for."""

    @contextmanager
    def open_graph(graph: Graph, **options: Any) -> Iterator[Opened]:
        path = export(graph, "html", tmp_path / "graph.html")
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce", **options
        )
        context.add_init_script(WATCH)
        result = Opened(context.new_page())
        page = result.page
        page.route("**/*", lambda route: route.continue_() if _is_itself(route, path) else route.abort())
        page.on("request", lambda one: None if _is_itself(one, path) else result.requests.append(one.url))
        page.on("pageerror", lambda error: result.complaints.append(str(error)))
        page.on("dialog", lambda dialog: result.complaints.append(dialog.message) or dialog.dismiss())
        page.on(
            "console",
            lambda said: result.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.goto(path.as_uri())
        page.wait_for_function("window.kb && kb.map && document.querySelector('#map canvas')")
        yield result
        assert result.complaints == []
        assert result.requests == []
        assert page.evaluate("window.violations") == []
        assert page.evaluate("window.hacked") is None
        context.close()

    return open_graph


def _is_itself(request: Any, path: Path) -> bool:
    return bool(getattr(request, "request", request).url == path.as_uri())


def large_graph() -> Graph:
    """Make a graph of more nodes than the page draws."""
    graph = small_graph()
    for number in range(800):
        add_entity(
            graph,
            NodeType.CONCEPT,
            f"thing {number}",
            weight=number / 800,
            x=number * 7.0,
            y=number % 29 * 90.0,
        )
    for number in range(799):
        add_edge(
            graph, "USES", f"concept:thing-{number}", f"concept:thing-{number + 1}", weight=0.5, negated=False
        )
    return graph


def test_it_opens_with_the_network_cut_and_draws(opened: Open) -> None:
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
        assert result.page.locator("#drawn").inner_text().startswith("12 nodes and 13 edges drawn")


def test_a_click_opens_the_panel_with_the_sentences_that_say_so(opened: Open) -> None:
    with opened(small_graph()) as result:
        assert result.page.locator("#panel").is_hidden()
        result.click("dead-letter queue")
        text = result.panel()
        assert result.page.locator("#panel h2").inner_text() == "dead-letter queue"
        for expected in ("Concept", "also: DLQ", "is a", "queue", "not: provides", "guide.md:"):
            assert expected in text
        assert 'A dead-letter queue is a queue, and SQS doesn\'t delete <it> & "keeps" 256 KB.' in text


def test_a_name_in_the_panel_leads_on_and_escape_closes(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        result.page.locator("#panel button.name", has_text="SQS").first.click()
        assert result.page.locator("#panel h2").inner_text() == "SQS"
        result.page.keyboard.press("Escape")
        assert result.page.locator("#panel").is_hidden()


def test_an_alias_is_found_by_keyboard_alone(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.keyboard.press("/")
        result.page.keyboard.type("simple queue")
        assert "Amazon Simple Queue Service" in result.page.locator("#found").inner_text()
        result.page.keyboard.press("Enter")
        assert result.page.locator("#panel h2").inner_text() == "SQS"


def test_a_name_that_is_not_there_is_said_not_to_be(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.fill("#query", "no such thing")
        assert result.page.locator("#found").inner_text() == "Nothing on the map bears this name."


def test_the_legend_counts_types_and_hides_them(opened: Open) -> None:
    hidden = (
        "(type) => kb.nodes.filter((node) => node.kind === type)"
        ".map((node) => kb.map.network.body.nodes[node.id].options.hidden)"
    )
    with opened(small_graph()) as result:
        concept = result.page.locator("#legend button[data-type=Concept]")
        assert concept.inner_text().split() == ["Concept", "4"]
        concept.click()
        assert concept.get_attribute("aria-pressed") == "false"
        assert result.page.evaluate(hidden, "Concept") == [True] * 4
        assert result.page.evaluate(hidden, "Service") == [False] * 2
        concept.click()
        assert result.page.evaluate(hidden, "Concept") == [False] * 4


def test_a_hidden_type_comes_back_alone_when_a_node_of_it_is_asked_for(opened: Open) -> None:
    with opened(small_graph()) as result:
        for name in ("Concept", "Topic"):
            result.page.locator(f"#legend button[data-type={name}]").click()
        result.page.fill("#query", "DLQ")
        result.page.keyboard.press("Enter")
        pressed = {
            name: result.page.locator(f"#legend button[data-type={name}]").get_attribute("aria-pressed")
            for name in ("Concept", "Topic")
        }
        assert pressed == {"Concept": "true", "Topic": "false"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text_and_does_nothing(text: str, opened: Open) -> None:
    graph = small_graph()
    sqs = graph.nodes["service:sqs"]
    sqs.update(name=text, aliases=[text, "harmless"], category=text)
    for _, data in graph.nodes(data=True):
        data["text" if data["type"] == "Sentence" else "title"] = text
        data["path"] = text
    for *_, data in graph.edges(data=True):
        data.update(predicate=[text], condition=text)
    with opened(graph) as result:
        result.page.fill("#query", "harmless")
        result.page.wait_for_selector("#found button")
        result.page.keyboard.press("Enter")
        assert result.page.locator("#panel h2").evaluate("(one) => one.textContent") == text
        assert text in result.page.locator("#panel").evaluate("(one) => one.textContent")
        assert result.page.locator("img, svg[onload], b, #panel script").count() == 0
        result.page.mouse.move(*result.on_screen(text))
        result.page.wait_for_timeout(400)


def test_a_large_graph_is_drawn_in_part_and_the_page_says_so(opened: Open) -> None:
    with opened(large_graph()) as result:
        text = result.page.locator("#drawn").inner_text()
        assert text.startswith("300 of 812 nodes and ")
        assert " of 812 edges drawn" in text


def test_a_graph_with_nothing_to_draw_opens(opened: Open) -> None:
    graph = small_graph()
    graph.remove_nodes_from(list(graph))
    with opened(graph) as result:
        assert result.page.locator("#drawn").inner_text().startswith("0 nodes and 0 edges")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_readers_preference_and_is_accessible(scheme: str, opened: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with opened(small_graph(), color_scheme=scheme) as result:
        ground = result.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 23, 28)"}[scheme]
        result.click("dead-letter queue")
        found = axe.Axe().run(result.page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_on_a_narrow_screen_nothing_is_cut_off(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.set_viewport_size({"width": 375, "height": 700})
        result.page.fill("#query", "DLQ")
        result.page.keyboard.press("Enter")
        assert result.page.evaluate("document.documentElement.scrollWidth") <= 375
        box = result.page.locator("#panel").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
        x, y = result.on_screen("dead-letter queue")
        assert 0 <= x <= 375
        assert y < box["y"]
