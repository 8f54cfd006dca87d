"""The panel: what is known of a node or an edge, and the sentences that say so."""

from __future__ import annotations

import pytest

from tests.graphs import add_sentence, small_graph
from tests.pages import Open, large_graph, talkative_graph

pytestmark = pytest.mark.integration
SENTENCE = 'A dead-letter queue is a queue, and SQS doesn\'t delete <it> & "keeps" 256 KB.'


def test_a_click_on_a_node_tells_what_is_known_of_it(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        text = result.panel()
        assert result.heading() == "dead-letter queue"
        for expected in ("concept", "also: DLQ", "weight", "0.50", "is a", "queue", "provides", "not"):
            assert expected in text
        assert SENTENCE in text
        assert "guide.md:" in text
        assert "SQS Queues › Notes" in text


def test_mentions_of_the_chosen_node_are_highlighted(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        assert set(result.page.locator("#panel mark").all_inner_texts()) == {"dead-letter queue"}


def test_highlights_stand_right_after_emoji(opened: Open) -> None:
    graph = small_graph()
    add_sentence(
        graph,
        "\U0001f600 \U0001f469\u200d\U0001f4bb A layer.",
        ["section:guide.md#costs"],
        {"layer": "concept:layer"},
    )
    with opened(graph) as result:
        result.find("layer")
        assert set(result.page.locator("#panel mark").all_inner_texts()) == {"layer"}


def test_relations_are_grouped_by_type_and_show_their_sentences(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.find("DLQ")
        group = result.page.locator("#panel section", has=result.page.get_by_role("heading", name="is a"))
        toggle = group.get_by_role("button", name="Sentences on queue")
        assert toggle.get_attribute("aria-expanded") == "false"
        toggle.click()
        assert SENTENCE in group.inner_text()
        assert toggle.get_attribute("aria-expanded") == "true"


def test_a_click_on_an_edge_tells_who_says_it(opened: Open) -> None:
    with opened(small_graph()) as result:
        (x, y), (u, v) = result.on_screen("AWS::SQS::Queue"), result.on_screen("sqs:SendMessage")
        result.page.mouse.click((x + u) / 2, (y + v) / 2)
        assert result.heading() == "requires"
        assert "confidence" in result.panel()
        marked = result.page.locator("#panel mark").all_inner_texts()
        assert marked == ["AWS::SQS::Queue", "sqs:SendMessage"]


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("COVERS,topic%3Aguide%2Fcosts,concept%3Aprice,0", "The price depends on use."),
        ("CO_OCCURS_WITH,concept%3Aqueue,service%3Alambda,0", "Lambda reads a queue;"),
        ("REQUIRES,resourcetype%3Aaws-sqs-queue,action%3Asqs%3ASendMessage,0", "if a policy says so"),
    ],
)
def test_every_kind_of_edge_has_its_sentences(edge: str, expected: str, opened: Open) -> None:
    with opened(small_graph(), f"#edge={edge}") as result:
        assert expected in result.panel()


def test_what_depends_on_the_place_is_cited_where_it_holds(opened: Open) -> None:
    with opened(small_graph(), "#edge=USES,service%3Alambda,concept%3Alayer,0") as result:
        assert "This service uses a layer." in result.panel()
        assert "Lambda & Layers" in result.panel()
        assert "Notes" not in result.panel()


def test_a_name_in_the_panel_leads_on_and_escape_closes(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        result.button("SQS", "#panel").first.click()
        assert result.heading() == "SQS"
        result.page.keyboard.press("Escape")
        assert result.heading() == "Guide"


def test_long_lists_load_as_they_are_scrolled(opened: Open) -> None:
    with opened(talkative_graph()) as result:
        result.find("shard")
        cited = result.page.locator("#panel section:last-child > div > blockquote")
        first = cited.count()
        assert 5 <= first <= 20
        for _ in range(12):
            result.page.locator("#panel").evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
            result.page.wait_for_timeout(60)
        assert cited.count() == 60


def test_a_long_list_of_relations_grows_when_asked_and_keeps_the_focus(opened: Open) -> None:
    with opened(talkative_graph()) as result:
        result.find("shard")
        group = result.page.locator("#panel section", has=result.page.get_by_role("heading", name="uses 60"))
        assert group.locator("button.name").count() == 8
        group.get_by_role("button", name="52 more relations").click()
        assert group.locator("button.name").count() == 38
        assert result.page.evaluate("document.activeElement.className") == "name"


def test_a_click_on_a_link_between_communities_tells_its_edges(opened: Open) -> None:
    script = """() => {
        const [a, b] = ['group 4', 'group 5'].map((name) => {
            const number = kb.communities.indexOf(name);
            return kb.overview.discs.find((disc) => disc.number === number);
        });
        const place = kb.map.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
        const box = document.getElementById('map').getBoundingClientRect();
        return [box.left + place.x, box.top + place.y];
    }"""
    with opened(large_graph()) as result:
        result.page.mouse.click(*result.page.evaluate(script))
        assert result.heading() == "1 edge"
        assert "thing 4.0" in result.panel()
        assert "thing 5.0" in result.panel()


def test_a_topic_tells_its_sections(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.find("SQS Queues")
        assert "SQS Queues › Notes" in result.panel()


def test_selection_is_announced(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.click("dead-letter queue")
        assert result.page.locator("#live").inner_text() == "concept: dead-letter queue"
