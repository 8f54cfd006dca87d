"""The shortest path between two nodes, each hop with its evidence."""

from __future__ import annotations

import pytest

from kbgraph.lookup.shortest_paths import shortest_path
from tests.graphs import small_graph
from tests.pages import Open, Opened, large_graph

pytestmark = pytest.mark.integration
ENDS = "#level=path&from={}&to={}"


def hops(result: Opened) -> list[str]:
    return [text.partition(". ")[2] for text in result.page.locator(".hops h3").all_inner_texts()]


def test_two_names_and_the_way_between_them_with_its_sentences(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.button("Path", "#tools").click()
        result.page.fill("#path-from", "DLQ")
        result.page.keyboard.press("Enter")
        result.page.keyboard.type("lambda")
        result.page.keyboard.press("ArrowDown")
        result.page.keyboard.press("Enter")
        assert hops(result) == ["dead-letter queue → queue", "queue → Lambda"]
        assert "A dead-letter queue is a queue" in result.panel()
        assert "Lambda reads a queue;" in result.panel()
        assert result.drawn() == {"dead-letter queue", "queue", "Lambda"}
        assert result.page.locator("#live").inner_text() == "path of 2 hops"


@pytest.mark.parametrize("by", ["weight", "hops"])
def test_it_is_the_path_that_the_command_line_finds(by: str, opened: Open) -> None:
    graph = small_graph()
    ends = [
        ("service:sqs", "service:lambda"),
        ("concept:price", "concept:queue"),
        ("quota:sqs/256-kb", "concept:layer"),
    ]
    with opened(graph) as result:
        for start, end in ends:
            result.go(f"{ENDS.format(start, end)}&by={by}")
            found = result.page.evaluate(
                "kb.map.view().steps.map(({from, to}) => [kb.graph.ids[from], kb.graph.ids[to]])"
            )
            expected = shortest_path(graph, start, end, by=by)  # type: ignore[arg-type]
            assert len(found) == len(expected)
            assert found[0][0] == start
            assert found[-1][1] == end


def test_only_what_is_switched_on_is_walked(opened: Open) -> None:
    with opened(small_graph(), ENDS.format("concept:dead-letter-queue", "service:lambda")) as result:
        result.page.locator("#legend button[data-value=IS_A]").click()
        assert hops(result) == []
        assert "No path leads" in result.panel()
        result.button("Go through topics", "#panel").click()
        assert hops(result)


def test_where_no_path_leads_there_is_a_way_on(opened: Open) -> None:
    with opened(small_graph(), ENDS.format("action:sqs:SendMessage", "service:sqs")) as result:
        assert "No path leads from one to the other" in result.panel()
        result.button("Choose another start").click()
        assert "Choose two nodes" in result.panel()


def test_by_hops_and_by_weight_may_differ(opened: Open) -> None:
    graph = small_graph()
    ends = ENDS.format("concept:price", "service:lambda")
    with opened(graph, ends) as result:
        result.page.get_by_label("hops").check()
        assert "by=hops" in result.page.url
        assert result.page.get_by_label("hops").is_checked()
        result.button("Swap").click()
        assert hops(result)[0].startswith("Lambda")


def test_a_path_begins_at_the_chosen_node(opened: Open) -> None:
    with opened(large_graph()) as result:
        result.find("thing 2.0")
        result.button("Path from here").click()
        result.page.fill("#path-to", "thing 6.0")
        result.page.keyboard.press("Enter")
        assert len(hops(result)) == 4
        result.page.locator("#panel button.name", has_text="thing 4.0").first.click()
        assert result.heading() == "thing 4.0"
        result.page.go_back()
        assert len(hops(result)) == 4
