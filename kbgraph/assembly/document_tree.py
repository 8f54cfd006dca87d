"""Put the tree of documents, sections and topics into a graph."""

from __future__ import annotations

from collections.abc import Mapping

from kbgraph.graph import Graph
from kbgraph.model import Facts, SectionFacts, Topic
from kbgraph.schema import ABOUT, CONTAINS, HAS_SECTION, NodeType, edge_id, node_id, sentence_id

_NAME_LENGTH = 80


def add_edge(
    graph: Graph, edge_type: str, source: str, target: str, *distinction: object, **properties: object
) -> None:
    """Add an edge whose key is its id; properties that are None are left out."""
    key = edge_id(edge_type, source, target, *distinction)
    known = {name: value for name, value in properties.items() if value is not None}
    graph.add_edge(source, target, key=key, id=key, type=edge_type, **known)


def section_id(key: str) -> str:
    """Give the node id of a section."""
    return node_id(NodeType.SECTION, key)


def add_document(graph: Graph, facts: Facts, topics: Mapping[str, str]) -> None:
    """Add a document with its sections, their topics, and its sentences where they stand."""
    document = node_id(NodeType.DOCUMENT, facts.key)
    graph.add_node(
        document,
        type=NodeType.DOCUMENT.value,
        name=facts.title,
        path=facts.key,
        sha256=facts.sha256,
        title=facts.title,
        encoding=facts.encoding,
    )
    for section in facts.sections:
        _add_section(graph, section, facts, document, topics)
    for place in facts.places:
        text = facts.sentences[place.sentence].text
        standing, sentence = section_id(facts.sections[place.section].key), sentence_id(text)
        graph.add_node(sentence, type=NodeType.SENTENCE.value, name=shorten(text), text=text)
        add_edge(
            graph,
            CONTAINS,
            standing,
            sentence,
            place.start,
            start=place.start,
            end=place.end,
            line=place.line,
            order=place.order,
        )


def _add_section(
    graph: Graph, section: SectionFacts, facts: Facts, document: str, topics: Mapping[str, str]
) -> None:
    node = section_id(section.key)
    graph.add_node(
        node,
        type=NodeType.SECTION.value,
        name=section.name,
        level=section.level,
        order=section.order,
        start=section.start,
        end=section.end,
        line=section.line,
    )
    parent = document if section.parent is None else section_id(facts.sections[section.parent].key)
    add_edge(graph, HAS_SECTION, parent, node, order=section.order)
    if section.topic is not None:
        add_edge(graph, ABOUT, node, topics[section.topic.key], facet=section.topic.facet)


def add_topics(graph: Graph, corpus: list[Facts], *, merge: bool) -> dict[str, str]:
    """Add the topics, and give the node id of each topic key.

    With `merge`, topics of different documents that bear one name are one.
    """
    named: dict[str, dict[str, set[str]]] = {}
    ids: dict[str, str] = {}
    for facts in corpus:
        for section in facts.sections:
            if section.topic is None:
                continue
            node = ids[section.topic.key] = _topic_id(section.topic, merge=merge)
            found = named.setdefault(node, {"names": set(), "aliases": set()})
            found["names"].add(section.topic.name)
            if section.topic.facet is None and section.name != section.topic.name:
                found["aliases"].add(section.name)
    for node, found in named.items():
        name = min(found["names"])
        aliases = sorted((found["names"] | found["aliases"]) - {name})
        graph.add_node(node, type=NodeType.TOPIC.value, name=name, aliases=aliases)
    return ids


def _topic_id(topic: Topic, *, merge: bool) -> str:
    return node_id(NodeType.TOPIC, topic.key.rpartition("/")[2] if merge else topic.key)


def shorten(text: str) -> str:
    """Give the beginning of a text, cut at a word where it is too long for a name."""
    if len(text) <= _NAME_LENGTH:
        return text
    cut = text[: _NAME_LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut) + "\u2026"
