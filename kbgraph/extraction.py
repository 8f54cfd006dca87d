"""Extract the mentions and relations of single passages, read with the headings above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kbgraph.assembly.canonical_names import concept_keys
from kbgraph.assembly.term_selection import Chosen, Interpretation, joined, read_corpus
from kbgraph.model import Document, Facts, Piece, Section, Sentence
from kbgraph.pipeline import in_process, run
from kbgraph.reading import read_text, replace_surrogates
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from spacy.language import Language

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


def extract_passages(passages: Sequence[Passage], nlp: Language) -> Iterator[Extraction]:
    """Give an extraction for each passage; all of them together are the corpus that decides what is a term."""
    documents = [_document(passage, number) for number, passage in enumerate(passages)]
    linked = run(in_process(lambda _: documents, nlp), last="link")
    interpretations, _ = read_corpus(linked.facts, concept_keys(linked.vocabulary))
    for passage, document, facts in zip(passages, documents, linked.facts, strict=True):
        yield _extraction(passage, document, facts, interpretations)


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
    passage: Passage, document: Document, facts: Facts, interpretations: dict[str, list[Interpretation]]
) -> Extraction:
    own = {
        interpretation.facts.text: interpretation
        for found in interpretations.values()
        for interpretation in found
        if interpretation.sections and interpretation.sections[0].startswith(document.key + "#")
    }
    mentions: dict[Mention, None] = {}  # phrases that share a word both name what it means
    relations: dict[StatedRelation, None] = {}
    for section in document.sections:
        for sentence in (sentence for block in section.blocks for sentence in block.sentences):
            interpretation = own[sentence.text]
            arguments = _arguments_in(section, interpretation)
            mentions |= dict.fromkeys(_mentions(passage.text, sentence, arguments))
            relations |= dict.fromkeys(_relations(sentence, interpretation, arguments))
    return Extraction(tuple(mentions), tuple(relations))


def _arguments_in(section: Section, interpretation: Interpretation) -> dict[int, list[Chosen]]:
    """Give what the arguments of a sentence mean in one of the sections where it stands."""
    return {
        argument: [
            one
            for one in ones
            if one not in interpretation.limits or section.key in interpretation.limits[one]
        ]
        for argument, ones in interpretation.arguments.items()
    }


def _mentions(text: str, sentence: Sentence, arguments: Mapping[int, list[Chosen]]) -> Iterator[Mention]:
    for one in (one for ones in arguments.values() for one in ones):
        start, _ = position(sentence, one.term.start)
        _, end = position(sentence, one.term.end - 1)
        yield Mention(start, end, text[start:end], one.term.type, one.entity, one.term.rule)


def _relations(
    sentence: Sentence, interpretation: Interpretation, arguments: Mapping[int, list[Chosen]]
) -> Iterator[StatedRelation]:
    for relation, source, target in joined(interpretation, arguments):
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
