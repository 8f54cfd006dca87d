"""Analyse in several processes at once.

Each process has a pipe of its own: chunks of sentences go in, their analyses come out. Whatever ends the work early,
Ctrl-C or an error, ends the processes at once; a process that loses its master ends by itself.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from kbgraph.analysis import analyse, load_analyser
from kbgraph.errors import KbgraphError, WorkerError
from kbgraph.model import Analysis
from kbgraph.vocabulary import Vocabulary


def analyse_in_processes(
    chunks: Sequence[Sequence[str]], vocabulary: Vocabulary, processes: int
) -> Iterator[list[Analysis]]:
    """Yield the analyses of each chunk as they come.

    Raises what analysis raises, and `WorkerError` where a process ended before its work did.
    """
    waiting = iter(chunks)
    with _started(vocabulary, processes) as workers:
        for connection, first in zip(workers, waiting, strict=False):
            connection.send(first)
        for _ in chunks:
            connection = next(each for each in wait(workers) if isinstance(each, Connection))
            yield _received(connection, workers[connection])
            for following in islice(waiting, 1):
                connection.send(following)


@contextmanager
def _started(vocabulary: Vocabulary, processes: int) -> Iterator[dict[Connection, SpawnProcess]]:
    context = multiprocessing.get_context("spawn")
    workers: dict[Connection, SpawnProcess] = {}
    try:
        with _out_of_reach():
            for _ in range(processes):
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, vocabulary), daemon=True)
                process.start()
                theirs.close()
                workers[ours] = process
        yield workers
    finally:
        for connection, process in workers.items():
            connection.close()
            process.terminate()
        for process in workers.values():
            process.join()


@contextmanager
def _out_of_reach() -> Iterator[None]:
    """Start processes that Ctrl-C never reaches: it is for the one that started them, which gets it after."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it lets signals through again where it is first started later
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _received(connection: Connection, process: SpawnProcess) -> list[Analysis]:
    try:
        answer: list[Analysis] | KbgraphError = connection.recv()
    except (EOFError, ConnectionError) as error:
        process.join()
        raise WorkerError(f"a worker process ended with exit code {process.exitcode}") from error
    if isinstance(answer, KbgraphError):
        raise answer
    return answer


def _serve(connection: Connection, vocabulary: Vocabulary) -> None:
    """Answer chunks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        analyser = load_analyser(vocabulary)
        while True:
            connection.send(list(analyse(connection.recv(), analyser)))
    except (EOFError, ConnectionError):
        return
    except KbgraphError as error:
        connection.send(error)
