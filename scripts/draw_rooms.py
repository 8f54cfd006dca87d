#!/usr/bin/env python3
"""Draw which room imports which, from the imports themselves, into docs/architecture.md.

An arrow that follows from two others is left out. With --check nothing is written, and the exit code is 1 where the
drawing is not current.
"""

from __future__ import annotations

import sys
from pathlib import Path

import grimp
import networkx as nx

DOCUMENT = Path(__file__).parents[1] / "docs" / "architecture.md"
BEGIN, END = "```mermaid\n", "```\n"
ROOMS = (
    "reading", "nlp", "linking", "assembly", "weighing", "layout", "lookup", "vocabulary", "pipeline", "extraction",
    "explaining", "evaluation", "building", "relation_types", "model", "schema",
)  # fmt: skip
"""Of kbgraph; what is smaller (errors, limits) would draw a line to everything."""


def draw() -> str:
    """Give the drawing, in Mermaid's words."""
    imports = grimp.build_graph("kbgraph", "exports", "pipelines")
    rooms: nx.DiGraph[str] = nx.DiGraph()
    for module in sorted(imports.modules):
        for imported in imports.find_modules_directly_imported_by(module):
            one, other = _room(module), _room(imported)
            if one and other and one != other:
                rooms.add_edge(one, other)
    kept = nx.transitive_reduction(rooms)
    arrows = sorted(f"    {one} --> {other}" for one, other in kept.edges)
    return "\n".join(["flowchart TD", *arrows, ""])


def _room(module: str) -> str | None:
    package, _, rest = module.partition(".")
    if package != "kbgraph":
        return package
    room = rest.partition(".")[0]
    return room if room in ROOMS else None


def main() -> int:
    """Put the drawing in its place, or tell whether it is there."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = before + BEGIN + draw() + END + after
    if "--check" in sys.argv[1:]:
        return int(made != text)
    DOCUMENT.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
