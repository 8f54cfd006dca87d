"""Find which slots of a sentence are coordinated: by the parse, or by the surface where the parse took a list apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kbgraph.analysis.parsing import NOUN_TAGS, Parse
from kbgraph.analysis.slots import Slot

_CONJUNCTIONS = frozenset({"and", "or", "&", "and/or", "nor"})
_SEPARATORS = _CONJUNCTIONS | {",", "/", ";", "both", "either", "also", "optionally", "even"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def find_lists(parse: Parse, slots: list[Slot]) -> dict[int, tuple[int, ...]]:
    """Give for each slot number the numbers coordinated with it from itself on, itself first.

    "throughput, error rates, and throttling" is a list of three for "throughput" and of two for "error rates".
    """
    lists: dict[int, tuple[int, ...]] = {slot.number: (slot.number,) for slot in slots}
    for run in _runs(parse, slots):
        for members in _coordinated(parse, run):
            for position, slot in enumerate(members):
                lists[slot.number] = tuple(member.number for member in members[position:])
    return lists


def _runs(parse: Parse, slots: list[Slot]) -> Iterator[list[Slot]]:
    """Give the longest runs of slots with nothing between them but separators and members that are no terms."""
    run: list[Slot] = []
    for slot in slots:
        if run and slot.last <= run[-1].last:
            continue  # nested in the one before
        if run and not _continues(parse, run[-1], slot):
            if len(run) > 1:
                yield run
            run = []
        run.append(slot)
    if len(run) > 1:
        yield run


def _continues(parse: Parse, left: Slot, right: Slot) -> bool:
    between = range(left.last, right.first)
    return any(parse.lowers[index] in _SEPARATORS for index in between) and all(
        parse.lowers[index] in _SEPARATORS or (parse.deps[index] == "conj" and parse.tags[index] in NOUN_TAGS)
        for index in between
    )


def _coordinated(parse: Parse, run: list[Slot]) -> Iterator[list[Slot]]:
    """Give the parts of a run that are one list: all of it by its surface, else what the parse joins."""
    if _reads_as_list(parse, run):
        yield run
        return
    members = [run[0]]
    for slot in run[1:]:
        if _conjoined(parse, members[-1].head, slot.head) or _conjoined(parse, members[0].head, slot.head):
            members.append(slot)
            continue
        if len(members) > 1:
            yield members
        members = [slot]
    if len(members) > 1:
        yield members


def _reads_as_list(parse: Parse, run: list[Slot]) -> bool:
    """Tell whether three slots or more, the last after "and" or "or", are a list even if the parse says otherwise.

    Not where a later member is the subject of a clause that the first has no part in: "In SQS, queues and topics
    are …".
    """
    if len(run) < 3:
        return False
    last_gap = parse.lowers[run[-2].last : run[-1].first]
    if _CONJUNCTIONS.isdisjoint(last_gap) or any(
        "," not in parse.lowers[left.last : right.first] for left, right in pairwise(run[:-1])
    ):
        return False
    if parse.deps[run[0].head] in _SUBJECTS:
        return True
    return not any(parse.deps[slot.head] in _SUBJECTS for slot in run[1:])


def _conjoined(parse: Parse, left: int, right: int) -> bool:
    """Tell whether a chain of conjuncts leads from the token at `right` to the one at `left`."""
    index = right
    while parse.deps[index] in {"conj", "appos"} and parse.heads[index] < index:
        if parse.deps[index] == "appos":
            return False
        index = parse.heads[index]
        if index == left:
            return True
    return False
