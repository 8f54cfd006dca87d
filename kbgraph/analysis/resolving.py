"""Resolve a token that is an argument to the slots it stands for."""

from __future__ import annotations

from kbgraph.analysis.parsing import NOUN_TAGS, Parse
from kbgraph.analysis.slots import Slot
from kbgraph.analysis.words import Words
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import singular

_NAMING = NOUN_TAGS | {"JJ"}


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
            return () if self._is_rate(slot) or self._is_cut(slot) else self._lists[slot.number]
        if self._parse.tags[token] == "VBG":
            return ()  # "launching and managing instances" is no instance
        if singular(self._parse.lowers[token]) in self._words.partitive:
            for preposition in self._parse.children[token]:
                if self._parse.lowers[preposition] == "of":
                    for noun in self._parse.children[preposition]:
                        return self(noun)
        return next(
            (
                self(child)
                for child in self._parse.children[token]
                if self._parse.deps[child] == "conj" and ")" not in self._parse.lowers[token:child]
            ),
            (),
        )

    def _is_rate(self, slot: Slot) -> bool:
        """Tell whether a phrase only counts: "supports 300 requests per second"."""
        counts = "CD" in self._parse.tags[max(0, slot.first - 1) : slot.last]
        return counts and "per" in " ".join(self._parse.lowers[slot.first : slot.last + 1]).split()

    def _is_cut(self, slot: Slot) -> bool:
        """Tell whether a noun goes on after the slot: "Amazon VPC (VPC) endpoints", "the account A administrator"."""
        after = slot.last
        while "CD" in self._parse.tags[after : after + 1]:
            after += 1
        bracketed = (
            self._parse.lowers[after : after + 1] == ("(",) and ")" in self._parse.lowers[after : after + 8]
        )
        if bracketed:
            after = self._parse.lowers.index(")", after) + 1
        follows = bool(
            (_NAMING if bracketed else NOUN_TAGS).intersection(self._parse.tags[after : after + 1])
        )
        return follows and (bracketed or self._parse.heads[slot.head] >= after)

    def is_doer(self, number: int) -> bool:
        """Tell whether a slot, as an instrument, does things itself: a service, an action, or a tool by its head."""
        slot = self._slots[number]
        if any(term.type is not NodeType.CONCEPT for term in slot.terms):
            return True
        return singular(self._parse.words[slot.last - 1].rpartition(" ")[2]) in self._words.tool
