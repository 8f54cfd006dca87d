"""Measure loads into a real Neo4j beside bare `UNWIND … CREATE` of the same rows, in the same run.

`python -m benchmarks.neo4j [RELATIONS …]` starts a server of its own with a heap of 1 GB (docker-compose.yml's)
and prints a Markdown table for docs/benchmarks.md. The bare load has one unique constraint to match by, sends
the same batches, and checks nothing.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import networkx as nx
import psutil

from exports.neo4j import Address, Pace, load
from exports.neo4j.rows import all_edges, all_nodes, batches
from kbgraph.graph import Graph
from kbgraph.schema import CO_OCCURS_WITH, CONTAINS, COVERS, MENTIONS, NodeType, edge_id, node_id
from scripts.neo4j.server import LTS, USER, new_password, prepare

SIZES = (10_000, 100_000, 1_000_000)
MOST_REPEATED = 100_000  # relations; what is larger takes long enough by itself
RELATIONS_OF_A_NODE = 8  # as in the example's graph


def synthetic(relations: int) -> Graph:
    """Make a graph of a size, its kinds of nodes, edges and properties mixed as in real ones."""
    graph: Graph = nx.MultiDiGraph(kbgraph="benchmark")
    count = relations // RELATIONS_OF_A_NODE
    sections = [_node(graph, NodeType.SECTION, n, level=2, order=n, line=n) for n in range(count * 4 // 10)]
    sentences = [
        _node(graph, NodeType.SENTENCE, n, text="word " * 20, spread=3) for n in range(count * 3 // 10)
    ]
    concepts = [_node(graph, NodeType.CONCEPT, n, aliases=["one", "two"]) for n in range(count * 3 // 10)]
    for number in range(relations // 5):
        section, sentence = sections[number % len(sections)], sentences[number * 7 % len(sentences)]
        one, other = concepts[number * 3 % len(concepts)], concepts[(number * 5 + 1) % len(concepts)]
        place = {"start": number, "end": number + 9, "line": number, "order": 1}
        _edge(graph, CONTAINS, section, sentence, number, **place)
        _edge(graph, MENTIONS, sentence, one, number, surface="a term", start=1, end=7, rule="vocabulary")
        _edge(graph, CO_OCCURS_WITH, one, other, number, count=2, npmi=0.5, significance=4.25)
        _edge(graph, COVERS, section, other, number, count=1, sections=[section])
        evidence = {"predicate": ["uses"], "negated": False, "confidence": 0.9, "evidence": [sentence]}
        _edge(graph, "USES", other, one, number, **evidence)
    return graph


def _node(graph: Graph, kind: NodeType, number: int, **properties: object) -> str:
    node = node_id(kind, f"benchmark/{number}")
    graph.add_node(node, type=kind.value, name=f"{kind} {number}", weight=0.5, x=1.5, y=2.5, **properties)
    return node


def _edge(graph: Graph, kind: str, source: str, target: str, number: int, **properties: object) -> None:
    key = edge_id(kind, source, target, number)
    graph.add_edge(source, target, key, id=key, type=kind, weight=0.5, **properties)


def bare(driver: neo4j.Driver, graph: Graph, rows: int) -> None:
    """Create the same rows, batch by batch, and nothing else."""
    driver.execute_query("CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE")
    for kind, batch in batches(all_nodes(graph, "bare"), most_rows=rows):
        driver.execute_query(f"UNWIND $rows AS row CREATE (n:Bare:{kind}X) SET n = row", rows=batch)
    for edge_kind, edges in batches(all_edges(graph, "bare"), most_rows=rows):
        driver.execute_query(
            "UNWIND $rows AS row MATCH (s:Bare {id: row[0]}) MATCH (t:Bare {id: row[1]}) "
            f"CREATE (s)-[r:{edge_kind}]->(t) SET r = row[2]",
            rows=edges,
        )


def clear(driver: neo4j.Driver) -> None:
    """Empty the database, and drop what was made in it."""
    with driver.session() as session:
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for row in session.run("SHOW CONSTRAINTS YIELD name").data():
            session.run(f"DROP CONSTRAINT {row['name']}").consume()
        session.run("DROP INDEX kbgraph_text IF EXISTS").consume()


@contextmanager
def peak() -> Iterator[list[float]]:
    """Watch by how many megabytes this process grows."""
    process = psutil.Process()
    before, grown, over = process.memory_info().rss, [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            grown[0] = max(grown[0], (process.memory_info().rss - before) / 2**20)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield grown
    finally:
        over.set()
        thread.join()


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    sizes = [int(word.replace(",", "")) for word in sys.argv[1:]] or SIZES
    password = new_password()
    with tempfile.TemporaryDirectory() as folder:
        server = prepare(LTS, Path(folder), heap="1g")
        server.start({"server.memory.pagecache.size": "512m"})
        try:
            server.wait(password)
            address = Address(server.uri, USER, password)
            with neo4j.GraphDatabase.driver(server.uri, auth=(USER, password)) as driver:
                small = synthetic(10_000)
                bare(
                    driver, small, 5_000
                )  # both ways once, so that neither pays for the server's first steps
                load(small, address, "benchmark")
                clear(driver)
                print(
                    "| relations | nodes | bare rows/s | first load rows/s | of bare | again s | of first | memory |"
                )
                print("|---:|---:|---:|---:|---:|---:|---:|---:|")
                for size in sizes:
                    print(measure(driver, address, size), flush=True)
        finally:
            server.stop()


def measure(driver: neo4j.Driver, address: Address, size: int) -> str:
    """Give a row of the table: the best of several rounds, both ways by turns, since other work may disturb."""
    graph = synthetic(size)
    rows = graph.number_of_nodes() + graph.number_of_edges()
    plain, first, again, grown = [], [], [], 0.0
    for _ in range(1 if size > MOST_REPEATED else 5):
        plain.append(timed(lambda: bare(driver, graph, Pace().batch)))
        clear(driver)
        load(nx.MultiDiGraph(), address, "benchmark")  # constraints and indexes belong to no one load
        with peak() as growth:
            first.append(timed(lambda: load(graph, address, "benchmark")))
        grown = max(grown, growth[0])
        again.append(timed(lambda: load(graph, address, "benchmark")))
        clear(driver)
    quickest = min(first)
    return (
        f"| {graph.number_of_edges():,} | {graph.number_of_nodes():,} | {rows / min(plain):,.0f} "
        f"| {rows / quickest:,.0f} | {min(plain) / quickest:.0%} | {min(again):.1f} "
        f"| {min(again) / quickest:.0%} | {grown:,.0f} MB |"
    )


if __name__ == "__main__":
    main()
