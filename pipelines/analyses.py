"""Analyse the distinct sentences of a corpus: from the cache where known, else in one process or many.

What comes out is the same whichever way was taken; the model is loaded only where something is left to do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import kbgraph
from kbgraph.building import Progress
from kbgraph.model import Analysis
from kbgraph.nlp.version import ANALYSIS_VERSION, MODEL_VERSION
from kbgraph.vocabulary import Vocabulary
from pipelines.cache import Careful
from pipelines.isolation import Batch, Failure, analyse_each
from pipelines.records import signature
from pipelines.settings import Settings
from pipelines.user_folder import user_folder
from pipelines.workers import analyse_in_processes

_CHUNK = 512  # sentences that a process takes at once, and that are kept in the cache together
_WORTH_A_PROCESS = 6_000  # sentences; fewer are done before another process has loaded the model
_MOST = 4  # processes that are started unasked
_FILES = ("limits.py", "relation_types.py", "relations.yaml", "rules.py", "schema.py")
"""Files that analysis is made of, beside its folders."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """The analyses of a corpus by text, and where they came from."""

    analyses: dict[str, Analysis]
    remembered: int  # from the cache
    failures: tuple[Failure, ...]  # sentences that could not be analysed
    cache_fault: str | None  # why the cache was not used, or not to the end


def analyse_all(
    texts: Sequence[str], vocabulary: Vocabulary, settings: Settings, report: Progress
) -> Analysed:
    """Analyse distinct texts; no state of the cache ends or changes that."""
    with ExitStack() as stack:
        cache = Careful(stack, _folder(settings), fingerprint(vocabulary))
        analyses = cache.read(texts)
        remembered = len(analyses)
        failures: list[Failure] = []
        missing = [text for text in texts if text not in analyses]
        report("analyse", remembered, len(texts))
        for batch in _batches(missing, vocabulary, settings.workers):
            analyses |= {each.text: each for each in batch.analyses}
            failures += batch.failures
            cache.write(batch.sound)
            report("analyse", len(analyses), len(texts))
        failures.sort(key=lambda failure: failure.text)
    return Analysed({text: analyses[text] for text in texts}, remembered, tuple(failures), cache.fault)


def fingerprint(vocabulary: Vocabulary) -> str:
    """Name what an analysis depends on beside its sentence: the code, the model and the vocabulary."""
    parts = (
        f"{ANALYSIS_VERSION} {MODEL_VERSION} {vocabulary.version}",
        _packages(),
        signature(Analysis),
        _code(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _folder(settings: Settings) -> Path | None:
    if not settings.use_cache:
        return None
    return settings.cache or user_folder()


def _packages() -> str:
    """Name the versions of what parses."""
    from importlib.metadata import version

    return " ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy"))


def _code() -> str:
    """Give a hash of the code and data that analysis is made of, so that an edit meets no old answer."""
    root = Path(kbgraph.__file__).parent
    digest = sha256()
    folders = (root / folder for folder in ("nlp", "vocabulary"))
    inside = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    for file in sorted([*inside, *(root / name for name in _FILES)]):
        if file.suffix != ".pyc":
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _batches(texts: Sequence[str], vocabulary: Vocabulary, workers: int | None) -> Iterator[Batch]:
    """Yield what comes of the texts, some at a time."""
    if not texts:
        return
    chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
    processes = min(workers or _unasked(len(texts)), len(chunks))
    if processes == 1:
        from kbgraph.nlp.pipeline import (
            load_shared,  # brings spaCy, which a build from the cache does without
        )

        nlp = load_shared(vocabulary)
        for chunk in chunks:
            yield analyse_each(chunk, nlp)
        return
    yield from analyse_in_processes(chunks, vocabulary, processes)


def _unasked(texts: int) -> int:
    """Say how many processes a number of sentences is worth."""
    return max(1, min(texts // _WORTH_A_PROCESS, os.cpu_count() or 1, _MOST))
