"""Say why two names are one in the graph, or why they are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbgraph.errors import UnknownNameError
from kbgraph.graph import Graph
from kbgraph.lookup import find
from kbgraph.lookup.reading import in_edges, passage, section_place
from kbgraph.nlp.abbreviations import find_abbreviations
from kbgraph.nlp.entity_matcher import Matcher
from kbgraph.rules import TermRule
from kbgraph.schema import ENTITY_TYPES, MENTIONS, NodeType
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.normalization import normalise, without_vendor


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was asked for, and what it means."""

    text: str
    key: str  # under which it is compared
    entries: tuple[str, ...]  # ids in the vocabulary that it means as it is written
    nodes: tuple[str, ...]  # ids in the graph


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that joins two names or keeps them apart, and where that is said: "file:line", or None."""

    rule: str
    text: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether two names are one, and by which rules."""

    first: Name
    second: Name
    one: bool
    ids: tuple[str, ...]  # what both mean
    reasons: tuple[Reason, ...]


def explain(first: str, second: str, vocabulary: Vocabulary, graph: Graph | None = None) -> Explanation:
    """Say by which rules two names are one, or why they are not.

    Without a graph only the vocabulary is asked, and abbreviations that documents define are not known.
    """
    matcher = Matcher(vocabulary)
    one, other = (_read(name, vocabulary, matcher, graph) for name in (first, second))
    ids = tuple(
        dict.fromkeys(key for key in (*one.entries, *one.nodes) if key in (*other.entries, *other.nodes))
    )
    reasons = [*_ignored(one, other, vocabulary), *_parted(one, other, vocabulary)]
    if reasons:
        return Explanation(one, other, False, (), tuple(reasons))
    reasons = [
        *_joined(one, other, vocabulary),
        *_same_key(one, other),
        *_synonyms(one, other, ids, vocabulary),
        *_in_documents(one, other, ids, graph),
    ]
    if reasons:
        return Explanation(one, other, True, ids, tuple(reasons))
    return Explanation(one, other, False, (), tuple(_apart(one, other, vocabulary, graph)))


def _read(text: str, vocabulary: Vocabulary, matcher: Matcher, graph: Graph | None) -> Name:
    name = " ".join(text.split())
    whole = [match.id for match in matcher.find(name) if (match.start, match.end) == (0, len(name))]
    entries = [name] if name in vocabulary.entries else list(dict.fromkeys(whole))
    nodes = _nodes(name, entries, vocabulary, graph) if graph is not None else []
    return Name(name, normalise(name), tuple(entries), tuple(nodes))


def _nodes(name: str, entries: list[str], vocabulary: Vocabulary, graph: Graph) -> list[str]:
    """Give the nodes that a name means: its entries', those that a document shortens so, else those called so."""
    short = {
        target
        for _, target, attributes in graph.edges(data=True)
        if attributes.get("rule") == TermRule.SHORT_NAME and _bare(str(attributes["surface"])) == _bare(name)
    }
    if entries:
        return [*(key for key in entries if key in graph), *sorted(short.difference(entries))]
    try:
        found = find(graph, name)
    except UnknownNameError:
        return []
    return [key for key in found if _called(key, name, vocabulary, graph)]


def _bare(name: str) -> str:
    return normalise(without_vendor(name))


def _called(node: str, name: str, vocabulary: Vocabulary, graph: Graph) -> bool:
    """Tell whether a node is called by a name in the documents, and not only in the vocabulary."""
    if graph.nodes[node]["type"] not in ENTITY_TYPES:
        return False
    entry = vocabulary.entries.get(node)
    return entry is None or _bare(name) not in map(normalise, entry.names)


def _ruling(
    kind: str, one: Name, other: Name, vocabulary: Vocabulary
) -> Iterator[tuple[tuple[str, ...], str]]:
    for (each, names), origin in sorted(vocabulary.overrides.items()):
        keys = {normalise(name) for name in names} | set(names)
        if each == kind and all({name.key, name.text, *name.entries} & keys for name in (one, other)):
            yield names, origin


def _ignored(one: Name, other: Name, vocabulary: Vocabulary) -> Iterator[Reason]:
    for name in (one, other):
        for (kind, names), origin in sorted(vocabulary.overrides.items()):
            if kind == "ignore" and _bare(names[0]) == _bare(name.text):
                yield Reason("ignore", f"“{name.text}” is ignored by the vocabulary", origin)


def _parted(one: Name, other: Name, vocabulary: Vocabulary) -> Iterator[Reason]:
    if one.text != other.text and not set(one.entries) & set(other.entries):
        for names, origin in _ruling("different", one, other, vocabulary):
            yield Reason("different", f"the vocabulary says that {_listed(names)} are different", origin)


