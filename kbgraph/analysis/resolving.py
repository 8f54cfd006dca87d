"""Resolve a token that is an argument to the slots it stands for."""

from __future__ import annotations

from kbgraph.analysis.parsing import Parse
from kbgraph.analysis.slots import Slot
from kbgraph.analysis.words import Words
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import singular


class Resolver:
    """Called with a token index, gives slot numbers: the token's own and those coordinated with it."""

    def __init__(
        self, parse: Parse, slots: list[Slot], lists: dict[int, tuple[int, ...]], words: Words
    ) -> None:
        self._parse = parse
        self._lists = lists
        self._words = words
        self._slots = slots
        self._by_head: dict[int, Slot] = {}
        self._covering: dict[int, Slot] = {}
        for slot in slots:
            self._by_head.setdefault(slot.head, slot)
            for token in range(slot.first, slot.last):
                self._covering.setdefault(token, slot)

    def __call__(self, token: int) -> tuple[int, ...]:
        """Look through "a number of queues" at the queues, and past a conjunct of no slot at those after it."""
        slot = self._by_head.get(token) or self._covering.get(token)
        if slot is not None:
            return self._lists[slot.number]
        if singular(self._parse.lowers[token]) in self._words.partitive:
            for preposition in self._parse.children[token]:
                if self._parse.lowers[preposition] == "of":
                    for noun in self._parse.children[preposition]:
                        return self(noun)
        return next(
            (self(child) for child in self._parse.children[token] if self._parse.deps[child] == "conj"), ()
        )

    def is_doer(self, number: int) -> bool:
        """Tell whether a slot, as an instrument, does things itself: a service, an action, or a tool by its head."""
        slot = self._slots[number]
        if any(term.type is not NodeType.CONCEPT for term in slot.terms):
            return True
        return singular(self._parse.words[slot.last - 1].rpartition(" ")[2]) in self._words.tool
