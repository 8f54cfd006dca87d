"""The command line: what there is to call. What is heavy is imported when a command runs."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.commands import asking, making
from pipelines.exits import last_resort, open_missing_streams
from pipelines.signals import catch_ending

app = typer.Typer(
    name="kbgraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 an input could not be used, 2 a wrong call, 70 a fault of kbgraph, 130 interrupted.",
)


def main() -> None:
    """Run the command line."""
    catch_ending()
    open_missing_streams()
    with last_resort():
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


for command in (
    making.build,
    making.export,
    asking.stats,
    asking.show,
    asking.path,
    asking.explain,
    asking.evaluate,
    asking.query,
):
    app.command()(command)
