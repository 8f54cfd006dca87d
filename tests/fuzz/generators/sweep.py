"""Every assigned code point of Unicode, some thousands a document, each in every place where a name may meet it."""

from __future__ import annotations

from random import Random

from tests.fuzz.case import Case
from tests.fuzz.generators.characters import assigned

AT_ONCE = 4096
_HEADING_EVERY = 64
_UNASSIGNED = "\ud800\udfff\ufdd0\ufffe\uffff\ue000\U0010ffff\U000f0000"


def count() -> int:
    """Give the number of documents that hold them all."""
    return -(-len(assigned()) // AT_ONCE)


def sweep(rng: Random, number: int) -> Case:
    """Give the characters of one document, and some that are assigned to nothing."""
    start = number % count() * AT_ONCE
    held = assigned()[start : start + AT_ONCE] + _UNASSIGNED
    return Case(held.encode("utf-8", "surrogatepass"), ".characters")


def document(characters: str) -> str:
    """Write characters alone, doubled, and before, inside and after names."""
    parts = []
    for number, one in enumerate(characters):
        if number % _HEADING_EVERY == 0:
            parts.append(f"# {one} queue{one}")
        parts += [one, one * 2]
        parts.append(
            f"The {one}queue, que{one}ue and queue{one} use {one}SQS, S{one}QS, SQS{one} and Amazon{one}S3 {one} IAM."
        )
    return "\n\n".join(parts)
