"""Precision, recall and F1 with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kbgraph.evaluation.agreement import MEASURES, Measure, pair
from kbgraph.evaluation.passages import GoldPassage

Counts = npt.NDArray[np.float64]
"""A row for each passage (or resample): mentions that agree, found, marked."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value from 0 to 1 with the ends of its 95 % interval; all None where there is nothing to count."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """How the extraction does by one measure."""

    measure: str
    marked: int
    found: int
    agreeing: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


def score(
    gold: Sequence[GoldPassage],
    found: Sequence[GoldPassage],
    *,
    measures: Sequence[Measure] = MEASURES,
    resamples: int = 1000,
    seed: int = 0,
) -> list[Score]:
    """Score what was found in the same passages, by each measure.

    Counts are summed over all passages. Intervals are percentiles of a bootstrap (Efron and Tibshirani 1993, chapter
    13) whose units are passages, since mentions of one passage hang together.
    """
    draws = np.random.default_rng(seed).integers(0, len(gold), size=(resamples, len(gold)))
    return [_score(measure, _counts(gold, found, measure), draws) for measure in measures]


def _counts(gold: Sequence[GoldPassage], found: Sequence[GoldPassage], measure: Measure) -> Counts:
    rows = []
    for marked, other in zip(gold, found, strict=True):
        pairing = pair(marked, other.mentions, measure)
        agreeing = len(pairing.pairs)
        rows.append((agreeing, agreeing + len(pairing.false), agreeing + len(pairing.missed)))
    return np.array(rows, dtype=np.float64)


def _score(measure: Measure, counts: Counts, draws: npt.NDArray[np.int64]) -> Score:
    total = counts.sum(axis=0)
    resampled = counts[draws].sum(axis=1)
    agreeing, found, marked = (int(count) for count in total)
    return Score(
        measure.name,
        marked,
        found,
        agreeing,
        precision=_estimate(total, resampled, (0.0, 1.0, 0.0)),
        recall=_estimate(total, resampled, (0.0, 0.0, 1.0)),
        f1=_estimate(total, resampled, (0.0, 0.5, 0.5)),
    )


def _estimate(total: Counts, resampled: Counts, weights: tuple[float, float, float]) -> Estimate:
    """Divide what agrees by the weighted sum of what was found and what is marked."""
    if total @ np.array(weights) == 0:
        return Estimate(None, None, None)
    whole = resampled @ np.array(weights)
    ratios = resampled[whole > 0, 0] / whole[whole > 0]
    low, high = np.percentile(ratios, (2.5, 97.5)) if ratios.size else (np.nan, np.nan)
    value = total[0] / (total @ np.array(weights))
    return Estimate(round(float(value), 4), round(float(low), 4), round(float(high), 4))
