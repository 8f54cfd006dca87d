"""Processes give what one process gives, and end with whatever ends the work."""

import multiprocessing

import pytest

from kbgraph.analysis import analyse, load_analyser
from kbgraph.errors import WorkerError
from kbgraph.vocabulary import load_vocabulary
from pipelines.workers import analyse_in_processes

CHUNKS = [[f"Queue {number} stores messages of stream {each}." for each in range(20)] for number in range(6)]


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary()


def test_many_processes_give_what_one_gives(vocabulary):
    made = [each for some in analyse_in_processes(CHUNKS, vocabulary, 2) for each in some]
    alone = analyse([text for chunk in CHUNKS for text in chunk], load_analyser(vocabulary))

    assert sorted(made, key=lambda each: each.text) == sorted(alone, key=lambda each: each.text)


def test_more_processes_than_chunks_do_no_harm(vocabulary):
    assert len(list(analyse_in_processes(CHUNKS[:1], vocabulary, 2))) == 1


def test_no_process_outlives_work_that_is_given_up(vocabulary):
    working = analyse_in_processes(CHUNKS, vocabulary, 2)
    next(working)
    working.close()

    assert multiprocessing.active_children() == []


def test_a_process_that_dies_ends_the_work_with_an_error(vocabulary):
    working = analyse_in_processes(CHUNKS * 50, vocabulary, 2)
    next(working)
    multiprocessing.active_children()[0].kill()

    with pytest.raises(WorkerError, match="exit code -9"):
        list(working)

    assert multiprocessing.active_children() == []
