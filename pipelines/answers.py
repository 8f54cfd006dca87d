"""What lookups answer, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from rich.text import Text

from kbgraph.lookup import (
    Coverage,
    Description,
    Evidence,
    Neighbour,
    Place,
    Reference,
    Route,
    Statement,
    Step,
)
from pipelines.terminal import Part, line, number, plural, shorten

T = TypeVar("T")
_WIDTH = 180  # a sentence longer than this is cut


def description_lines(
    description: Description, *, others: Sequence[Reference] = (), limit: int = 8
) -> Iterator[Text]:
    """Tell what is known of a node; at most `limit` rows of each kind (0: all)."""
    yield line((description.name, "bold"), "  ", (_kind(description), "cyan"))
    if description.aliases:
        yield line("  also  ", " · ".join(description.aliases))
    yield line("  id    ", description.id)
    yield from _coverage_lines("Topics", description.topics, limit)
    yield from _coverage_lines("Covers", description.covers, limit)
    yield from _statement_lines(description, limit)
    yield from _neighbour_lines(description.neighbours, limit)
    yield from _section_lines(description, limit)
    yield from _mention_lines(description, limit)
    if others:
        yield from _title("Other nodes of this name", len(others))
        for other in _first(others, limit):
            yield line("  ", other.id)
        yield from _rest(others, limit)


def route_lines(route: Route) -> Iterator[Text]:
    """Tell a path hop by hop, each with a sentence that says it."""
    yield line((route.source.name, "bold"), " to ", (route.target.name, "bold"), f", {_hops(route.steps)}")
    for step in route.steps:
        arrow = "→" if step.forward else "←"
        yield line()
        yield line(
            (step.source.name, "bold"),
            f" {arrow} ",
            (step.statement, "cyan"),
            f" {arrow} ",
            (step.target.name, "bold"),
            _said(step.predicate, negated=step.negated, modality=step.modality),
        )
        yield from _evidence_lines(
            step.evidence, route.passages, indent="    ", limit=2, sections=step.sections
        )


def place_text(place: Place) -> str:
    """Write a place as editors and terminals understand it."""
    return f"{place.path}:{place.line}"


def _kind(description: Description) -> str:
    properties = description.properties
    details = [str(properties[key]) for key in ("category", "source", "path") if properties.get(key)]
    if "value" in properties:
        details.append(f"{properties['value']:g} {properties.get('unit', '')}".strip())
    return " · ".join([description.type, *details])


def _hops(steps: Sequence[Step]) -> str:
    return plural(len(steps), "hop")


def _coverage_lines(title: str, coverage: Sequence[Coverage], limit: int) -> Iterator[Text]:
    yield from _title(title, len(coverage))
    for each in _first(coverage, limit):
        yield line("  ", _weight(each.weight), "  ", each.other.name, (f"  {number(each.count)}×", "dim"))
    yield from _rest(coverage, limit)


def _statement_lines(description: Description, limit: int) -> Iterator[Text]:
    yield from _title("Relations", len(description.statements))
    for kind, group in groupby(description.statements, key=lambda each: each.type):
        statements = list(group)
        yield line("  ", (kind, "cyan"))
        for each in _first(statements, limit):
            yield line(*_statement_parts(each))
            yield from _evidence_lines(
                each.evidence, description.passages, indent=" " * 8, limit=1, sections=each.sections
            )
        yield from _rest(statements, limit, indent="    ")


def _statement_parts(each: Statement) -> list[Part]:
    certainty = "" if each.confidence is None else f", confidence {each.confidence:.2f}"
    return [
        "    → " if each.outgoing else "    ← ",
        (each.other.name, "bold"),
        _said(each.predicate, negated=each.negated, modality=each.modality, condition=each.condition),
        (f"  {number(each.count)}×{certainty}", "dim"),
    ]


def _said(
    predicate: Sequence[str], *, negated: bool, modality: str | None, condition: str | None = None
) -> str:
    words = [f"“{' / '.join(predicate)}”"] if predicate else []
    words += ["not"] if negated else []
    words += [modality] if modality else []
    words += [condition] if condition else []
    return f"  ({', '.join(words)})" if words else ""


def _neighbour_lines(neighbours: Sequence[Neighbour], limit: int) -> Iterator[Text]:
    yield from _title("Stands with", len(neighbours))
    for each in _first(neighbours, limit):
        npmi = "" if each.npmi is None else f", npmi {each.npmi:.2f}"
        yield line(
            "  ", _weight(each.weight), "  ", each.other.name, (f"  {number(each.count)}×{npmi}", "dim")
        )
    yield from _rest(neighbours, limit)


def _section_lines(description: Description, limit: int) -> Iterator[Text]:
    yield from _title("Sections", len(description.sections))
    for each in _first(description.sections, limit):
        yield line("  ", each.heading, "  ", (place_text(each), "dim"))
    yield from _rest(description.sections, limit)


def _mention_lines(description: Description, limit: int) -> Iterator[Text]:
    sections: dict[str, set[str]] = {}
    everywhere = {each.source for each in description.mentions if not each.sections}
    for each in description.mentions:
        if each.source in description.passages:
            sections.setdefault(each.source, set()).update(each.sections)
    yield from _title("Sentences", len(sections))
    for source in _first(tuple(sections), limit):
        within = () if source in everywhere else sections[source]
        yield from _evidence_lines([source], description.passages, indent="  ", limit=1, sections=within)
    yield from _rest(tuple(sections), limit)


def _evidence_lines(
    evidence: Sequence[str],
    passages: Mapping[str, Evidence],
    *,
    indent: str,
    limit: int,
    sections: Collection[str] = (),
) -> Iterator[Text]:
    """Quote sentences with the places where they say so: those in `sections`, or all."""
    for each in _first(evidence, limit):
        if (passage := passages.get(each)) is None:
            yield line(indent, (each, "dim"))
            continue
        places = [place for place in passage.places if not sections or place.section in sections]
        yield line(indent, shorten(passage.text, _WIDTH), "  ", (_where(places), "dim"))


def _where(places: Sequence[Place]) -> str:
    if not places:
        return ""
    more = f" and {plural(len(places) - 1, 'more place')}" if len(places) > 1 else ""
    return place_text(places[0]) + more


def _title(title: str, count: int) -> Iterator[Text]:
    if count:
        yield line()
        yield line((title, "bold"), (f"  {number(count)}", "dim"))


def _first(rows: Sequence[T], limit: int) -> Sequence[T]:
    return rows[:limit] if limit else rows


def _rest(rows: Sequence[object], limit: int, indent: str = "  ") -> Iterator[Text]:
    if limit and len(rows) > limit:
        yield line(indent, (f"… and {number(len(rows) - limit)} more (--limit 0 shows all)", "dim"))


def _weight(weight: float | None) -> str:
    return "     " if weight is None else f"{weight:.3f}"
