"""What lookups answer with: frozen records of plain values, ready for `dataclasses.asdict` and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A node, in short."""

    id: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence or a section stands: a file, a line (from 1) and characters of the decoded file."""

    path: str
    line: int
    start: int
    end: int
    section: str  # id of the section
    heading: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with the places where it stands, in the order of files and lines."""

    id: str
    text: str
    spread: int  # in how many topics it stands
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class NodeMention:
    """Where an entity is named: `source` is the id of a sentence or, for a heading, of a section."""

    source: str
    surface: str
    start: int  # in the sentence or heading
    end: int
    rule: str
    sections: tuple[str, ...]  # where it means this; empty: everywhere


@dataclass(frozen=True, slots=True)
class Statement:
    """A typed relation, seen from one of its ends."""

    id: str  # of the edge
    type: str
    outgoing: bool  # False: the other end is the subject
    other: Reference
    predicate: tuple[str, ...]
    negated: bool
    modality: str | None
    condition: str | None
    confidence: float | None
    rule: tuple[str, ...]
    count: int
    weight: float | None
    evidence: tuple[str, ...]  # ids of sentences; of a vocabulary relation the entry
    sections: tuple[str, ...]  # where who is meant depends on the place; empty: everywhere


@dataclass(frozen=True, slots=True)
class Coverage:
    """A topic and an entity that it covers, seen from one of the two."""

    other: Reference
    weight: float | None
    count: int
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that stands in the same sentences."""

    other: Reference
    weight: float | None
    count: int
    npmi: float | None
    significance: float | None


@dataclass(frozen=True, slots=True)
class Description:
    """All that the graph holds of one node."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    properties: Mapping[str, object]  # every other attribute of the node
    topics: tuple[Coverage, ...]  # of an entity: the topics that cover it, heaviest first
    covers: tuple[Coverage, ...]  # of a topic: what it covers, heaviest first
    statements: tuple[Statement, ...]  # by type, heaviest first
    neighbours: tuple[Neighbour, ...]  # heaviest first
    mentions: tuple[NodeMention, ...]  # of an entity: where it is named; of a sentence or section: nothing
    names: tuple[Reference, ...]  # of a sentence or section: the entities it names
    sections: tuple[Place, ...]  # of a topic, document or section: the sections about or under it
    passages: Mapping[str, Evidence]  # every sentence that a statement or a mention refers to, by id


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a route."""

    source: Reference
    target: Reference
    statement: str  # type of the edge walked
    edge: str  # its id
    forward: bool  # False: the edge points from target to source
    predicate: tuple[str, ...]
    negated: bool
    modality: str | None
    weight: float | None
    evidence: tuple[str, ...]  # ids of sentences that say so, or that name both ends
    sections: tuple[str, ...]  # where that holds; empty: everywhere


@dataclass(frozen=True, slots=True)
class Route:
    """How one node hangs together with another, hop by hop."""

    source: Reference
    target: Reference
    steps: tuple[Step, ...]
    passages: Mapping[str, Evidence]


@dataclass(frozen=True, slots=True)
class Recurring:
    """A sentence that stands in more than one place."""

    id: str
    text: str
    places: int
    topics: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much there is of everything."""

    nodes: Mapping[str, int]  # by type
    edges: Mapping[str, int]  # by type, structure only
    relations: Mapping[str, int]  # typed relations by type, most frequent first
    levels: Mapping[int, int]  # sections by level
    places: int  # where sentences stand; `nodes["Sentence"]` counts each distinct one once
    concepts: Mapping[str, int]  # by source: vocabulary, discovered
    recurring: tuple[Recurring, ...]  # in most topics first
    heaviest: Mapping[str, tuple[Reference, ...]]  # by type, services and concepts
    made_by: Mapping[str, object]  # the graph's own attributes
