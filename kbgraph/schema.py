"""The graph's schema: node and edge types with their properties, and how ids are made.

Extraction writes by it and every export reads by it, and nothing else passes between the two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum
from typing import Literal

SCHEMA_VERSION = 2
"""Counted up when what a graph holds changes its meaning; a graph without one was made before there was any (1)."""

PropertyType = Literal["string", "integer", "number", "boolean", "strings", "numbers"]
"""What a property holds; "strings" and "numbers" are lists. A property that is absent or None is unknown."""


class NodeType(StrEnum):
    DOCUMENT = "Document"
    SECTION = "Section"
    TOPIC = "Topic"
    SERVICE = "Service"
    CONCEPT = "Concept"
    ACTION = "Action"
    RESOURCE_TYPE = "ResourceType"
    QUOTA = "Quota"
    SENTENCE = "Sentence"


ENTITY_TYPES = frozenset(
    {NodeType.SERVICE, NodeType.CONCEPT, NodeType.ACTION, NodeType.RESOURCE_TYPE, NodeType.QUOTA}
)

COMMON_NODE: dict[str, PropertyType] = {
    "type": "string",
    "name": "string",
    "weight": "number",  # 0 to 1, 1 for the heaviest node of its type
    "community": "integer",  # number of its community; absent on nodes outside the map
    "x": "number",
    "y": "number",
}
NODE_PROPERTIES: dict[NodeType, dict[str, PropertyType]] = {
    NodeType.DOCUMENT: {"path": "string", "sha256": "string", "title": "string", "encoding": "string"},
    NodeType.SECTION: {
        "level": "integer",
        "order": "integer",
        "start": "integer",
        "end": "integer",
        "line": "integer",
    },
    NodeType.TOPIC: {"aliases": "strings"},
    NodeType.SERVICE: {"aliases": "strings", "category": "string", "vocabulary_id": "string"},
    NodeType.CONCEPT: {"aliases": "strings", "source": "string", "termhood": "number"},
    NodeType.ACTION: {"aliases": "strings"},
    NodeType.RESOURCE_TYPE: {"aliases": "strings"},
    NodeType.QUOTA: {"value": "number", "unit": "string"},
    NodeType.SENTENCE: {"text": "string", "spread": "integer"},
}

HAS_SECTION = "HAS_SECTION"
ABOUT = "ABOUT"
CONTAINS = "CONTAINS"
MENTIONS = "MENTIONS"
COVERS = "COVERS"
CO_OCCURS_WITH = "CO_OCCURS_WITH"
HAS_QUOTA = "HAS_QUOTA"
REFERS_TO = "REFERS_TO"

COMMON_EDGE: dict[str, PropertyType] = {"id": "string", "type": "string", "weight": "number"}
STRUCTURE_PROPERTIES: dict[str, dict[str, PropertyType]] = {
    HAS_SECTION: {"order": "integer"},
    ABOUT: {"facet": "string"},
    CONTAINS: {"start": "integer", "end": "integer", "line": "integer", "order": "integer"},
    MENTIONS: {
        "surface": "string",
        "start": "integer",
        "end": "integer",
        "rule": "string",
        "sections": "strings",
    },
    COVERS: {"count": "integer", "sections": "strings"},
    CO_OCCURS_WITH: {"count": "integer", "npmi": "number", "significance": "number"},
    REFERS_TO: {"evidence": "strings"},
}
RELATION_PROPERTIES: dict[str, PropertyType] = {
    "predicate": "strings",
    "negated": "boolean",
    "modality": "string",
    "condition": "string",  # where every sentence has it
    "conditions": "strings",  # of each sentence of `evidence`, "" where it has none; absent where none has any
    "confidence": "number",
    "rule": "strings",
    "count": "integer",
    "evidence": "strings",
    "sections": "strings",
}
"""Properties of every typed relation: HAS_QUOTA and those of the closed list in `relations.yaml`."""


EDGE_TYPE = re.compile(r"[A-Z][A-Z0-9]{0,39}(?:_[A-Z0-9]{1,40}){0,9}")
"""What the name of an edge type may look like: it stands in statements of databases as it is."""


def edge_properties(edge_type: str) -> dict[str, PropertyType]:
    """Give the properties of an edge type beside `COMMON_EDGE`; an unlisted type is a typed relation."""
    return STRUCTURE_PROPERTIES.get(edge_type, RELATION_PROPERTIES)


_SEPARATORS = re.compile(r"[\W_]+", re.UNICODE)
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def slug(name: str) -> str:
    """Make the readable part of an id: lower-case ASCII words joined by hyphens, accents folded (café is cafe).

    Where that loses something (C++, other scripts), six hex digits of the name's SHA-256 follow,
    so that two different names never share a slug by accident.
    """
    plain = _without_accents(_HYPHENS.sub("-", unicodedata.normalize("NFKC", name)).casefold().strip())
    ascii_only = plain.encode("ascii", "ignore").decode()
    made = _SEPARATORS.sub("-", ascii_only).strip("-")
    harmless = re.fullmatch(r"[a-z0-9\s\-_/&,:;.'\"()!?]*", plain) is not None
    if made and harmless:
        return made
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{made}-{digest}" if made else digest


def _without_accents(text: str) -> str:
    """Fold Latin letters with accents to those without; other scripts stay as they are."""
    if text.isascii():
        return text
    parts = (unicodedata.normalize("NFD", letter) for letter in text)
    return "".join(part[0] if part[0].isascii() else unicodedata.normalize("NFC", part) for part in parts)


def node_id(node_type: NodeType, key: str) -> str:
    """Give a node's id: its type in lower case and a key that is unique within the type."""
    return f"{node_type.value.lower()}:{key}"


def sentence_id(text: str) -> str:
    """Give a sentence's id: 16 hex digits of the SHA-256 of its text."""
    return node_id(NodeType.SENTENCE, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def edge_id(edge_type: str, source: str, target: str, *distinction: object) -> str:
    """Give an edge's id, which is also its NetworkX key; `distinction` tells parallel edges apart."""
    told = (str(part) for part in distinction if part is not None and part is not False and part != "")
    return "|".join([edge_type, source, target, *told])
