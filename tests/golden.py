"""Golden files of extraction: text in, facts out, in lines that a person can read and edit.

A file holds blocks with blank lines between them. A block's lines are

    # A sentence, or several of one passage (a line each).
    under: Heading > Subheading            where the passage stands (optional)
    SQS SUPPORTS dead-letter queue         a relation between two nodes, by their names
    SQS not SUPPORTS message timer         denied
    X REQUIRES Y (must) (if it grows)      with its modality and its condition
    Amazon SQS = service SQS               a mention: what is written, and the node that it means
    -                                      nothing

Lines that begin with ";" are remarks, but two kinds of them mean something: "; states: mentions, relations" says of
what a file's blocks hold all that there is (of a file without it, relations; what compounds say, "SQS HAS SQS
queue", only where it names them too), and "; vocabulary: NAME.yaml" names a vocabulary beside the file that is used
in place of the built-in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kbgraph.pipeline import in_process, run
from kbgraph.reading import read_text
from kbgraph.rules import RelationRule
from kbgraph.schema import ENTITY_TYPES, MENTIONS, STRUCTURE_PROPERTIES, NodeType
from tests.graphs import Graph

FOLDER = Path(__file__).parent / "data" / "extraction"
_STATES = re.compile(r"^; states: (.+)$", re.MULTILINE)
_VOCABULARY = re.compile(r"^; vocabulary: (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A passage of a golden file with the facts that it states; `line` is where it stands in the file."""

    file: str
    line: int
    vocabulary: str | None
    passage: str
    headings: tuple[str, ...]
    facts: frozenset[str]
    kinds: str

    @property
    def speaks_of_mentions(self) -> bool:
        return "mentions" in self.kinds

    @property
    def speaks_of_compounds(self) -> bool:
        return "compounds" in self.kinds

    @property
    def speaks_of_relations(self) -> bool:
        return "relations" in self.kinds


def read_blocks(file: Path) -> Iterator[Block]:
    """Give the blocks of a golden file. Raises ValueError for one without a passage or without facts."""
    text = file.read_text(encoding="utf-8")
    named, states = _VOCABULARY.search(text), _STATES.search(text)
    kinds = states.group(1) if states else "relations"
    line = 1
    for part in text.split("\n\n"):
        lines = [each for each in part.splitlines() if each and not each.startswith(";")]
        passage = " ".join(each[1:].strip() for each in lines if each.startswith("#"))
        under = [each.removeprefix("under:") for each in lines if each.startswith("under:")]
        headings = tuple(name.strip() for each in under for name in each.split(" > "))
        facts = frozenset(each for each in lines if not each.startswith(("#", "under:")))
        if lines and not (passage and facts):
            raise ValueError(f"{file}:{line}: a block needs a passage and its facts, or '-' for none")
        if lines:
            other = named.group(1) if named else None
            yield Block(file.name, line, other, passage, headings, facts - {"-"}, kinds)
        line += part.count("\n") + 2


def build_passage(passage: str, headings: Sequence[str], nlp: Language) -> Graph:
    """Build the graph of one passage under its headings, without weights."""
    above = "".join(f"{'#' * level} {heading}\n\n" for level, heading in enumerate(headings, 1))
    document = read_text(above + passage + "\n", key="notes.md", path="notes.md", format="markdown")
    graph = run(in_process(lambda _: [document], nlp), last="assemble").graph
    assert graph is not None
    return graph


def relation_lines(graph: Graph, *, compounds: bool = False) -> set[str]:
    """Give the relations that the text states (not those of the vocabulary alone), a line each.

    Those that only a compound states ("SQS queue": SQS HAS SQS queue) are left out unless asked for.
    """
    silent = [["vocabulary"], *([] if compounds else [[RelationRule.COMPOUND]])]
    lines = set()
    for source, target, edge in graph.edges(data=True):
        if edge["type"] in STRUCTURE_PROPERTIES or edge.get("rule") in silent:
            continue
        denied = "not " if edge.get("negated") else ""
        modality = f" ({edge['modality']})" if edge.get("modality") else ""
        condition = f" ({edge['condition']})" if edge.get("condition") else ""
        names = graph.nodes[source]["name"], graph.nodes[target]["name"]
        lines.add(f"{names[0]} {denied}{edge['type']} {names[1]}{modality}{condition}")
    return lines


def mention_lines(graph: Graph) -> set[str]:
    """Give what the sentences mention, a line each: "Amazon SQS = service SQS"."""
    return {
        f"{edge['surface']} = {node['type'].lower()} {node['name']}"
        for source, target, edge in graph.edges(data=True)
        if edge["type"] == MENTIONS and graph.nodes[source]["type"] == NodeType.SENTENCE
        for node in [graph.nodes[target]]
        if node["type"] in ENTITY_TYPES
    }
