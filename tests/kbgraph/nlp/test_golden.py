"""The golden files of `tests/data/extraction`: what passages name and state."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from kbgraph.nlp.pipeline import load
from kbgraph.relation_types import load_relation_types
from kbgraph.vocabulary import load_vocabulary
from tests.golden import FOLDER, Block, build_passage, mention_lines, read_blocks, relation_lines

BLOCKS = [block for file in sorted(FOLDER.glob("*.txt")) for block in read_blocks(file)]


@cache
def _other_field(name: str) -> Language:
    return load(load_vocabulary([FOLDER / name], only=True))


@pytest.mark.parametrize(
    "block", [pytest.param(block, id=f"{block.file.removesuffix('.txt')}:{block.line}") for block in BLOCKS]
)
def test_passage_gives_its_facts_and_no_others(block: Block, nlp: Language) -> None:
    if block.vocabulary is not None:
        nlp = _other_field(block.vocabulary)
    graph = build_passage(block.passage, block.headings, nlp)
    found = set()
    if block.speaks_of_relations:
        found |= relation_lines(graph, compounds=block.speaks_of_compounds)
    if block.speaks_of_mentions:
        found |= mention_lines(graph)
    assert found == block.facts, f"{block.file}:{block.line}"


def test_every_type_of_relation_is_stated_in_a_golden_file() -> None:
    stated = {word for block in BLOCKS for fact in block.facts for word in fact.split()}
    assert set(load_relation_types().types) <= stated
