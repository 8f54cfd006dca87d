"""Graphs that keep to the schema, for the tests of whatever reads a graph.

`assembled_graph` and `assembled_graphs()` are what assembly hands to weighing: no weights, no COVERS, no
CO_OCCURS_WITH. `small_graph` and `any_graphs()` carry every property and edge type that an export can meet;
their weights and positions are written by hand or drawn, not computed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import networkx as nx
from hypothesis import strategies as st

from kbgraph.schema import (
    ABOUT,
    CO_OCCURS_WITH,
    COMMON_EDGE,
    COMMON_NODE,
    CONTAINS,
    COVERS,
    ENTITY_TYPES,
    HAS_QUOTA,
    HAS_SECTION,
    MENTIONS,
    NODE_PROPERTIES,
    REFERS_TO,
    STRUCTURE_PROPERTIES,
    NodeType,
    PropertyType,
    edge_id,
    edge_properties,
    node_id,
    sentence_id,
    slug,
)

Graph: TypeAlias = "nx.MultiDiGraph[str]"
RELATIONS = ("IS_A", "USES", "REQUIRES", "DEPENDS_ON", "TRIGGERS")


# --- making a graph by hand ------------------------------------------------------------------------------


def add_node(graph: Graph, node: str, node_type: NodeType, name: str, **properties: object) -> str:
    """Add a node with its common properties; give its id."""
    graph.add_node(node, type=node_type.value, name=name, **properties)
    return node


def add_entity(graph: Graph, node_type: NodeType, name: str, **properties: object) -> str:
    """Add an entity (or topic) whose id is made of its name; give its id."""
    return add_node(graph, node_id(node_type, slug(name)), node_type, name, **properties)


def add_edge(
    graph: Graph, edge_type: str, source: str, target: str, *distinction: object, **properties: object
) -> str:
    """Add an edge whose key is its id; give the id."""
    identity = edge_id(edge_type, source, target, *distinction)
    graph.add_edge(source, target, key=identity, id=identity, type=edge_type, **properties)
    return identity


def add_section(
    graph: Graph, document: str, parent: str, heading: str, topic: str, *, facet: bool = False, level: int = 2
) -> str:
    """Add a section under a document or a section, about a topic; its id holds the heading path."""
    path = slug(heading) if parent.startswith("document:") else f"{parent.partition('#')[2]}/{slug(heading)}"
    order = sum(1 for _, _, kind in graph.out_edges(parent, data="type") if kind == HAS_SECTION)
    where = 100 * (1 + sum(1 for _, kind in graph.nodes(data="type") if kind == NodeType.SECTION))
    section = add_node(
        graph,
        node_id(NodeType.SECTION, f"{document.partition(':')[2]}#{path}"),
        NodeType.SECTION,
        heading,
        level=level,
        order=order,
        start=where,
        end=where + 100,
        line=where // 10,
    )
    add_edge(graph, HAS_SECTION, parent, section, order=order)
    add_edge(graph, ABOUT, section, topic, **({"facet": heading} if facet else {}))
    return section


def add_sentence(
    graph: Graph, text: str, sections: Iterable[str], names: Mapping[str, str], *, rule: str = "vocabulary"
) -> str:
    """Add a sentence with a place in each section (twice where a section is given twice) and its mentions.

    `names` maps a surface to the node it means; every occurrence of it in the text becomes a mention.
    """
    sentence = add_node(graph, sentence_id(text), NodeType.SENTENCE, text[:60], text=text)
    for section in sections:
        _add_place(graph, section, sentence, len(text))
    for surface, target in names.items():
        start = text.find(surface)
        while start >= 0:
            end = start + len(surface)
            add_edge(
                graph, MENTIONS, sentence, target, start, surface=surface, start=start, end=end, rule=rule
            )
            start = text.find(surface, end)
    return sentence


def _add_place(graph: Graph, section: str, sentence: str, length: int) -> None:
    order = sum(1 for _, _, kind in graph.out_edges(section, data="type") if kind == CONTAINS)
    start = graph.nodes[section]["start"] + order
    line = graph.nodes[section]["line"] + order
    add_edge(
        graph, CONTAINS, section, sentence, start, start=start, end=start + length, line=line, order=order
    )


def add_heading_mention(
    graph: Graph, section: str, surface: str, target: str, *, rule: str = "vocabulary"
) -> str:
    """Let a section's heading name an entity."""
    start = graph.nodes[section]["name"].index(surface)
    end = start + len(surface)
    return add_edge(graph, MENTIONS, section, target, start, surface=surface, start=start, end=end, rule=rule)


