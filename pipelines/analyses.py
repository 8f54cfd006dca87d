"""Analyse the distinct sentences of a corpus: from the cache where known, else in one process or many.

What comes out is the same whichever way was taken; the model is loaded only where something is left to do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kbgraph.model import Analysis
from kbgraph.nlp.config import PipelineConfig
from kbgraph.pipeline import Progress
from pipelines.cache import Careful
from pipelines.isolation import Batch, Failure, analyse_each
from pipelines.language import Language
from pipelines.settings import Settings
from pipelines.user_folder import user_folder
from pipelines.workers import analyse_in_processes

_CHUNK = 512  # sentences that a process takes at once, and that are kept in the cache together
_WORTH_A_PROCESS = 6_000  # sentences; fewer are done before another process has loaded the model
_MOST = 4  # processes that are started unasked


@dataclass(frozen=True, slots=True)
class Analysed:
    """The analyses of a corpus by text, and where they came from."""

    analyses: dict[str, Analysis]
    remembered: int  # from the cache
    failures: tuple[Failure, ...]  # sentences that could not be analysed
    cache_fault: str | None  # why the cache was not used, or not to the end


def analyse_texts(texts: Sequence[str], language: Language, settings: Settings, report: Progress) -> Analysed:
    """Analyse distinct texts; no state of the cache ends or changes that."""
    with ExitStack() as stack:
        cache = Careful(stack, None if language.key is None else _folder(settings), language.key or "")
        analyses = cache.read(texts)
        remembered = len(analyses)
        failures: list[Failure] = []
        missing = [text for text in texts if text not in analyses]
        report("analyse", remembered, len(texts))
        for batch in _batches(missing, language.config, settings.workers):
            analyses |= {each.text: each for each in batch.analyses}
            failures += batch.failures
            cache.write(batch.sound)
            report("analyse", len(analyses), len(texts))
        failures.sort(key=lambda failure: failure.text)
    fault = cache.fault or language.fault
    return Analysed({text: analyses[text] for text in texts}, remembered, tuple(failures), fault)


def _folder(settings: Settings) -> Path | None:
    if not settings.use_cache:
        return None
    return settings.cache or user_folder()


def _batches(texts: Sequence[str], config: PipelineConfig, workers: int | None) -> Iterator[Batch]:
    """Yield what comes of the texts, some at a time."""
    if not texts:
        return
    chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
    processes = min(workers or _unasked(len(texts)), len(chunks))
    if processes == 1:
        from kbgraph.nlp.pipeline import (
            load_shared,  # brings spaCy, which a build from the cache does without
        )

        nlp = load_shared(config)
        for chunk in chunks:
            yield analyse_each(chunk, nlp)
        return
    yield from analyse_in_processes(chunks, config, processes)


def _unasked(texts: int) -> int:
    """Say how many processes a number of sentences is worth."""
    return max(1, min(texts // _WORTH_A_PROCESS, os.cpu_count() or 1, _MOST))
