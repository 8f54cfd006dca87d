"""Walk a parse."""

from __future__ import annotations

from collections.abc import Set

from kbgraph.analysis.parsing import VERB_TAGS, Parse


def children(parse: Parse, index: int, deps: Set[str]) -> list[int]:
    """Give the tokens that hang on a token by one of `deps`."""
    return [child for child in parse.children[index] if parse.deps[child] in deps]


def subtree(parse: Parse, index: int) -> list[int]:
    """Give a token and all that hangs on it."""
    found = [index]
    for child in parse.children[index]:
        found += subtree(parse, child)
    return found


def first_conjunct(parse: Parse, verb: int) -> int:
    """Give the first of the verbs that a verb is coordinated with: itself, if it is none's conjunct."""
    while parse.deps[verb] == "conj" and parse.tags[parse.heads[verb]] in VERB_TAGS:
        verb = parse.heads[verb]
    return verb


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Tell whether a verb stands after the "to" of infinitives."""
    return any(parse.lowers[child] == "to" and child < verb for child in parse.children[verb])
