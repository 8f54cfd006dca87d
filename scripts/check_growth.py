"""Check that no text costs more than its length: measure how CPU time grows from n characters to 8n.

    python scripts/check_growth.py [WORD ...]

measures every family of inputs, or those whose line holds all the words, and prints a line for each: the exponent
log(t(8n) / t(n)) / log 8, best of three, 8n chosen so that it takes over 5 ms. A family that exceeds its limit is
measured once more; one whose run takes over 20 s is ended. Exits with 1 where a family fails.
"""

from __future__ import annotations

import math
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from growth_families import FRONT_MATTER, GLOBS, NAMES, PASSAGES, PLAIN, READER, SENTENCES, Family

import kbgraph
from kbgraph.errors import GoldFileError
from kbgraph.evaluation import read_gold
from kbgraph.model import Piece
from kbgraph.reading import assign_topics, read_text
from kbgraph.reading.front_matter import read_front_matter
from kbgraph.reading.patterns import matcher
from kbgraph.reading.sentences import cut_sentences
from kbgraph.reading.units import Unit
from kbgraph.schema import slug
from kbgraph.vocabulary.normalization import normalise

TIMES = 8
RUNS = 3
SHORTEST = 0.005  # seconds that 8n takes at least
FIRST = 500  # characters of n to begin with
LARGEST = 1_000_000  # characters of n
PASSAGE = 10_000  # characters of 8n for `extract`
PATIENCE = 20  # seconds
LINEAR, QUADRATIC = 1.3, 2.0

Run = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A family by what reads it; `fixed` is n where it is not to be looked for."""

    name: str
    family: Family
    run: Run
    limit: float = LINEAR
    fixed: int | None = None
    crlf: bool = False
    cold: bool = False  # whether every run needs a process of its own

    def text(self, length: int) -> str:
        """Give the text of about so many characters."""
        text = self.family.text(length)
        return text.replace("\n", "\r\n") if self.crlf else text


def cases() -> Iterator[Case]:
    """Yield every case; texts of several lines are read with both line ends."""
    readers: dict[str, Run] = {
        "md": lambda text: assign_topics(read_text(text, key="a.md")),
        "mdx": lambda text: assign_topics(read_text(text, key="a.mdx")),
        "plain": lambda text: assign_topics(read_text(text, key="a.txt", format="plain")),
    }
    for family in READER:
        for kind in ("md", "mdx"):
            yield from _line_ends(kind, family, readers[kind])
    for family in PLAIN:
        yield from _line_ends("plain", family, readers["plain"])
    for family in FRONT_MATTER:
        yield from _line_ends("front matter", family, read_front_matter)
    for family in SENTENCES:
        yield Case("sentences", family, _cut)
    for family in GLOBS:
        yield Case("glob", family, _match)
    for family in NAMES:
        yield Case("name", family, _name)
        yield Case("gold", family, _gold)
    for family in PASSAGES:
        yield Case("extract", family, kbgraph.extract, QUADRATIC, PASSAGE // TIMES, cold=True)


def _line_ends(kind: str, family: Family, run: Run) -> Iterator[Case]:
    yield Case(kind, family, run)
    if "\n" in family.text(200):
        yield Case(f"{kind} CRLF", family, run, crlf=True)


def _cut(text: str) -> object:
    return cut_sentences(Unit("paragraph", text, (Piece(0, len(text), text),)), lambda offset: 1)


def _match(text: str) -> object:
    pattern, _, key = text.partition("\n")
    return matcher([pattern])(key)


def _name(text: str) -> object:
    normalise.cache_clear()
    return normalise(text), slug(text)


def _gold(text: str) -> object:
    try:
        return read_gold(f"@ id source\n{text}\n".encode(), "a.txt")
    except GoldFileError:
        return None


def seconds(case: Case, text: str) -> float:
    """Give the CPU time of one run; of a case that keeps what it saw, in a process that has seen nothing."""
    return fresh(lambda: [_timed(case, text)])[0] if case.cold else _timed(case, text)


def _timed(case: Case, text: str) -> float:
    begin = time.process_time()
    case.run(text)
    return time.process_time() - begin


def fresh(work: Callable[[], Sequence[float]]) -> Sequence[float]:
    """Do work in a process of its own; raises EOFError where that fails or takes too long."""
    context = multiprocessing.get_context("fork")
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        if not answers.poll(PATIENCE):
            raise EOFError
        found: Sequence[float] = answers.recv()
        return found
    finally:
        answers.close()
        process.kill()
        process.join()


def _answer(work: Callable[[], Sequence[float]], answers: Connection) -> None:
    answers.send(work())


def measure(case: Case) -> Sequence[float]:
    """Give n, t(n) and t(8n).

    Of t(8n) the best of three can only be less than the first: where that is within the limit, it is enough.
    """

    def best(length: int, enough: float = 0.0) -> float:
        text = case.text(length)
        found = math.inf
        for _ in range(RUNS):
            found = min(found, seconds(case, text))
            if found <= enough:
                break
        return found

    length = case.fixed or FIRST
    while case.fixed is None and length < LARGEST and best(length * TIMES, math.inf) < SHORTEST:
        length *= 2
    small = best(length)
    return length, small, best(length * TIMES, small * TIMES**case.limit)


def exponent(case: Case) -> tuple[float, str]:
    """Measure a case in a process of its own: the exponent (infinite where it was ended), and how it was found."""
    try:
        length, small, large = measure(case) if case.cold else fresh(lambda: measure(case))
    except EOFError:
        return math.inf, f"failed, or was ended after {PATIENCE} s"
    found = math.log(large / max(small, 1e-6)) / math.log(TIMES)
    return found, f"n = {length:,}: {1000 * small:.2f} ms, 8n: {1000 * large:.2f} ms"


def main(words: list[str]) -> int:
    """Measure all cases and tell of each; give the exit code."""
    begin = time.monotonic()
    kbgraph.extract("A queue holds messages.")  # what is loaded once is no growth
    failed, count = 0, 0
    for case in cases():
        name = f"{case.name}: {case.family.name}"
        if not all(word in name for word in words):
            continue
        found, how = exponent(case)
        if found > case.limit:
            found, how = min((found, how), exponent(case))
        count += 1
        failed += found > case.limit
        verdict = "FAILED" if found > case.limit else "ok"
        print(f"{verdict:6} {found:5.2f} of {case.limit} {name}; {how}", flush=True)
    print(f"{count} families measured in {time.monotonic() - begin:.0f} s, {failed} grow too fast")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
