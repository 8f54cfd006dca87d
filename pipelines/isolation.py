"""Analyse so that a sentence that can't be analysed costs no other one anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgraph.errors import KbgraphError
from kbgraph.model import Analysis
from pipelines.faults import details, in_a_line, is_unforeseen

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that could not be analysed, and why."""

    text: str
    reason: str  # in a line
    details: str = ""  # for a report; empty where there are none


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some sentences: an analysis of each, an empty one where it failed."""

    analyses: tuple[Analysis, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def sound(self) -> list[Analysis]:
        """Those that did not fail."""
        return [each for each in self.analyses if each.unparsed != "failed"]


def failed(text: str) -> Analysis:
    """Give the analysis of a sentence that is kept without one."""
    return Analysis(text, (), (), unparsed="failed")


def analyse_each(texts: Sequence[str], nlp: Language) -> Batch:
    """Analyse texts together, and one by one where that fails. Raises KbgraphError."""
    from kbgraph.nlp.pipeline import analyse

    try:
        return Batch(tuple(analyse(texts, nlp)))
    except KbgraphError:
        raise
    except BaseException as error:
        if not is_unforeseen(error):
            raise
        if len(texts) == 1:
            return Batch((failed(texts[0]),), (Failure(texts[0], in_a_line(error), details(error)),))
    single = [analyse_each([text], nlp) for text in texts]
    return Batch(
        tuple(analysis for each in single for analysis in each.analyses),
        tuple(failure for each in single for failure in each.failures),
    )
