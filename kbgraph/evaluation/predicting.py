"""What the extraction finds in gold passages, in the form of a gold file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kbgraph.evaluation.passages import GoldMention, GoldPassage, MentionType
from kbgraph.extraction import Extraction, Mention, Passage, extract_passages
from kbgraph.nlp.config import PipelineConfig
from kbgraph.nlp.pipeline import load_shared
from kbgraph.rules import TermRule
from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary

_TYPES: dict[NodeType, MentionType] = {NodeType.SERVICE: "service", NodeType.CONCEPT: "concept"}
_NO_NAMES = frozenset({TermRule.ANAPHOR, TermRule.PRONOUN, TermRule.ARN})
"""Rules of mentions that are no name as a reader sees it: gold files mark neither "this service" nor parts of code."""


def predict(passages: Sequence[GoldPassage], vocabulary: Vocabulary) -> list[GoldPassage]:
    """Give the passages with the mentions that the extraction finds; together they are its corpus."""
    given = [Passage(passage.text, passage.headings, passage.source) for passage in passages]
    nlp = load_shared(PipelineConfig(vocabulary))
    return [
        replace(passage, mentions=_named(extraction))
        for passage, extraction in zip(passages, extract_passages(given, nlp), strict=True)
    ]


def _named(extraction: Extraction) -> tuple[GoldMention, ...]:
    found = {
        GoldMention(mention.start, mention.end, _TYPES[mention.type], _bare(mention))
        for mention in extraction.mentions
        if mention.type in _TYPES and mention.rule not in _NO_NAMES
    }
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end, mention)))


def _bare(mention: Mention) -> str:
    return mention.id.partition(":")[2]
