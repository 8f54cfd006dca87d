"""What a graph holds and what a run made of its input, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from kbgraph.limits import DEEPEST_TREE, MOST_TOKENS
from kbgraph.lookup import Recurring, Reference, Stats
from pipelines.faults import how_to_report
from pipelines.terminal import line, number, plural, shorten

if TYPE_CHECKING:
    from pipelines.outcome import Outcome, Unread

_WIDTH = 100
_SHOWN = 6
_PLACES = 3
_UNPARSED = {
    "long": f"of more than {MOST_TOKENS} tokens, which are no sentences",
    "deep": f"nested more than {DEEPEST_TREE} deep",
    "failed": "that could not be analysed",
}
_RARE = 2  # topics that a sentence must stand in before it is told as recurring


def outcome_lines(outcome: Outcome, stats: Stats, *, seconds: float) -> Iterator[Text]:
    """Tell what a run made: how much, what recurs, what was skipped and why, and where the files are."""
    yield from _count_lines(stats)
    yield from _relation_lines(stats, _SHOWN)
    yield from _recurring_lines(stats.recurring, 3)
    yield from _skipped_lines(outcome)
    yield from _titled("Files", [*map(str, outcome.written)], limit=0)
    yield from _titled("Removed, of an earlier build", [*map(str, outcome.removed)], limit=0)
    yield line()
    yield line(f"{_analysed(outcome)} in {seconds:.1f} s")


def failure_lines(outcome: Outcome) -> Iterator[str]:
    """Tell what is not in the graph though it was found, and where details of it are."""
    yield from map(str, outcome.unusable)
    yield from map(_unread, outcome.unread)
    if outcome.has_details:
        yield how_to_report(outcome.report)


def _unread(unread: Unread) -> str:
    places = [f"{path}:{number}" for _, path, number in unread.places]
    more = f" and {plural(len(places) - _PLACES, 'more place')}" if len(places) > _PLACES else ""
    where = ", ".join(places[:_PLACES]) + more if places else "a title or path"
    return f"{where}: not analysed: {unread.reason}: {shorten(unread.text, _WIDTH)!r}"


def stats_lines(stats: Stats, *, limit: int) -> Iterator[Text]:
    """Tell what a graph holds; at most `limit` rows of each kind (0: all)."""
    yield from _count_lines(stats)
    yield from _relation_lines(stats, limit)
    yield from _recurring_lines(stats.recurring, limit)
    for kind, references in stats.heaviest.items():
        yield from _heaviest_lines(kind, references, limit)
    made_by = [f"{key}: {_short(value)}" for key, value in stats.made_by.items() if _is_short(value)]
    yield from _titled("Made by", made_by, limit=0)


def _count_lines(stats: Stats) -> Iterator[Text]:
    nodes = stats.nodes
    levels = ", ".join(f"{number(count)} of level {level}" for level, count in stats.levels.items())
    sources = ", ".join(f"{number(count)} {source}" for source, count in stats.concepts.items())
    rows = [
        ("documents", nodes.get("Document", 0), ""),
        ("sections", nodes.get("Section", 0), levels),
        ("topics", nodes.get("Topic", 0), ""),
        ("sentences", nodes.get("Sentence", 0), f"in {plural(stats.places, 'place')}"),
        ("services", nodes.get("Service", 0), _names(stats, "Service")),
        ("concepts", nodes.get("Concept", 0), sources),
        ("relations", sum(stats.relations.values()), f"of {plural(len(stats.relations), 'type')}"),
    ]
    rows[6:6] = [
        (words, nodes[kind], "")
        for kind, words in (("Action", "actions"), ("ResourceType", "resource types"), ("Quota", "quotas"))
        if nodes.get(kind)
    ]
    for words, count, detail in rows:
        yield line(f"{number(count):>9}  ", (f"{words:<14}", "bold"), (detail if count else "", "dim"))


def _names(stats: Stats, kind: str) -> str:
    names = [each.name for each in stats.heaviest.get(kind, ())]
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _relation_lines(stats: Stats, limit: int) -> Iterator[Text]:
    rows = [(f"{number(count):>7}  ", kind) for kind, count in stats.relations.items()]
    yield from _titled("Relations by type", rows, limit=limit)


def _recurring_lines(recurring: Sequence[Recurring], limit: int) -> Iterator[Text]:
    often = [each for each in recurring if each.topics >= _RARE]
    rows = [
        (f"{plural(each.topics, 'topic')}, {plural(each.places, 'place')}  ", shorten(each.text, _WIDTH))
        for each in often
    ]
    yield from _titled("Sentences that recur most", rows, limit=limit)


def _skipped_lines(outcome: Outcome) -> Iterator[Text]:
    rows = [
        f"{each.kind}: {number(each.count)} ({plural(each.characters, 'character')})"
        for each in outcome.skipped
    ]
    yield from _titled("Not read as prose", rows, limit=0)
    yield from _titled(
        "Files left out", [f"{each.path}: {each.reason}" for each in outcome.left_out], limit=_SHOWN
    )
    yield from _titled("Notes", outcome.notes, limit=_SHOWN)
    unparsed = [f"{_UNPARSED[why]}: {number(count)}" for why, count in outcome.unparsed.items()]
    yield from _titled("Sentences whose grammar was not read", unparsed, limit=0)
    yield from _titled("Could not be used", [*map(str, outcome.unusable)], limit=0)
    yield from _titled("Could not be analysed", [*map(_unread, outcome.unread)], limit=_SHOWN)
    if outcome.cache_fault:
        yield from _titled("Without a cache", [outcome.cache_fault], limit=0)


def _heaviest_lines(kind: str, references: Sequence[Reference], limit: int) -> Iterator[Text]:
    yield from _titled(f"Heaviest of type {kind}", [each.name for each in references], limit=limit)


def _analysed(outcome: Outcome) -> str:
    said = f"{number(outcome.analysed)} distinct sentences and headings analysed"
    return said + (
        f", {number(outcome.remembered)} of them known from an earlier run," if outcome.remembered else ""
    )


def _titled(title: str, rows: Sequence[str | tuple[str, ...]], *, limit: int) -> Iterator[Text]:
    if not rows:
        return
    yield line()
    yield line((title, "bold"))
    for row in rows[:limit] if limit else rows:
        yield line("  ", *((row,) if isinstance(row, str) else row))
    if limit and len(rows) > limit:
        yield line("  ", (f"… and {number(len(rows) - limit)} more", "dim"))


def _is_short(value: object) -> bool:
    return not isinstance(value, list | tuple)


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    return str(value)
