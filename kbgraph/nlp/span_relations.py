"""The relations of a Doc between spans of its text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from spacy.tokens import Doc, Span

from kbgraph.model import Relation
from kbgraph.nlp.annotations import rows, span_of, term_from_row

_FIELDS = tuple(each.name for each in fields(Relation))


@dataclass(frozen=True, slots=True)
class SpanRelation:
    """What a text states between two of its mentions."""

    type: str
    source: Span
    target: Span
    predicate: str
    rule: str
    negated: bool
    modality: str | None
    condition: str | None
    confidence: float


def relation_to_row(relation: Relation) -> dict[str, Any]:
    """Give a relation as plain data."""
    return {name: getattr(relation, name) for name in _FIELDS} | {"rule": str(relation.rule)}


def relation_from_row(row: dict[str, Any]) -> Relation:
    """Make a relation of what `relation_to_row` gave."""
    return Relation(**row)


def span_relations(doc: Doc) -> list[SpanRelation]:
    """Give the relations of a text, each between the longest mentions that its arguments stand for."""
    found = []
    for row in rows(doc):
        longest: dict[int, Span] = {}
        for each in row["terms"]:
            term = term_from_row(each)
            if term.argument not in longest:
                longest[term.argument] = span_of(doc, row, term)
        for each in row["relations"]:
            relation = relation_from_row(each)
            found.append(
                SpanRelation(
                    relation.type,
                    longest[relation.source],
                    longest[relation.target],
                    relation.predicate,
                    relation.rule,
                    relation.negated,
                    relation.modality,
                    relation.condition,
                    relation.confidence,
                )
            )
    return found


def add_relation(
    doc: Doc,
    type: str,
    source: Span,
    target: Span,
    *,
    predicate: str = "",
    rule: str,
    negated: bool = False,
    modality: str | None = None,
    condition: str | None = None,
    confidence: float = 1.0,
) -> None:
    """State a relation between two mentions of `doc.spans["kbgraph"]` in one sentence: for steps of your own.

    Raises ValueError where a span is no mention, or the two stand in different sentences.
    """
    for row in rows(doc):
        if row["start"] <= source.start < row["end"]:
            ends = [_argument(doc, row, span) for span in (source, target)]
            made = Relation(type, ends[0], ends[1], predicate, rule, negated, modality, condition, confidence)
            row["relations"].append(relation_to_row(made))
            return
    raise ValueError(f"{source.text!r} is no mention of kbgraph's")


def _argument(doc: Doc, row: dict[str, Any], span: Span) -> int:
    for each in row["terms"]:
        term = term_from_row(each)
        covered = span_of(doc, row, term)
        if (covered.start, covered.end) == (span.start, span.end):
            return term.argument
    raise ValueError(f"{span.text!r} is no mention of kbgraph's in that sentence")
