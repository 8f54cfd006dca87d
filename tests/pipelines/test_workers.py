"""Processes give what one process gives, and end with whatever ends the work."""

import multiprocessing

import pytest

from kbgraph.errors import WorkerError
from kbgraph.nlp.config import PipelineConfig
from kbgraph.nlp.pipeline import analyse, load_shared
from kbgraph.vocabulary import load_vocabulary
from pipelines.workers import analyse_in_processes

CHUNKS = [[f"Queue {number} stores messages of stream {each}." for each in range(20)] for number in range(6)]


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary()


def test_many_processes_give_what_one_gives(vocabulary):
    made = [
        each
        for batch in analyse_in_processes(CHUNKS, PipelineConfig(vocabulary), 2)
        for each in batch.analyses
    ]
    alone = analyse([text for chunk in CHUNKS for text in chunk], load_shared(PipelineConfig(vocabulary)))

    assert sorted(made, key=lambda each: each.text) == sorted(alone, key=lambda each: each.text)


def test_more_processes_than_chunks_do_no_harm(vocabulary):
    assert len(list(analyse_in_processes(CHUNKS[:1], PipelineConfig(vocabulary), 2))) == 1


def test_no_process_outlives_work_that_is_given_up(vocabulary):
    working = analyse_in_processes(CHUNKS, PipelineConfig(vocabulary), 2)
    next(working)
    working.close()

    assert multiprocessing.active_children() == []


def test_a_process_that_dies_once_costs_nothing(vocabulary):
    working = analyse_in_processes(CHUNKS, PipelineConfig(vocabulary), 2)
    first = next(working)
    multiprocessing.active_children()[0].kill()
    batches = [first, *working]

    analysed = [each.text for batch in batches for each in batch.analyses]
    assert sorted(analysed) == sorted(text for chunk in CHUNKS for text in chunk)
    assert [batch.failures for batch in batches if batch.failures] == []
    assert multiprocessing.active_children() == []


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    """Let every process that is started die of the sentences with a word, and of starting where there is none."""

    def lay(word):
        (tmp_path / "sitecustomize.py").write_text(
            "import os, signal, kbgraph.nlp.pipeline\n"
            "analyse = kbgraph.nlp.pipeline.analyse\n"
            "def deadly(texts, nlp):\n"
            f"    if any({word!r} in text for text in texts):\n"
            "        os.kill(os.getpid(), signal.SIGKILL)\n"
            "    return analyse(texts, nlp)\n"
            "kbgraph.nlp.pipeline.analyse = deadly\n"
            f"if not {word!r}:\n"
            "    kbgraph.nlp.pipeline.load_shared = lambda config: os.kill(os.getpid(), signal.SIGKILL)\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return lay


@pytest.mark.slow
def test_a_sentence_that_kills_processes_is_kept_alone_without_analysis(vocabulary, deadly):
    chunk = CHUNKS[0][:4]
    deadly("stream 2.")
    batches = list(analyse_in_processes([chunk], PipelineConfig(vocabulary), 2))
    (failure,) = [failure for batch in batches for failure in batch.failures]
    unparsed = [each.text for batch in batches for each in batch.analyses if each.unparsed == "failed"]

    assert unparsed == [failure.text] == [chunk[2]]
    assert failure.reason == "a worker process ended with exit code -9"
    assert sorted(each.text for batch in batches for each in batch.analyses) == sorted(chunk)


def test_processes_that_can_not_load_are_told_in_a_line(vocabulary, deadly, capfd, tmp_path):
    deadly("no such text")
    with (tmp_path / "sitecustomize.py").open("a") as file:
        file.write("kbgraph.nlp.pipeline.load_shared = lambda config: [][1]\n")

    with pytest.raises(WorkerError, match="a worker process failed: IndexError: list index out of range"):
        list(analyse_in_processes(CHUNKS, PipelineConfig(vocabulary), 2))

    assert "Traceback" not in capfd.readouterr().err


def test_processes_that_die_before_they_are_ready_end_the_work(vocabulary, deadly):
    deadly("")

    with pytest.raises(WorkerError, match="exit code -9"):
        list(analyse_in_processes(CHUNKS, PipelineConfig(vocabulary), 2))

    assert multiprocessing.active_children() == []


def test_a_process_that_dies_as_it_starts_is_not_waited_for(vocabulary, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(WorkerError, match="exit code -9"):
        list(analyse_in_processes(CHUNKS, PipelineConfig(vocabulary), 2))
