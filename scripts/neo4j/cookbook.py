"""Read docs/cypher.md, and write the results of its queries anew: `python scripts/neo4j/cookbook.py`.

Every heading of the third level asks a question; under it stand the query and what it gives. Queries are asked
of the example, `$graph`, and of the text that the page shows, `$other`; of the Neo4j that NEO4J_URI names and,
unless the page says "Neo4j only", in this process, with the same rows. A recipe that fails is reported and keeps
what it shows; the others are written all the same.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import kbgraph
from exports import export
from exports.answer import Answer
from exports.embedded import query as ask_embedded
from exports.neo4j import Address, find_address, load
from exports.neo4j.querying import query as ask_server
from kbgraph.errors import QueryError
from pipelines.querying import table_lines

if TYPE_CHECKING:
    from kbgraph.graph import Graph

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cypher.md"
EXAMPLE = ROOT / "examples" / "aws-monster-knowledge-base.md"
NAME, OTHER_NAME = "aws-monster-knowledge-base", "orders"
_NAMES = {"graph": NAME, "other": OTHER_NAME}
NO_ROWS = "(no rows)"
_RECIPE = re.compile(
    r"^### (?P<title>.+)\n(?P<prose>(?:(?!#|```).*\n)*)"
    r"```cypher\n(?P<cypher>(?:(?!```).*\n)*)```\n\n```text\n(?P<shown>(?:(?!```).*\n)*)```$",
    re.MULTILINE,
)
_OTHER = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class EnginesDifferError(Exception):
    """The two engines give different rows for one recipe."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question with its query and the result that the page shows."""

    title: str
    cypher: str
    shown: str
    neo4j_only: bool

    @property
    def graphs(self) -> tuple[str, ...]:
        """Name the parameters for graphs that it uses."""
        return tuple(name for name in ("graph", "other") if f"${name}" in self.cypher)


def recipes(page: str) -> Iterator[Recipe]:
    """Give the recipes of the page."""
    for match in _RECIPE.finditer(page):
        only = "Neo4j only" in match["prose"]
        yield Recipe(match["title"], match["cypher"].strip(), match["shown"].strip("\n"), only)


def other_text(page: str) -> str:
    """Give the text that the second graph is made of."""
    match = _OTHER.search(page)
    assert match is not None
    return match[1]


def shown(answer: Answer) -> str:
    """Write an answer as the page shows it."""
    if not answer.rows:
        return NO_ROWS
    return "\n".join(line.plain.rstrip() for line in table_lines(answer))


def graphs(page: str, folder: Path) -> dict[str, Graph]:
    """Build the two graphs that are asked, by the name of their parameter."""
    other = folder / f"{OTHER_NAME}.md"
    other.write_text(other_text(page), encoding="utf-8")
    return {"graph": kbgraph.build(EXAMPLE), "other": kbgraph.build(other)}


def ask_file(recipe: Recipe, files: dict[str, Path]) -> Answer:
    """Ask in this process."""
    (name,) = recipe.graphs
    return ask_embedded(files[name], recipe.cypher, {name: _NAMES[name]})


def main() -> int:
    """Write every result anew; give the number of recipes that failed."""
    page = PAGE.read_text(encoding="utf-8")
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        built = graphs(page, Path(folder))
        files = {key: export(graph, "json", Path(folder) / f"{key}.json") for key, graph in built.items()}
        address = find_address(os.environ)
        load(built["graph"], address, NAME)
        load(built["other"], address, OTHER_NAME)

        def renewed(match: re.Match[str]) -> str:
            (recipe,) = recipes(match[0])
            try:
                result = _result(recipe, address, files)
            except (QueryError, EnginesDifferError) as error:
                failures.append(f"{recipe.title}\n{error}\n")
                return match[0]
            before, _, _ = match[0].rpartition("```text\n")
            return f"{before}```text\n{result}\n```"

        PAGE.write_text(_RECIPE.sub(renewed, page), encoding="utf-8")
    for failure in failures:
        print(failure, file=sys.stderr)
    return len(failures)


def _result(recipe: Recipe, address: Address, files: dict[str, Path]) -> str:
    """Ask the server and, where it can answer, the engine in this process; EnginesDifferError if they differ."""
    answer = shown(ask_server(address, recipe.cypher, {name: _NAMES[name] for name in recipe.graphs}))
    if not recipe.neo4j_only and (embedded := shown(ask_file(recipe, files))) != answer:
        raise EnginesDifferError(f"The engines differ:\n{answer}\n---\n{embedded}")
    return answer


if __name__ == "__main__":
    sys.exit(main() > 0)
