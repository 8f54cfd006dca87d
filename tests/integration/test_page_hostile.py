"""A knowledge base full of hostile text: shown as text, and inert."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graphs import Graph, small_graph
from tests.pages import Open

pytestmark = pytest.mark.integration

HOSTILE = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "<!-- <script>",
    "\"'><svg onload=window.hacked=1>",
    '<a href="javascript:window.hacked=1">href</a>',
    "{{ 7 * 7 }} ${window.hacked=1} {% raw %}",
    "javascript:window.hacked=1",
    '=HYPERLINK("http://example.invalid")',
    "\u2028\u2029\u202e\u2066<b>bold</b>&lt;&amp;",
    "a\u200b\u200d\ufeffb\u00ad",
    "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u0645\u0631\u062d\u0628\u0627",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\u200d\u2620\ufe0f",
    "__proto__",
    "word " * 2000,
    "x" * 10000,
)
ALL_VIEWS = (
    "",
    "#table=nodes",
    "#table=edges",
    "#level=near&focus=service:sqs&node=service:sqs",
    "#level=path&from=service:sqs&to=concept:layer",
)


def poisoned(text: str) -> Graph:
    graph = small_graph()
    for _, data in graph.nodes(data=True):
        data["text" if data["type"] == "Sentence" else "title"] = text
        data["path"] = text
        if data["type"] in ("Section", "Topic", "Concept"):
            data["name"] = text
    graph.nodes["service:sqs"].update(name=text, aliases=[text, "harmless"], category=text)
    graph.nodes["quota:sqs/256-kb"].update(unit=text)
    for *_, data in graph.edges(data=True):
        data.update(predicate=[text], condition=text, modality=text, rule=[text])
    graph.graph["communities"] = [{"id": number, "name": text, "size": 1} for number in range(2)]
    return graph


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text_and_does_nothing(text: str, opened: Open) -> None:
    with opened(poisoned(text)) as result:
        result.find("harmless")
        content = "(one) => one.textContent"
        assert result.page.locator("#panel h2").evaluate(content) == text
        assert text in result.page.locator("#panel").evaluate(content)
        for fragment in ALL_VIEWS:
            result.show(fragment)
            assert result.page.locator("img, svg[onload], b, a[href], #panel script, [onerror]").count() == 0
            assert result.page.evaluate("document.documentElement.scrollWidth") <= 1280
        result.page.mouse.move(*result.on_screen(text))
        result.page.wait_for_timeout(50)


def test_a_name_that_cannot_be_seen_gives_way_to_the_id(opened: Open) -> None:
    with opened(poisoned("\u200b\u2060 ")) as result:
        result.find("harmless")
        assert result.heading() == "service:sqs"


def test_hostile_ids_survive_the_hash(opened: Open) -> None:
    graph = small_graph()
    bad: dict[str, Any] = {"concept:layer": "concept:a&node=b#c,d%2C</script> \u202e\U0001f600"}
    import networkx as nx

    with opened(nx.relabel_nodes(graph, bad)) as result:
        result.find("layer")
        assert result.heading() == "layer"
        result.button("Hide", "#panel").click()
        result.go(result.page.evaluate("location.hash"))
        assert "layer" not in result.drawn()
        assert "1 node hidden" in result.page.locator("#legend").inner_text()
