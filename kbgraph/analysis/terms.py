"""Give the terms that a phrase may stand for, from the longest to the shortest that shares its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kbgraph.analysis.matching import Match
from kbgraph.analysis.parsing import NOUN_TAGS, Parse
from kbgraph.analysis.phrases import Phrase, Spans
from kbgraph.analysis.words import Words
from kbgraph.model import Term
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import normalise, singular

CANDIDATE = "candidate"
NOUN_PAIR = "noun pair"
CANDIDATES = frozenset({CANDIDATE, NOUN_PAIR})
"""Rules of discovered terms; a pair of nouns is a term more readily than an adjective with a noun."""

KIND = "kind"
"""Rule of a general word that is a term because examples of it follow: "formats such as Parquet and ORC"."""

VOCABULARY = "vocabulary"
ANAPHOR = "anaphor"
PRONOUN = "pronoun"
ORDINARY = "ordinary:"
"""Prefix of the rule of a name that is an ordinary word too; what follows is the match's evidence."""

_RULES = {"certain": VOCABULARY, "cased": ORDINARY + "cased", "initial": ORDINARY + "initial"}
"""The rule that a match's evidence gives its term; of identifiers it is the evidence itself."""

_LONGEST = 6
"""Words of the longest discovered term; established terms are shorter (Frantzi et al. 2000 stop at five)."""

_LONGEST_NAMED = 12
"""The same of one that begins with a name: "Amazon Kinesis Data Streams on-demand mode"."""

_CODE = re.compile(r"[a-z]{2}[A-Z]|[_=\\{}<>$*#@]|\w[.:]\w|[A-Za-z]\d+[A-Za-z]+\d|^.{30,}$|//|\w\(")
"""What identifiers, file names and numbers of a kind look like; established names of that look are in vocabularies."""


def find_terms(parse: Parse, phrase: Phrase, spans: Spans, words: Words, slot: int) -> Iterator[Term]:
    """Give the terms of a phrase, longest first."""
    if _is_measure(parse, phrase, words):
        return
    if phrase.matches:
        yield from (_vocabulary_term(parse.text, match, slot) for match in phrase.matches)
        return
    if phrase.last == 1 and parse.lowers[0] == "it":
        yield Term(parse.starts[0], parse.ends[0], NodeType.SERVICE, "", parse.words[0], PRONOUN, slot)
        return
    if _is_anaphor(parse, phrase, words):
        start, end = parse.starts[phrase.begin], parse.ends[phrase.last - 1]
        yield Term(start, end, NodeType.SERVICE, "", parse.text[start:end], ANAPHOR, slot)
        return
    if (named := _named(parse, phrase, spans, words)) is not None:
        yield _vocabulary_term(parse.text, named, slot)
        return
    starts, last = _bounds(parse, phrase, words)
    for position, first in enumerate(starts):
        if first in spans.inside:
            continue
        if len(starts) - position > (_LONGEST_NAMED if first in spans.atoms else _LONGEST):
            continue
        if matches := spans.at(first, last):
            yield from (_vocabulary_term(parse.text, match, slot) for match in matches)
            return
        if _may_be_term(parse, first, last, words, alone=position == len(starts) - 1):
            yield _candidate(parse, first, last, spans, slot)
        elif len(starts) == 1 and _has_examples(parse, last, words):
            yield replace(_candidate(parse, first, last, spans, slot), rule=KIND)


def find_names(text: str, matches: Iterable[Match]) -> Iterator[Term]:
    """Give the terms of names alone, where nothing is known of the grammar around them; each has its own slot."""
    for slot, match in enumerate(matches):
        yield _vocabulary_term(text, match, slot)


def _is_measure(parse: Parse, phrase: Phrase, words: Words) -> bool:
    """Tell whether a phrase is an amount: "large volumes of data" are no volumes."""
    head = singular(parse.words[phrase.last - 1])
    return head in words.measure and parse.lowers[phrase.last : phrase.last + 1] == ("of",)


def _named(parse: Parse, phrase: Phrase, spans: Spans, words: Words) -> Match | None:
    """Give what a phrase names before a noun that only says its type: "the Amazon SQS service"."""
    head = singular(parse.words[phrase.last - 1])
    nouns = {
        NodeType.SERVICE: words.anaphor_noun,
        NodeType.ACTION: words.action_noun,
        NodeType.RESOURCE_TYPE: words.resource_type_noun,
    }
    matches = spans.at(phrase.first, phrase.last - 1)
    return next((match for match in matches if head in nouns.get(match.type, ())), None)


def _bounds(parse: Parse, phrase: Phrase, words: Words) -> tuple[list[int], int]:
    """Give where terms of the phrase may start, from the left, and where they end.

    Words that only describe the occasion are passed over at the left, heads that say nothing dropped at the right.
    """
    starts = _word_starts(parse, phrase.first, phrase.last)
    last = phrase.last
    while len(starts) > 1:
        head = singular(parse.text[parse.starts[starts[-1]] : parse.ends[last - 1]])
        before = parse.lowers[starts[-1] - 1]
        process = before.endswith(("ion", "ing", "ment", "ance"))
        if head not in words.light and not (process and head in words.light_after_process):
            break
        last = starts.pop()
    if starts[0] > 0 and parse.words[starts[0] - 1] == "-" and parse.joined[starts[0] - 1]:
        starts.pop(0)  # the rest of a written word: "64-bit"
    if len(starts) > 1 and parse.tags[starts[0]] == "VBN" and parse.lowers[starts[0] - 1].endswith("ly"):
        starts.pop(0)  # "infrequently accessed files" are not "accessed files"
    if len(starts) > 1 and _is_second_gerund(parse, starts[0]):
        starts.pop(0)
    while len(starts) > 1 and (
        _describes(parse, starts[0], starts[1], words) or _instructs(parse, starts[0], words)
    ):
        starts.pop(0)
    return starts, last


