"""Nodes and edges as tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.graphs import small_graph
from tests.pages import Open, Opened, large_graph

pytestmark = pytest.mark.integration
FIRST_COLUMN = "#tables tbody tr > :first-child"


def names(result: Opened) -> list[str]:
    return result.page.locator(FIRST_COLUMN).all_inner_texts()


def saved(result: Opened) -> list[list[str]]:
    with result.page.expect_download() as download:
        result.button("Download CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_nodes_are_listed_by_priority_and_sorted_by_any_column(opened: Open) -> None:
    with opened(small_graph()) as result:
        result.button("Table").click()
        assert len(names(result)) == 12
        head = result.page.locator("#tables th", has_text="name")
        result.button("name", "#tables").click()
        assert names(result) == sorted(names(result), key=str.casefold)
        assert head.get_attribute("aria-sort") == "ascending"
        result.button("name", "#tables").click()
        assert head.get_attribute("aria-sort") == "descending"
        result.button("weight", "#tables").click()
        weights = [float(text) for text in result.page.locator("#tables td:last-child").all_inner_texts()]
        assert weights == sorted(weights, reverse=True)


def test_rows_are_filtered_by_words_and_by_the_legend(opened: Open) -> None:
    with opened(small_graph(), "#table=nodes") as result:
        result.page.fill("#words", "lambda")
        assert set(names(result)) == {"Lambda", "Lambda & Layers", "layer"}
        result.page.locator("#legend button[data-value=Concept]").click()
        assert set(names(result)) == {"Lambda", "Lambda & Layers"}


def test_edges_lead_to_their_evidence(opened: Open) -> None:
    with opened(small_graph(), "#table=edges") as result:
        result.page.fill("#words", "is a")
        result.button("is a", "#tables").click()
        assert result.page.locator("#tables").is_hidden()
        assert "A dead-letter queue is a queue" in result.panel()


def test_a_name_leads_to_its_node_and_back_leads_to_the_table(opened: Open) -> None:
    with opened(small_graph(), "#table=nodes") as result:
        result.button("Lambda", "#tables").click()
        assert result.heading() == "Lambda"
        result.page.go_back()
        assert result.page.locator("#tables").is_visible()


def test_the_download_holds_the_rows_that_are_left(opened: Open) -> None:
    with opened(small_graph(), "#table=nodes") as result:
        result.page.fill("#words", "lambda")
        rows = saved(result)
        assert rows[0] == ["name", "type", "aliases", "community", "edges", "weight"]
        assert {row[0] for row in rows[1:]} == {"Lambda", "Lambda & Layers", "layer"}


def test_nothing_in_the_download_is_a_formula(opened: Open) -> None:
    graph = small_graph()
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "\u200b=1"]
    for node, text in zip(
        [n for n, kind in graph.nodes(data="type") if kind == "Concept"], formulas, strict=False
    ):
        graph.nodes[node].update(name=text, aliases=formulas)
    with opened(graph, "#table=nodes") as result:
        rows = saved(result)
        cells = [cell for row in rows for cell in row]
        assert "'=1+1" in cells
        assert not [cell for cell in cells if cell.strip("\t\r \u200b")[:1] in "=+-@" and cell.strip()]


def test_only_what_the_map_draws(opened: Open) -> None:
    with opened(large_graph(), "#level=near&focus=concept:thing-3-5&table=nodes") as result:
        assert "493 rows" in result.page.locator("#tables").inner_text()
        result.page.get_by_label("only what the map draws").check()
        assert set(names(result)) == {"thing 3.4", "thing 3.5", "thing 3.6"}


def test_long_tables_load_as_they_are_scrolled(opened: Open) -> None:
    with opened(large_graph(), "#table=nodes") as result:
        first = len(names(result))
        assert first <= 200
        for _ in range(6):
            result.page.locator(".rows").evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
            result.page.wait_for_timeout(60)
        assert len(names(result)) == 493


def test_no_row_left_says_why(opened: Open) -> None:
    with opened(small_graph(), "#table=nodes&words=zzzz") as result:
        assert "No row is left" in result.page.locator("#tables").inner_text()
        result.button("Clear", "#tables").click()
        assert len(names(result)) == 12
