"""One input, and how it is found again: by its target, its seed and its number."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

GENERATORS = "1"
"""Version of the generators: another one makes other inputs of the same seed."""


@dataclass(frozen=True, slots=True)
class Case:
    """An input as a file would hold it; the suffix says how it is to be read."""

    data: bytes
    suffix: str

    @property
    def text(self) -> str:
        """Give the input as text; half a surrogate pair stands as UTF-8 would write it."""
        return self.data.decode("utf-8", "surrogatepass")


def text_case(text: str, suffix: str) -> Case:
    """Make a case of a text, which may hold lone surrogates."""
    return Case(text.encode("utf-8", "surrogatepass"), suffix)


def generator(target: str, seed: int, number: int) -> Random:
    """Give the source of chance of one case: the same in every process, whatever came before."""
    return Random(f"{GENERATORS}/{target}/{seed}/{number}")
