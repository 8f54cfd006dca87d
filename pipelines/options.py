"""The options of the command line, each with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from exports import FORMATS

DEFAULT_GRAPH = Path("build/graph.json")
_FILES = ", ".join(row.name for row in FORMATS.values() if row.kind == "file")
_USUAL = ", ".join(row.name for row in FORMATS.values() if row.usual)
_FORMATS = "; ".join(f"{row.name}: {row.purpose}" for row in FORMATS.values())

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", exists=True, help="Files or folders: .md .markdown .mdx .txt"),
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the files go.")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME,…",
        help=f"Formats to write, of {_FILES}; by default {_USUAL}.",
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="GLOB", help="Read only files that match; repeatable."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Leave out files that match; repeatable."),
]
Vocabularies = Annotated[
    list[Path] | None,
    typer.Option("--vocabulary", metavar="FILE", exists=True, dir_okay=False, help="Terms of your own."),
]
VocabularyOnly = Annotated[
    bool,
    typer.Option("--vocabulary-only", help="Use only your own terms, for another field than AWS."),
]
Relations = Annotated[
    Path | None,
    typer.Option(
        "--relations", metavar="FILE", exists=True, dir_okay=False, help="Relation types of your own."
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Another spaCy pipeline for English: its name or folder."),
]
FollowLinks = Annotated[
    bool, typer.Option("--follow-links", help="Follow symbolic links that lead out of the input, too.")
]
MaxFileSize = Annotated[
    float,
    typer.Option("--max-file-size", min=0.001, metavar="MB", help="Leave out larger files, with a message."),
]
MergeTopics = Annotated[
    bool, typer.Option("--merge-topics", help="Make topics of one name one, across documents.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="Processes; by default one, more for large inputs."),
]
Cache = Annotated[
    Path | None,
    typer.Option("--cache", metavar="DIR", file_okay=False, help="Where analysed sentences are kept."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Analyse every sentence anew.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]

Format = Annotated[
    str,
    typer.Argument(metavar="FORMAT", help=f"{_FORMATS}; and those of other packages."),
]
GraphFile = Annotated[Path, typer.Argument(metavar="GRAPH.json", help="As `kbgraph build` writes it.")]
OutFile = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="By default beside the graph.")
]
AnyGraphFile = Annotated[
    Path | None, typer.Argument(metavar="[GRAPH.json]", help="As `kbgraph build` writes it.")
]
Graph = Annotated[
    Path, typer.Option("--graph", metavar="FILE", help="The graph to ask, as `kbgraph build` writes it.")
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, complete, for programs.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="Rows shown of each kind; 0 shows all.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")]
Gold = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD", exists=True, dir_okay=False, help="Annotated passages: .jsonl, or marked text."
    ),
]
Predictions = Annotated[
    Path | None,
    typer.Option("--predictions", metavar="FILE", help="Write what was found, in the format of the gold."),
]
GraphIfAny = Annotated[
    Path | None,
    typer.Option(
        "--graph", metavar="FILE", help="The graph to ask; by default build/graph.json if it is there."
    ),
]
Start = Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")]
End = Annotated[str, typer.Argument(metavar="B", help="A name, an alias or an id.")]
ThroughTopics = Annotated[
    bool, typer.Option("--through-topics", help="Also walk from a topic to what it covers.")
]

Neo4j = Annotated[bool, typer.Option("--neo4j", help="Also load the graph into the Neo4j of NEO4J_URI.")]
GraphName = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="Name of the graph in Neo4j; by default that of the input."),
]
Uri = Annotated[
    str | None, typer.Option("--uri", metavar="URI", help="Where the Neo4j is, instead of NEO4J_URI.")
]
Username = Annotated[
    str | None, typer.Option("--username", metavar="USER", help="Who logs in, instead of NEO4J_USERNAME.")
]
Database = Annotated[
    str | None, typer.Option("--database", metavar="DB", help="Which database, instead of NEO4J_DATABASE.")
]

Cypher = Annotated[str, typer.Argument(metavar="CYPHER", help='What to ask: "MATCH …"')]
QueryGraph = Annotated[
    Path | None,
    typer.Option("--graph", metavar="FILE", help="Ask this graph in-process, without a Neo4j."),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="NAME=VALUE", help="What $NAME stands for; repeatable."),
]
Shape = Annotated[
    Literal["table", "json", "csv"], typer.Option("--format", "-f", help="How the rows are written.")
]
RowLimit = Annotated[int, typer.Option("--limit", min=0, help="Rows shown at most; 0 shows all.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="Give up after.")]
Write = Annotated[
    bool,
    typer.Option(
        "--write",
        help="Let the query change the graph; files, URLs, users and what others run stay out of reach.",
    ),
]