def add_relation(
    graph: Graph, edge_type: str, source: str, target: str, evidence: Sequence[str], **properties: Any
) -> str:
    """Add a typed relation; what is not given gets the plainest value."""
    found: dict[str, Any] = {
        "predicate": [edge_type.lower().replace("_", " ")],
        "negated": False,
        "confidence": 0.9,
        "rule": ["verb"],
        "count": len(evidence),
        "evidence": list(evidence),
    }
    found |= properties
    return add_edge(
        graph,
        edge_type,
        source,
        target,
        "negated" if found["negated"] else "",
        found.get("modality", ""),
        **found,
    )


# --- two graphs that a person can read -------------------------------------------------------------------


def assembled_graph() -> Graph:
    """Make a graph of one document with three topics, as assembly hands it to weighing.

    One sentence stands under every topic; "This service …" means another service in each section.
    """
    graph: Graph = nx.MultiDiGraph(kbgraph="0.1.0", model="en_core_web_sm 3.8.0", vocabulary="aws")
    guide = add_node(
        graph,
        "document:guide.md",
        NodeType.DOCUMENT,
        "Guide",
        path="guide.md",
        sha256="0" * 64,
        title="Guide",
        encoding="utf-8",
    )
    queues = add_node(graph, "topic:guide/sqs-queues", NodeType.TOPIC, "SQS Queues", aliases=["Queues (SQS)"])
    functions = add_node(graph, "topic:guide/lambda", NodeType.TOPIC, "Lambda & Layers", aliases=[])
    costs = add_node(graph, "topic:guide/costs", NodeType.TOPIC, "Costs", aliases=[])

    sqs = add_entity(
        graph,
        NodeType.SERVICE,
        "SQS",
        aliases=["Amazon SQS", "Amazon Simple Queue Service"],
        category="integration",
        vocabulary_id="sqs",
    )
    function = add_entity(
        graph, NodeType.SERVICE, "Lambda", aliases=["AWS Lambda"], category="compute", vocabulary_id="lambda"
    )
    queue = add_entity(graph, NodeType.CONCEPT, "queue", aliases=["queues"], source="vocabulary")
    letters = add_entity(
        graph, NodeType.CONCEPT, "dead-letter queue", aliases=["DLQ"], source="vocabulary", termhood=3.25
    )
    layer = add_entity(graph, NodeType.CONCEPT, "layer", aliases=[], source="discovered", termhood=2.0)
    price = add_entity(graph, NodeType.CONCEPT, "price", aliases=[], source="discovered", termhood=1.5)
    send = add_node(graph, "action:sqs:SendMessage", NodeType.ACTION, "sqs:SendMessage", aliases=[])
    kind = add_node(
        graph, "resourcetype:aws-sqs-queue", NodeType.RESOURCE_TYPE, "AWS::SQS::Queue", aliases=[]
    )
    limit = add_node(graph, "quota:sqs/256-kb", NodeType.QUOTA, "256 KB", value=256.0, unit="KB")

    about_queues = add_section(graph, guide, guide, "SQS Queues", queues)
    notes = add_section(graph, guide, about_queues, "Notes", queues, facet=True, level=3)
    about_functions = add_section(graph, guide, guide, "Lambda & Layers", functions)
    about_costs = add_section(graph, guide, guide, "Costs", costs)
    add_heading_mention(graph, about_queues, "SQS", sqs)
    add_heading_mention(graph, about_queues, "Queues", queue)
    add_heading_mention(graph, about_functions, "Lambda", function)
    add_heading_mention(graph, about_functions, "Layers", layer)

    everywhere = add_sentence(
        graph,
        "The price depends on use.",
        [notes, about_functions, about_costs, about_costs],
        {"price": price},
    )
    feeding = add_sentence(
        graph,
        "Lambda reads a queue; AWS::SQS::Queue needs sqs:SendMessage.",
        [about_queues, about_functions],
        {"Lambda": function, "queue": queue, "AWS::SQS::Queue": kind, "sqs:SendMessage": send},
    )
    holding = add_sentence(
        graph,
        'A dead-letter queue is a queue, and SQS doesn\'t delete <it> & "keeps" 256 KB.',
        [notes],
        {"dead-letter queue": letters, "queue": queue, "SQS": sqs, "256 KB": limit},
    )
    anaphor = add_sentence(graph, "This service uses a layer.", [notes, about_functions], {"layer": layer})
    for service, section in ((sqs, notes), (function, about_functions)):
        add_edge(
            graph,
            MENTIONS,
            anaphor,
            service,
            0,
            surface="This service",
            start=0,
            end=12,
            rule="anaphor",
            sections=[section],
        )
        add_relation(graph, "USES", service, layer, [anaphor], sections=[section], confidence=0.7)

    add_relation(graph, "IS_A", letters, queue, [holding])
    add_relation(graph, "USES", function, queue, [feeding], count=2)
    add_relation(graph, "REQUIRES", kind, send, [feeding], modality="must", condition="if a policy says so")
    add_relation(graph, "PROVIDES", sqs, letters, [holding], negated=True)
    add_relation(graph, "DEPENDS_ON", price, sqs, [everywhere], confidence=0.55)
    add_edge(graph, HAS_QUOTA, sqs, limit, evidence=[holding])
    add_edge(graph, REFERS_TO, about_functions, about_queues, evidence=[feeding])
    return graph


