"""Tell what the side panel says of every node that is drawn: relations, topics and the sentences behind them.

Other nodes are named by their number where they are drawn, and by their name alone where they are not;
sentences stand once, in a list of their own, and are named by their number in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from exports import ordered
from exports.appearance import LOOKS
from exports.html.selection import ON_THE_MAP, Selection, edge_kind
from kbgraph.schema import CONTAINS, COVERS, HAS_SECTION, MENTIONS, NodeType

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

MOST_RELATIONS = 60  # of one node, heaviest first; the panel says of how many
MOST_COVERS = 15
MOST_SENTENCES = 5  # that mention a node, beside those that say its relations
MOST_PLACES = 3  # of one sentence

_SAID = ("predicate", "negated", "modality", "condition", "confidence", "count")


def describe(graph: Graph, selection: Selection) -> dict[str, Any]:
    """Give all that the page says, beside what is drawn, as JSON values."""
    teller = _Teller(graph, selection)
    nodes = [teller.node(node) for node in selection.nodes]
    return {
        "title": _title(graph),
        "nodes": nodes,
        "sentences": teller.sentences,
        "types": _types(graph, selection),
        "totals": {
            "nodes": selection.all_nodes.total(),
            "edges": selection.all_edges,
            "documents": len(_documents(graph)),
        },
    }


def _title(graph: Graph) -> str:
    documents = _documents(graph)
    if len(documents) == 1:
        return str(documents[0].get("title") or documents[0]["name"])
    return f"{len(documents):,} documents" if documents else "Knowledge graph"


def _documents(graph: Graph) -> list[Attributes]:
    return [data for data in ordered.node_rows(graph) if data["type"] == NodeType.DOCUMENT]


def _types(graph: Graph, selection: Selection) -> list[dict[str, Any]]:
    drawn = Counter(graph.nodes[node]["type"] for node in selection.nodes)
    return [
        {"name": kind, "colour": seen.colour, "shape": seen.shape, "drawn": drawn[kind], "all": every}
        for kind, seen in LOOKS.items()
        if kind in ON_THE_MAP and (every := selection.all_nodes[kind])
    ]


class _Teller:
    """Collects the sentences that are cited while nodes are described."""

    def __init__(self, graph: Graph, selection: Selection) -> None:
        self.graph = graph
        self.numbers = {node: number for number, node in enumerate(selection.nodes)}
        self.sentences: list[dict[str, Any]] = []
        self.cited: dict[tuple[str, tuple[str, ...]], int] = {}
        self.documents: dict[str, str] = {}

    def node(self, node: str) -> dict[str, Any]:
        """Describe a node."""
        data = self.graph.nodes[node]
        relations = self._relations(node)
        covered = self._covers(node)
        return _filled(
            id=node,
            name=data["name"] or node,
            type=data["type"],
            aliases=data.get("aliases"),
            category=data.get("category"),
            weight=data.get("weight"),
            relations=relations[:MOST_RELATIONS],
            all_relations=len(relations),
            covers=covered[:MOST_COVERS],
            all_covers=len(covered),
            sentences=self._mentions(node, {cited for row in relations for cited in row.get("evidence", ())}),
        )

    def _relations(self, node: str) -> list[dict[str, Any]]:
        """Describe the typed relations of a node in both directions, heaviest first."""
        outward = ((other, key, data, True) for _, other, key, data in self._out(node))
        inward = ((other, key, data, False) for other, _, key, data in self._in(node) if other != node)
        found = [row for row in (*outward, *inward) if edge_kind(row[2]["type"]) == "relation"]
        found.sort(key=lambda row: (-(row[2].get("weight") or 0), row[1]))
        return [
            _filled(
                type=data["type"],
                outward=outward,
                other=self._named(other),
                **{name: data.get(name) for name in _SAID},
                evidence=self._evidence(data) if number < MOST_RELATIONS else [],
            )
            for number, (other, _, data, outward) in enumerate(found)
        ]

    def _covers(self, node: str) -> list[dict[str, Any]]:
        """Give what a topic covers, or the topics that cover an entity, heaviest first."""
        ends = [(data, other) for _, other, _, data in self._out(node) if data["type"] == COVERS]
        ends += [(data, other) for other, _, _, data in self._in(node) if data["type"] == COVERS]
        ends.sort(key=lambda row: (-(row[0].get("weight") or 0), row[1]))
        return [_filled(other=self._named(other), weight=data.get("weight")) for data, other in ends]

    def _mentions(self, node: str, cited: Container[int]) -> list[int]:
        """Cite sentences that mention a node, those that stand in the fewest topics first."""
        mentions: dict[str, set[str]] = {}
        for source, _, _, data in self._in(node):
            if data["type"] == MENTIONS and self.graph.nodes[source]["type"] == NodeType.SENTENCE:
                mentions.setdefault(source, set()).update(data.get("sections") or ())
        spread = {source: self.graph.nodes[source].get("spread") or 0 for source in mentions}
        order = sorted(mentions, key=lambda source: (spread[source], source))[:MOST_SENTENCES]
        citations = [self._citation(source, mentions[source]) for source in order]
        return [number for number in citations if number not in cited]

    def _evidence(self, relation: Attributes) -> list[int]:
        sections = relation.get("sections") or ()
        return [
            self._citation(sentence, sections)
            for sentence in relation.get("evidence") or ()
            if sentence in self.graph
        ]

    def _citation(self, sentence: str, sections: Iterable[str]) -> int:
        """Number a sentence with its places; those in `sections` alone, if there are any."""
        key = sentence, tuple(sorted(sections))
        if key not in self.cited:
            self.cited[key] = len(self.sentences)
            data = self.graph.nodes[sentence]
            places = sorted(
                (self._document(section), place.get("line") or 0)
                for section, _, _, place in self._in(sentence)
                if place["type"] == CONTAINS and (not key[1] or section in key[1])
            )
            self.sentences.append(
                {"text": data.get("text") or data["name"], "places": places[:MOST_PLACES], "all": len(places)}
            )
        return self.cited[key]

    def _document(self, section: str) -> str:
        """Give the path of a section's document."""
        if section not in self.documents:
            data = self.graph.nodes[section]
            parents = [source for source, _, _, edge in self._in(section) if edge["type"] == HAS_SECTION]
            is_document = data["type"] == NodeType.DOCUMENT
            self.documents[section] = data.get("path") or data["name"] if is_document else ""
            if parents and not is_document:
                self.documents[section] = self._document(min(parents))
        return self.documents[section]

    def _named(self, node: str) -> dict[str, Any]:
        data = self.graph.nodes[node]
        number = self.numbers.get(node)
        return _filled(number=number, name=data["name"] or node, type=data["type"])

    def _out(self, node: str) -> Iterable[tuple[str, str, str, Attributes]]:
        return self.graph.out_edges(node, keys=True, data=True)

    def _in(self, node: str) -> Iterable[tuple[str, str, str, Attributes]]:
        return self.graph.in_edges(node, keys=True, data=True)


def _filled(**properties: object) -> dict[str, Any]:
    """Give the properties that say something."""
    return {
        name: value
        for name, value in properties.items()
        if value not in (None, [], "") and value is not False
    }
