"""A signal that ends a process ends it in order, and never in the midst of what must be done whole."""

import os
import signal
import weakref

import pytest

from pipelines.signals import Ended, catch_ending, held_back, raise_again


@pytest.fixture
def caught():
    """Catch the signals, and put back what was there."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    yield catch_ending
    for number, handler in before.items():
        signal.signal(number, handler)


def work(number, done):
    """Do what must be whole, and get a signal in its midst."""
    with held_back():
        os.kill(os.getpid(), number)
        done.append("all")


def test_a_signal_raises_once_with_its_exit_code(caught):
    caught()
    with pytest.raises(Ended) as raised:
        os.kill(os.getpid(), signal.SIGTERM)
    assert raised.value.code == 128 + signal.SIGTERM
    os.kill(os.getpid(), signal.SIGTERM)  # cleaning up goes on


def test_a_signal_that_is_ignored_stays_ignored(caught):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    caught()
    os.kill(os.getpid(), signal.SIGHUP)


def test_signals_wait_until_what_must_be_whole_is_done(caught):
    caught()
    done: list[str] = []
    with pytest.raises(Ended):
        work(signal.SIGTERM, done)
    assert done == ["all"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_that_was_lost_in_a_finaliser_is_raised_again(caught):
    caught()
    raise_again()  # nothing came

    class Referred:
        pass

    referred = Referred()
    reference = weakref.ref(referred, lambda _: os.kill(os.getpid(), signal.SIGTERM))
    del referred
    assert reference() is None
    with pytest.raises(Ended):
        raise_again()
    caught()


def test_ctrl_c_waits_too():
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(signal.SIGINT, done)
    assert done == ["all"]