def small_graph() -> Graph:
    """Make `assembled_graph` as it is after weighing: every edge type, with round numbers written by hand."""
    graph = assembled_graph()
    covers = (
        ("topic:guide/sqs-queues", "service:sqs", 3, ("sqs-queues", "sqs-queues/notes"), 1.0),
        ("topic:guide/sqs-queues", "concept:dead-letter-queue", 1, ("sqs-queues/notes",), 0.25),
        ("topic:guide/lambda", "service:lambda", 3, ("lambda-layers",), 1.0),
        ("topic:guide/costs", "concept:price", 2, ("costs",), 0.0625),
    )
    for topic, entity, count, paths, weight in covers:
        sections = [f"section:guide.md#{path}" for path in paths]
        add_edge(graph, COVERS, topic, entity, count=count, sections=sections, weight=weight)
    add_edge(
        graph,
        CO_OCCURS_WITH,
        "concept:queue",
        "service:lambda",
        count=1,
        npmi=0.5,
        significance=4.5,
        weight=0.25,
    )
    on_the_map = ENTITY_TYPES | {NodeType.TOPIC}
    for number, (node, data) in enumerate(sorted(graph.nodes(data=True))):
        data |= {"weight": 1 / (1 + number % 4), "x": 120.5 * (number % 5), "y": -120.25 * (number // 5)}
        if data["type"] in on_the_map:
            data["community"] = int("lambda" in node or "layer" in node)
        if data["type"] == NodeType.SENTENCE:
            data["spread"] = sum(1 for _ in graph.predecessors(node))
    for _, _, data in graph.edges(data=True):
        data.setdefault("weight", 0.5)
    graph.graph["communities"] = [
        {"id": 0, "name": "SQS · queue", "size": 10},
        {"id": 1, "name": "Lambda · layer", "size": 3},
    ]
    return graph


def shuffled(graph: Graph, seed: int) -> Graph:
    """Copy a graph with its nodes and edges, and what each of them holds, put in in another order."""
    order = random.Random(seed)
    copy: Graph = nx.MultiDiGraph(**graph.graph)
    for node, data in order.sample(list(graph.nodes(data=True)), graph.number_of_nodes()):
        copy.add_node(node, **dict(order.sample(list(data.items()), len(data))))
    edges = list(graph.edges(keys=True, data=True))
    for source, target, key, data in order.sample(edges, len(edges)):
        copy.add_edge(source, target, key=key, **dict(order.sample(list(data.items()), len(data))))
    return copy


# --- hypothesis ------------------------------------------------------------------------------------------

_WORDS = (
    "queue",
    "stream",
    "shard",
    "bucket",
    "role",
    "policy",
    "table",
    "index",
    "cache",
    "SQS",
    "S3",
    "EC2",
)


@st.composite
def assembled_graphs(draw: st.DrawFn, *, max_topics: int = 4, max_sentences: int = 8) -> Graph:
    """Draw a graph as assembly makes it: consistent sections, places, mentions, readings and relations."""
    graph: Graph = nx.MultiDiGraph()
    document = add_node(graph, "document:d.md", NodeType.DOCUMENT, "d", path="d.md", title="d")
    names = draw(st.lists(st.sampled_from(_WORDS), unique=True, max_size=8))
    entities = {
        name: add_entity(graph, NodeType.SERVICE if name.isupper() else NodeType.CONCEPT, name, aliases=[])
        for name in names
    }
    sections = _draw_sections(draw, graph, document, entities, max_topics)
    if not sections:
        return graph
    sentences = [
        _draw_sentence(draw, graph, number, sections, entities)
        for number in range(draw(st.integers(0, max_sentences)))
    ]
    if sentences and entities:
        _draw_relations(draw, graph, sorted(entities.values()), sentences)
    return graph


def _draw_sections(
    draw: st.DrawFn, graph: Graph, document: str, entities: Mapping[str, str], max_topics: int
) -> list[str]:
    sections = []
    for number in range(draw(st.integers(0, max_topics))):
        named = draw(st.lists(st.sampled_from(sorted(entities)), unique=True, max_size=2)) if entities else []
        heading = " ".join([f"Topic {number}", *named])
        topic = add_node(graph, f"topic:d/{slug(heading)}", NodeType.TOPIC, heading, aliases=[])
        section = add_section(graph, document, document, heading, topic)
        for name in named:
            add_heading_mention(graph, section, name, entities[name])
        sections.append(section)
        if draw(st.booleans()):
            sections.append(add_section(graph, document, section, "Notes", topic, facet=True, level=3))
    return sections


def _draw_sentence(
    draw: st.DrawFn, graph: Graph, number: int, sections: list[str], entities: Mapping[str, str]
) -> str:
    words = draw(st.lists(st.sampled_from(sorted(entities)), max_size=5)) if entities else []
    places = draw(st.lists(st.sampled_from(sections), min_size=1, max_size=5))
    text = " ".join(["It", *words, f"{number}."])
    sentence = add_sentence(graph, text, places, {word: entities[word] for word in words})
    meanings = draw(st.lists(st.sampled_from(sorted(entities)), unique=True, max_size=2)) if entities else []
    for meaning, section in zip(meanings, sorted(set(places)), strict=False):
        found = {"surface": "It", "start": 0, "end": 2, "rule": "anaphor", "sections": [section]}
        add_edge(graph, MENTIONS, sentence, entities[meaning], 0, **found)
    return sentence


def _draw_relations(draw: st.DrawFn, graph: Graph, entities: list[str], sentences: list[str]) -> None:
    end = st.sampled_from(entities)
    for relation in draw(
        st.lists(st.tuples(st.sampled_from(RELATIONS), end, end, st.booleans()), max_size=5)
    ):
        edge_type, source, target, negated = relation
        if source != target:
            evidence = sorted(draw(st.sets(st.sampled_from(sentences), min_size=1, max_size=3)))
            confidence = draw(st.sampled_from([0.5, 0.75, 1.0]))
            add_relation(graph, edge_type, source, target, evidence, negated=negated, confidence=confidence)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
"""Any text that UTF-8 can hold: control characters, line ends, markup, other scripts."""


def property_values(kind: PropertyType, text: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Any]:
    """Draw values of one of the schema's property types."""
    number = st.floats(allow_nan=False, allow_infinity=False)
    values: dict[PropertyType, st.SearchStrategy[Any]] = {
        "string": text,
        "integer": st.integers(-(2**63), 2**63 - 1),
        "number": number,
        "boolean": st.booleans(),
        "strings": st.lists(text, max_size=3),
        "numbers": st.lists(number, max_size=3),
    }
    return values[kind]


def _properties(
    kinds: Mapping[str, PropertyType], text: st.SearchStrategy[str]
) -> st.SearchStrategy[dict[str, Any]]:
    optional = {name: property_values(kind, text) for name, kind in kinds.items()}
    return st.fixed_dictionaries({}, optional=optional)


@st.composite
def any_graphs(
    draw: st.DrawFn, *, text: st.SearchStrategy[str] = ANY_TEXT, max_nodes: int = 6, max_edges: int = 8
) -> Graph:
    """Draw a graph that keeps to the schema's types and nothing else: any text, any property absent.

    Edges join any two nodes, loops and parallels included; ids hold drawn text too.
    """
    graph: Graph = nx.MultiDiGraph(**draw(st.dictionaries(st.sampled_from(["kbgraph", "options"]), text)))
    for number in range(draw(st.integers(0, max_nodes))):
        node_type = draw(st.sampled_from(NodeType))
        common = {key: kind for key, kind in COMMON_NODE.items() if key not in ("type", "name")}
        properties = draw(_properties(NODE_PROPERTIES[node_type] | common, text))
        add_node(graph, node_id(node_type, f"{number}{draw(text)}"), node_type, draw(text), **properties)
    nodes = sorted(graph)
    for number in range(draw(st.integers(0, max_edges)) if nodes else 0):
        edge_type = draw(st.sampled_from([*STRUCTURE_PROPERTIES, *RELATIONS]))
        common = {key: kind for key, kind in COMMON_EDGE.items() if key not in ("id", "type")}
        properties = draw(_properties(edge_properties(edge_type) | common, text))
        source, target = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        add_edge(graph, edge_type, source, target, number, **properties)
    return graph
