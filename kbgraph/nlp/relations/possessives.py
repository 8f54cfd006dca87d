"""Read what belongs to what: "the queue's visibility timeout", "the timeout of the queue", "an SQS queue"."""

from __future__ import annotations

from collections.abc import Iterator

from kbgraph.model import Relation
from kbgraph.nlp.arguments import Argument, is_whole
from kbgraph.nlp.relations.compounds import find_compounds
from kbgraph.nlp.relations.reading import Reading
from kbgraph.nlp.tokens import Sentence, norms
from kbgraph.rules import RelationRule

_CONFIDENCE = 0.8
_EVENTS = ("tion", "sion", "ment", "ing", "ance", "al", "age", "up")
"""Endings of nouns that name what happens to their "of" phrase: "the deletion of a queue" is nothing it has."""

_ASPECTS = frozenset(
    {
        "absence", "batch", "case", "context", "event", "fleet", "group", "lack", "limit", "network", "possibility",
        "purpose", "risk", "role", "series", "use",
    }
)  # fmt: skip
"""Nouns whose "of" phrase they only point to: "in the event of a disaster", "the limit of open files"."""

_LINKS = frozenset({"instead", "because", "out", "ahead", "regardless"})
"""Words that make another preposition of "of"."""


def possessives(reading: Reading) -> Iterator[Relation]:
    """Give the relations HAS of possessives, of "of" after a definite noun, and of compounds with a service."""
    sentence, arguments = reading.sentence, reading.arguments
    for owner, owned in find_compounds(sentence, arguments):
        yield from _has(owner, owned, "", RelationRule.COMPOUND)
    by_head = {argument.head: argument for argument in arguments}
    for owned in arguments:
        for child in sentence[owned.head].children:
            possessor = by_head.get(child.i)
            near = "(" not in norms(sentence, child.i, owned.head)
            if child.dep_ == "poss" and possessor is not None and near and is_whole(sentence, owned):
                yield from _has(possessor, owned, "'s", RelationRule.POSSESSIVE)
            if (
                child.norm_ == "of"
                and sentence[child.i - 1].norm_ not in _LINKS
                and _is_definite_thing(sentence, owned)
            ):
                for noun in child.children:
                    if noun.dep_ == "pobj" and (whole := by_head.get(noun.i)) is not None:
                        yield from _has(whole, owned, "of", RelationRule.OF)


def _is_definite_thing(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether a phrase is "the" something, named whole, and no event or aspect."""
    head = sentence[argument.head].norm_.removesuffix("s")
    definite = sentence[argument.first].norm_ == "the" and is_whole(sentence, argument)
    return definite and head not in _ASPECTS and not head.endswith(_EVENTS)


def _has(owner: Argument, owned: Argument, predicate: str, rule: RelationRule) -> Iterator[Relation]:
    if owner.number != owned.number:
        yield Relation("HAS", owner.number, owned.number, predicate, rule, confidence=_CONFIDENCE)
