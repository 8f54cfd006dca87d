"""Every query of docs/cypher.md gives what the page shows, from Neo4j and, where it can, from the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from exports import export
from exports.neo4j import Address, load
from exports.neo4j.querying import query
from kbgraph.errors import QueryError
from scripts.neo4j.cookbook import (
    NAME,
    OTHER_NAME,
    PAGE,
    Recipe,
    ask_file,
    graphs,
    other_text,
    recipes,
    shown,
)
from tests.graphs import Graph

pytestmark = pytest.mark.integration

TEXT = PAGE.read_text(encoding="utf-8")
RECIPES = list(recipes(TEXT))
EMBEDDED = [recipe for recipe in RECIPES if not recipe.neo4j_only]
NEO4J_ONLY = [recipe for recipe in RECIPES if recipe.neo4j_only and len(recipe.graphs) == 1]


def each(found: list[Recipe]) -> pytest.MarkDecorator:
    """Run a test for each recipe."""
    return pytest.mark.parametrize("recipe", found, ids=[recipe.title for recipe in found])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    """Build what the page asks."""
    return graphs(TEXT, tmp_path_factory.mktemp("cookbook"))


@pytest.fixture(scope="module")
def loaded(built: dict[str, Graph], address: Address) -> Iterator[dict[str, str]]:
    """Load the two graphs, and give their names by parameter."""
    names = {"graph": f"cookbook {NAME}", "other": f"cookbook {OTHER_NAME}"}
    for key, name in names.items():
        load(built[key], address, name)
    yield names
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        driver.execute_query("MATCH (n) WHERE n.graph IN $names DETACH DELETE n", names=list(names.values()))
        driver.execute_query(
            "MATCH (n:KnowledgeGraph) WHERE n.name IN $names DELETE n", names=list(names.values())
        )


@pytest.fixture(scope="module")
def files(built: dict[str, Graph], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the two graphs to files."""
    folder = tmp_path_factory.mktemp("cookbook")
    return {key: export(graph, "json", folder / f"{key}.json") for key, graph in built.items()}


def test_there_are_enough_recipes_and_none_is_overlooked() -> None:
    assert len(RECIPES) >= 20
    assert len(RECIPES) == TEXT.count("\n### ") == TEXT.count("```cypher")
    assert other_text(TEXT)


@each(RECIPES)
def test_neo4j_gives_what_is_shown(recipe: Recipe, address: Address, loaded: dict[str, str]) -> None:
    answer = query(address, recipe.cypher, {name: loaded[name] for name in recipe.graphs})

    assert shown(answer).replace("cookbook ", "").split() == recipe.shown.split()


@each(EMBEDDED)
def test_the_embedded_engine_gives_what_is_shown(recipe: Recipe, files: dict[str, Path]) -> None:
    assert shown(ask_file(recipe, files)) == recipe.shown


@each(NEO4J_ONLY)
def test_the_embedded_engine_says_what_is_for_neo4j_only(recipe: Recipe, files: dict[str, Path]) -> None:
    with pytest.raises(QueryError, match="for Neo4j only"):
        ask_file(recipe, files)
