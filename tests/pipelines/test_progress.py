"""Progress is plain lines without a terminal, and nothing where quiet is asked for."""

import io

from pipelines.progress import progress


class Screen(io.StringIO):
    def isatty(self):
        return True


def told(stream, *, quiet=False):
    with progress(quiet=quiet, stream=stream) as report:
        for done in range(101):
            report("analyse", done, 100)
        report("weigh", 0, 0)
    return stream.getvalue()


def test_without_a_terminal_a_stage_takes_a_line_when_it_begins_and_one_when_it_ends():
    assert told(io.StringIO()).splitlines() == ["analyse 0 of 100", "analyse 100 of 100", "weigh"]


def test_without_a_terminal_nothing_moves_the_cursor():
    assert "\x1b" not in told(io.StringIO())
    assert "\r" not in told(io.StringIO())


def test_on_a_terminal_a_bar_is_drawn():
    assert "analyse" in told(Screen())


def test_quiet_says_nothing():
    assert told(io.StringIO(), quiet=True) == ""
    assert told(Screen(), quiet=True) == ""
