"""Assemble one graph from the facts of all documents, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from kbgraph.assembly.canonical_names import concept_keys
from kbgraph.assembly.document_tree import add_document, add_topics
from kbgraph.assembly.entities import add_entities, add_mentions
from kbgraph.assembly.links import add_references
from kbgraph.assembly.relations import add_relations, add_vocabulary_relations
from kbgraph.assembly.term_selection import choose_in_heading, read_corpus
from kbgraph.graph import Graph
from kbgraph.model import Facts
from kbgraph.nlp.config import PipelineVersions
from kbgraph.nlp.version import ANALYSIS_VERSION
from kbgraph.schema import SCHEMA_VERSION
from kbgraph.version import __version__
from kbgraph.vocabulary import Vocabulary

__all__ = ["assemble"]


def assemble(
    facts: Iterable[Facts], vocabulary: Vocabulary, versions: PipelineVersions, *, merge_topics: bool = False
) -> Graph:
    """Give the graph of the facts, by the schema, still without weights.

    Nodes and edges come sorted by their ids, so that the same facts give the same graph in any order.
    """
    corpus = sorted(facts, key=lambda document: document.key)
    known = concept_keys(vocabulary)
    interpretations, termhood = read_corpus(corpus, known)
    interpretations = {text: interpretations[text] for text in sorted(interpretations)}
    headings = {
        section.key: choose_in_heading(section.terms, termhood, known)
        for document in corpus
        for section in document.sections
    }
    graph: Graph = nx.MultiDiGraph(
        kbgraph=__version__,
        schema=SCHEMA_VERSION,
        model=versions.model,
        relations=versions.relations,
        analysis=ANALYSIS_VERSION,
        vocabulary=vocabulary.version,
        merge_topics=merge_topics,
    )
    topics = add_topics(graph, corpus, merge=merge_topics)
    for document in corpus:
        add_document(graph, document, topics)
    add_entities(graph, interpretations, headings, termhood, vocabulary)
    add_mentions(graph, interpretations, headings)
    add_relations(graph, interpretations)
    add_vocabulary_relations(graph, vocabulary)
    graph.graph["broken_links"] = add_references(graph, corpus, vocabulary)
    return _sorted(graph)


def _sorted(graph: Graph) -> Graph:
    ordered: Graph = nx.MultiDiGraph(**graph.graph)
    ordered.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    edges = {key: (source, target) for source, target, key in graph.edges(keys=True)}
    for key in sorted(edges):
        source, target = edges[key]
        ordered.add_edge(source, target, key=key, **graph.edges[source, target, key])
    return ordered
