"""The commands that ask a graph: what they say, to people and to programs, and how they fail."""

import json
import subprocess
import sys

import pytest

from exports import export
from kbgraph.schema import NodeType
from tests.graphs import add_entity, small_graph

HOSTILE = "\x1b]0;owned\x07[bold]evil\u202e"


@pytest.mark.parametrize("command", ["", "build", "export", "stats", "show", "path"])
def test_every_command_explains_itself(kbgraph, command):
    answer = kbgraph(*command.split(), "--help")

    assert answer.code == 0
    assert "Usage: kbgraph" in answer.out


@pytest.mark.parametrize("command", ["", "build", "export", "show", "path"])
def test_help_gives_examples(kbgraph, command):
    assert "  kbgraph " in kbgraph(*command.split(), "--help").out


def test_help_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from pipelines.cli import app\n"
        "app(['--help'], standalone_mode=False)\n"
        "print(sorted({'spacy', 'networkx', 'exports.html', 'numpy', 'rich', 'orjson'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told(process):
    answer = process("--version")

    assert (answer.code, answer.out.split()[0]) == (0, "kbgraph")


@pytest.mark.parametrize("names", [("exports", "pipelines"), ("exports", "pipelines", "kbgraph")])
def test_the_command_works_beside_packages_of_the_same_names(process, graph_file, tmp_path, names):
    _packages(tmp_path, names)

    answer = process("show", "SQS", "--graph", graph_file, cwd=tmp_path)

    assert (answer.code, answer.err) == (0, "")