def _joined(one: Name, other: Name, vocabulary: Vocabulary) -> Iterator[Reason]:
    if one.key != other.key:
        for names, origin in _ruling("same", one, other, vocabulary):
            yield Reason("same", f"the vocabulary says that {_listed(names)} are the same", origin)


def _same_key(one: Name, other: Name) -> Iterator[Reason]:
    shared = set(one.entries) & set(other.entries)
    if one.key != other.key or (not shared and (one.entries or other.entries)):
        return
    yield Reason("same key", f"{_differences(one.text, other.text)}: both compare as “{one.key}”")
    for name in (one, other):
        for key in name.entries:
            if key not in shared:
                yield Reason("context", f"“{name.text}” can also mean {key}, which the context decides")


def _differences(one: str, other: str) -> str:
    if one == other:
        return "they are written alike"
    if one.casefold() == other.casefold():
        return "they differ only in case"
    if _flat(one) == _flat(other):
        return "they differ only in case, blanks or kinds of hyphen"
    return "they differ only in number, case, blanks or kinds of hyphen"


def _flat(name: str) -> str:
    return normalise(name + " x")  # the last word alone is put in the singular


def _synonyms(one: Name, other: Name, ids: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[Reason]:
    for key in ids:
        entry = vocabulary.entries.get(key)
        if entry is not None and key in one.entries and key in other.entries:
            yield Reason("vocabulary", f"both are names of {entry.label} ({key})", entry.origin or None)


def _in_documents(one: Name, other: Name, ids: tuple[str, ...], graph: Graph | None) -> Iterator[Reason]:
    """Give the definitions, and the first mentions by a rule of context, that make two names one node."""
    if graph is None or one.key == other.key or set(one.entries) & set(other.entries):
        return
    filed = [reason for node in ids for name in (one, other) for reason in _mentioned(name, node, graph)]
    telling = [reason for reason in filed if reason.rule == TermRule.SHORT_NAME]
    if not (one.entries and other.entries):  # a name that an entry has is not what a document defines it as
        telling += _definitions(one, other, graph)
    yield from telling or filed


def _definitions(one: Name, other: Name, graph: Graph) -> Iterator[Reason]:
    for node in sorted(graph):
        attributes = graph.nodes[node]
        kind = attributes["type"]
        text = str(attributes.get("text") or attributes["name"])
        if kind not in (NodeType.SENTENCE, NodeType.SECTION) or "(" not in text:
            continue
        for found in find_abbreviations(text):
            short, long = normalise(found.short), normalise(found.long)
            for name, longer in ((one, other), (other, one)):
                if short == name.key and (long == longer.key or long.endswith(" " + longer.key)):
                    said = f"“{found.short}” is defined as “{found.long}”"
                    yield Reason("abbreviation", said, _where(graph, node))


def _mentioned(name: Name, node: str, graph: Graph) -> Iterator[Reason]:
    """Give the first mention of a node by a name that is not the vocabulary's, for each rule that filed it there."""
    rules: dict[str, tuple[str, str]] = {}
    for source, _, attributes in sorted(in_edges(graph, node, MENTIONS), key=lambda edge: edge[1]):
        surface, rule = str(attributes["surface"]), str(attributes["rule"])
        if _bare(surface) == _bare(name.text) and node not in name.entries:
            rules.setdefault(rule, (surface, source))
    for rule, (surface, source) in sorted(rules.items()):
        said = f"“{surface}” is filed under {graph.nodes[node]['name']} ({node})"
        yield Reason(rule, said, _where(graph, source))


def _where(graph: Graph, source: str) -> str | None:
    """Give "path:line" of the first place of a sentence or section."""
    heading = graph.nodes[source]["type"] == NodeType.SECTION
    places = (section_place(graph, source),) if heading else passage(graph, source).places
    return f"{places[0].path}:{places[0].line}" if places else None


def _apart(one: Name, other: Name, vocabulary: Vocabulary, graph: Graph | None) -> Iterator[Reason]:
    for name in (one, other):
        for key in name.entries:
            entry = vocabulary.entries[key]
            yield Reason("vocabulary", f"“{name.text}” is {entry.label} ({key})", entry.origin or None)
        if not name.entries and name.nodes:
            found = ", ".join(name.nodes)
            yield Reason("documents", f"“{name.text}” is {found} in the graph, and in no vocabulary")
        elif not name.entries:
            where = (
                "neither in the vocabulary nor in the graph" if graph is not None else "not in the vocabulary"
            )
            yield Reason("unknown", f"“{name.text}” is {where}")
    if one.key == other.key:
        yield Reason("writing", "they differ only in writing, but the writing tells these two apart")
    else:
        yield Reason("no rule", f"no rule joins them: they compare as “{one.key}” and “{other.key}”")


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(f"“{name}”" for name in names)
