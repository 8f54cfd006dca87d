"""Put typed relations into a graph: one edge for all the sentences that state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kbgraph.assembly.document_tree import add_edge
from kbgraph.assembly.entities import limited
from kbgraph.assembly.term_selection import Chosen, Interpretation, joined
from kbgraph.graph import Graph
from kbgraph.model import Relation
from kbgraph.schema import edge_id, sentence_id
from kbgraph.vocabulary import Vocabulary

_Key = tuple[str, str, str, bool, str | None]
"""Type, source, target, negated, modality."""


@dataclass(slots=True)
class _Evidence:
    predicates: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    conditions: dict[str, str] = field(default_factory=dict)  # by the sentence's id; "" where it states none
    sections: set[str] = field(default_factory=set)
    everywhere: set[str] = field(default_factory=set)
    count: int = 0
    confidence: float = 0.0


def add_relations(graph: Graph, interpretations: Mapping[str, list[Interpretation]]) -> None:
    """Add the relations that the sentences state."""
    found: dict[_Key, _Evidence] = {}
    for text, of_text in interpretations.items():
        everywhere = {key for interpretation in of_text for key in interpretation.sections}
        for interpretation in of_text:
            for relation, source, target, sections in _stated(interpretation):
                key = (relation.type, source, target, relation.negated, relation.modality)
                _collect(
                    found.setdefault(key, _Evidence()), relation, text, interpretation, sections, everywhere
                )
    for (relation_type, source, target, negated, modality), evidence in sorted(found.items(), key=_order):
        add_edge(
            graph,
            relation_type,
            source,
            target,
            "not" if negated else None,
            modality,
            predicate=sorted(evidence.predicates),
            negated=negated,
            modality=modality,
            condition=_common(evidence.conditions),
            conditions=_listed(evidence.conditions),
            confidence=evidence.confidence,
            rule=sorted(evidence.rules),
            count=evidence.count,
            evidence=sorted(evidence.conditions),
            sections=limited(evidence.sections, evidence.everywhere),
        )


def _order(item: tuple[_Key, _Evidence]) -> tuple[str, str, str, bool, str]:
    (relation_type, source, target, negated, modality), _ = item
    return relation_type, source, target, negated, modality or ""


def _stated(interpretation: Interpretation) -> Iterator[tuple[Relation, str, str, frozenset[str]]]:
    """Give each relation between what its arguments mean, with the sections where both mean that."""
    here = frozenset(interpretation.sections)
    said: set[tuple[str, str, str, bool, str | None]] = set()
    for relation, source, target in joined(interpretation, interpretation.arguments):
        sections = _sections(interpretation, source, here) & _sections(interpretation, target, here)
        key = (relation.type, source.entity, target.entity, relation.negated, relation.modality)
        if sections and key not in said:
            said.add(key)
            yield relation, source.entity, target.entity, sections


def _sections(interpretation: Interpretation, one: Chosen, here: frozenset[str]) -> frozenset[str]:
    return interpretation.limits.get(one, here)


def _collect(
    evidence: _Evidence,
    relation: Relation,
    text: str,
    interpretation: Interpretation,
    sections: frozenset[str],
    everywhere: set[str],
) -> None:
    evidence.predicates.add(relation.predicate)
    evidence.rules.add(relation.rule)
    evidence.conditions.setdefault(sentence_id(text), relation.condition or "")
    evidence.sections |= sections
    evidence.everywhere |= everywhere
    evidence.count += sum(1 for section in interpretation.sections if section in sections)
    evidence.confidence = max(evidence.confidence, relation.confidence)


def _common(conditions: Mapping[str, str]) -> str | None:
    """Give the condition that all sentences have."""
    first, *others = set(conditions.values())
    return None if others else first or None


def _listed(conditions: Mapping[str, str]) -> list[str] | None:
    """Give the condition of each sentence, in the order of their ids; None where no sentence has any."""
    return [conditions[sentence] for sentence in sorted(conditions)] if any(conditions.values()) else None


def add_vocabulary_relations(graph: Graph, vocabulary: Vocabulary) -> None:
    """Add what the vocabulary says of entities that the text mentions: broader terms and parents.

    Where a text says the same, its edge gets the entry as one more evidence.
    """
    for entry in vocabulary.entries.values():
        stated = [("IS_A", "broader", broader) for broader in entry.broader]
        if entry.parent is not None:
            stated.append(("PART_OF", "parent", entry.parent))
        for relation_type, predicate, target in stated:
            if entry.id not in graph or target not in graph:
                continue
            key = edge_id(relation_type, entry.id, target)
            known = graph.get_edge_data(entry.id, target, key, {})
            evidence = known.get("evidence", ())
            conditions = dict(zip(evidence, known.get("conditions", [""] * len(evidence)), strict=True))
            conditions[f"vocabulary:{entry.origin}"] = ""  # and so no condition holds for the whole
            if known:
                graph.remove_edge(entry.id, target, key)
            add_edge(
                graph,
                relation_type,
                entry.id,
                target,
                predicate=sorted({predicate, *known.get("predicate", ())}),
                negated=False,
                confidence=1.0,
                rule=sorted({"vocabulary", *known.get("rule", ())}),
                count=known.get("count", 0) + 1,
                evidence=sorted(conditions),
                conditions=_listed(conditions),
                sections=known.get("sections"),
            )
