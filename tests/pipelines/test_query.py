"""The command that asks in Cypher, on a graph file, and the exports for Neo4j that are files."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest

from exports.answer import Answer
from kbgraph.errors import SettingError
from pipelines.querying import as_csv, as_json, parameters, print_answer, table_lines

SERVICES = "MATCH (s:Service) RETURN s.name AS name, s.aliases AS also ORDER BY name"


def test_the_answer_is_a_table(kbgraph, graph_file):
    answer = kbgraph("query", "--graph", graph_file, SERVICES)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "name    also",
        'Lambda  ["AWS Lambda"]',
        'SQS     ["Amazon SQS","Amazon Simple Queue Service"]',
    ]


def test_the_answer_is_json_for_programs(kbgraph, graph_file):
    answer = kbgraph("query", "--graph", graph_file, SERVICES, "--format", "json")

    assert json.loads(answer.out)[0] == {"name": "Lambda", "also": ["AWS Lambda"]}


def test_the_answer_is_csv(kbgraph, graph_file):
    answer = kbgraph(
        "query", "--graph", graph_file, "MATCH (q:Quota) RETURN q.name AS n, q.value AS v", "-f", "csv"
    )

    assert answer.out == "n,v\n256 KB,256.0\n"


def test_parameters_fill_in(kbgraph, graph_file):
    query = "MATCH (s:Service) WHERE s.name = $name OR s.x = $x RETURN s.name AS name"
    answer = kbgraph("query", "--graph", graph_file, query, "-p", "name=SQS", "-p", "x=-1.5", "-f", "csv")

    assert answer.out == "name\nSQS\n"


def test_a_cut_is_said_on_standard_error(kbgraph, graph_file):
    answer = kbgraph("query", "--graph", graph_file, SERVICES, "--limit", "1", "-f", "csv")

    assert answer.out.count("\n") == 2
    assert "--limit" in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("MATCH (n RETURN n",), "Invalid input"),
        (("MATCH (n:Entity) RETURN n",), "for Neo4j only"),
        (("MATCH (s:Service) RETURN s", "--write"), "--write is for Neo4j"),
        (("MATCH (s:Service) RETURN s", "-p", "name"), "NAME=VALUE"),
    ],
)
def test_a_wrong_call_ends_with_two(kbgraph, graph_file, arguments, said):
    answer = kbgraph("query", "--graph", graph_file, *arguments)

    assert answer.code == 2
    assert said in " ".join(answer.err.split())


def test_a_password_is_asked_for_in_the_environment_only(kbgraph, graph_file):
    answer = kbgraph("export", "neo4j", graph_file, NEO4J_PASSWORD="", NEO4J_URI="")

    assert answer.code == 2
    assert "NEO4J_PASSWORD" in answer.err


def test_an_absent_server_is_told_before_a_build_begins(kbgraph, tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nSQS is a queue.\n")
    address = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "s3cret-word"}
    answer = kbgraph("build", tmp_path / "a.md", "--out", tmp_path / "out", "--neo4j", **address)

    assert answer.code == 1
    assert "docker compose up -d" in answer.err
    assert "s3cret-word" not in answer.err + answer.out
    assert not (tmp_path / "out").exists()


def test_the_script_for_cypher_shell_is_written_under_a_name(kbgraph, graph_file, tmp_path):
    answer = kbgraph("export", "cypher", graph_file, "--out", tmp_path / "g.cypher", "--name", "my graph")

    assert answer.code == 0
    assert "graph: 'my graph'" in (tmp_path / "g.cypher").read_text()


def test_the_files_for_bulk_import_are_written_with_their_command(kbgraph, graph_file, tmp_path):
    answer = kbgraph("export", "csv", graph_file, "--out", tmp_path / "files")

    assert (answer.code, answer.out.strip()) == (0, str(tmp_path / "files" / "import.sh"))
    script = (tmp_path / "files" / "import.sh").read_text()
    for file in (tmp_path / "files").glob("*.csv"):
        assert file.name in script


# --- what is printed -------------------------------------------------------------------------------------


def test_parameters_are_json_or_text():
    given = ["n=3", "list=[1,2]", "text=SQS", 'quoted="3"', "equals=a=b", "none=null"]

    expected = {"n": 3, "list": [1, 2], "text": "SQS", "quoted": "3", "equals": "a=b", "none": None}
    assert parameters(given) == expected


@pytest.mark.parametrize("given", ["name", "=value"])
def test_a_parameter_needs_a_name_and_a_value(given):
    with pytest.raises(SettingError):
        parameters([given])


def test_a_spreadsheet_finds_no_formula():
    answer = Answer(("=name",), (("=1+1",), ("@x",), (-1,), ("a,b",), (None,)))

    assert as_csv(answer) == '\'=name\n\'=1+1\n\'@x\n-1\n"a,b"\n""\n'


def test_a_terminal_is_not_moved_by_what_a_text_holds():
    answer = Answer(("a\x1b[2J",), (("\x1b]0;owned\x07",),))

    assert not any("\x1b" in line.plain for line in table_lines(answer))


HOSTILE = "\x1b]0;owned\x07 \u202eevil\u2066 \x9b2J \u2028 \ufeff\r \x00 [bold]x[/bold] \u200d𝄞"


def harmful(text):
    """Give the characters that could move a terminal or turn the direction of writing."""
    return {each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")} - set(
        "\n\t\u200d"
    )


def test_no_shape_carries_what_could_move_a_terminal():
    answer = Answer((f"a{HOSTILE}",), ((HOSTILE,), ([HOSTILE],), ({HOSTILE: HOSTILE},)))

    assert not harmful(as_csv(answer))
    assert not harmful(as_json(answer))
    assert not harmful("".join(line.plain for line in table_lines(answer)))


def test_json_gives_every_character_back():
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000), 0x1D11E, 0xE0001]))

    assert json.loads(as_json(Answer((HOSTILE,), ((everything,),)))) == [{HOSTILE: everything}]


def test_line_breaks_and_tabs_stay_inside_of_a_csv_cell():
    (header, row) = csv.reader(io.StringIO(as_csv(Answer(("a",), (("one\ntwo\tthree",),)))))

    assert (header, row) == (["a"], ["one\ntwo\tthree"])


def test_markup_in_a_cell_is_text(capsys):
    print_answer(Answer(("[red]n[/red]",), (("[bold]x[/bold] :smile: [link=https://x]y[/link]",),)), "table")

    assert "[bold]x[/bold] :smile: [link=https://x]y[/link]" in capsys.readouterr().out


def test_json_has_an_object_a_row():
    assert json.loads(as_json(Answer(("a", "b"), ((1, None), (2.5, ["x"]))))) == [
        {"a": 1, "b": None},
        {"a": 2.5, "b": ["x"]},
    ]
