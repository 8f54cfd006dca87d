"""Find what a sentence may speak of: noun phrases and vocabulary names, each with the terms it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kbgraph.analysis.matching import Match
from kbgraph.analysis.parsing import NOUN_TAGS, VERB_TAGS, Parse
from kbgraph.analysis.words import Words
from kbgraph.model import Term
from kbgraph.schema import NodeType
from kbgraph.vocabulary.names import normalise, singular

_MODIFIER_TAGS = NOUN_TAGS | {"JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "AFX", "FW"}
_DETERMINER_TAGS = frozenset(
    {"DT", "PDT", "PRP$", "CD", "WDT", "WP$", "RB", "RBR", "RBS", "JJ", "JJR", "JJS"}
)
"""What may stand before a phrase and belongs to it, but to none of its terms."""

_MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "npadvmod", "punct", "nummod"})
_NOMINAL_DEPS = frozenset(
    {"nsubj", "nsubjpass", "csubj", "dobj", "pobj", "xcomp", "attr", "conj", "appos", "ROOT"}
)
_LONGEST = 6
"""Words of the longest discovered term; established terms are shorter (Frantzi et al. 2000 stop at five)."""

_CODE = re.compile(r"[a-z]{2}[A-Z]|[_=\\{}<>$*#@]|\w[.:]\w|[A-Za-z]\d+[A-Za-z]+\d|^.{30,}$|//|\w\(")
"""What identifiers, file names and numbers of a kind look like; established names of that look are in vocabularies."""

CANDIDATE = "candidate"
VOCABULARY = "vocabulary"
ANAPHOR = "anaphor"
PRONOUN = "pronoun"
ORDINARY = "ordinary:"
"""Prefix of the rule of a name that is an ordinary word too; what follows is the match's evidence."""
_RULES = {"certain": VOCABULARY, "cased": ORDINARY + "cased", "initial": ORDINARY + "initial"}
"""The rule that a match's evidence gives its term; of identifiers it is the evidence itself."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A noun phrase as an argument: tokens `first:last` with its determiner, its head token, and its terms."""

    number: int
    first: int
    last: int  # exclusive
    head: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Tokens `first:last` that name one thing, `begin` where its determiner stands, and the match that covers it."""

    begin: int
    first: int
    last: int
    matches: tuple[Match, ...] = ()  # vocabulary matches with exactly this range


def find_slots(parse: Parse, matches: list[Match], words: Words) -> list[Slot]:
    """Give the slots of a sentence in the order of their first token.

    A service inside a longer phrase ("SQS" in "SQS queue") has a slot of its own.
    """
    spans = _token_spans(parse, matches)
    phrases = [*_noun_phrases(parse, spans), *_others(parse, spans), *_pronouns(parse)]
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for phrase in sorted(phrases, key=lambda p: (p.first, -p.last)):
        terms = tuple(_terms(parse, phrase, spans, words, len(slots)))
        if terms and (terms[0].start, terms[0].end) not in taken:
            taken.add((terms[0].start, terms[0].end))
            slots.append(Slot(len(slots), phrase.begin, phrase.last, _head(parse, phrase), terms))
    return slots


def _head(parse: Parse, phrase: _Phrase) -> int:
    """Give the token by which the phrase hangs in the sentence: the one whose head is outside."""
    inside = range(phrase.first, phrase.last)
    outward = [index for index in inside if parse.heads[index] not in inside or parse.heads[index] == index]
    return outward[0] if outward and phrase.last - 1 not in outward else phrase.last - 1


_Spans = dict[tuple[int, int], tuple[Match, ...]]


def _token_spans(parse: Parse, matches: list[Match]) -> _Spans:
    """Give the vocabulary matches by the tokens `first:last` that they cover; one inside a token stands for it."""
    spans: dict[tuple[int, int], tuple[Match, ...]] = {}
    for match in matches:
        first = next((i for i, end in enumerate(parse.ends) if end > match.start), None)
        last = next((i for i in range(len(parse) - 1, -1, -1) if parse.starts[i] < match.end), None)
        if first is not None and last is not None and first <= last and not _is_verb(parse, first, last + 1):
            span = (first, last + 1)
            spans[span] = (*spans.get(span, ()), match)
    return spans


def _is_verb(parse: Parse, first: int, last: int) -> bool:
    """Tell whether a word that could be a term is used as a verb ("queue the message", "records the event")."""
    if last - first > 1 or parse.words[first][:1].isupper():
        return False
    tag, dep = parse.tags[first], parse.deps[first]
    if tag == "VBG":
        return dep not in _NOMINAL_DEPS | _MODIFIER_DEPS
    if tag == "VBN":
        return dep not in _MODIFIER_DEPS
    return tag in VERB_TAGS or tag in {"IN", "RB", "MD"}


def _noun_phrases(parse: Parse, spans: _Spans) -> Iterator[_Phrase]:
    atoms = _atoms(spans)
    first = 0
    while first < len(parse):
        last = _phrase_end(parse, first, atoms)
        if last is None:
            first += 1
            continue
        begin = first
        while begin > 0 and parse.tags[begin - 1] in _DETERMINER_TAGS:
            begin -= 1
        yield _Phrase(begin, first, last, spans.get((first, last), ()))
        first = last


def _atoms(spans: _Spans) -> dict[int, int]:
    """Give the longest match of several tokens, or that is no concept, from each token, to pass over as one noun."""
    atoms: dict[int, int] = {}
    for (first, last), matches in spans.items():
        if last - first > 1 or any(match.type is not NodeType.CONCEPT for match in matches):
            atoms[first] = max(last, atoms.get(first, 0))
    return atoms


def _phrase_end(parse: Parse, first: int, atoms: dict[int, int]) -> int | None:
    """Give the end of the noun phrase that starts at `first`, or None where none does."""
    end: int | None = None
    index = first
    while index < len(parse):
        if index in atoms:
            index = end = atoms[index]
        elif parse.tags[index] in _MODIFIER_TAGS or (parse.words[index] == "-" and index > first):
            if parse.tags[index] in VERB_TAGS and parse.deps[index] not in _MODIFIER_DEPS:
                break
            if parse.tags[index] in NOUN_TAGS:
                end = index + 1
            index += 1
        else:
            break
        if index < len(parse) and not _goes_on(parse, first, index):
            break
    return end


def _goes_on(parse: Parse, first: int, index: int) -> bool:
    """Tell whether the token at `index` belongs to the phrase of the one before: that modifies something further on."""
    before = index - 1
    if parse.joined[before] and (parse.words[before] == "-" or parse.words[index] == "-"):
        return True
    if parse.tags[before] in {"NNS", "NNPS"} and parse.tags[index] not in NOUN_TAGS:
        return False
    return parse.heads[before] > before or parse.tags[before] == parse.tags[index] == "NNP"


def _others(parse: Parse, spans: _Spans) -> Iterator[_Phrase]:
    """Give vocabulary names by themselves: services inside phrases, adjectives, gerunds, names across prepositions."""
    for (first, last), matches in spans.items():
        begin = first
        while begin > 0 and parse.tags[begin - 1] in _DETERMINER_TAGS:
            begin -= 1
        yield _Phrase(begin, first, last, matches)


def _pronouns(parse: Parse) -> Iterator[_Phrase]:
    """Give "it" where it opens a sentence as the subject of a verb that has an object or a preposition."""
    if not parse.lowers or parse.lowers[0] != "it" or parse.deps[0] != "nsubj":
        return
    verb = parse.heads[0]
    states = {parse.deps[child] for child in parse.children[verb]}
    if parse.lemmas[verb] not in {"be", "take", "seem", "appear"} and states & {"dobj", "prep", "xcomp"}:
        yield _Phrase(0, 0, 1)


def _terms(parse: Parse, phrase: _Phrase, spans: _Spans, words: Words, slot: int) -> Iterator[Term]:
    """Give the terms of a phrase, longest first."""
    if phrase.matches:
        yield from (_vocabulary_term(parse, match, slot) for match in phrase.matches)
        return
    if phrase.last == 1 and parse.lowers[0] == "it":
        yield Term(parse.starts[0], parse.ends[0], NodeType.SERVICE, "", parse.words[0], PRONOUN, slot)
        return
    if _is_anaphor(parse, phrase, words):
        start, end = parse.starts[phrase.begin], parse.ends[phrase.last - 1]
        yield Term(start, end, NodeType.SERVICE, "", parse.text[start:end], ANAPHOR, slot)
        return
    if (named := _named(parse, phrase, spans, words)) is not None:
        yield _vocabulary_term(parse, named, slot)
        return
    starts, last = _bounds(parse, phrase, words)
    inside = {token for first, end in spans if end - first > 1 for token in range(first + 1, end)}
    for position, first in enumerate(starts):
        if first in inside or (len(starts) - position > _LONGEST and first not in _atoms(spans)):
            continue
        if matches := spans.get((first, last)):
            yield from (_vocabulary_term(parse, match, slot) for match in matches)
            return
        if term := _candidate(parse, first, last, words, slot, alone=position == len(starts) - 1):
            yield term


def _named(parse: Parse, phrase: _Phrase, spans: _Spans, words: Words) -> Match | None:
    """Give what a phrase names before a noun that only says its type: "the Amazon SQS service"."""
    head = singular(parse.words[phrase.last - 1])
    nouns = {
        NodeType.SERVICE: words.anaphor_noun,
        NodeType.ACTION: words.action_noun,
        NodeType.RESOURCE_TYPE: words.resource_type_noun,
    }
    matches = spans.get((phrase.first, phrase.last - 1), ())
    return next((match for match in matches if head in nouns.get(match.type, ())), None)


def _bounds(parse: Parse, phrase: _Phrase, words: Words) -> tuple[list[int], int]:
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
    while len(starts) > 1 and _describes(parse, starts[0], starts[1], words):
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
    word = parse.text[parse.starts[first] : parse.ends[after - 1]].casefold()
    word = word.replace("\u2011", "-")
    if word in words.vendor:
        return True
    return word in words.descriptive and parse.tags[after - 1] not in {"NNP", "NNPS"}


def _candidate(parse: Parse, first: int, last: int, words: Words, slot: int, *, alone: bool) -> Term | None:
    start, end = parse.starts[first], parse.ends[last - 1]
    surface = parse.text[start:end]
    head = singular(parse.words[last - 1])
    if alone and (
        head in words.empty
        or head in words.vendor
        or head in words.general
        or parse.tags[last - 1] not in NOUN_TAGS
    ):
        return None
    if any(_CODE.search(word) for word in surface.split()):
        return None
    if head in words.empty or not any(letter.isalpha() for letter in surface) or len(surface) < 2:
        return None
    return Term(start, end, NodeType.CONCEPT, normalise(surface), surface, CANDIDATE, slot)


def _vocabulary_term(parse: Parse, match: Match, slot: int) -> Term:
    rule = _RULES.get(match.evidence, match.evidence)
    return Term(match.start, match.end, match.type, match.id, parse.text[match.start : match.end], rule, slot)


def _is_anaphor(parse: Parse, phrase: _Phrase, words: Words) -> bool:
    return (
        phrase.last - phrase.first == 1
        and phrase.begin == phrase.first - 1
        and parse.lowers[phrase.first] in words.anaphor_noun
        and parse.lowers[phrase.begin] in words.anaphor_determiner
    )
