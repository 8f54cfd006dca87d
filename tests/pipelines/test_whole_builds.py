"""A build is whole or was not, and one bad document or fault never costs the others."""

import json
import os
import resource
import subprocess
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name

import pytest

from exports import FORMATS
from pipelines.folder import claim
from tests.command import COMMAND

USUAL = {row.file_name for row in FORMATS.values() if row.usual}


@pytest.fixture
def docs(tmp_path):
    """Make a folder of two documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "queues.md").write_text("# Queues\n\nAmazon SQS stores messages in a queue.\n")
    (folder / "streams.md").write_text(
        "# Streams\n\nAmazon Kinesis Data Streams stores records in a shard.\n"
    )
    return folder


@contextmanager
def fault(function, meets=lambda *arguments: True):
    """Let a function of kbgraph fail, as a fault of ours would."""
    original = resolve_name(function)

    def faulty(*arguments, **options):
        if meets(*arguments):
            raise AttributeError("nobody foresaw this")
        return original(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(function, faulty)
        yield


def files(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_second_build_at_one_folder_is_refused_at_once_with_the_process_id(kbgraph, docs, tmp_path):
    with claim(tmp_path / "out"):
        answer = kbgraph("build", docs, "-o", tmp_path / "out", "-f", "json")

    assert answer.code == 2
    assert f"the process {os.getpid()} is building there" in answer.err
    assert answer.err.count("\n") == 1


def test_a_full_disk_leaves_the_old_build(kbgraph, docs, tmp_path):
    out = tmp_path / "out"
    kbgraph("build", docs, "-o", out)
    before = files(out)
    (docs / "more.md").write_text("# More\n\nAWS Lambda reads a queue.\n")

    done = subprocess.run(
        [COMMAND, "build", docs, "-o", out, "--no-cache", "-q"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert done.returncode == 2
    assert "can't be written: File too large" in done.stderr
    assert files(out) == before


def test_files_that_a_new_build_does_not_write_go_with_the_old_one(kbgraph, docs, tmp_path):
    out = tmp_path / "out"
    kbgraph("build", docs, "-o", out)
    (out / "graph.gexf").write_text("changed by hand")
    (out / "notes.txt").write_text("of the user")
    (docs / "more.md").write_text("# More\n\nAWS Lambda reads a queue.\n")

    answer = kbgraph("build", docs, "-o", out, "-f", "json")

    assert set(files(out)) == {"build.json", "graph.json", "graph.gexf", "notes.txt"}
    assert "Removed, of an earlier build" in answer.out
    assert kbgraph("stats", out / "graph.json").err == ""


@pytest.mark.parametrize("command", ["stats", "show", "export"])
def test_commands_that_read_a_build_tell_files_of_two(kbgraph, docs, tmp_path, command):
    out = tmp_path / "out"
    kbgraph("build", docs, "-o", out)
    (out / "graph.html").write_text("of another build")
    call = {
        "stats": ("stats", out / "graph.json"),
        "show": ("show", "SQS", "--graph", out / "graph.json"),
        "export": ("export", "gexf", out / "graph.json", "--out", tmp_path / "graph.gexf"),
    }[command]

    answer = kbgraph(*call)

    assert answer.code == 0
    assert f"files of two builds in {out}: graph.html changed" in answer.err


def test_the_manifest_says_what_was_read_how_and_what_was_left_out(kbgraph, docs, tmp_path):
    (docs / "binary.md").write_bytes(b"\x00")
    (docs / "notes.txt").write_text("text")

    kbgraph("build", docs, "-o", tmp_path / "out", "--exclude", "*.txt", "--merge-topics")

    made = json.loads((tmp_path / "out" / "build.json").read_text())
    assert made["complete"] is False
    assert [each["key"] for each in made["inputs"]] == ["queues.md", "streams.md"]
    assert (made["options"]["exclude"], made["options"]["merge_topics"]) == (["*.txt"], True)
    assert made["left_out"]["files"] == [{"key": "notes.txt", "reason": "excluded by a pattern"}]
    assert made["left_out"]["documents"] == [{"key": "binary.md", "reason": "a binary file, expected text"}]
    assert {each["name"] for each in made["files"]} == USUAL
    assert str(tmp_path) not in (tmp_path / "out" / "build.json").read_text()


@pytest.mark.parametrize(
    "function", ["pipelines.reading.read_document", "kbgraph.linking.link"], ids=["reading", "linking"]
)
def test_a_document_that_fails_is_named_and_the_others_are_built(kbgraph, docs, tmp_path, function):
    with fault(function, lambda source, *others: "queues" in source.key):
        answer = kbgraph(
            "build", docs, "-o", tmp_path / "out", "-f", "json", XDG_CACHE_HOME=tmp_path / "cache"
        )

    assert answer.code == 1
    named = f"{docs}/queues.md: AttributeError: nobody foresaw this (at "
    assert named in answer.err
    assert named in answer.out
    assert "Traceback" not in answer.err + answer.out
    (report,) = (tmp_path / "cache").rglob("report-*.txt")
    assert str(report) in answer.err
    assert "nobody foresaw this" in report.read_text()
    graph = (tmp_path / "out" / "graph.json").read_text()
    assert '"document:streams.md"' in graph
    assert '"document:queues.md"' not in graph


def test_a_sentence_that_fails_is_named_with_its_places_and_kept(kbgraph, docs, tmp_path):
    (docs / "again.md").write_text("# Again\n\n\nAmazon SQS stores messages in a queue.\n")
    build = ("build", docs, "-o", tmp_path / "out", "-f", "json", "--cache", tmp_path / "cache")

    with fault("kbgraph.nlp.steps.find_arguments", lambda sentence, *others: "messages" in sentence.text):
        answer = kbgraph(*build)

    assert answer.code == 1
    assert f"{docs}/again.md:4, {docs}/queues.md:3: not analysed: AttributeError" in answer.err
    graph = json.loads((tmp_path / "out" / "graph.json").read_text())
    (sentence,) = [node for node in graph["nodes"] if node.get("text", "").startswith("Amazon SQS stores")]
    mentions = [e for e in graph["edges"] if e["type"] == "MENTIONS" and e["source"] == sentence["id"]]
    assert mentions == []
    assert kbgraph(*build).code == 0


def test_a_fault_of_the_whole_run_is_one_line_with_where_the_details_are(kbgraph, docs, tmp_path):
    with fault("kbgraph.assembly.assemble"):
        answer = kbgraph("build", docs, "-o", tmp_path / "out", "-q", XDG_CACHE_HOME=tmp_path / "cache")

    assert answer.code == 70
    (report,) = (tmp_path / "cache").rglob("report-*.txt")
    first, second = answer.err.splitlines()
    assert first.startswith("kbgraph: AttributeError: nobody foresaw this (at kbgraph/pipeline.py:")
    assert str(report) in second
    assert not (tmp_path / "out").exists()


def test_a_traceback_is_shown_where_it_is_asked_for_and_holds_no_password(kbgraph, docs, tmp_path):
    environment = {"KBGRAPH_DEBUG": "1", "NEO4J_PASSWORD": "foresaw"}

    with fault("kbgraph.assembly.assemble"):
        answer = kbgraph("build", docs, "-o", tmp_path / "out", "-q", **environment)

    assert "Traceback (most recent call last)" in answer.err
    assert "AttributeError: nobody *** this" in answer.err


def test_a_sentence_that_is_none_is_counted_and_its_names_are_kept(kbgraph, docs, tmp_path):
    (docs / "long.md").write_text("# Long\n\nAmazon SQS and " + "so on and " * 600 + "\n")

    answer = kbgraph("build", docs, "-o", tmp_path / "out", "-f", "json")

    assert answer.code == 0
    assert "of more than 512 tokens, which are no sentences: 1" in answer.out
    made = json.loads((tmp_path / "out" / "build.json").read_text())
    assert made["left_out"]["unparsed"] == {"long": 1}


def test_the_size_of_files_can_be_bounded(kbgraph, docs, tmp_path):
    (docs / "large.md").write_text("# Large\n\n" + "Amazon SQS stores messages.\n" * 100)

    answer = kbgraph("build", docs, "-o", tmp_path / "out", "-f", "json", "--max-file-size", "0.001")

    assert answer.code == 1
    assert (
        "large.md: can't be read: it has 2,809 bytes, and files over 1,000 bytes are not read" in answer.err
    )


def test_a_folder_whose_name_is_too_long_is_a_wrong_call(kbgraph, docs, tmp_path):
    answer = kbgraph("build", docs, "-o", tmp_path / ("x" * 300))

    assert answer.code == 2
    assert "can't be written" in answer.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has this device")
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-", ">&- 2>&-"])
def test_a_build_that_nobody_can_hear_is_made_all_the_same(docs, tmp_path, redirection):
    command = f"exec '{COMMAND}' build '{docs}' -o '{tmp_path / 'out'}' -f json --no-cache {redirection}"

    subprocess.run(["sh", "-c", command], timeout=120, check=True, stdout=subprocess.DEVNULL)

    assert set(files(tmp_path / "out")) == {"build.json", "graph.json"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has this device")
def test_an_answer_that_can_not_be_written_is_told(graph_file):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [COMMAND, "stats", graph_file], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )

    assert done.returncode == 2
    assert "the output can't be written: No space left on device" in done.stderr


def test_a_pipe_in_the_place_of_a_graph_is_refused_at_once(kbgraph, tmp_path):
    os.mkfifo(tmp_path / "graph.json")

    answer = kbgraph("query", "--graph", tmp_path / "graph.json", "MATCH (n) RETURN n")

    assert answer.code == 1
    assert "it is a pipe, and only regular files are read" in answer.err
