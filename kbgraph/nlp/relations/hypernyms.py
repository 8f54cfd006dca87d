"""Read kinds from enumerations: "metrics such as throughput and error rates" (Hearst 1992)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kbgraph.model import Relation
from kbgraph.nlp.arguments import Argument, is_whole
from kbgraph.nlp.relations.reading import Reading
from kbgraph.nlp.tokens import NOUN_TAGS, PLURAL_TAGS, Sentence, norms, plain, tags
from kbgraph.schema import NodeType

_CONFIDENCE = 0.9
_AFTER = (  # between the kind and its members, commas and brackets left out; whether the kind must be a plural
    (("such", "as"), False),
    (("including",), True),
    (("especially",), True),
    (("particularly",), True),
    (("notably",), True),
    (("e.g.",), True),
    (("for", "example"), True),
    (("for", "instance"), True),
    (("like",), True),
)
_SIGNS = frozenset({"other", "such", *(pattern[0] for pattern, _ in _AFTER)})
_NOISE = frozenset({",", "(", "either", "both", ":", "-", "\u2013", "\u2014"})


def hypernyms(reading: Reading) -> Iterator[Relation]:
    """Give the IS_A relations of the patterns "K such as M", "such K as M", "K including M", "M and other K"."""
    if _SIGNS.isdisjoint(reading.words):
        return
    sentence, arguments, lists = reading.sentence, reading.arguments, reading.lists
    ordered = [each for each in arguments if not any(_is_inside(each, other) for other in arguments)]
    for kind, member in pairwise(ordered):
        words = tuple(
            word for word in norms(sentence, kind.last, _start(sentence, member)) if word not in _NOISE
        )
        for pattern, plural in _AFTER:
            if (
                words == pattern
                and _is_kind(sentence, kind, member)
                and (not plural or _is_class(sentence, kind, member))
            ):
                listed = _until_next_kind(sentence, lists[member.number], arguments)
                members = tuple(number for number in listed if _is_named_whole(sentence, arguments[number]))
                yield from _kinds(members, _attached(sentence, kind, ordered), f"K {' '.join(pattern)} M")
        if words == ("as",) and "such" in norms(sentence, kind.first - 1, kind.last):
            yield from _kinds(lists[member.number], kind, "such K as M")
    yield from _others(sentence, ordered)


def _until_next_kind(
    sentence: Sentence, members: tuple[int, ...], arguments: Sequence[Argument]
) -> tuple[int, ...]:
    """End a list before what has members of its own: "APIs such as A or protocols such as B", "A and other K"."""
    for position, number in enumerate(members):
        last = arguments[number].last
        if norms(sentence, last, last + 2) == ("such", "as"):
            return members[:position]
        if _says_other(sentence, arguments[number]) or norms(sentence, last + 1, last + 2) == ("other",):
            return ()
    return members


def _start(sentence: Sentence, argument: Argument) -> int:
    """Give where it starts without adverbs: "especially" counts as a determiner of the argument."""
    for token in sentence[argument.first : argument.last]:
        if token.tag_ != "RB":
            return int(token.i)
    return argument.first


def _others(sentence: Sentence, arguments: Sequence[Argument]) -> Iterator[Relation]:
    """Read "M, M and other K"."""
    for index, kind in enumerate(arguments):
        if index == 0 or not _says_other(sentence, kind):
            continue
        previous = arguments[index - 1]
        gap = [
            word
            for word in norms(sentence, previous.last, kind.first)
            if word not in {",", "any", "all", "many"}
        ]
        if gap not in (["and"], ["or"], ["and", "other"], ["or", "other"]):
            continue
        members = [previous]
        for argument in reversed(arguments[: index - 1]):
            if norms(sentence, argument.last, members[-1].first) != (",",):
                break
            members.append(argument)
        yield from _kinds(tuple(member.number for member in members), kind, "M and other K")


def _says_other(sentence: Sentence, kind: Argument) -> bool:
    return "other" in norms(sentence, kind.first - 1, kind.last)


def _kinds(members: tuple[int, ...], kind: Argument, rule: str) -> Iterator[Relation]:
    predicate = rule.replace("K", "").replace("M", "").strip()
    for member in members:
        if member != kind.number:
            yield Relation("IS_A", member, kind.number, predicate, rule, confidence=_CONFIDENCE)


def _attached(sentence: Sentence, kind: Argument, arguments: Sequence[Argument]) -> Argument:
    """Give what "such as" hangs on where the parse knows better than the nearest argument before."""
    for token in sentence[kind.last : min(kind.last + 3, len(sentence))]:
        if token.norm_ in {"as", "including", "like"} and token.dep_ == "prep":
            for argument in arguments:
                if (
                    argument.head == token.head.i
                    and argument.first < kind.first
                    and _is_plural(sentence, argument)
                    and not _is_plural(sentence, kind)
                ):
                    return argument
            return kind
    return kind


def _is_kind(sentence: Sentence, kind: Argument, member: Argument) -> bool:
    """Tell whether the kind is a kind and named whole, and the member neither its attribute nor a number of it.

    "Network settings such as …" are no networks, "volumes, including their size, …" no sizes, "reservations such as
    256 units" no units, and nothing is an example of Amazon S3.
    """
    first = sentence[member.first]
    counted = first.tag_ == "PRP$" or plain(first)[0].isdigit()
    named = kind.first > 0 and sentence[kind.last - 1].text[0].isupper() and " " not in kind.terms[0].name
    the_one = sentence[kind.first].norm_ in {"the", "this"} and not _is_plural(sentence, kind)
    if the_one or named:
        return False
    return _is_named_whole(sentence, kind) and kind.terms[0].type is not NodeType.SERVICE and not counted


def _is_named_whole(sentence: Sentence, argument: Argument) -> bool:
    """Tell whether the terms end where the phrase does, and no noun follows: not "application availability issues"."""
    return is_whole(sentence, argument) and NOUN_TAGS.isdisjoint(
        tags(sentence, argument.last, argument.last + 1)
    )


def _is_class(sentence: Sentence, kind: Argument, member: Argument) -> bool:
    """Tell whether "including" may list kinds: of a plural, not of "attributes of volumes" nor of "the queues"."""
    of_phrase = "of" in norms(sentence, kind.first - 1, kind.first + 1)
    definite = sentence[kind.first].norm_ in {"the", "your", "these"}
    particular = sentence[member.first].tag_ in {"DT", "PRP$"}
    return _is_plural(sentence, kind) and not (of_phrase or definite or particular)


def _is_plural(sentence: Sentence, argument: Argument) -> bool:
    return sentence[argument.last - 1].tag_ in PLURAL_TAGS


def _is_inside(argument: Argument, other: Argument) -> bool:
    return (
        other is not argument
        and other.first <= argument.first
        and argument.last <= other.last
        and (other.last - other.first > argument.last - argument.first)
    )
