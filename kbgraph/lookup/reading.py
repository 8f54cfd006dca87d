"""Take typed values out of a graph's attributes: references, passages and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from kbgraph.lookup.records import Evidence, Place, Reference
from kbgraph.schema import CONTAINS, HAS_SECTION, NodeType

Attributes = Mapping[str, Any]


def reference(graph: nx.MultiDiGraph[str], node: str) -> Reference:
    """Give a node in short."""
    attributes = graph.nodes[node]
    return Reference(node, str(attributes["type"]), str(attributes["name"]))


def out_edges(
    graph: nx.MultiDiGraph[str], node: str, edge_type: str | None = None
) -> Iterator[tuple[str, str, Attributes]]:
    """Yield target, id and attributes of the edges that leave a node, of one type or of all."""
    for _, target, key, attributes in graph.out_edges(node, keys=True, data=True):
        if edge_type is None or attributes["type"] == edge_type:
            yield target, str(key), attributes


def in_edges(
    graph: nx.MultiDiGraph[str], node: str, edge_type: str | None = None
) -> Iterator[tuple[str, str, Attributes]]:
    """Yield source, id and attributes of the edges that reach a node, of one type or of all."""
    for source, _, key, attributes in graph.in_edges(node, keys=True, data=True):
        if edge_type is None or attributes["type"] == edge_type:
            yield source, str(key), attributes


def strings(value: object) -> tuple[str, ...]:
    """Give an attribute that holds a list of strings; absent is empty."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    assert isinstance(value, Iterable)
    return tuple(str(item) for item in value)


def document_path(graph: nx.MultiDiGraph[str], section: str) -> str:
    """Give the path of the document that a section belongs to, through the sections above it.

    Empty where nothing leads to a document, as in a graph that was put together by hand.
    """
    node, seen = section, set[str]()
    while graph.nodes[node]["type"] != NodeType.DOCUMENT:
        seen.add(node)
        above = (source for source, _, _ in in_edges(graph, node, HAS_SECTION) if source not in seen)
        if (parent := min(above, default=None)) is None:
            return ""
        node = parent
    return str(graph.nodes[node].get("path", graph.nodes[node]["name"]))


def section_place(graph: nx.MultiDiGraph[str], section: str) -> Place:
    """Say where a section stands."""
    attributes = graph.nodes[section]
    return Place(
        path=document_path(graph, section),
        line=int(attributes.get("line", 0)),
        start=int(attributes.get("start", 0)),
        end=int(attributes.get("end", 0)),
        section=section,
        heading=str(attributes["name"]),
    )


def passage(graph: nx.MultiDiGraph[str], sentence: str, within: Iterable[str] = ()) -> Evidence:
    """Give a sentence with its places, of all sections or only of those `within`."""
    wanted = frozenset(within)
    places = [
        Place(
            path=document_path(graph, section),
            line=int(attributes.get("line", 0)),
            start=int(attributes.get("start", 0)),
            end=int(attributes.get("end", 0)),
            section=section,
            heading=str(graph.nodes[section]["name"]),
        )
        for section, _, attributes in in_edges(graph, sentence, CONTAINS)
        if not wanted or section in wanted
    ]
    attributes = graph.nodes[sentence]
    return Evidence(
        id=sentence,
        text=str(attributes.get("text", attributes["name"])),
        spread=int(attributes.get("spread", 0)),
        places=tuple(sorted(places, key=lambda place: (place.path, place.start, place.section))),
    )


def passages(graph: nx.MultiDiGraph[str], ids: Iterable[str]) -> dict[str, Evidence]:
    """Give the sentences among some ids (evidence may also be an entry of the vocabulary), sorted by id."""
    return {
        each: passage(graph, each)
        for each in sorted(set(ids))
        if each in graph and graph.nodes[each]["type"] == NodeType.SENTENCE
    }
