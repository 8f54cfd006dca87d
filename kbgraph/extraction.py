"""Extract the mentions and relations of single passages, read with the headings above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kbgraph.assembly.mentions import Chosen, Reading, joined, read_corpus
from kbgraph.assembly.naming import concept_keys
from kbgraph.linking import link, texts
from kbgraph.model import Document, Facts, Piece, Section, Sentence
from kbgraph.nlp.pipeline import analyse, load_shared
from kbgraph.reading import read_text, replace_surrogates
from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary

Format = Literal["plain", "markdown"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text, the headings above it (outermost first) and the name of the file it is from."""

    text: str
    headings: tuple[str, ...] = ()
    source: str | None = None
    format: Format = "plain"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `text[start:end]` is `surface`; `id` is the node it means."""

    start: int
    end: int
    surface: str
    type: NodeType
    id: str
    rule: str


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """A relation that the sentence at `start:end` of a text states between two nodes."""

    type: str
    source: str
    target: str
    predicate: str
    rule: str
    negated: bool
    modality: str | None
    condition: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one passage names and states, in the order of its text."""

    mentions: tuple[Mention, ...]
    relations: tuple[StatedRelation, ...]


def extract_passages(passages: Sequence[Passage], vocabulary: Vocabulary) -> Iterator[Extraction]:
    """Give an extraction for each passage; all of them together are the corpus that decides what is a term."""
    documents = [_document(passage, number) for number, passage in enumerate(passages)]
    distinct = sorted({text for document in documents for text in texts(document)})
    analyses = {analysis.text: analysis for analysis in analyse(distinct, load_shared(vocabulary))}
    corpus = [link(document, analyses, vocabulary) for document in documents]
    readings, _ = read_corpus(corpus, concept_keys(vocabulary))
    for passage, document, facts in zip(passages, documents, corpus, strict=True):
        yield _extraction(passage, document, facts, readings)


def _document(passage: Passage, number: int) -> Document:
    """Make a document of a passage: the sections of its headings, and the text under the last."""
    read = read_text(
        passage.text, key=f"passage-{number:06}", path=passage.source or "", format=passage.format
    )
    above = [
        Section(
            f"{read.key}#above-{level}",
            _heading(text),
            level,
            0,
            level - 2 if level > 1 else None,
            0,
            0,
            1,
            (),
        )
        for level, text in enumerate(passage.headings, 1)
    ]
    last = len(above) - 1 if above else None
    below = [
        replace(
            section,
            heading=section.heading or (above[-1].heading if above else None),
            parent=last if section.parent is None else section.parent + len(above),
        )
        for section in read.sections
    ]
    return replace(
        read,
        sections=(*above, *below),
        title=above[0].heading.text if above and above[0].heading else read.title,
    )


def _heading(text: str) -> Sentence:
    text = replace_surrogates(text)
    return Sentence(text, (Piece(0, len(text), text),), 1)


def _extraction(
    passage: Passage, document: Document, facts: Facts, readings: dict[str, list[Reading]]
) -> Extraction:
    own = {
        reading.facts.text: reading
        for found in readings.values()
        for reading in found
        if reading.sections and reading.sections[0].startswith(document.key + "#")
    }
    mentions: dict[Mention, None] = {}  # phrases that share a word both name what it means
    relations: dict[StatedRelation, None] = {}
    for section in document.sections:
        for sentence in (sentence for block in section.blocks for sentence in block.sentences):
            reading = own[sentence.text]
            slots = _slots_in(section, reading)
            mentions |= dict.fromkeys(_mentions(passage.text, sentence, slots))
            relations |= dict.fromkeys(_relations(sentence, reading, slots))
    return Extraction(tuple(mentions), tuple(relations))


def _slots_in(section: Section, reading: Reading) -> dict[int, list[Chosen]]:
    """Give what the slots of a sentence mean in one of the sections where it stands."""
    return {
        slot: [one for one in ones if one not in reading.limits or section.key in reading.limits[one]]
        for slot, ones in reading.slots.items()
    }


def _mentions(text: str, sentence: Sentence, slots: Mapping[int, list[Chosen]]) -> Iterator[Mention]:
    for one in (one for ones in slots.values() for one in ones):
        start, _ = position(sentence, one.term.start)
        _, end = position(sentence, one.term.end - 1)
        yield Mention(start, end, text[start:end], one.term.type, one.entity, one.term.rule)


def _relations(
    sentence: Sentence, reading: Reading, slots: Mapping[int, list[Chosen]]
) -> Iterator[StatedRelation]:
    for relation, source, target in joined(reading, slots):
        yield StatedRelation(
            type=relation.type,
            source=source.entity,
            target=target.entity,
            predicate=relation.predicate,
            rule=relation.rule,
            negated=relation.negated,
            modality=relation.modality,
            condition=relation.condition,
            start=sentence.start,
            end=sentence.end,
        )


def position(sentence: Sentence, offset: int) -> tuple[int, int]:
    """Give the range in the file of the character at `offset` of a sentence's text; an entity is one character."""
    passed = 0
    for piece in sentence.pieces:
        inside = offset - passed
        if inside < len(piece.text):
            verbatim = piece.end - piece.start == len(piece.text)
            return (piece.start + inside, piece.start + inside + 1) if verbatim else (piece.start, piece.end)
        passed += len(piece.text)
    return sentence.end, sentence.end
