"""Put services and concepts into a graph, with every place that mentions them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set

from kbgraph.assembly.canonical_names import best_name, citation
from kbgraph.assembly.document_tree import add_edge, section_id
from kbgraph.assembly.quotas import read_quota
from kbgraph.assembly.term_selection import Chosen, Interpretation
from kbgraph.assembly.termhood import Termhood
from kbgraph.graph import Graph
from kbgraph.rules import TermRule
from kbgraph.schema import MENTIONS, NodeType, sentence_id
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.normalization import normalise

_EXACT = frozenset({NodeType.ACTION, NodeType.RESOURCE_TYPE, NodeType.QUOTA})
"""Types whose names are taken as they are."""

Headings = Mapping[str, list[Chosen]]
"""What the heading of a section (by its key) names."""


def add_entities(
    graph: Graph,
    interpretations: Mapping[str, list[Interpretation]],
    headings: Headings,
    termhood: Termhood,
    vocabulary: Vocabulary,
) -> None:
    """Add a node for everything that is mentioned."""
    citations: dict[str, Counter[str]] = defaultdict(Counter)
    keys: dict[str, set[str]] = defaultdict(set)
    types: dict[str, NodeType] = {}
    mentioned = (
        one
        for found in interpretations.values()
        for interpretation in found
        for ones in interpretation.arguments.values()
        for one in ones
    )
    for one in (*mentioned, *(one for named in headings.values() for one in named)):
        types[one.entity] = one.term.type
        if one.term.rule in {TermRule.ANAPHOR, TermRule.PRONOUN}:
            citations[one.entity].update()
        elif one.term.type in _EXACT:
            citations[one.entity][one.term.name] += 1
        else:
            citations[one.entity][citation(one.term.name)] += 1
        keys[one.entity].add(one.term.key)
    for entity in sorted(citations):
        node_type = types[entity]
        if node_type is NodeType.QUOTA:
            name = best_name(citations[entity])
            value, unit = read_quota(name)
            graph.add_node(entity, type=node_type.value, name=name, value=value, unit=unit)
        elif node_type in {NodeType.ACTION, NodeType.RESOURCE_TYPE}:
            name = entity.partition(":")[2]
            graph.add_node(
                entity, type=node_type.value, name=name, aliases=_distinct(name, sorted(citations[entity]))
            )
        elif entity in vocabulary.entries:
            add_known(graph, entity, citations[entity], vocabulary)
        else:
            value = max(termhood.values.get(key, 0.0) for key in keys[entity])
            _add_discovered(graph, entity, citations[entity], value)


def add_known(graph: Graph, entity: str, citations: Counter[str], vocabulary: Vocabulary) -> None:
    """Add the node of an entry of the vocabulary, which the text calls by the names counted in `citations`."""
    entry = vocabulary.entries[entity]
    properties: dict[str, object] = {"category": entry.category, "vocabulary_id": entry.vocabulary_id}
    if entry.type is NodeType.CONCEPT:
        properties = {"source": "vocabulary"}
    aliases = _distinct(entry.label, [*entry.aliases, *sorted(citations)])
    if entry.prefix:
        official = f"{entry.prefix} {entry.label}"
        aliases = _distinct(entry.label, [official, *aliases])
    known = {name: value for name, value in properties.items() if value is not None}
    graph.add_node(entity, type=entry.type.value, name=entry.label, aliases=aliases, **known)


def _add_discovered(graph: Graph, entity: str, citations: Counter[str], termhood: float) -> None:
    name = best_name(citations)
    graph.add_node(
        entity,
        type=NodeType.CONCEPT.value,
        name=name,
        aliases=_distinct(name, sorted(citations)),
        source="discovered",
        termhood=termhood,
    )


def _distinct(name: str, others: list[str]) -> list[str]:
    """Give names that differ from `name` and each other by more than case, number and hyphens."""
    seen = {normalise(name)}
    kept = []
    for other in others:
        if (key := normalise(other)) not in seen:
            seen.add(key)
            kept.append(other)
    return kept


def add_mentions(
    graph: Graph, interpretations: Mapping[str, list[Interpretation]], headings: Headings
) -> None:
    """Add an edge for each mention; where it holds in some places only, with the sections of those."""
    for text, found in interpretations.items():
        everywhere = {key for interpretation in found for key in interpretation.sections}
        held: dict[tuple[int, int, str], tuple[str, set[str]]] = {}
        for interpretation in found:
            for one in (one for ones in interpretation.arguments.values() for one in ones):
                here = interpretation.limits.get(one, frozenset(interpretation.sections))
                _, known = held.setdefault((one.term.start, one.term.end, one.entity), (one.term.rule, set()))
                known.update(here)
        for (start, end, entity), (rule, sections) in sorted(held.items()):
            add_edge(
                graph,
                MENTIONS,
                sentence_id(text),
                entity,
                start,
                surface=text[start:end],
                start=start,
                end=end,
                rule=rule,
                sections=limited(sections, everywhere),
            )
    for key, named in headings.items():
        for one in named:
            _add_heading_mention(graph, section_id(key), one)


def _add_heading_mention(graph: Graph, section: str, one: Chosen) -> None:
    term = one.term
    heading: str = graph.nodes[section]["name"]
    add_edge(
        graph,
        MENTIONS,
        section,
        one.entity,
        term.start,
        surface=heading[term.start : term.end],
        start=term.start,
        end=term.end,
        rule=term.rule,
    )


def limited(sections: Set[str], everywhere: Set[str]) -> list[str] | None:
    """Give the ids of the sections where something holds, or None where it holds wherever the sentence stands."""
    return None if sections == everywhere else sorted(map(section_id, sections))