def test_the_module_works_beside_packages_of_the_same_names(tmp_path, graph_file):
    _packages(tmp_path, ("exports", "pipelines"))

    done = subprocess.run(
        [sys.executable, "-m", "kbgraph", "stats", str(graph_file)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def _packages(folder, names):
    for name in names:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit('the wrong package')")


# --- show ------------------------------------------------------------------------------------------------


def test_show_tells_aliases_topics_relations_and_the_sentence_with_its_place(kbgraph, graph_file):
    answer = kbgraph("show", "DLQ", "--graph", graph_file)

    assert answer.code == 0
    assert answer.out.startswith("dead-letter queue  Concept")
    for said in ("SQS Queues", "IS_A", "→ queue", "“is a”", "guide.md:21"):
        assert said in answer.out


def test_show_tells_what_is_denied_and_on_what_condition(kbgraph, graph_file):
    assert "not" in kbgraph("show", "SQS", "--graph", graph_file).out.split("PROVIDES")[1].splitlines()[1]
    assert "must, if a policy says so" in kbgraph("show", "AWS::SQS::Queue", "--graph", graph_file).out


def test_show_gives_the_place_where_a_word_means_this(kbgraph, graph_file):
    said = kbgraph("show", "Lambda", "--graph", graph_file).out.split("USES")[1]

    assert "This service uses a layer.  guide.md:32" in said


def test_show_gives_programs_everything(kbgraph, graph_file):
    found = json.loads(kbgraph("show", "dead-letter queues", "--graph", graph_file, "--json").out)

    assert found["id"] == "concept:dead-letter-queue"
    (statement,) = [each for each in found["statements"] if each["outgoing"]]
    (place,) = found["passages"][statement["evidence"][0]]["places"]
    assert (place["path"], place["line"]) == ("guide.md", 21)


def test_show_offers_the_nearest_names(kbgraph, graph_file):
    answer = kbgraph("show", "lamda", "--graph", graph_file)

    assert (answer.code, answer.out) == (1, "")
    assert "'lamda'" in answer.err
    assert "Lambda" in answer.err


def test_show_names_the_other_nodes_of_a_name(kbgraph, tmp_path):
    graph = small_graph()
    add_entity(graph, NodeType.TOPIC, "queue")
    export(graph, "json", tmp_path / "graph.json")

    assert "topic:queue" in kbgraph("show", "queue", "--graph", tmp_path / "graph.json").out


def test_a_limit_says_how_much_it_hides(kbgraph, graph_file):
    answer = kbgraph("show", "topic:guide/sqs-queues", "--graph", graph_file, "--limit", "1")

    assert "… and 1 more" in answer.out


@pytest.mark.parametrize("command", [["show", HOSTILE], ["show", "concept:x"], ["stats"]])
def test_text_of_a_knowledge_base_is_never_more_than_text(kbgraph, tmp_path, command):
    graph = small_graph()
    graph.add_node("concept:x", type="Concept", name=HOSTILE, aliases=[HOSTILE * 2], weight=9.0)
    export(graph, "json", tmp_path / "graph.json")

    answer = kbgraph(*command, "--graph", tmp_path / "graph.json", FORCE_COLOR="", TERM="xterm")

    assert answer.code == 0
    assert r"\x1b]0;owned\x07[bold]evil\u202e" in answer.out
    assert {"\x1b", "\x07", "\u202e"}.isdisjoint(answer.out + answer.err)


def test_an_unknown_name_is_never_more_than_text(kbgraph, graph_file):
    answer = kbgraph("show", "\x1b[2J\u202e", "--graph", graph_file)

    assert answer.code == 1
    assert {"\x1b", "\u202e"}.isdisjoint(answer.err)


def test_a_terminal_that_can_not_show_a_character_gets_its_escape(process, graph_file):
    answer = process("show", "DLQ", "--graph", graph_file, PYTHONIOENCODING="ascii")

    assert answer.code == 0
    assert "\\u2192 queue" in answer.out


# --- path, stats, export ---------------------------------------------------------------------------------


def test_path_tells_each_hop_with_its_evidence(kbgraph, graph_file):
    answer = kbgraph("path", "DLQ", "AWS Lambda", "--graph", graph_file)

    assert answer.code == 0
    assert "dead-letter queue → IS_A → queue" in answer.out
    assert "queue ← USES ← Lambda" in answer.out
    assert "guide.md:" in answer.out


def test_path_gives_programs_everything(kbgraph, graph_file):
    found = json.loads(kbgraph("path", "DLQ", "Lambda", "--graph", graph_file, "--json").out)

    assert [each["statement"] for each in found["steps"]] == ["IS_A", "USES"]
    assert all(evidence in found["passages"] for each in found["steps"] for evidence in each["evidence"])


def test_path_says_where_none_leads(kbgraph, graph_file):
    answer = kbgraph("path", "price", "256 KB", "--graph", graph_file)
    alone = kbgraph("path", "AWS::SQS::Queue", "SQS", "--graph", graph_file)

    assert answer.code == 0
    assert alone.code == 1
    assert "no path leads" in alone.err
    assert "--through-topics" in alone.err


def test_stats_counts_what_there_is(kbgraph, graph_file):
    answer = kbgraph("stats", graph_file)

    assert answer.code == 0
    assert ["4", "sentences", "in", "9", "places"] in [each.split() for each in answer.out.splitlines()]
    assert "The price depends on use." in answer.out


def test_stats_gives_programs_everything(kbgraph, graph_file):
    assert json.loads(kbgraph("stats", "--graph", graph_file, "--json").out)["relations"]["USES"] == 3


def test_export_makes_a_format_again(kbgraph, graph_file, tmp_path):
    target = tmp_path / "again.graphml"

    answer = kbgraph("export", "graphml", graph_file, "--out", target)

    assert (answer.code, answer.out.strip()) == (0, str(target))
    assert target.read_text(encoding="utf-8").startswith("<?xml")


def test_export_writes_beside_the_graph_unless_told_otherwise(kbgraph, graph_file):
    assert kbgraph("export", "gexf", graph_file).code == 0
    assert graph_file.with_name("graph.gexf").exists()


# --- failures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "SQS"], "there is no graph at build/graph.json"),
        (["path", "A", "B", "--graph", "nowhere.json"], "there is no graph at nowhere.json"),
        (["export", "json", "nowhere.json"], "there is no graph at nowhere.json"),
        (["export", "docx"], "no export format is named 'docx'"),
        (["build", "nowhere"], "nowhere"),
        (["build"], "PATH"),
        (["build", ".", "--colour"], "--colour"),
        (["build", ".", "--format", "html,docx"], "'docx'"),
        (["build", ".", "--vocabulary", "nowhere.yaml"], "nowhere.yaml"),
        (["build", ".", "--vocabulary-only"], "--vocabulary"),
        (["build", ".", "--cache", "c", "--no-cache"], "--no-cache"),
        (["build", ".", "--workers", "0"], "--workers"),
        (["dance"], "dance"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_ends_with_2(kbgraph, tmp_path, arguments, said):
    answer = kbgraph(*arguments, cwd=tmp_path)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"nodes": 1}', b"\xff\xfe\x00", b"\x00" * 100])
def test_a_file_that_is_no_graph_is_told_and_ends_with_1(kbgraph, tmp_path, content):
    (tmp_path / "graph.json").write_bytes(content)

    answer = kbgraph("stats", tmp_path / "graph.json")

    assert (answer.code, answer.out) == (1, "")
    assert "graph.json" in answer.err
    assert "Traceback" not in answer.err


def test_an_export_that_can_not_be_written_ends_with_2(kbgraph, graph_file, tmp_path):
    (tmp_path / "file").write_text("")

    answer = kbgraph("export", "json", graph_file, "--out", tmp_path / "file" / "graph.json")

    assert answer.code == 2
    assert "Traceback" not in answer.err
