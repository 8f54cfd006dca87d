"""The fuzzer itself: the same seed makes the same inputs, and a failure becomes small and holds no words."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.fuzz.case import Case, text_case
from tests.fuzz.failures import keep, kept, read
from tests.fuzz.limits import TooLargeError, TooSlowError, within_bounds
from tests.fuzz.running import Job, make, run
from tests.fuzz.shrinking import shrink
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
DIGEST = (
    "import hashlib; from tests.fuzz.running import make; from tests.fuzz.targets import TARGETS; "
    "made = [make(target, 7, number) for target in TARGETS.values() for number in range(40)]; "
    "print(hashlib.sha256(b'|'.join(case.data + case.suffix.encode() for case in made)).hexdigest())"
)


def digest(hash_seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    words = [sys.executable, "-c", DIGEST]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def test_the_same_seed_makes_the_same_inputs_in_every_process() -> None:
    assert digest("0") == digest("1")


def test_a_case_hangs_on_no_case_before_it() -> None:
    reader = TARGETS["reader"]
    assert make(reader, 1, 5) == [make(reader, 1, number) for number in range(6)][5]
    assert make(reader, 1, 5) != make(reader, 2, 5)


def test_a_run_goes_through_as_many_inputs_as_asked_for() -> None:
    tally = run(Job("vocabulary", 1, None, 5))
    assert tally.inputs == 5
    assert tally.median > 0


def test_processes_share_the_inputs_of_a_run() -> None:
    alone, together = (run(Job("reader", 1, None, 30, shrinking=0), jobs) for jobs in (1, 2))
    assert together.inputs == alone.inputs == 30
    assert together.lengths == alone.lengths


def test_a_text_is_shrunk_to_what_fails_and_holds_no_words() -> None:
    case = text_case("Some secret words.\n\n# A heading !!!\n\nMore of <them>.\r\n" * 20, ".md")
    small = shrink(case, lambda smaller: "!!!" in smaller.text and "<" in smaller.text, shape="text")
    assert sorted(small.text) == sorted("!!!<")
    named = shrink(case, lambda smaller: len(smaller.text) > 30, shape="text")
    assert set(named.text) & set("Secret") <= {"A", "a"}


def test_bytes_that_are_no_text_are_shrunk_byte_by_byte() -> None:
    small = shrink(Case(b"abc\xff\xfe\x00def", ".raw"), lambda smaller: b"\xfe" in smaller.data, shape="text")
    assert small.data == b"\xfe"


def test_json_is_shrunk_to_the_records_that_fail() -> None:
    case = Case(b'{"nodes": [{"id": "one"}, {"id": "two", "x": [1, 2, 3]}], "edges": []}', ".json")
    small = shrink(case, lambda smaller: b"nodes" in smaller.data and b"2" in smaller.data, shape="tree")
    assert small.data == b'{"nodes": [{"a": [2]}]}'


def test_a_failure_is_kept_and_read_back(tmp_path: Path) -> None:
    case = text_case("\ud800\r\n", ".mdx")
    path = keep("reader", case, tmp_path)
    assert list(kept(tmp_path)) == [("reader", path)]
    assert read(path) == case


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(TooSlowError), within_bounds(0, share=0.01):
        sum(number for number in count())


def test_what_takes_too_much_memory_is_told() -> None:
    with pytest.raises(TooLargeError, match="0 characters took more than"), within_bounds(0, exact=True):
        bytearray(1 << 28)
