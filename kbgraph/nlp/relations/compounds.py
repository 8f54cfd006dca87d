"""Find compounds that begin with a service's name and are things of that service: "SQS queue"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.tokens import NOUN_TAGS, Sentence, is_joined, norms, tags, text_of
from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import singular

_OUTSIDERS = frozenset(
    {
        "access", "app", "application", "backend", "change", "client", "combination", "compromise", "consumer",
        "customer", "developer", "documentation", "guide", "level", "method", "overview", "producer", "reference",
        "service", "side", "system", "terminology", "tool", "transition", "user",
    }
)  # fmt: skip
"""Heads of what only uses a service, happens to it, or is the service."""

_LIKE = frozenset({"compatible", "based", "like", "specific", "native", "style"})
"""Words that make a service's name an adjective: "S3 compatible storage"."""


def find_compounds(sentence: Sentence, arguments: Sequence[Argument]) -> Iterator[tuple[Argument, Argument]]:
    """Give the service and the compound; who only uses a service ("SQS client") is not its."""
    owner: Argument | None = None
    for argument in sorted(arguments, key=lambda each: (each.terms[0].start, each.terms[0].end)):
        term = argument.terms[0]
        if term.type is NodeType.SERVICE:
            owner = argument
        elif owner is not None and term.type is NodeType.CONCEPT and term.start == owner.terms[0].start:
            identifier = text_of(sentence[0].doc)[owner.terms[0].end : owner.terms[0].end + 1] == "-"
            if not identifier and not any(differs(sentence, argument) for differs in _DIFFERENCES):
                yield owner, argument


def _is_outside(sentence: Sentence, argument: Argument) -> bool:
    return singular(sentence[argument.last - 1].norm_) in _OUTSIDERS


def _is_denied(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether there is none: "there is no SQS operation"."""
    return sentence[argument.first].norm_ == "no"


def _is_described(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether a participle or an adjective made of the name stands inside: "KPL Supported Platforms"."""
    first, last = argument.first + 1, argument.last
    return "VBN" in tags(sentence, first, last) or not _LIKE.isdisjoint(norms(sentence, first, last))


def _ends_in_verb(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether the last word may be a verb: "the ECS agent monitors and waits", "the SQS library checks if"."""
    last = argument.last
    after = norms(sentence, last, last + 1)
    return after in (("if",), ("whether",)) or (
        after == ("and",) and tags(sentence, last + 1, last + 2) == ("VBZ",)
    )


def _goes_on(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether a name goes on after it: "IoT Device SDK", "SQS Terms and Concepts", "IAM user sign in"."""
    end, after = sentence[argument.last - 1], norms(sentence, argument.last, argument.last + 1)
    if end.norm_ in {"sign", "log", "opt"} and after == ("in",):
        return True
    if is_joined(end) and after == ("-",):
        return True
    if end.dep_ in {"compound", "nmod"} and end.head.i > argument.last:
        return True  # "EC2 Linux or Mac instances"
    if _is_noun(sentence, argument.last):
        noun = sentence[argument.last]
        return (noun.text[0].isupper() and end.text[0].isupper()) or " " in noun.norm_
    titled = end.text.istitle() and after in (("and",), ("&",))
    return titled and _is_noun(sentence, argument.last + 1) and sentence[argument.last + 1].text.istitle()


def _goes_on_after_bracket(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether a noun follows its short form: "SQS Java Message Service (JMS) Client"."""
    after = norms(sentence, argument.last, len(sentence))
    if after[:1] != ("(",) or ")" not in after:
        return False
    return is_joined(sentence[argument.last]) and _is_noun(sentence, argument.last + after.index(")") + 1)


def _is_noun(sentence: Sentence, index: int) -> bool:
    return index < len(sentence) and sentence[index].tag_ in NOUN_TAGS


_DIFFERENCES: tuple[Callable[[Sentence, Argument], bool], ...] = (
    _is_outside,
    _is_denied,
    _is_described,
    _ends_in_verb,
    _goes_on,
    _goes_on_after_bracket,
)
"""How what looks like a thing of a service is none."""
