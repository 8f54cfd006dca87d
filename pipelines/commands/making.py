"""Commands that make graphs and files of them."""

from __future__ import annotations

from pathlib import Path

import typer

from kbgraph.limits import MAX_FILE_SIZE
from pipelines import options
from pipelines.commands.given import check_vocabulary_only, find_target, read_file, split_names
from pipelines.exits import translated
from pipelines.options import DEFAULT_GRAPH


def build(
    paths: options.Paths,
    out: options.Out = Path("build"),
    formats: options.Formats = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    vocabulary: options.Vocabularies = None,
    vocabulary_only: options.VocabularyOnly = False,
    relations: options.Relations = None,
    model: options.Model = None,
    follow_links: options.FollowLinks = False,
    max_file_size: options.MaxFileSize = MAX_FILE_SIZE / 1_000_000,
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
      kbgraph build docs/ --relations my-relations.yaml
    """
    if cache is not None and no_cache:
        raise typer.BadParameter("--cache and --no-cache exclude each other")
    check_vocabulary_only(vocabulary_only, vocabulary)
    from pipelines.settings import Settings

    settings = Settings(
        paths=tuple(paths),
        out=out,
        formats=split_names(formats),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        vocabulary=tuple(vocabulary or ()),
        vocabulary_only=vocabulary_only,
        relations=relations,
        model=model,
        follow_links=follow_links,
        max_file_size=round(max_file_size * 1_000_000),
        merge_topics=merge_topics,
        workers=workers,
        cache=cache,
        use_cache=not no_cache,
    )
    with translated():
        from pipelines.building import build_and_tell

        server = find_target(name, uri, username, database) if neo4j else None
        code = build_and_tell(settings, quiet=quiet, neo4j=server)
    raise typer.Exit(code)


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
        from exports import export as write
        from exports import formats, load

        row = formats().get(format)
        if row is not None and row.kind == "server":
            if out is not None:
                raise typer.BadParameter(
                    f"--out is for files; {format} goes to the server of NEO4J_URI or --uri"
                )
            from pipelines.loading import load_and_tell

            return load_and_tell(
                read_file(graph_file), find_target(name, uri, username, database), quiet=quiet
            )
        if row is None or row.kind == "file":
            load(format)  # before the graph is read
        place = out or graph_file.parent / formats()[format].file_name
        typer.echo(str(write(read_file(graph_file), format, place, name=name)))
