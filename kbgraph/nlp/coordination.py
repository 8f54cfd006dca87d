"""Find which arguments of a sentence are coordinated: by the parse, or by the surface where that took a list apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.tokens import NOUN_TAGS, Sentence, norms

_CONJUNCTIONS = frozenset({"and", "or", "&", "and/or", "nor"})
_SEPARATORS = _CONJUNCTIONS | {",", "/", ";", "both", "either", "also", "optionally", "even"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def find_lists(sentence: Sentence, arguments: Sequence[Argument]) -> dict[int, tuple[int, ...]]:
    """Give for each argument's number the numbers coordinated with it from itself on, itself first.

    "throughput, error rates, and throttling" is a list of three for "throughput" and of two for "error rates".
    """
    lists: dict[int, tuple[int, ...]] = {argument.number: (argument.number,) for argument in arguments}
    for run in _runs(sentence, arguments):
        for members in _coordinated(sentence, run):
            for position, argument in enumerate(members):
                lists[argument.number] = tuple(member.number for member in members[position:])
    return lists


def _runs(sentence: Sentence, arguments: Sequence[Argument]) -> Iterator[list[Argument]]:
    """Give the longest runs of arguments with nothing between but separators and members that are no terms."""
    run: list[Argument] = []
    for argument in arguments:
        if run and argument.last <= run[-1].last:
            continue  # nested in the one before
        if run and not _continues(sentence, run[-1], argument):
            if len(run) > 1:
                yield run
            run = []
        run.append(argument)
    if len(run) > 1:
        yield run


def _continues(sentence: Sentence, left: Argument, right: Argument) -> bool:
    between = sentence[left.last : right.first]
    return any(token.norm_ in _SEPARATORS for token in between) and all(
        token.norm_ in _SEPARATORS or (token.dep_ == "conj" and token.tag_ in NOUN_TAGS) for token in between
    )


def _coordinated(sentence: Sentence, run: list[Argument]) -> Iterator[list[Argument]]:
    """Give the parts of a run that are one list: all of it by its surface, else what the parse joins."""
    if _reads_as_list(sentence, run):
        yield run
        return
    members = [run[0]]
    for argument in run[1:]:
        if _conjoined(sentence, members[-1].head, argument.head) or _conjoined(
            sentence, members[0].head, argument.head
        ):
            members.append(argument)
            continue
        if len(members) > 1:
            yield members
        members = [argument]
    if len(members) > 1:
        yield members


def _reads_as_list(sentence: Sentence, run: list[Argument]) -> bool:
    """Tell whether three arguments or more, the last after "and" or "or", are a list even if the parse says otherwise.

    Not where a later member is the subject of a clause that the first has no part in: "In SQS, queues and topics
    are …".
    """
    if len(run) < 3:
        return False
    last_gap = norms(sentence, run[-2].last, run[-1].first)
    if _CONJUNCTIONS.isdisjoint(last_gap) or any(
        "," not in norms(sentence, left.last, right.first) for left, right in pairwise(run[:-1])
    ):
        return False
    if sentence[run[0].head].dep_ in _SUBJECTS:
        return True
    return not any(sentence[argument.head].dep_ in _SUBJECTS for argument in run[1:])


def _conjoined(sentence: Sentence, left: int, right: int) -> bool:
    """Tell whether a chain of conjuncts leads from the token at `right` to the one at `left`."""
    token = sentence[right]
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
        if token.i == left:
            return True
    return False
