"""The command `explain`: why two names are one, or why they are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from kbgraph.explaining import Explanation, explain
from kbgraph.vocabulary import load_vocabulary
from pipelines.terminal import line

if TYPE_CHECKING:
    import networkx as nx


def explain_names(
    first: str,
    second: str,
    graph: nx.MultiDiGraph[str] | None,
    *,
    vocabulary: Sequence[Path],
    vocabulary_only: bool,
) -> tuple[Explanation, tuple[str, ...]]:
    """Give the explanation, and what a person should know of how it came about."""
    loaded = load_vocabulary(vocabulary, only=vocabulary_only)
    notes = []
    if graph is None:
        notes.append("there is no graph, so what documents define is not known; --graph names one")
    elif graph.graph.get("vocabulary") != loaded.version:
        notes.append("the graph was built with another vocabulary than this one")
    return explain(first, second, loaded, graph), tuple(notes)


def explanation_lines(answer: Explanation, notes: Sequence[str]) -> Iterator[Text]:
    """Tell whether two names are one, and by which rules."""
    verdict = ("are one", "bold green") if answer.one else ("are not one", "bold yellow")
    meant = f": {', '.join(answer.ids)}" if answer.ids else ""
    yield line((answer.first.text, "bold"), " and ", (answer.second.text, "bold"), " ", verdict, meant)
    width = max(len(reason.rule) for reason in answer.reasons)
    for reason in answer.reasons:
        where = (f"  {reason.where}", "dim") if reason.where else ""
        yield line("  ", (reason.rule.ljust(width), "cyan"), "  ", reason.text, where)
    for note in notes:
        yield line(("Note: ", "dim"), note)
