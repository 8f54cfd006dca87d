"""The same input gives the same bytes, whatever came before and however it was run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.local import run
from pipelines.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = {
    "sqs.md": "# Amazon SQS\n\nThis service supports long polling. Write sharding spreads keys.\n",
    "sns.md": "# Amazon SNS\n\n## Overview\n\nThis service supports long polling. SNS requires SQS.\n",
    "notes.txt": "Kinesis Client Library (KCL) workers read shards. The KCL worker holds a lease.\n",
    "deep/sharding.md": "# Sharding\n\nWrite sharding adds a suffix. A hot key limits throughput.\n",
}


def _write(folder: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _built(pages: dict[str, str], folder: Path, cache: Path | None) -> bytes:
    """Make a folder hold these pages and no others, build it, and give the bytes of graph.json."""
    docs = folder / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    _write(docs, pages)
    settings = Settings((docs,), folder / "out", formats=("json",), cache=cache, use_cache=cache is not None)
    run(settings)
    return (folder / "out" / "graph.json").read_bytes()


CHANGES = {
    "a document is added": {**PAGES, "more.md": "# More\n\nA hot key requires write sharding.\n"},
    "a document is edited": {**PAGES, "sqs.md": "# Amazon SQS\n\nThis service requires IAM roles.\n"},
    "a document gets another title": {**PAGES, "sqs.md": PAGES["sqs.md"].replace("SQS", "MQ")},
    "a document is renamed": {
        "kinesis.md": PAGES["notes.txt"],
        **{k: PAGES[k] for k in PAGES if k != "notes.txt"},
    },
    "a document is removed": {key: text for key, text in PAGES.items() if key != "deep/sharding.md"},
    "nothing changes": PAGES,
}


@pytest.mark.parametrize("after", CHANGES.values(), ids=CHANGES)
def test_build_after_a_change_equals_one_from_scratch(after: dict[str, str], tmp_path: Path) -> None:
    _built(PAGES, tmp_path, tmp_path / "cache")
    assert _built(after, tmp_path, tmp_path / "cache") == _built(after, tmp_path, None)


@settings(max_examples=5)
@given(history=st.lists(st.sets(st.sampled_from(sorted(PAGES)), min_size=1), min_size=2, max_size=3))
def test_any_history_of_builds_leaves_no_trace(
    history: list[set[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("history")
    for names in history:
        last = _built({name: PAGES[name] for name in names}, folder, folder / "cache")
    assert last == _built({name: PAGES[name] for name in history[-1]}, folder, None)


_PROGRAM = """
import sys
from pathlib import Path
from pipelines.local import run
from pipelines.settings import Settings
paths = [Path(path) for path in sys.argv[2:]]
run(Settings(tuple(paths), Path(sys.argv[1]), formats=("json", "graphml", "gexf"), use_cache=False))
"""


def _process(out: Path, paths: list[Path], seed: str) -> dict[str, bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _PROGRAM, str(out), *map(str, paths)]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)
    return {file.name: file.read_bytes() for file in sorted(out.iterdir()) if file.is_file()}


def test_hash_seed_and_order_of_files_leave_every_byte_as_it_is(tmp_path: Path) -> None:
    _write(tmp_path / "docs", PAGES)
    paths = [tmp_path / "docs" / name for name in PAGES]
    first = _process(tmp_path / "one", paths, "1")
    assert {"graph.json", "graph.graphml", "graph.gexf"} <= set(first)
    assert _process(tmp_path / "two", paths[::-1], "4242") == first
