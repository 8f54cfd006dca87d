"""Put links into a graph: from a section to the section, or the service, that its link leads to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kbgraph.assembly.document_tree import add_edge, section_id
from kbgraph.assembly.entities import add_known
from kbgraph.graph import Graph
from kbgraph.model import Facts
from kbgraph.schema import REFERS_TO, NodeType, sentence_id, slug
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.normalization import normalise

_DOCUMENTATION_HOSTS = ("docs.aws.amazon.com", "aws.amazon.com")
_CAMEL = re.compile(r"(?<![A-Z])[A-Z]+(?=[A-Z][a-z]|\b|\d)|[A-Z]?[a-z]++|\d++")
_NO_NAMES = frozenset(
    {"", "documentation", "latest", "blogs", "about-aws", "general", "solutions", "premiumsupport", "cdk"}
)

BrokenLink = dict[str, str | int]
"""Path, line and target of a link that leads nowhere."""


@dataclass(frozen=True, slots=True)
class _Targets:
    """Sections by document and anchor (an empty anchor is the document itself), services by the words of a URL."""

    sections: Mapping[str, Mapping[str, str]]
    services: Mapping[str, str]


def add_references(graph: Graph, corpus: list[Facts], vocabulary: Vocabulary) -> list[BrokenLink]:
    """Add an edge from each section to what it links to; give the links to documents and anchors that aren't there."""
    targets = _Targets({facts.key: _anchors(facts) for facts in corpus}, _service_names(vocabulary))
    evidence: dict[tuple[str, str], set[str]] = defaultdict(set)
    broken: list[BrokenLink] = []
    for facts in corpus:
        for reference in facts.references:
            source = section_id(facts.sections[reference.section].key)
            target = _resolve(reference.target, facts.key, targets)
            if target is None:
                if _is_local(reference.target):
                    broken.append({"path": facts.key, "line": reference.line, "target": reference.target})
            elif target != source and (target in graph or target in vocabulary.entries):
                evidence[source, target].add(sentence_id(facts.sentences[reference.sentence].text))
    for (source, target), sentences in sorted(evidence.items()):
        if target not in graph:
            add_known(graph, target, Counter(), vocabulary)
        add_edge(graph, REFERS_TO, source, target, evidence=sorted(sentences))
    return sorted(broken, key=lambda link: (str(link["path"]), int(link["line"]), str(link["target"])))


def _anchors(facts: Facts) -> dict[str, str]:
    """Give the section of each anchor: as written, or made of its heading as Markdown viewers do."""
    anchors: dict[str, str] = {}
    for section in facts.sections:
        node = section_id(section.key)
        for anchor in section.anchors:
            anchors.setdefault(anchor, node)
    for section in facts.sections:
        heading = re.sub(r"[^\w\- ]", "", section.name.casefold()).replace(" ", "-")
        for anchor in (heading, slug(section.name)):
            anchors.setdefault(anchor, section_id(section.key))
    if facts.sections:
        anchors.setdefault("", section_id(facts.sections[0].key))
        anchors["top"] = anchors[""]
    return anchors


def _service_names(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        normalise(name).replace(" ", ""): entry.id
        for entry in vocabulary.entries.values()
        if entry.type is NodeType.SERVICE and entry.id not in vocabulary.ignored
        for name in (*entry.names, entry.id.partition(":")[2])
    }


def _is_local(target: str) -> bool:
    """Tell whether a link leads to a document or an anchor of the corpus, if it leads anywhere."""
    parts = urlsplit_or_none(target)
    if parts is None or parts[0] or parts[1]:
        return False
    path = parts[2].casefold()
    return path.endswith((".md", ".markdown", ".mdx", ".txt")) or (not path and bool(parts[4]))


def urlsplit_or_none(target: str) -> tuple[str, str, str, str, str] | None:
    """Split a URL into scheme, host, path, query and fragment; None for one that is none."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return parts.scheme, parts.netloc, parts.path, parts.query, parts.fragment


def _resolve(target: str, key: str, targets: _Targets) -> str | None:
    parts = urlsplit_or_none(target)
    if parts is None:
        return None
    scheme, host, path, _, anchor = parts
    if host:
        return _service(path, targets.services) if host in _DOCUMENTATION_HOSTS else None
    if scheme:
        return None
    document = posixpath.normpath(posixpath.join(posixpath.dirname(key), unquote(path))) if path else key
    anchors = targets.sections.get(document)
    return anchors.get(unquote(anchor)) if anchors is not None else None


def _service(path: str, services: Mapping[str, str]) -> str | None:
    """Give the service that the first part of a documentation URL's path names: "AWSSimpleQueueService", "lambda"."""
    for part in path.split("/"):
        if part.casefold() in _NO_NAMES:
            continue
        words = [word.casefold() for word in _CAMEL.findall(part)]
        name = "".join(words[1:] if words[:1] in (["aws"], ["amazon"]) else words)
        return services.get(name) or services.get(normalise(name))
    return None
