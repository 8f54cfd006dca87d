from __future__ import annotations

from kbgraph.schema import NodeType
from kbgraph.weighing import weigh
from tests.graphs import Graph, add_node, add_section, add_sentence, assembled_graph


def _sentence(graph: Graph, beginning: str) -> dict[str, object]:
    return next(data for _, data in graph.nodes(data=True) if str(data.get("text", "")).startswith(beginning))


def test_topics_are_counted_and_not_places() -> None:
    graph = assembled_graph()
    weigh(graph)
    assert _sentence(graph, "The price")["spread"] == 3  # in four places
    assert _sentence(graph, "A dead-letter")["spread"] == 1


def test_sections_without_a_topic_do_not_count() -> None:
    graph = assembled_graph()
    title = add_node(
        graph, "section:guide.md#title", NodeType.SECTION, "Title", level=1, order=0, start=0, line=1
    )
    add_sentence(graph, "Welcome.", [title], {})
    weigh(graph)
    assert _sentence(graph, "Welcome")["spread"] == 0


def test_a_facet_counts_for_the_topic_it_belongs_to() -> None:
    graph = assembled_graph()
    topic, parent = "topic:guide/costs", "section:guide.md#costs"
    facet = add_section(graph, "document:guide.md", parent, "Notes", topic, facet=True, level=3)
    add_sentence(graph, "Both.", [facet, parent], {})
    weigh(graph)
    assert _sentence(graph, "Both")["spread"] == 1
