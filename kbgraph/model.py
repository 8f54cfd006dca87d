"""What the stages hand each other: small, frozen and picklable, with no spaCy object in it.

read gives a `Document`, analyse an `Analysis` of one distinct sentence, link the `Facts` of one document;
assemble makes the graph of the Facts of all documents.

Offsets count characters. Those of a `Piece` and a `Section` count in the decoded file, newlines as they stand
and a BOM as one character; those of everything inside a sentence count in the sentence's text. Ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kbgraph.rules import TermRule
from kbgraph.schema import NodeType

# --- reading ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence's text and where it was cut from: verbatim source, or one entity, escape or break."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a sentence: the range of its text, and its target as written."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or table cell (or a heading); the pieces' texts joined are `text`."""

    text: str
    pieces: tuple[Piece, ...]
    line: int  # of the first character, from 1
    code: tuple[tuple[int, int], ...] = ()  # ranges of code spans
    links: tuple[Link, ...] = ()

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Block:
    """Text that no sentence runs out of."""

    kind: Literal["paragraph", "item", "cell"]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it up to the next heading; level 0 is text under no heading."""

    key: str  # "<document key>#<heading path>", unique in the corpus
    heading: Sentence | None  # None at level 0, and where a heading holds no text
    level: int  # 0 to 6
    order: int  # among its siblings, from 0
    parent: int | None  # index in Document.sections
    start: int  # of the heading (at level 0 of the text)
    end: int  # of the section's own text: where the next heading starts
    line: int  # of the heading, from 1
    blocks: tuple[Block, ...]
    anchors: tuple[str, ...] = ()  # names that links reach it by, as written


@dataclass(frozen=True, slots=True)
class Skipped:
    """Text of one kind that is no prose: code, html, image, link target, front matter and the like."""

    kind: str
    count: int
    characters: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read."""

    key: str  # path relative to the input's root, with "/"
    path: str  # as a person would open it: relative to the input as given, for messages alone
    sha256: str  # of the file's bytes
    encoding: str
    title: str
    length: int  # characters of the decoded file
    sections: tuple[Section, ...]  # in the file's order; the tree is in `parent`
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()  # what a person should know: another encoding, a unit that was split
    folder: str = ""  # name of the input's root: a guide's folder often names what it is about


@dataclass(frozen=True, slots=True)
class Topic:
    """What a section is about."""

    key: str  # of the topic's node: "<document key without suffix>/<slug>"
    name: str  # canonical heading
    facet: str | None = None  # the section's own heading, where it stands under many parents


# --- analysis --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """A candidate mention: a span that names something, if its context and the corpus agree.

    Terms of one noun phrase that share its head (the longest, and the shorter ones nested in it) share an `argument`;
    a relation joins arguments, and assembly takes the longest term of an argument that is established.
    """

    start: int
    end: int
    type: NodeType
    key: str  # node id of a vocabulary entry, normal form of a discovered candidate; "" for an anaphor
    name: str  # citation form: singular, case as written
    rule: TermRule
    argument: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that a sentence states between two of its arguments (linking: between two mentions)."""

    type: str  # of relations.yaml
    source: int  # argument
    target: int  # argument
    predicate: str  # as written
    rule: str
    negated: bool = False
    modality: str | None = None  # "must", "can", "should", "may", …
    condition: str | None = None  # the clause as written: "if …", "unless …"
    confidence: float = 1.0  # of the rule, 0 to 1


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A definition in the text: "Kinesis Client Library (KCL)"."""

    short: str
    long: str
    short_start: int
    long_start: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one distinct sentence says by itself: a function of its text, the vocabulary and the model."""

    text: str
    terms: tuple[Term, ...]  # by start, longer ones first
    relations: tuple[Relation, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    verbs: tuple[str, ...] = ()  # lemmas of verbs between two terms that relations.yaml does not list
    unparsed: str = ""  # why its grammar was not read: "long", "deep" or "failed"; only names are known then


# --- linking ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """One distinct sentence of a document with its context decided.

    `terms` are the analysis's terms that hold here, with their final keys. `places` limits a term or a relation
    to sections: it maps an index of `terms` to the sections (indices) where it means that; others hold everywhere.
    """

    text: str
    terms: tuple[Term, ...]
    relations: tuple[Relation, ...]
    places: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """Where a sentence stands."""

    section: int  # index in Facts.sections
    sentence: int  # index in Facts.sentences
    start: int
    end: int
    line: int
    order: int  # in its section, from 0


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A link in a sentence: its target as written."""

    section: int  # index in Facts.sections
    sentence: int  # index in Facts.sentences
    line: int
    target: str


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section without its text."""

    key: str
    name: str
    level: int
    order: int
    parent: int | None
    start: int
    end: int
    line: int
    topic: Topic | None
    terms: tuple[Term, ...] = ()  # what its heading names
    anchors: tuple[str, ...] = ()  # names that links reach it by


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one document gives to the graph."""

    key: str
    sha256: str
    title: str
    encoding: str
    sections: tuple[SectionFacts, ...]
    sentences: tuple[SentenceFacts, ...]
    places: tuple[SentencePlace, ...]
    references: tuple[LinkFacts, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
