"""Work that takes too long is ended."""

import itertools
import re
import signal

import pytest

from pipelines.deadline import OverdueError, deadline


def test_an_endless_loop_is_ended():
    with pytest.raises(OverdueError), deadline(0.05):
        all(number >= 0 for number in itertools.count())


def test_an_expression_that_backtracks_without_end_is_ended():
    with pytest.raises(OverdueError), deadline(0.05):
        re.match(r"(?:a|a)*b", "a" * 60)


def test_what_is_done_in_time_is_left_alone():
    before = signal.getsignal(signal.SIGALRM)
    with deadline(60):
        pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_alarm_that_is_set_already_stays():
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        with deadline(0.01):
            assert signal.getitimer(signal.ITIMER_REAL)[0] > 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
