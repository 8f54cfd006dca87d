"""A page in which text is data and nothing runs but its own scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.html import render
from exports.html.page import SCRIPTS, embedded
from kbgraph.errors import OutputError
from tests.graphs import Graph, any_graphs, shuffled, small_graph

PIECES = ("</script>", "<!--", "<script>", "&lt;", "{{", "}}", "{%", "\u2028", "\0", '"', "'", "\\")
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


class Elements(HTMLParser):
    """Collects start tags, and the text of every script and style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag in ("script", "style")
        if self.inside:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def blocks(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        found = [(name, attributes) for name, attributes in self.tags if name in ("script", "style")]
        rows = zip(found, self.texts, strict=True)
        return [(attributes, text) for (name, attributes), text in rows if name == tag]


def page(graph: Graph) -> str:
    return "".join(render(graph))


def data(text: str) -> dict[str, Any]:
    return {
        attributes["id"] or "": json.loads(content)
        for attributes, content in Elements(text).blocks("script")
        if attributes.get("type") == "application/json"
    }


def test_the_policy_allows_the_pages_own_scripts_and_style_and_nothing_else() -> None:
    elements = Elements(page(small_graph()))
    metas = [attributes for tag, attributes in elements.tags if tag == "meta"]
    policy = next(row["content"] for row in metas if row.get("http-equiv") == "Content-Security-Policy") or ""
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    scripts = [text for attributes, text in elements.blocks("script") if "type" not in attributes]
    assert len(scripts) == len(SCRIPTS) + 1
    assert rules["script-src"].split() == [_hash(text) for text in scripts]
    assert rules["style-src"] == _hash(elements.blocks("style")[0][1])
    assert (
        rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    )
    assert rules["img-src"] == "data: blob:"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_nothing_is_loaded_from_anywhere() -> None:
    elements = Elements(page(small_graph()))
    assert not [attributes for _, attributes in elements.tags if "src" in attributes or "href" in attributes]
    assert not [attributes for _, attributes in elements.tags if "style" in attributes]
    assert not re.search("@import|url\\(", elements.blocks("style")[0][1])


@settings(max_examples=15, deadline=None)
@given(graph=any_graphs(text=HOSTILE))
def test_hostile_text_adds_no_element_and_arrives_as_it_is(graph: Graph) -> None:
    text = page(graph)
    plain = Elements(page(small_graph()))
    assert [tag for tag, _ in Elements(text).tags] == [tag for tag, _ in plain.tags]
    nodes = data(text)["map-data"]["nodes"]
    assert nodes["name"] == [graph.nodes[node]["name"] for node in nodes["id"]]


@settings(max_examples=15, deadline=None)
@given(graph=any_graphs(), seed=st.integers(0, 3))
def test_the_order_of_insertion_does_not_show(graph: Graph, seed: int) -> None:
    assert page(graph) == page(shuffled(graph, seed))


def test_json_in_a_script_is_inert_and_reads_back() -> None:
    value = {"a": "</script><!-- & \u2028\u2029 \udc80 é"}
    text = embedded(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value


def test_nodes_stand_where_the_layout_put_them_and_look_like_their_type() -> None:
    graph = small_graph()
    found = data(page(graph))
    sqs = next(row for row in found["nodes"] if row["label"] == "SQS")
    place = graph.nodes["service:sqs"]["x"], graph.nodes["service:sqs"]["y"]
    assert (sqs["x"], sqs["y"]) == tuple(map(round, place))
    assert (sqs["shape"], sqs["color"]) == ("hexagon", "#D55E00")
    assert not [row for row in (*found["nodes"], *found["edges"]) if "title" in row]


def test_a_number_that_is_not_finite_is_refused() -> None:
    graph = small_graph()
    graph.nodes["service:sqs"]["x"] = float("nan")
    with pytest.raises(OutputError):
        page(graph)
