"""Tell where everything is said: the sentences with their places and mentions, in columns of numbers.

Nodes and edges go by their numbers in the atlas; documents, sections and sentences by their place in the
lists here. Ranges count UTF-16 code units, as browsers do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from exports import ordered
from exports.html.atlas import Atlas
from exports.html.columns import finite
from kbgraph.schema import ABOUT, CONTAINS, HAS_SECTION, MENTIONS, NodeType

if TYPE_CHECKING:
    from exports.ordered import Attributes, Graph

_SAID = ("predicate", "modality", "condition", "confidence", "rule", "count", "npmi")


def gather(graph: Graph, atlas: Atlas) -> dict[str, Any]:
    """Give the second block of the page."""
    return _Gatherer(graph, atlas).all()


class _Gatherer:
    """Numbers what is cited, while edges are gone through."""

    def __init__(self, graph: Graph, atlas: Atlas) -> None:
        self.atlas = atlas
        self.data: dict[str, Attributes] = dict(graph.nodes.items())
        by_type: dict[str, list[str]] = defaultdict(list)
        for node in sorted(self.data):
            by_type[self.data[node]["type"]].append(node)
        self.documents = _numbered(by_type[NodeType.DOCUMENT])
        self.sections = _numbered(by_type[NodeType.SECTION])
        self.sentences = _numbered(by_type[NodeType.SENTENCE])
        self.edges: dict[str, list[tuple[str, str, Attributes]]] = defaultdict(list)
        for source, target, _, row in ordered.edges(graph):
            if row["type"] in (HAS_SECTION, ABOUT, CONTAINS, MENTIONS):
                self.edges[row["type"]].append((source, target, row))

    def all(self) -> dict[str, Any]:
        mentions, headings = self._mentions()
        return {
            "documents": [node.partition(":")[2] for node in self.documents],
            "sections": self._sections(),
            "sentences": {
                "text": [self.data[node].get("text") or self.data[node]["name"] for node in self.sentences],
                "places": self._places(),
            },
            "mentions": mentions,
            "headings": headings,
            "said": {str(number): said for number, said in self._said()},
        }

    def _sections(self) -> dict[str, list[Any]]:
        parent = dict.fromkeys(self.sections, -1)
        document = dict.fromkeys(self.sections, -1)
        topic = dict.fromkeys(self.sections, -1)
        for source, target, _ in self.edges[HAS_SECTION]:
            if target in parent:
                parent[target] = self.sections.get(source, -1)
                document[target] = self.documents.get(source, -1)
        for source, target, _ in self.edges[ABOUT]:
            if source in topic:
                topic[source] = self.atlas.numbers.get(target, -1)
        return {
            "name": [self.data[node]["name"] for node in self.sections],
            "line": [self.data[node].get("line") or 0 for node in self.sections],
            "parent": list(parent.values()),
            "document": list(document.values()),
            "topic": list(topic.values()),
        }

    def _places(self) -> list[list[int]]:
        """Give for every sentence section and line, section and line, …; a text under no section has -1."""
        places: list[list[tuple[int, int]]] = [[] for _ in self.sentences]
        for source, target, row in self.edges[CONTAINS]:
            number = self.sentences.get(target)
            if number is not None:
                places[number].append((self.sections.get(source, -1), row.get("line") or 0))
        return [[value for place in sorted(found) for value in place] for found in places]

    def _mentions(self) -> tuple[dict[str, Any], dict[str, list[int]]]:
        columns: dict[str, list[int]] = {"sentence": [], "node": [], "start": [], "end": []}
        headings: dict[str, list[int]] = {"section": [], "node": []}
        limits: dict[str, list[int]] = {}
        for source, target, row in self.edges[MENTIONS]:
            node, sentence = self.atlas.numbers.get(target), self.sentences.get(source)
            if node is None:
                continue
            if sentence is None:
                if source in self.sections:
                    headings["section"].append(self.sections[source])
                    headings["node"].append(node)
                continue
            if row.get("sections"):
                limits[str(len(columns["node"]))] = self._numbers(row["sections"])
            columns["sentence"].append(sentence)
            columns["node"].append(node)
            for name, offset in zip(("start", "end"), self._range(source, row), strict=True):
                columns[name].append(offset)
        return {**columns, "limits": limits}, headings

    def _range(self, sentence: str, row: Attributes) -> tuple[int, int]:
        start, end = row.get("start") or 0, row.get("end") or 0
        text = self.data[sentence].get("text") or ""
        if text.isascii() or max(text) < "\U00010000":
            return start, end
        return _units(text[: max(0, start)]), _units(text[: max(0, end)])

    def _said(self) -> Iterable[tuple[int, dict[str, Any]]]:
        """Give what each edge says beside its ends, type and weight."""
        for number, tie in enumerate(self.atlas.ties):
            said = {
                name: finite(value, tie.key)
                for name in _SAID
                if (value := tie.data.get(name)) is not None and value != []
            }
            if evidence := tie.data.get("evidence"):
                said["evidence"] = [self.sentences[one] for one in evidence if one in self.sentences]
            if sections := tie.data.get("sections"):
                said["sections"] = self._numbers(sections)
            if said:
                yield number, said

    def _numbers(self, sections: Iterable[str]) -> list[int]:
        return sorted(self.sections[section] for section in sections if section in self.sections)


def _numbered(nodes: Iterable[str]) -> dict[str, int]:
    return {node: number for number, node in enumerate(nodes)}


def _units(text: str) -> int:
    """Count a text's UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)
