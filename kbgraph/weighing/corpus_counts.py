"""What stands where, counted once from an assembled graph and read by every step of weighing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from kbgraph.schema import ABOUT, CONTAINS, ENTITY_TYPES, HAS_SECTION, MENTIONS, NodeType

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph: TypeAlias = "nx.MultiDiGraph"

PROJECTED_TYPES = ENTITY_TYPES | {NodeType.TOPIC}
"""Types of the nodes that make up the map: they have communities, and positions of their own."""


class CountedMention(NamedTuple):
    """An entity that a sentence or a section's heading names. Mentions sort by where they stand."""

    source: str  # sentence or section
    start: int
    end: int
    entity: str
    edge: str  # id of the MENTIONS edge
    sections: frozenset[str] | None  # where it means that; None is wherever the sentence stands


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """Ids and counts; every sequence is sorted, so that no result hangs on the order of insertion."""

    types: Mapping[str, str]  # type of every node
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    sentences: tuple[str, ...]
    sections: tuple[str, ...]  # by document, then as they stand in it
    parents: Mapping[str, str]  # of a section: the section or document that has it
    topic_of: Mapping[str, str]  # of a section; one without a topic is not in it
    facets: frozenset[str]  # sections whose heading is not the topic's own
    headings: Mapping[str, str]  # the heading of every section
    places: Mapping[str, Mapping[str, int]]  # sentence → section → times; sections in their order
    mentions: tuple[CountedMention, ...]  # of sentences
    heading_mentions: tuple[CountedMention, ...]

    def mention_places(self, mention: CountedMention) -> Mapping[str, int]:
        """Give the sections (and the times) where a sentence's mention holds."""
        places = self.places.get(mention.source, {})
        if mention.sections is None:
            return places
        return {section: places[section] for section in sorted(mention.sections) if section in places}

    def spread(self, sections: Iterable[str]) -> int:
        """Count the topics of sections."""
        return len({self.topic_of[section] for section in sections if section in self.topic_of})

    def topic_frequency(self, sentence: str) -> int:
        """Count the topics that a sentence stands under."""
        return self.spread(self.places.get(sentence, ()))


def node_data(graph: Graph) -> Mapping[str, dict[str, Any]]:
    """Give the attributes of every node, by id."""
    return cast("Mapping[str, dict[str, Any]]", graph.nodes)


def edge_data(graph: Graph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give source, target and attributes of every edge."""
    for source, targets in graph.adjacency():
        for target, parallel in targets.items():
            for data in parallel.values():
                yield source, target, cast("dict[str, Any]", data)


def count_corpus(graph: Graph) -> CorpusCounts:
    """Count what stands where in an assembled graph."""
    nodes = node_data(graph)
    edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for edge in edge_data(graph):
        edges[edge[2]["type"]].append(edge)
    types = {node: str(data["type"]) for node, data in nodes.items()}
    sections = _in_reading_order(nodes, types)
    mentions = sorted(_mention(*edge) for edge in edges[MENTIONS])
    return CorpusCounts(
        types=types,
        topics=_of_type(types, {NodeType.TOPIC}),
        entities=_of_type(types, ENTITY_TYPES),
        sentences=_of_type(types, {NodeType.SENTENCE}),
        sections=sections,
        parents={section: parent for parent, section, _ in sorted(edges[HAS_SECTION], key=_ends)},
        topic_of={section: topic for section, topic, _ in sorted(edges[ABOUT], key=_ends)},
        facets=frozenset(section for section, _, data in edges[ABOUT] if data.get("facet")),
        headings={section: str(nodes[section]["name"]) for section in sections},
        places=_count_places(sections, edges[CONTAINS]),
        mentions=tuple(each for each in mentions if types[each.source] == NodeType.SENTENCE),
        heading_mentions=tuple(each for each in mentions if types[each.source] == NodeType.SECTION),
    )


def _ends(edge: tuple[str, str, object]) -> tuple[str, str]:
    return edge[:2]


def _of_type(types: Mapping[str, str], wanted: Iterable[str]) -> tuple[str, ...]:
    kinds = frozenset(wanted)
    return tuple(sorted(node for node, kind in types.items() if kind in kinds))


def _in_reading_order(nodes: Mapping[str, Mapping[str, Any]], types: Mapping[str, str]) -> tuple[str, ...]:
    def place(section: str) -> tuple[str, int, str]:
        return section.partition("#")[0], nodes[section].get("start") or 0, section

    return tuple(sorted((node for node, kind in types.items() if kind == NodeType.SECTION), key=place))


def _count_places(
    sections: Sequence[str], edges: Iterable[tuple[str, str, object]]
) -> dict[str, dict[str, int]]:
    order = {section: number for number, section in enumerate(sections)}
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for section, sentence, _ in edges:
        counted[sentence][section] += 1
    return {
        sentence: dict(sorted(times.items(), key=lambda item: order[item[0]]))
        for sentence, times in counted.items()
    }


def _mention(source: str, entity: str, data: Mapping[str, Any]) -> CountedMention:
    start = data.get("start") or 0
    sections = data.get("sections")
    return CountedMention(
        source,
        start,
        data.get("end") or start,
        entity,
        data["id"],
        None if sections is None else frozenset(sections),
    )
