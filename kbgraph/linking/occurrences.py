"""Where each distinct sentence of a document stands."""

from __future__ import annotations

from dataclasses import dataclass

from kbgraph.model import Document, Sentence


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a sentence: its section's index, its order there, and the sentence before it in its block."""

    section: int
    order: int
    sentence: Sentence
    before: Sentence | None


def find_occurrences(document: Document) -> dict[str, list[Occurrence]]:
    """Give the places of each distinct sentence, in the order in which the sentences first stand."""
    occurrences: dict[str, list[Occurrence]] = {}
    for number, section in enumerate(document.sections):
        order = 0
        for block in section.blocks:
            before = None
            for sentence in block.sentences:
                occurrences.setdefault(sentence.text, []).append(Occurrence(number, order, sentence, before))
                before = sentence
                order += 1
    return occurrences
