"""Give the terms that a phrase may stand for, from the longest to the shortest that shares its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kbgraph.model import Term
from kbgraph.nlp.entity_matcher import Match
from kbgraph.nlp.lexicon import Lexicon
from kbgraph.nlp.noun_phrases import Names, Phrase
from kbgraph.nlp.tokens import NOUN_TAGS, Sentence, end_of, is_joined, norms, plain, surface, tags, text_of
from kbgraph.rules import TermRule
from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import normalise, singular

_RULES = {"certain": TermRule.VOCABULARY, "cased": TermRule.CASED, "initial": TermRule.INITIAL}
"""The rule that a match's evidence gives its term; of identifiers it is the evidence itself."""

_LONGEST = 6
"""Words of the longest discovered term; established terms are shorter (Frantzi et al. 2000 stop at five)."""

_LONGEST_NAMED = 12
"""The same of one that begins with a name: "Amazon Kinesis Data Streams on-demand mode"."""

_CODE = re.compile(r"[a-z]{2}[A-Z]|[_=\\{}<>$*#@]|\w[.:]\w|[A-Za-z]\d+[A-Za-z]+\d|^.{30,}$|//|\w\(")
"""What identifiers, file names and numbers of a kind look like; established names of that look are in vocabularies."""


def find_terms(
    sentence: Sentence, phrase: Phrase, names: Names, lexicon: Lexicon, argument: int
) -> Iterator[Term]:
    """Give the terms of a phrase, longest first."""
    if _is_measure(sentence, phrase, lexicon):
        return
    if phrase.matches:
        yield from (_vocabulary_term(text_of(sentence[0].doc), match, argument) for match in phrase.matches)
        return
    if phrase.last == 1 and sentence[0].norm_ == "it":
        yield Term(
            sentence[0].idx,
            end_of(sentence[0]),
            NodeType.SERVICE,
            "",
            surface(sentence, 0, 1),
            TermRule.PRONOUN,
            argument,
        )
        return
    if _is_anaphor(sentence, phrase, lexicon):
        start, end = sentence[phrase.begin].idx, end_of(sentence[phrase.last - 1])
        name = surface(sentence, phrase.begin, phrase.last)
        yield Term(start, end, NodeType.SERVICE, "", name, TermRule.ANAPHOR, argument)
        return
    if (named := _named(sentence, phrase, names, lexicon)) is not None:
        yield _vocabulary_term(text_of(sentence[0].doc), named, argument)
        return
    starts, last = _bounds(sentence, phrase, lexicon)
    for position, first in enumerate(starts):
        if first in names.inside:
            continue
        if len(starts) - position > (_LONGEST_NAMED if first in names.atoms else _LONGEST):
            continue
        if matches := names.at(first, last):
            yield from (_vocabulary_term(text_of(sentence[0].doc), match, argument) for match in matches)
            return
        if _may_be_term(sentence, first, last, lexicon, alone=position == len(starts) - 1):
            yield _candidate(sentence, first, last, names, argument)
        elif len(starts) == 1 and _has_examples(sentence, last, lexicon):
            yield replace(_candidate(sentence, first, last, names, argument), rule=TermRule.KIND)


def terms_of_names(text: str, matches: Iterable[Match]) -> Iterator[Term]:
    """Give the terms of names alone, where nothing is known of the grammar around them; each has its own argument."""
    for argument, match in enumerate(matches):
        yield _vocabulary_term(text, match, argument)


