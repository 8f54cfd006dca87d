"""Load a graph beside the one that is seen, and put it in its place in one transaction.

What is staged bears the label KbgraphStaged and one that tells what it will be, so that nobody who matches by
label sees it. A node of the label KbgraphStaging tells which graph is staged and how many batches of it are
there; it is updated in the transaction of each batch, so that a batch whose answer was lost is not written
twice, and a load that died is taken up where it stopped if it is the same graph that is loaded again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from exports.neo4j.counting import MINE
from exports.neo4j.labels import RETIRED, STAGED, STAGING, labels, staged_label
from exports.neo4j.rows import Contents, all_edges, all_nodes, batches
from exports.neo4j.writing import refuse_to_untie
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    import neo4j

    from exports.ordered import Graph

_REMOVED_AT_ONCE = 10_000
_FOREIGN = "(r.graph IS NULL OR r.graph <> $graph)"


def clear(driver: neo4j.Driver, database: str | None, name: str, *, keep: str | None = None) -> None:
    """Remove what loads have replaced, and what they have staged unless it is of the graph with the hash `keep`."""
    with driver.session(database=database) as session:
        _remove(session, RETIRED, name)
        found = session.run(f"MATCH (p:{STAGING} {{graph: $graph}}) RETURN p.key AS key", graph=name).single()
        if keep is not None and found is not None and found["key"] == keep:
            return
        _remove(session, STAGED, name)
        session.run(f"MATCH (p:{STAGING} {{graph: $graph}}) DELETE p", graph=name).consume()


def _remove(session: neo4j.Session, label: str, name: str) -> None:
    """Remove the nodes of a named graph with a label, relations first: one node can have more than fit."""
    of_batch = f"IN TRANSACTIONS OF {_REMOVED_AT_ONCE} ROWS"
    match = f"MATCH (n:{label}) WHERE n.graph = $graph"
    session.run(f"{match} MATCH (n)-[r]->() CALL (r) {{ DELETE r }} {of_batch}", graph=name).consume()
    session.run(f"{match} CALL (n) {{ DETACH DELETE n }} {of_batch}", graph=name).consume()


def stage(
    driver: neo4j.Driver,
    database: str | None,
    graph: Graph,
    name: str,
    contents: Contents,
    *,
    rows: int,
    report: Callable[[int], None],
) -> None:
    """Write the whole graph beside, batch by batch; `report` gets the rows written so far."""
    with driver.session(database=database) as session:
        done = session.execute_write(_begin, name, key_of(contents, rows))
        written = 0
        for number, (statement, batch) in enumerate(_all_batches(graph, name, rows), 1):
            if number > done:
                session.execute_write(_write_batch, name, number, statement, batch)
            written += len(batch)
            report(written)


def key_of(contents: Contents, rows: int) -> str:
    """Tell one staging from another: the graph's hash and how it is cut into batches."""
    return f"{contents.hash}/{rows}"


def _all_batches(graph: Graph, name: str, rows: int) -> Iterator[tuple[str, list[Any]]]:
    for node_type, nodes in batches(all_nodes(graph, name), most_rows=rows):
        yield f"CREATE (n:{STAGED}:{staged_label(node_type)}) SET n = row", nodes
    for edge_type, edges in batches(all_edges(graph, name), most_rows=rows):
        yield (
            f"MATCH (s:{STAGED} {{graph: $graph, id: row[0]}}) MATCH (t:{STAGED} {{graph: $graph, id: row[1]}}) "
            f"CREATE (s)-[r:{edge_type}]->(t) SET r = row[2]",
            edges,
        )


def _begin(tx: neo4j.ManagedTransaction, name: str, key: str) -> int:
    """Give the number of batches that are there already."""
    query = (
        f"MERGE (p:{STAGING} {{graph: $graph}}) ON CREATE SET p.key = $key, p.done = 0 RETURN p.done AS done"
    )
    return int(tx.run(query, graph=name, key=key).single(strict=True)["done"])


def _write_batch(
    tx: neo4j.ManagedTransaction, name: str, number: int, statement: str, batch: list[Any]
) -> None:
    query = f"MATCH (p:{STAGING} {{graph: $graph}}) WHERE p.done = $before SET p.done = $number RETURN p.done"
    if tx.run(query, graph=name, before=number - 1, number=number).single() is not None:
        tx.run("UNWIND $rows AS row " + statement, rows=batch, graph=name).consume()


def switch(tx: neo4j.Transaction, name: str, before: Sequence[NodeType], after: Sequence[NodeType]) -> None:
    """Put what is staged in the place of what is seen; both have nodes of some types.

    Relations that somebody else has tied to a node go over to its successor; where there is none, ServerError.
    """
    if before:
        refuse_to_untie(tx.run(_UNTIED, graph=name).data())
    for node_type in before:
        tx.run(
            f"MATCH (n:{node_type}) WHERE {MINE} SET n:{RETIRED} REMOVE n:{labels(node_type)}", graph=name
        ).consume()
    for statement in _MOVES if before else ():
        tx.run(statement, graph=name).consume()
    for node_type in after:
        staged = staged_label(node_type)
        tx.run(
            f"MATCH (n:{staged}) WHERE n.graph = $graph SET n:{labels(node_type)} REMOVE n:{STAGED}:{staged}",
            graph=name,
        ).consume()


_SEEN = "|".join(NodeType)
_UNTIED = (
    f"MATCH (n:{_SEEN}) WHERE {MINE} MATCH (n)-[r]-(m) WHERE {_FOREIGN} "
    f"AND NOT EXISTS {{ (:{STAGED} {{graph: $graph, id: n.id}}) }} "
    "RETURN n.id AS id, type(r) AS type, labels(m) AS labels LIMIT 3"
)


def _move(there: str, here: str) -> str:
    """Give the statement that ties the successors of replaced nodes to what these were tied to by others."""
    return (
        f"MATCH (n:{RETIRED}) WHERE n.graph = $graph MATCH {there} WHERE {_FOREIGN} "
        f"MATCH (s:{STAGED} {{graph: $graph, id: n.id}}) CREATE {here} SET c = properties(r) DELETE r"
    )


_MOVES = (
    _move("(n)-[r]->(m)", "(s)-[c:$(type(r))]->(m)"),
    _move("(n)<-[r]-(m)", "(s)<-[c:$(type(r))]-(m)"),
)
