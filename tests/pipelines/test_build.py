"""The command that builds: what it writes, what it says, and what it does with input that it can't use."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from exports import FORMATS
from tests.command import COMMAND

USUAL = [row for row in FORMATS.values() if row.usual]

GUIDE = """# Queue guide

## SQS queues

Amazon SQS stores messages in a queue. A dead-letter queue is a queue for messages that fail.

```
aws sqs list-queues
```

## Lambda functions

AWS Lambda reads messages from a queue. This service uses a layer.
"""


@pytest.fixture
def docs(tmp_path):
    """Make a folder of documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "guide.md").write_text(GUIDE, encoding="utf-8")
    (folder / "plain.txt").write_text("Amazon EFS stores files in a file system.\n", encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "made" / "here"


def nodes(out):
    return {each["id"]: each for each in json.loads((out / "graph.json").read_bytes())["nodes"]}


def test_every_format_is_written_and_the_summary_says_where(kbgraph, docs, out):
    answer = kbgraph("build", docs, "--out", out)

    assert answer.code == 0
    assert {each.name for each in out.iterdir()} == {"build.json", *(row.file_name for row in USUAL)}
    for row in USUAL:
        assert str(out / row.file_name) in answer.out


def test_the_summary_counts_what_is_there_and_what_was_left_out(kbgraph, docs, out):
    (docs / "link.md").symlink_to(docs / "nowhere.md")

    said = kbgraph("build", docs, "--out", out, "--format", "json").out

    rows = [each.split()[:2] for each in said.splitlines()]
    assert ["2", "documents"] in rows
    assert ["4", "sections"] in rows
    assert "code: 1 (" in said
    assert "link.md: " in said


def test_progress_is_plain_lines_on_standard_error(kbgraph, docs, out):
    answer = kbgraph("build", docs, "--out", out, "--format", "json")

    assert answer.err.startswith("read")
    assert "write" in answer.err
    assert {"\x1b", "\r"}.isdisjoint(answer.err + answer.out)


def test_quiet_says_nothing(kbgraph, docs, out):
    answer = kbgraph("build", docs, "--out", out, "--format", "json", "--quiet")

    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (out / "graph.json").exists()


def test_formats_and_files_can_be_picked(kbgraph, docs, out):
    kbgraph("build", docs, "-o", out, "-f", "json,gexf", "--exclude", "*.txt")

    assert {each.name for each in out.iterdir()} == {"build.json", "graph.json", "graph.gexf"}
    assert "document:guide.md" in nodes(out)
    assert "document:plain.txt" not in nodes(out)


def test_a_vocabulary_of_ones_own_is_used_alone_where_asked(kbgraph, docs, out, tmp_path):
    terms = tmp_path / "terms.yaml"
    terms.write_text("concepts:\n  - prefLabel: message\n", encoding="utf-8")

    kbgraph("build", docs, "-o", out, "-f", "json", "--vocabulary", terms, "--vocabulary-only")

    assert "concept:message" in nodes(out)
    assert "service:sqs" not in nodes(out)


def test_a_fault_in_a_vocabulary_is_told_with_file_and_line(kbgraph, docs, out, tmp_path):
    terms = tmp_path / "terms.yaml"
    terms.write_text("concepts:\n  - prefLabel: message\n  - prefLabel: Messages\n", encoding="utf-8")

    answer = kbgraph("build", docs, "-o", out, "--vocabulary", terms)

    assert answer.code == 1
    assert f"{terms}:3" in answer.err
    assert not out.parent.exists()


def test_a_file_that_can_not_be_used_is_told_and_the_others_are_built(kbgraph, docs, out):
    (docs / "binary.md").write_bytes(b"\x00\x01\x02")

    answer = kbgraph("build", docs, "-o", out, "-f", "json")

    assert answer.code == 1
    assert "binary.md: a binary file" in answer.err
    assert "binary.md: a binary file" in answer.out
    assert "document:guide.md" in nodes(out)


def test_another_encoding_is_said(kbgraph, docs, out):
    (docs / "latin.md").write_bytes("# Café\n\nLambda füllt Warteschlangen für Größen.\n".encode("cp1252"))

    answer = kbgraph("build", docs, "-o", out, "-f", "json")

    assert answer.code == 0
    assert "latin.md: read as " in answer.out


@pytest.mark.parametrize("content", [None, b"", b"\x00binary"], ids=["no file", "an empty file", "binary"])
def test_nothing_usable_ends_with_1_and_writes_nothing(kbgraph, tmp_path, out, content):
    folder = tmp_path / "docs"
    folder.mkdir()
    if content is not None:
        (folder / "file.md").write_bytes(content)

    answer = kbgraph("build", folder, "-o", out)

    assert answer.code == 1
    assert str(folder) in answer.err
    assert not out.parent.exists()


def test_a_folder_that_can_not_be_written_ends_with_2_before_the_work(kbgraph, docs, tmp_path):
    (tmp_path / "file").write_text("")

    answer = kbgraph("build", docs, "--out", tmp_path / "file")

    assert answer.code == 2
    assert "file: can't be written" in answer.err


@pytest.mark.parametrize("named", [True, False])
def test_without_a_folder_for_its_cache_a_build_goes_on_and_says_so(kbgraph, docs, out, tmp_path, named):
    (tmp_path / "file").write_text("")
    options = ("--cache", tmp_path / "file" / "cache") if named else ()

    answer = kbgraph("build", docs, "-o", out, "-f", "json", *options, XDG_CACHE_HOME=str(tmp_path / "file"))

    assert answer.code == 0
    assert "Without a cache" in answer.out


def test_a_rebuild_from_the_cache_is_the_same_and_needs_no_analysis(kbgraph, docs, out, tmp_path):
    build = ("build", docs, "-f", "json", "--cache", tmp_path / "cache")

    kbgraph(*build, "-o", out)
    again = kbgraph(*build, "-o", tmp_path / "again")
    fresh = kbgraph("build", docs, "-f", "json", "--no-cache", "-o", tmp_path / "fresh")

    assert "known from an earlier run" in again.out
    assert "known from an earlier run" not in fresh.out
    assert _bytes(out) == _bytes(tmp_path / "again") == _bytes(tmp_path / "fresh")


def test_a_damaged_cache_changes_nothing(kbgraph, docs, out, tmp_path):
    build = ("build", docs, "-f", "json", "--cache", tmp_path / "cache")
    kbgraph(*build, "-o", out)
    (database,) = (tmp_path / "cache").glob("*.sqlite")
    whole = bytearray(database.read_bytes())
    whole[len(whole) // 3 :: 97] = b"\xff" * len(whole[len(whole) // 3 :: 97])
    database.write_bytes(whole)

    answer = kbgraph(*build, "-o", tmp_path / "again")

    assert answer.code == 0
    assert _bytes(out) == _bytes(tmp_path / "again")


@pytest.mark.slow
def test_hash_seed_order_of_inputs_and_workers_change_no_byte(process, docs, tmp_path):
    numbered = (f"Queue number {number} stores messages of stream {number}." for number in range(600))
    (docs / "many.md").write_text("# Many\n\n" + " ".join(numbered), encoding="utf-8")
    files = [docs / "guide.md", docs / "many.md", docs / "plain.txt"]

    process("build", *files, "-o", tmp_path / "a", "--no-cache", PYTHONHASHSEED="1")
    reverse = process(
        "build", *files[::-1], "-o", tmp_path / "b", "--no-cache", "--workers", "2", PYTHONHASHSEED="2"
    )

    assert reverse.code == 0
    for name in ("build.json", *(row.file_name for row in USUAL)):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")
@pytest.mark.parametrize(("sent", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_signal_ends_it_with_its_code_and_leaves_nothing(docs, out, workers, sent, code):
    numbered = (f"Queue {number} stores messages of stream {number} in a bucket." for number in range(20_000))
    (docs / "many.md").write_text("# Many\n\n" + " ".join(numbered), encoding="utf-8")
    running = subprocess.Popen(
        [COMMAND, "build", docs, "-o", out, "--no-cache", "--workers", workers],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    _wait_for("analyse", running.stderr)
    time.sleep(1)
    os.killpg(running.pid, getattr(signal, sent))
    said, complained = running.communicate(timeout=60)

    assert running.returncode == code
    assert "nothing was left half-written" in complained
    assert "Traceback" not in said + complained
    assert not out.parent.exists()


def _wait_for(word, stream):
    for line in stream:
        if word in line:
            return
    raise AssertionError(f"the run ended without saying {word!r}")


def _bytes(out: Path) -> bytes:
    return (out / "graph.json").read_bytes()
