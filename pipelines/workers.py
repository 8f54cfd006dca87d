"""Analyse in several processes at once.

Each process has a pipe of its own: chunks of sentences go in, their analyses come out. Whatever ends the work early,
Ctrl-C or an error, ends the processes at once; a process that loses its master ends by itself. A process that dies
costs its chunk a second try in halves, until the sentence that kills it stands alone.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from kbgraph.errors import KbgraphError, WorkerError
from kbgraph.nlp.config import PipelineConfig
from pipelines.faults import in_a_line
from pipelines.isolation import Batch, Failure, analyse_each, failed
from pipelines.signals import held_back

_MOST_DEATHS = 200
"""Processes that may die in one run; more are no fault of sentences."""

Chunk = Sequence[str]


def analyse_in_processes(chunks: Sequence[Chunk], config: PipelineConfig, processes: int) -> Iterator[Batch]:
    """Yield what comes of the chunks, or of parts of them, as it comes.

    Raises what loading raises, and `WorkerError` where processes end before they begin, or too many of them.
    """
    waiting = deque(chunks)
    deaths, any_ready = 0, False
    with _pool(config) as pool:
        for _ in range(min(processes, len(waiting))):
            pool.start()
        while pool.workers:
            for connection in wait(pool.workers):
                worker = pool.workers[connection]  # type: ignore[index]
                answer = worker.receive()
                if answer is None:
                    deaths += 1
                    reason = pool.bury(worker)
                    if not any_ready or deaths > _MOST_DEATHS:
                        raise WorkerError(f"{reason}; {deaths} of them did")
                    chunk = worker.chunk or ()
                    if len(chunk) == 1:
                        yield Batch((failed(chunk[0]),), (Failure(chunk[0], reason),))
                    elif chunk:
                        waiting.extendleft(_halves(chunk))
                    if waiting:
                        pool.start()
                    continue
                if isinstance(answer, KbgraphError):
                    raise answer
                any_ready = True
                if isinstance(answer, Batch):
                    yield answer
                if waiting:
                    worker.give(waiting.popleft())
                else:
                    pool.dismiss(worker)


def _halves(chunk: Chunk) -> tuple[Chunk, Chunk]:
    middle = len(chunk) // 2
    return chunk[middle:], chunk[:middle]


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and what it works on (None before it is ready)."""

    process: SpawnProcess
    connection: Connection
    chunk: Chunk | None = None

    def give(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.send(chunk)

    def send(self, what: Chunk | PipelineConfig) -> None:
        with suppress(ConnectionError):  # it is dead, which is seen where its answer is awaited
            self.connection.send(what)

    def receive(self) -> Batch | KbgraphError | bool | None:
        """Give its answer, True when it is ready, and None when it is dead."""
        try:
            answer: Batch | KbgraphError | bool = self.connection.recv()
        except (EOFError, ConnectionError):
            return None
        return answer


class _Pool:
    """The processes that are at work, by our ends of their pipes."""

    def __init__(self, config: PipelineConfig) -> None:
        self.workers: dict[Connection, _Worker] = {}
        self._config = config
        self._context = multiprocessing.get_context("spawn")

    def start(self) -> None:
        """Start a process. Its config goes by our pipe: starting would wait for ever on one that dies unread."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        worker = _Worker(process, ours)
        with held_back(), _out_of_reach():
            process.start()
            theirs.close()
            self.workers[ours] = worker
        worker.send(self._config)

    def dismiss(self, worker: _Worker) -> None:
        """Let a process go for which there is no work."""
        del self.workers[worker.connection]
        worker.connection.close()
        worker.process.join()

    def bury(self, worker: _Worker) -> str:
        """Let a dead process go, and say how it ended."""
        self.dismiss(worker)
        return f"a worker process ended with exit code {worker.process.exitcode}"

    def close(self) -> None:
        """End them all at once."""
        for worker in self.workers.values():
            worker.connection.close()
            worker.process.terminate()
        for worker in self.workers.values():
            worker.process.join()


@contextmanager
def _pool(config: PipelineConfig) -> Iterator[_Pool]:
    pool = _Pool(config)
    try:
        yield pool
    finally:
        pool.close()


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


def _serve(connection: Connection) -> None:
    """Take a config, say that it is ready, then answer chunks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        from kbgraph.nlp.pipeline import load_shared

        nlp = load_shared(connection.recv())
        connection.send(True)
        while True:
            connection.send(analyse_each(connection.recv(), nlp))
    except (EOFError, ConnectionError):
        return
    except KbgraphError as error:
        connection.send(error)
    except Exception as error:  # in loading; a traceback is not for the user
        connection.send(WorkerError(f"a worker process failed: {in_a_line(error)}"))
