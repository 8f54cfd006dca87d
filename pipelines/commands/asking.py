"""Commands that answer from a graph, or say how names and passages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipelines import options
from pipelines.commands.given import check_vocabulary_only, find_target, read_file, readable
from pipelines.exits import UNUSABLE, complain, translated
from pipelines.options import DEFAULT_GRAPH

if TYPE_CHECKING:
    import networkx as nx


def stats(
    graph_file: options.AnyGraphFile = None,
    graph: options.Graph = DEFAULT_GRAPH,
    limit: options.Limit = 8,
    as_json: options.Json = False,
) -> None:
    """Say how much a graph holds of everything.

    Counts by type, the sentences that recur in most topics, and what weighs most.
    """
    with translated():
        from kbgraph import lookup

        answer = lookup.stats(read_file(graph_file or graph))
        if as_json:
            return _print_json(answer)
        from pipelines.summary import stats_lines
        from pipelines.terminal import show as print_lines

        print_lines(stats_lines(answer, limit=limit))


def show(
    name: options.Name,
    graph: options.Graph = DEFAULT_GRAPH,
    limit: options.Limit = 8,
    as_json: options.Json = False,
) -> None:
    """Tell what is known of a name.

    A service, concept or topic: its aliases, topics and relations, with the sentences that say so.

    \b
    Examples:
      kbgraph show "dead-letter queue"
      kbgraph show SQS --json
    """
    with translated():
        from kbgraph import lookup

        network = read_file(graph)
        found, *others = lookup.find(network, name)
        answer = lookup.describe(network, found)
        also = tuple(lookup.reference(network, each) for each in others)
        if as_json:
            return _print_json(answer, others=also)
        from pipelines.answers import description_lines
        from pipelines.terminal import show as print_lines

        print_lines(description_lines(answer, others=also, limit=limit))


def path(
    start: options.Start,
    end: options.End,
    through_topics: options.ThroughTopics = False,
    graph: options.Graph = DEFAULT_GRAPH,
    as_json: options.Json = False,
) -> None:
    """Tell how two things hang together.

    Hop by hop, with the sentences that say so.

    \b
    Example:
      kbgraph path Lambda DynamoDB --through-topics
    """
    with translated():
        from kbgraph import lookup

        network = read_file(graph)
        first, last = lookup.find(network, start)[0], lookup.find(network, end)[0]
        hops = _walk(network, first, last, through_topics=through_topics)
        answer = lookup.route(network, first, last, hops)
        if as_json:
            return _print_json(answer)
        from pipelines.answers import route_lines
        from pipelines.terminal import show as print_lines

        print_lines(route_lines(answer))


def explain(
    first: options.Start,
    second: options.End,
    vocabulary: options.Vocabularies = None,
    vocabulary_only: options.VocabularyOnly = False,
    graph: options.GraphIfAny = None,
    as_json: options.Json = False,
) -> None:
    """Say why two names are one, or why not.

    By which rule, and where it is said: in a vocabulary, or in a document that defines an abbreviation.

    \b
    Example:
      kbgraph explain DLQ "dead-letter queue"
    """
    check_vocabulary_only(vocabulary_only, vocabulary)
    with translated():
        from pipelines.explaining import explain_names, explanation_lines

        network = read_file(graph or DEFAULT_GRAPH) if graph or DEFAULT_GRAPH.exists() else None
        answer, notes = explain_names(
            first, second, network, vocabulary=tuple(vocabulary or ()), vocabulary_only=vocabulary_only
        )
        if as_json:
            return _print_json(answer, notes=notes)
        from pipelines.terminal import show as print_lines

        print_lines(explanation_lines(answer, notes))


def evaluate(
    gold: options.Gold,
    predictions: options.Predictions = None,
    vocabulary: options.Vocabularies = None,
    vocabulary_only: options.VocabularyOnly = False,
    limit: options.Limit = 8,
    as_json: options.Json = False,
) -> None:
    """Score the extraction on passages that people annotated.

    Precision, recall and F1 of services and concepts, then the most frequent misses and false alarms.

    \b
    Example:
      kbgraph evaluate gold.jsonl --predictions found.jsonl
    """
    check_vocabulary_only(vocabulary_only, vocabulary)
    with translated():
        from pipelines import evaluating

        answer = evaluating.evaluate(
            gold,
            predictions=predictions,
            vocabulary=tuple(vocabulary or ()),
            vocabulary_only=vocabulary_only,
        )
        if as_json:
            return _print_json(answer)
        from pipelines.terminal import show as print_lines

        print_lines(evaluating.evaluation_lines(answer, limit=limit))


def query(
    cypher: options.Cypher,
    param: options.Parameters = None,
    format: options.Shape = "table",
    limit: options.RowLimit = 100,
    timeout: options.Timeout = 60,
    write: options.Write = False,
    graph: options.QueryGraph = None,
    uri: options.Uri = None,
    username: options.Username = None,
    database: options.Database = None,
) -> None:
    """Ask in Cypher: the Neo4j of NEO4J_URI, or with --graph a graph file.

    A query reads the graph, and no files, URLs, extensions or settings; its plan is checked before it is run.

    \b
    Examples:
      kbgraph query "MATCH (t:Topic)-[c:COVERS]->(s:Service {name: \\$name}) RETURN t.name" -p name=SQS
      kbgraph query --graph build/graph.json "MATCH (s:Service) RETURN s.name" --format csv
    """
    if graph is not None and write:
        raise typer.BadParameter("--write is for Neo4j; a graph file is only read")
    with translated():
        from pipelines.querying import parameters, print_answer

        values = parameters(param or ())
        if graph is not None:
            from exports.embedded import query as ask

            answer = ask(readable(graph), cypher, values, limit=limit, seconds=timeout)
        else:
            from exports.neo4j.querying import query as ask_server

            address = find_target(None, uri, username, database).address
            answer = ask_server(address, cypher, values, write=write, limit=limit, seconds=timeout)
        print_answer(answer, format)


def _walk(
    graph: nx.MultiDiGraph[str], start: str, end: str, *, through_topics: bool
) -> list[tuple[str, str, str]]:
    from networkx import NetworkXNoPath

    from kbgraph.lookup.shortest_paths import shortest_path

    try:
        return shortest_path(graph, start, end, through_topics=through_topics)
    except NetworkXNoPath as error:
        hint = "" if through_topics else "; --through-topics also walks through what a topic covers"
        complain(f"no path leads from {start} to {end}{hint}")
        raise typer.Exit(UNUSABLE) from error


def _print_json(answer: object, **more: object) -> None:
    from pipelines.jsonable import as_json

    typer.echo(as_json(answer, **more))
