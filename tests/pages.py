"""The page in a real browser, from the disk, with every way to the network cut, and graphs to open in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports import export
from kbgraph.schema import COVERS, NodeType
from tests.graphs import (
    Graph,
    add_edge,
    add_entity,
    add_relation,
    add_section,
    add_sentence,
    small_graph,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

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
    address: str
    complaints: list[str] = field(default_factory=list)  # console errors and warnings, exceptions, dialogs
    requests: list[str] = field(default_factory=list)  # all but the one for the file itself

    def go(self, fragment: str = "") -> None:
        """Open the page anew with a state, as a link does."""
        self.page.goto("about:blank")
        self.page.goto(self.address + fragment)
        self.page.wait_for_selector("body[data-ready]")

    def show(self, fragment: str) -> None:
        """Change the state of the page that is open."""
        self.page.evaluate("(fragment) => { location.hash = fragment; }", fragment or "#")
        self.page.wait_for_timeout(20)

    def until(self, expression: str) -> None:
        """Wait until an expression holds; Playwright's own way is barred by the page's policy."""
        for _ in range(300):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{expression} does not come true")

    def find(self, name: str) -> None:
        """Search a name and take the first match."""
        self.page.fill("#query", name)
        self.page.keyboard.press("Enter")

    def on_screen(self, name: str) -> tuple[float, float]:
        """Give where a drawn node's middle stands on the screen."""
        script = """(name) => {
            const number = kb.names.indexOf(name);
            const { x, y } = kb.map.network.canvasToDOM(kb.map.place(number));
            const box = document.getElementById('map').getBoundingClientRect();
            return [box.left + x, box.top + y];
        }"""
        x, y = self.page.evaluate(script, name)
        return x, y

    def click(self, name: str) -> None:
        """Click on a node of the map."""
        self.page.mouse.click(*self.on_screen(name))

    def drawn(self) -> set[str]:
        """Give the names of the nodes that the view draws."""
        return set(self.page.evaluate("kb.map.view().nodes.map((node) => kb.names[node])"))

    def heading(self) -> str:
        """Give the panel's heading."""
        return self.page.locator("#panel h2").inner_text()

    def panel(self) -> str:
        """Give the panel's text, as it is read."""
        return self.page.locator("#panel").inner_text()

    def status(self) -> str:
        """Give how much is drawn."""
        return self.page.locator("#status").inner_text()

    def button(self, name: str, within: str = "body") -> Locator:
        """Give a button by the name that it is read by."""
        return self.page.locator(within).get_by_role("button", name=name, exact=True)


Open = Callable[..., AbstractContextManager[Opened]]


def opener(browser: Browser, folder: Path) -> Open:
    """Make what opens a graph's page; leaving it checks that nothing was complained of and nothing asked for."""

    @contextmanager
    def open_graph(graph: Graph, fragment: str = "", **options: Any) -> Iterator[Opened]:
        path = export(graph, "html", folder / "graph.html")
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        context = browser.new_context(offline=True, **settings)
        context.add_init_script(WATCH)
        result = Opened(context.new_page(), path.as_uri())
        page = result.page
        itself = path.as_uri()
        page.route(
            "**/*",
            lambda route: route.continue_() if _is_own(route.request.url, itself) else route.abort(),
        )
        page.on(
            "request",
            lambda one: None if _is_own(one.url, itself) else result.requests.append(one.url),
        )
        page.on("pageerror", lambda error: result.complaints.append(str(error)))
        page.on("dialog", lambda dialog: result.complaints.append(dialog.message) or dialog.dismiss())
        page.on(
            "console",
            lambda said: result.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.goto(itself + fragment)
        page.wait_for_selector("body[data-ready]")
        yield result
        assert result.complaints == []
        assert result.requests == []
        assert page.evaluate("window.violations") == []
        assert page.evaluate("window.hacked") is None
        context.close()

    return open_graph


def _is_own(url: str, itself: str) -> bool:
    return url.partition("#")[0] == itself or url.startswith(("blob:", "data:", "about:"))


def large_graph(communities: int = 12, size: int = 40) -> Graph:
    """Make a graph of so many communities of concepts in discs side by side, beside the small graph's nodes.

    "hub" is tied to every member of the first community; "thing 1.2" is the third of the second.
    """
    graph = small_graph()
    named = graph.graph["communities"] = []
    add_entity(graph, NodeType.CONCEPT, "hub", weight=1.0, x=0.0, y=2000.0, community=10, aliases=["nave"])
    for number in range(communities):
        named.append({"id": number + 10, "name": f"group {number}", "size": size})
        middle = 2200.0 * (number % 4), 2200.0 * (number // 4) + 2000.0
        for member in range(size):
            _add_thing(graph, number, member, middle)
        for member in range(1, size):
            _relate(graph, f"thing {number}.{member - 1}", f"thing {number}.{member}", 0.2 + member / 100)
        if number:
            _relate(graph, f"thing {number - 1}.0", f"thing {number}.0", 0.9)
    for member in range(size):
        _relate(graph, "hub", f"thing 0.{member}", 0.5)
    return graph


def _add_thing(graph: Graph, number: int, member: int, middle: tuple[float, float]) -> None:
    far, angle = 110 * math.sqrt(member + 1), member * math.pi * (3 - math.sqrt(5))
    add_entity(
        graph,
        NodeType.CONCEPT,
        f"thing {number}.{member}",
        weight=1 / (1 + member),
        x=middle[0] + far * math.cos(angle),
        y=middle[1] + far * math.sin(angle),
        community=number + 10,
        aliases=[],
    )


def _relate(graph: Graph, first: str, second: str, weight: float) -> None:
    ends = (f"concept:{name.replace(' ', '-').replace('.', '-')}" for name in (first, second))
    add_relation(graph, "USES", *ends, [], weight=weight)


def talkative_graph(sentences: int = 60) -> Graph:
    """Make a graph in which one concept, "shard", is mentioned in many sentences and has many relations."""
    graph = small_graph()
    shard = add_entity(graph, NodeType.CONCEPT, "shard", aliases=[], weight=0.9, x=700.0, y=0.0, community=0)
    section = add_section(
        graph, "document:guide.md", "section:guide.md#sqs-queues", "Shards", "topic:guide/costs"
    )
    for number in range(sentences):
        other = add_entity(
            graph,
            NodeType.CONCEPT,
            f"part {number}",
            aliases=[],
            weight=0.1,
            x=700.0 + 60 * (number % 8),
            y=100.0 + 60 * (number // 8),
            community=0,
        )
        text = f"A shard holds part {number}."
        said = add_sentence(graph, text, [section], {"shard": shard, f"part {number}": other})
        add_relation(graph, "USES", shard, other, [said], weight=0.5)
    for topic in ("topic:guide/sqs-queues", "topic:guide/costs"):
        add_edge(graph, COVERS, topic, shard, count=3, sections=[section], weight=0.8)
    return graph
