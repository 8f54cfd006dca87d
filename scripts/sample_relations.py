"""Draw relations of a graph at random to judge them, or list its heaviest concepts.

    python scripts/sample_relations.py build/graph.json --count 100 --seed 1
    python scripts/sample_relations.py build/graph.json --concepts 100

A drawn relation is one line of JSON: file, line, triple, rule and the sentence that says so. The same graph, count
and seed give the same draw.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exports.node_link import read_graph
from kbgraph.graph import Graph
from kbgraph.schema import CONTAINS, HAS_SECTION, STRUCTURE_PROPERTIES, NodeType


def main() -> None:
    """Print the draw, or the list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("graph", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--concepts", type=int, metavar="N", help="list the N heaviest concepts instead")
    arguments = parser.parse_args()
    graph = read_graph(arguments.graph)
    if arguments.concepts:
        print("; ".join(heaviest(graph, arguments.concepts)))
        return
    for drawn in draw(graph, arguments.count, arguments.seed):
        print(json.dumps(drawn, ensure_ascii=False))


def draw(graph: Graph, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Give `count` relations that sentences state, each with one of its sentences and its first place."""
    stated = sorted(
        key
        for _, _, key, edge in graph.edges(keys=True, data=True)
        if edge["type"] not in STRUCTURE_PROPERTIES and edge["rule"] != ["vocabulary"]
    )
    ends = {key: (source, target) for source, target, key in graph.edges(keys=True)}
    generator = random.Random(seed)
    for key in generator.sample(stated, min(count, len(stated))):
        source, target = ends[key]
        edge = graph.edges[source, target, key]
        sentence = generator.choice([each for each in edge["evidence"] if each in graph])
        path, line = first_place(graph, sentence)
        yield {
            "file": path,
            "line": line,
            "source": graph.nodes[source]["name"],
            "type": ("not " if edge["negated"] else "") + edge["type"],
            "modality": edge.get("modality"),
            "target": graph.nodes[target]["name"],
            "rule": edge["rule"],
            "sentence": graph.nodes[sentence]["text"],
        }


def first_place(graph: Graph, sentence: str) -> tuple[str, int]:
    """Give the file and the line where a sentence stands first."""
    return min(
        (document_path(graph, section), edge["line"])
        for section, _, edge in graph.in_edges(sentence, data=True)
        if edge["type"] == CONTAINS
    )


def document_path(graph: Graph, node: str) -> str:
    """Climb from a section to its document's path."""
    while graph.nodes[node]["type"] != NodeType.DOCUMENT:
        node = next(
            above for above, _, edge in graph.in_edges(node, data=True) if edge["type"] == HAS_SECTION
        )
    return str(graph.nodes[node]["path"])


def heaviest(graph: Graph, count: int) -> list[str]:
    """Give the names of the concepts of the highest weight, heaviest first."""
    concepts = [
        (-node["weight"], node["name"])
        for _, node in graph.nodes(data=True)
        if node["type"] == NodeType.CONCEPT
    ]
    return [name for _, name in sorted(concepts)[:count]]


if __name__ == "__main__":
    main()
