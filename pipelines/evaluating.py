"""The command `evaluate`: how well the extraction does on a gold file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rich.text import Text

from exports.write import write_atomically
from kbgraph.errors import GoldFileError
from kbgraph.evaluation import (
    Estimate,
    Group,
    Score,
    find_false_alarms,
    find_misses,
    predict,
    read_gold,
    score,
    to_jsonl,
)
from kbgraph.limits import MAX_FILE_SIZE
from kbgraph.regular_files import read_regular
from kbgraph.vocabulary import load_vocabulary
from pipelines.terminal import line, number, plural, shorten

_WIDTH = 140  # a sentence longer than this is cut
_EXAMPLES = 2  # sentences shown of a group


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a gold file."""

    gold: str  # path
    sha256: str  # of its bytes
    passages: int
    scores: tuple[Score, ...]
    misses: tuple[Group, ...]  # most frequent first
    false_alarms: tuple[Group, ...]


def evaluate(
    gold: Path, *, predictions: Path | None, vocabulary: Sequence[Path], vocabulary_only: bool
) -> Evaluation:
    """Score the extraction on a gold file, and write what it found where that is asked for."""
    try:
        data = read_regular(gold, most=MAX_FILE_SIZE)
    except OSError as error:
        message = f"this file can't be read: {error.strerror or error}"
        raise GoldFileError(message, path=gold.as_posix()) from error
    passages = read_gold(data, gold.as_posix())
    found = predict(passages, load_vocabulary(vocabulary, only=vocabulary_only))
    if predictions is not None:
        write_atomically(predictions, [to_jsonl(found)])
    return Evaluation(
        gold=gold.as_posix(),
        sha256=sha256(data).hexdigest(),
        passages=len(passages),
        scores=tuple(score(passages, found)),
        misses=tuple(find_misses(passages, found)),
        false_alarms=tuple(find_false_alarms(passages, found)),
    )


def evaluation_lines(answer: Evaluation, *, limit: int) -> Iterator[Text]:
    """Tell the scores, then the most frequent misses and false alarms; at most `limit` of each (0: all)."""
    yield line((answer.gold, "bold"), f", {plural(answer.passages, 'passage')}")
    yield line("SHA-256 ", answer.sha256)
    yield line()
    yield _row("", ("marked", "found", "agree"), ("precision", "recall", "F1"))
    for each in answer.scores:
        counts = [number(count) for count in (each.marked, each.found, each.agreeing)]
        yield _row(
            each.measure, counts, [_estimate(value) for value in (each.precision, each.recall, each.f1)]
        )
    yield line(("Brackets hold 95 % intervals, bootstrapped over passages.", "dim"))
    yield from _group_lines("Missed", answer.misses, limit)
    yield from _group_lines("False alarms", answer.false_alarms, limit)


def _row(name: str, counts: Sequence[str], values: Sequence[str]) -> Text:
    cells = [*(count.rjust(8) for count in counts), "  ", *(f" {value:<21}" for value in values[:-1])]
    return line((f"{name:<19}", "bold"), *cells, f" {values[-1]}")


def _estimate(estimate: Estimate) -> str:
    if estimate.value is None:
        return "–"
    return f"{estimate.value:.3f} [{estimate.low:.3f}–{estimate.high:.3f}]"


def _group_lines(title: str, groups: Sequence[Group], limit: int) -> Iterator[Text]:
    if not groups:
        return
    total = sum(len(group.examples) for group in groups)
    yield line()
    yield line((f"{title} ({number(total)})", "bold"))
    for group in groups[: limit or None]:
        count = f"{len(group.examples):>4}×  "
        yield line(count, (group.type, "cyan"), f"  {group.name}  ", (group.id, "dim"))
        for example in group.examples[:_EXAMPLES]:
            instead = f"  (there: {', '.join(example.instead)})" if example.instead else ""
            yield line(" " * 8, shorten(example.sentence, _WIDTH), (f"  {example.passage}{instead}", "dim"))
    if limit and len(groups) > limit:
        yield line(f"  … and {number(len(groups) - limit)} more")