def _word_starts(parse: Parse, first: int, last: int) -> list[int]:
    """Give the tokens that start a written word: "multi-AZ" is one word of three tokens."""
    return [
        index
        for index in range(first, last)
        if index == first
        or not parse.joined[index - 1]
        or (parse.words[index] != "-" and parse.words[index - 1] != "-")
    ]


def _describes(parse: Parse, first: int, after: int, words: Words) -> bool:
    if parse.lowers[after] == "level":
        return False  # "low level API"
    word = parse.text[parse.starts[first] : parse.ends[after - 1]].casefold()
    word = word.replace("\u2011", "-")
    named = first > 0 and parse.words[first][0].isupper() and parse.words[after][0].isupper()
    if word in words.descriptive:
        return not named  # "General Purpose mode"
    return word in words.vendor or word in words.unit


def _is_second_gerund(parse: Parse, first: int) -> bool:
    """Tell whether a gerund follows another: "launching and managing instances"."""
    before = parse.lowers[first - 1 : first]
    listed = first > 1 and before[0] in {"and", "or", ","}
    return listed and parse.lowers[first].endswith("ing") and parse.lowers[first - 2].endswith("ing")


def _instructs(parse: Parse, first: int, words: Words) -> bool:
    """Tell whether a word is an instruction: "Use IAM", "minimize risks"."""
    return parse.lowers[first] in words.imperative and not parse.joined[first]


def _may_be_term(parse: Parse, first: int, last: int, words: Words, *, alone: bool) -> bool:
    """Tell whether words may be a term that no vocabulary holds."""
    surface = parse.text[parse.starts[first] : parse.ends[last - 1]]
    head = singular(parse.words[last - 1])
    if alone and not _may_stand_alone(parse, first, last, head, words):
        return False
    if "NNS" in parse.tags[first : last - 1] or surface.endswith("-"):
        return False  # "gives accounts access", and words that a hyphen breaks off
    if len(head) == 1 or (first > 0 and parse.words[first - 1] == "/" and parse.joined[first - 1]):
        return False  # "worker A", and "store" of "key/value store"
    if head == "level" and parse.lowers[first] in words.descriptive:
        return False  # "a low level"
    if head in {"version", "release"} and parse.tags[last : last + 1] == ("CD",):
        return False
    if head in words.partitive and parse.lowers[last : last + 1] == ("of",):
        return False
    if parse.words[last : last + 1] == ("-",) and parse.joined[last - 1]:
        return False  # "server" of "server-side"
    if head in words.imperative or (parse.words[last : last + 1] == ("/",) and parse.joined[last - 1]):
        return False  # "the helper simplifies", and "validation" of "validation/verification service"
    if head in words.empty or len(surface) < 2 or not any(letter.isalpha() for letter in surface):
        return False
    return not any(_CODE.search(word) for word in surface.split())


def _may_stand_alone(parse: Parse, first: int, last: int, head: str, words: Words) -> bool:
    """Tell whether one word may be a term: a noun that is not too general, nor the capitalised label of a list item."""
    if head in words.empty or head in words.vendor or head in words.general:
        return False
    label = parse.words[first].istitle() and (first == 0 or parse.tags[last - 1] not in {"NNP", "NNPS"})
    return parse.tags[last - 1] in NOUN_TAGS and not label


def _has_examples(parse: Parse, last: int, words: Words) -> bool:
    """Tell whether examples follow a plural that says something: "formats such as …", not "things such as …"."""
    head = singular(parse.words[last - 1])
    plural = parse.tags[last - 1] == "NNS" and head not in words.empty and head not in words.anaphor_noun
    return plural and parse.lowers[last : last + 2] == ("such", "as")


def _candidate(parse: Parse, first: int, last: int, spans: Spans, slot: int) -> Term:
    """Make a term of words, filed under what they are called with a service's own name: "SQS queue"."""
    start, end = parse.starts[first], parse.ends[last - 1]
    surface = parse.text[start:end]
    for match in spans.at(first, first + 1):
        if match.type is NodeType.SERVICE and match.start == start:
            name = match.label + surface[match.end - match.start :]
            return Term(start, end, NodeType.CONCEPT, normalise(name), name, CANDIDATE, slot)
    sentence_case = start == 0 and parse.words[first].istitle() and surface[1:].islower()
    name = surface[0].lower() + surface[1:] if sentence_case else surface
    pair = last - first == 2 and surface.count(" ") == 1 and _is_noun_pair(parse, first)
    rule = NOUN_PAIR if pair else CANDIDATE
    return Term(start, end, NodeType.CONCEPT, normalise(name), name, rule, slot)


def _is_noun_pair(parse: Parse, first: int) -> bool:
    """Tell whether two tokens are a noun and another that it modifies; a plural before is rather a verb misread."""
    return parse.tags[first] in {"NN", "NNP"} and parse.tags[first + 1] in NOUN_TAGS


def _vocabulary_term(text: str, match: Match, slot: int) -> Term:
    rule = _RULES.get(match.evidence, match.evidence)
    return Term(match.start, match.end, match.type, match.id, text[match.start : match.end], rule, slot)


def _is_anaphor(parse: Parse, phrase: Phrase, words: Words) -> bool:
    return (
        phrase.last - phrase.first == 1
        and phrase.begin == phrase.first - 1
        and parse.lowers[phrase.first] in words.anaphor_noun
        and parse.lowers[phrase.begin] in words.anaphor_determiner
    )
