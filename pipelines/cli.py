"""The command line: parse, call, translate errors. What is heavy is imported when a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import options
from pipelines.exits import UNUSABLE, complain, translated
from pipelines.options import DEFAULT_GRAPH

if TYPE_CHECKING:
    import networkx as nx

    from pipelines.loading import Target

app = typer.Typer(
    name="kbgraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 an input could not be used, 2 a wrong call, 130 interrupted.",
)


def main() -> None:
    """Run the command line."""
    app(prog_name="kbgraph")


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"kbgraph {version('kbgraph')}")
        raise typer.Exit


@app.callback()
def kbgraph(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Read technical documentation, build a knowledge graph, and ask it questions.

    \b
    Examples:
      kbgraph build docs/ --out build/
      kbgraph show SQS
      kbgraph path Lambda DynamoDB --through-topics
      kbgraph export gexf build/graph.json
      kbgraph export neo4j build/graph.json
    """


@app.command()
def build(
    paths: options.Paths,
    out: options.Out = Path("build"),
    formats: options.Formats = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    vocabulary: options.Vocabularies = None,
    vocabulary_only: options.VocabularyOnly = False,
    merge_topics: options.MergeTopics = False,
    workers: options.Workers = None,
    cache: options.Cache = None,
    no_cache: options.NoCache = False,
    neo4j: options.Neo4j = False,
    name: options.GraphName = None,
    uri: options.Uri = None,
    username: options.Username = None,
    database: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """Read documents, build their graph and write it.

    \b
    Examples:
      kbgraph build handbook.md --out build/
      kbgraph build docs/ --exclude 'drafts/**' --format json,html
      kbgraph build docs/ --vocabulary my-terms.yaml --workers 4
    """
    if cache is not None and no_cache:
        raise typer.BadParameter("--cache and --no-cache exclude each other")
    _check_only(vocabulary_only, vocabulary)
    from pipelines.settings import Settings

    settings = Settings(
        paths=tuple(paths),
        out=out,
        formats=_names(formats),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        vocabulary=tuple(vocabulary or ()),
        vocabulary_only=vocabulary_only,
        merge_topics=merge_topics,
        workers=workers,
        cache=cache,
        use_cache=not no_cache,
    )
    with translated():
        from pipelines.building import build_and_tell

        target = _neo4j(name, uri, username, database) if neo4j else None
        code = build_and_tell(settings, quiet=quiet, neo4j=target)
    raise typer.Exit(code)


@app.command()
def export(
    format: options.Format,
    graph_file: options.GraphFile = DEFAULT_GRAPH,
    out: options.OutFile = None,
    name: options.GraphName = None,
    uri: options.Uri = None,
    username: options.Username = None,
    database: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """Write a format again from a graph, or load the graph into a running Neo4j.

    The text is not read again.

    \b
    Examples:
      kbgraph export gexf build/graph.json --out graph.gexf
      kbgraph export neo4j build/graph.json --name handbook
    """
    with translated():
        if format == "neo4j":
            if out is not None:
                raise typer.BadParameter("--out is for files; neo4j goes to the server of NEO4J_URI or --uri")
            from pipelines.loading import load_and_tell

            return load_and_tell(_read(graph_file), _neo4j(name, uri, username, database), quiet=quiet)
        if format == "csv":
            from exports.bulk_csv import write as write_csv

            *_, script = write_csv(_read(graph_file), out or graph_file.parent / "neo4j-csv", name)
            return typer.echo(str(script))
        from exports import FORMATS, load
        from exports import export as write

        load(format)
        if format == "cypher" and name is not None:
            from exports.cypher import render
            from exports.write import write_atomically

            target = out or graph_file.parent / FORMATS[format].file_name
            return typer.echo(str(write_atomically(target, render(_read(graph_file), name))))
        target = out or graph_file.parent / FORMATS[format].file_name
        typer.echo(str(write(_read(graph_file), format, target)))


@app.command()
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

        answer = lookup.stats(_read(graph_file or graph))
        if as_json:
            return _print_json(answer)
        from pipelines.summary import stats_lines
        from pipelines.terminal import show as print_lines

        print_lines(stats_lines(answer, limit=limit))


@app.command()
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

        network = _read(graph)
        found, *others = lookup.find(network, name)
        answer = lookup.describe(network, found)
        also = tuple(lookup.reference(network, each) for each in others)
        if as_json:
            return _print_json(answer, others=also)
        from pipelines.answers import description_lines
        from pipelines.terminal import show as print_lines

        print_lines(description_lines(answer, others=also, limit=limit))


@app.command()
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

        network = _read(graph)
        first, last = lookup.find(network, start)[0], lookup.find(network, end)[0]
        hops = _walk(network, first, last, through_topics=through_topics)
        answer = lookup.route(network, first, last, hops)
        if as_json:
            return _print_json(answer)
        from pipelines.answers import route_lines
        from pipelines.terminal import show as print_lines

        print_lines(route_lines(answer))


@app.command()
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
    _check_only(vocabulary_only, vocabulary)
    with translated():
        from pipelines.explaining import explain_names, explanation_lines

        network = _read(graph or DEFAULT_GRAPH) if graph or DEFAULT_GRAPH.exists() else None
        answer, notes = explain_names(
            first, second, network, vocabulary=tuple(vocabulary or ()), vocabulary_only=vocabulary_only
        )
        if as_json:
            return _print_json(answer, notes=notes)
        from pipelines.terminal import show as print_lines

        print_lines(explanation_lines(answer, notes))


@app.command()
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
    _check_only(vocabulary_only, vocabulary)
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


def _check_only(vocabulary_only: bool, vocabulary: list[Path] | None) -> None:
    if vocabulary_only and not vocabulary:
        raise typer.BadParameter("--vocabulary-only needs a --vocabulary")


@app.command()
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

    \b
    Examples:
      kbgraph query "MATCH (t:Topic)-[c:COVERS]->(s:Service {name: \$name}) RETURN t.name" -p name=SQS
      kbgraph query --graph build/graph.json "MATCH (s:Service) RETURN s.name" --format csv
    """
    if graph is not None and write:
        raise typer.BadParameter("--write is for Neo4j; a graph file is only read")
    with translated():
        from pipelines.querying import parameters, print_answer

        values = parameters(param or ())
        if graph is not None:
            from exports.embedded import query as ask

            answer = ask(_readable(graph), cypher, values, limit=limit, seconds=timeout)
        else:
            from exports.neo4j.querying import query as ask_server

            address = _neo4j(None, uri, username, database).address
            answer = ask_server(address, cypher, values, write=write, limit=limit, seconds=timeout)
        print_answer(answer, format)


def _neo4j(name: str | None, uri: str | None, username: str | None, database: str | None) -> Target:
    """Say where to load to; what isn't given stands in the environment."""
    import os

    from exports.neo4j import find_address
    from pipelines.loading import Target

    return Target(find_address(os.environ, uri=uri, username=username, database=database), name)


def _names(formats: list[str] | None) -> tuple[str, ...]:
    """Take `--format html,json --format gexf` apart; nothing given means every format."""
    names = (name.strip() for each in formats or () for name in each.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _read(path: Path) -> nx.MultiDiGraph[str]:
    from exports.node_link import read_graph

    return read_graph(_readable(path))


def _readable(path: Path) -> Path:
    if not path.exists():
        made = f"kbgraph build PATH --out {path.parent}"
        raise typer.BadParameter(f"there is no graph at {path}; `{made}` makes one")
    return path


def _walk(
    graph: nx.MultiDiGraph[str], start: str, end: str, *, through_topics: bool
) -> list[tuple[str, str, str]]:
    from networkx import NetworkXNoPath

    from kbgraph.weighing.paths import shortest_path

    try:
        return shortest_path(graph, start, end, through_topics=through_topics)
    except NetworkXNoPath as error:
        hint = "" if through_topics else "; --through-topics also walks through what a topic covers"
        complain(f"no path leads from {start} to {end}{hint}")
        raise typer.Exit(UNUSABLE) from error


def _print_json(answer: object, **more: object) -> None:
    from pipelines.jsonable import as_json

    typer.echo(as_json(answer, **more))