def _is_measure(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a phrase is an amount: "large volumes of data" are no volumes."""
    head = singular(plain(sentence[phrase.last - 1]))
    return head in lexicon.measure and norms(sentence, phrase.last, phrase.last + 1) == ("of",)


def _named(sentence: Sentence, phrase: Phrase, names: Names, lexicon: Lexicon) -> Match | None:
    """Give what a phrase names before a noun that only says its type: "the Amazon SQS service"."""
    head = singular(plain(sentence[phrase.last - 1]))
    nouns = {
        NodeType.SERVICE: lexicon.anaphor_noun,
        NodeType.ACTION: lexicon.action_noun,
        NodeType.RESOURCE_TYPE: lexicon.resource_type_noun,
    }
    matches = names.at(phrase.first, phrase.last - 1)
    return next((match for match in matches if head in nouns.get(match.type, ())), None)


def _bounds(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> tuple[list[int], int]:
    """Give where terms of the phrase may start, from the left, and where they end.

    Words that only describe the occasion are passed over at the left, heads that say nothing dropped at the right.
    """
    starts = _word_starts(sentence, phrase.first, phrase.last)
    last = phrase.last
    while len(starts) > 1:
        head = singular(surface(sentence, starts[-1], last))
        process = sentence[starts[-1] - 1].norm_.endswith(("ion", "ing", "ment", "ance"))
        if head not in lexicon.light and not (process and head in lexicon.light_after_process):
            break
        last = starts.pop()
    if starts[0] > 0 and sentence[starts[0] - 1].norm_ == "-" and is_joined(sentence[starts[0] - 1]):
        starts.pop(0)  # the rest of a written word: "64-bit"
    if len(starts) > 1 and sentence[starts[0]].tag_ == "VBN" and sentence[starts[0] - 1].norm_.endswith("ly"):
        starts.pop(0)  # "infrequently accessed files" are not "accessed files"
    if len(starts) > 1 and _is_second_gerund(sentence, starts[0]):
        starts.pop(0)
    while len(starts) > 1 and (
        _describes(sentence, starts[0], starts[1], lexicon) or _instructs(sentence, starts[0], lexicon)
    ):
        starts.pop(0)
    return starts, last


def _word_starts(sentence: Sentence, first: int, last: int) -> list[int]:
    """Give the tokens that start a written word: "multi-AZ" is one word of three tokens."""
    return [
        index
        for index in range(first, last)
        if index == first
        or not is_joined(sentence[index - 1])
        or (sentence[index].norm_ != "-" and sentence[index - 1].norm_ != "-")
    ]


def _describes(sentence: Sentence, first: int, after: int, lexicon: Lexicon) -> bool:
    if sentence[after].norm_ == "level":
        return False  # "low level API"
    word = surface(sentence, first, after).casefold().replace("\u2011", "-")
    named = first > 0 and sentence[first].text[0].isupper() and sentence[after].text[0].isupper()
    if word in lexicon.descriptive:
        return not named  # "General Purpose mode"
    return word in lexicon.vendor or word in lexicon.unit


def _is_second_gerund(sentence: Sentence, first: int) -> bool:
    """Tell whether a gerund follows another: "launching and managing instances"."""
    listed = first > 1 and sentence[first - 1].norm_ in {"and", "or", ","}
    return listed and sentence[first].norm_.endswith("ing") and sentence[first - 2].norm_.endswith("ing")


def _instructs(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is an instruction: "Use IAM", "minimize risks"."""
    return sentence[first].norm_ in lexicon.imperative and not is_joined(sentence[first])


def _may_be_term(sentence: Sentence, first: int, last: int, lexicon: Lexicon, *, alone: bool) -> bool:
    """Tell whether words may be a term that no vocabulary holds."""
    words, head = surface(sentence, first, last), singular(plain(sentence[last - 1]))
    after = norms(sentence, last, last + 1)
    joined = is_joined(sentence[last - 1])
    if alone and not _may_stand_alone(sentence, first, last, head, lexicon):
        return False
    if "NNS" in tags(sentence, first, last - 1) or words.endswith("-"):
        return False  # "gives accounts access", and words that a hyphen breaks off
    if len(head) == 1 or (first > 0 and sentence[first - 1].norm_ == "/" and is_joined(sentence[first - 1])):
        return False  # "worker A", and "store" of "key/value store"
    if head == "level" and sentence[first].norm_ in lexicon.descriptive:
        return False  # "a low level"
    if head in {"version", "release"} and tags(sentence, last, last + 1) == ("CD",):
        return False
    if head in lexicon.partitive and after == ("of",):
        return False
    if after == ("-",) and joined:
        return False  # "server" of "server-side"
    if head in lexicon.imperative or (after == ("/",) and joined):
        return False  # "the helper simplifies", and "validation" of "validation/verification service"
    if head in lexicon.empty or len(words) < 2 or not any(letter.isalpha() for letter in words):
        return False
    return not any(_CODE.search(word) for word in words.split())


def _may_stand_alone(sentence: Sentence, first: int, last: int, head: str, lexicon: Lexicon) -> bool:
    """Tell whether one word may be a term: a noun that is not too general, nor the capitalised label of a list item."""
    if head in lexicon.empty or head in lexicon.vendor or head in lexicon.general:
        return False
    label = sentence[first].text.istitle() and (first == 0 or sentence[last - 1].tag_ not in {"NNP", "NNPS"})
    return sentence[last - 1].tag_ in NOUN_TAGS and not label


def _has_examples(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Tell whether examples follow a plural that says something: "formats such as …", not "things such as …"."""
    head = singular(plain(sentence[last - 1]))
    plural = (
        sentence[last - 1].tag_ == "NNS" and head not in lexicon.empty and head not in lexicon.anaphor_noun
    )
    return plural and norms(sentence, last, last + 2) == ("such", "as")


def _candidate(sentence: Sentence, first: int, last: int, names: Names, argument: int) -> Term:
    """Make a term of words, filed under what they are called with a service's own name: "SQS queue"."""
    start, end = sentence[first].idx, end_of(sentence[last - 1])
    words = surface(sentence, first, last)
    for match in names.at(first, first + 1):
        if match.type is NodeType.SERVICE and match.start == start:
            name = match.label + words[match.end - match.start :]
            return Term(start, end, NodeType.CONCEPT, normalise(name), name, TermRule.CANDIDATE, argument)
    sentence_case = start == 0 and sentence[first].text.istitle() and words[1:].islower()
    name = words[0].lower() + words[1:] if sentence_case else words
    pair = last - first == 2 and words.count(" ") == 1 and _is_noun_pair(sentence, first)
    rule = TermRule.NOUN_PAIR if pair else TermRule.CANDIDATE
    return Term(start, end, NodeType.CONCEPT, normalise(name), name, rule, argument)


def _is_noun_pair(sentence: Sentence, first: int) -> bool:
    """Tell whether two tokens are a noun and another that it modifies; a plural before is rather a verb misread."""
    return sentence[first].tag_ in {"NN", "NNP"} and sentence[first + 1].tag_ in NOUN_TAGS


def _vocabulary_term(text: str, match: Match, argument: int) -> Term:
    rule = _RULES.get(match.evidence) or TermRule(match.evidence)
    return Term(match.start, match.end, match.type, match.id, text[match.start : match.end], rule, argument)


def _is_anaphor(sentence: Sentence, phrase: Phrase, lexicon: Lexicon) -> bool:
    return (
        phrase.last - phrase.first == 1
        and phrase.begin == phrase.first - 1
        and sentence[phrase.first].norm_ in lexicon.anaphor_noun
        and sentence[phrase.begin].norm_ in lexicon.anaphor_determiner
    )
