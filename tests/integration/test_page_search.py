"""Search with completion."""

from __future__ import annotations

import pytest

from tests.graphs import small_graph
from tests.pages import Open, large_graph

pytestmark = pytest.mark.integration


def test_an_alias_is_found_by_keyboard_alone(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.keyboard.press("/")
        result.page.keyboard.type("simple queue")
        assert "Amazon Simple Queue Service" in result.page.locator("#found").inner_text()
        result.page.keyboard.press("Enter")
        assert result.heading() == "SQS"


def test_the_best_match_comes_first_and_arrows_choose_another(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.fill("#query", "queue")
        found = result.page.locator("#found [role=option]")
        names = [text.split("\n")[0] for text in found.all_inner_texts()]
        assert names[0] == "queue"
        assert set(names) == {"queue", "SQS Queues", "SQS", "dead-letter queue", "AWS::SQS::Queue"}
        result.page.keyboard.press("ArrowDown")
        result.page.keyboard.press("ArrowDown")
        chosen = result.page.get_attribute("#query", "aria-activedescendant")
        assert result.page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
        result.page.keyboard.press("Enter")
        assert result.heading() == names[1]


def test_words_are_found_in_any_order_and_without_accents_or_hyphens_of_another_kind(opened: Open) -> None:
    with opened(small_graph()) as result:
        for query in ("service simple", "dead\u2011letter", "DÉAD-LETTER"):
            result.page.fill("#query", query)
            assert result.page.locator("#found [role=option]").count() == 1


def test_a_name_that_is_not_there_gets_the_nearest_ones(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.fill("#query", "ded leter queu")
        text = result.page.locator("#found").inner_text()
        assert text.startswith("Nothing bears this name.")
        assert "dead-letter queue" in text
        result.page.keyboard.press("Enter")
        assert result.heading() == "dead-letter queue"


def test_a_name_that_nothing_is_near_to_says_what_to_do(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.fill("#query", "zzzz")
        assert "try a part of it" in result.page.locator("#found").inner_text()


def test_matches_are_announced(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.fill("#query", "lambda")
        assert result.page.locator("#live").inner_text() == "2 matches"


def test_escape_closes_the_list_and_then_clears_the_field(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.page.fill("#query", "queue")
        result.page.keyboard.press("Escape")
        assert result.page.locator("#found").is_hidden()
        assert result.page.get_attribute("#query", "aria-expanded") == "false"
        result.page.keyboard.press("Escape")
        assert result.page.input_value("#query") == ""


def test_of_a_large_graph_any_node_is_found_and_opened(opened: Open) -> None:
    with opened(large_graph()) as result:
        result.find("thing 9.33")
        assert result.heading() == "thing 9.33"
        assert result.drawn() == {"thing 9.32", "thing 9.33", "thing 9.34"}
