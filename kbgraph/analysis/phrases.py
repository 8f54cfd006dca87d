"""Find the phrases of a sentence that may name something: noun phrases, vocabulary names, and "it"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbgraph.analysis.matching import Match
from kbgraph.analysis.parsing import NOUN_TAGS, VERB_TAGS, Parse
from kbgraph.schema import NodeType

_MODIFIER_TAGS = NOUN_TAGS | {"JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "AFX", "FW"}
_DETERMINER_TAGS = frozenset(
    {"DT", "PDT", "PRP$", "CD", "WDT", "WP$", "RB", "RBR", "RBS", "JJ", "JJR", "JJS"}
)
"""What may stand before a phrase and belongs to it, but to none of its terms."""

_MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "npadvmod", "punct", "nummod"})
_NOMINAL_DEPS = frozenset(
    {"nsubj", "nsubjpass", "csubj", "dobj", "pobj", "xcomp", "attr", "conj", "appos", "ROOT"}
)

_GERUND_SIGNS = frozenset({"when", "while", "before", "after", "by", "without"})
"""Words after which an -ing form is a verb."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first:last` that name one thing, `begin` where its determiner stands, and the matches that cover it."""

    begin: int
    first: int
    last: int
    matches: tuple[Match, ...] = ()  # names with exactly this range


@dataclass(frozen=True, slots=True)
class Spans:
    """Names by the tokens that they cover; one inside a token stands for it.

    `names` is keyed by `(first, last)`. `atoms` gives the end of the longest name of several tokens, or that is no
    concept, from each token, to pass over as one noun; `inside` holds the tokens that no term starts at, for a name
    goes on there.
    """

    names: Mapping[tuple[int, int], tuple[Match, ...]]
    atoms: Mapping[int, int]
    inside: frozenset[int]

    def at(self, first: int, last: int) -> tuple[Match, ...]:
        """Give the names with exactly this range."""
        return self.names.get((first, last), ())


def find_phrases(parse: Parse, spans: Spans) -> list[Phrase]:
    """Give the phrases by their first token, longer ones first; a name inside a longer phrase is one of its own."""
    found = (*_noun_phrases(parse, spans), *_others(parse, spans), *_pronouns(parse))
    return sorted(found, key=lambda phrase: (phrase.first, -phrase.last))


def find_spans(parse: Parse, matches: list[Match]) -> Spans:
    """Give the tokens of the matches; a word that is used as a verb is no name."""
    names: dict[tuple[int, int], tuple[Match, ...]] = {}
    for match in matches:
        first = bisect_right(parse.ends, match.start)
        last = bisect_left(parse.starts, match.end)
        if first < last and not _is_verb(parse, first, last):
            names[first, last] = (*names.get((first, last), ()), match)
    atoms: dict[int, int] = {}
    for (first, last), found in names.items():
        if last - first > 1 or any(match.type is not NodeType.CONCEPT for match in found):
            atoms[first] = max(last, atoms.get(first, 0))
    inside = frozenset(token for first, last in names for token in range(first + 1, last))
    return Spans(names, atoms, inside)


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


def _noun_phrases(parse: Parse, spans: Spans) -> Iterator[Phrase]:
    first = 0
    while first < len(parse):
        last = _phrase_end(parse, first, spans.atoms)
        if last is None:
            first += 1
            continue
        begin = first
        while begin > 0 and parse.tags[begin - 1] in _DETERMINER_TAGS:
            begin -= 1
        yield Phrase(begin, first, last, spans.at(first, last))
        first = last


def _phrase_end(parse: Parse, first: int, atoms: Mapping[int, int]) -> int | None:
    """Give the end of the noun phrase that starts at `first`, or None where none does."""
    if parse.words[first] == "-":
        return None
    end: int | None = None
    index = first
    while index < len(parse):
        if index in atoms:
            index = end = atoms[index]
        elif _is_hyphen(parse, index, first) or (
            parse.tags[index] in _MODIFIER_TAGS and parse.words[index] != "-"
        ):
            if parse.tags[index] in VERB_TAGS and not _modifies(parse, index, first, atoms):
                break
            if parse.tags[index] in NOUN_TAGS:
                end = index + 1
            index += 1
        else:
            break
        if index < len(parse) and not _goes_on(parse, first, index):
            break
    return end


def _is_hyphen(parse: Parse, index: int, first: int) -> bool:
    """Tell whether a hyphen joins words; one between spaces is a dash."""
    return parse.words[index] == "-" and index > first and parse.joined[index - 1]


def _modifies(parse: Parse, index: int, first: int, atoms: Mapping[int, int]) -> bool:
    """Tell whether a participle belongs to a phrase: "scaling triggers", but not "when mounting EFS volumes"."""
    if parse.deps[index] not in _MODIFIER_DEPS:
        return False
    if parse.tags[index] != "VBG" or index > first:
        return True
    named = atoms.get(index + 1) is not None and parse.words[index].islower()
    return not named and (index == 0 or parse.lowers[index - 1] not in _GERUND_SIGNS)


def _goes_on(parse: Parse, first: int, index: int) -> bool:
    """Tell whether the token at `index` belongs to the phrase of the one before: that modifies something further on."""
    before = index - 1
    if parse.joined[before] and (parse.words[before] == "-" or parse.words[index] == "-"):
        return True
    if parse.tags[before] in {"NNS", "NNPS"} and parse.tags[index] not in NOUN_TAGS:
        return False
    return parse.heads[before] > before or parse.tags[before] == parse.tags[index] == "NNP"


def _others(parse: Parse, spans: Spans) -> Iterator[Phrase]:
    """Give vocabulary names by themselves: services inside phrases, adjectives, gerunds, names across prepositions."""
    for (first, last), matches in spans.names.items():
        begin = first
        while begin > 0 and parse.tags[begin - 1] in _DETERMINER_TAGS:
            begin -= 1
        yield Phrase(begin, first, last, matches)


def _pronouns(parse: Parse) -> Iterator[Phrase]:
    """Give "it" where it opens a sentence as the subject of a verb that has an object or a preposition."""
    if not parse.lowers or parse.lowers[0] != "it" or parse.deps[0] != "nsubj":
        return
    verb = parse.heads[0]
    states = {parse.deps[child] for child in parse.children[verb]}
    if parse.lemmas[verb] not in {"be", "take", "seem", "appear"} and states & {"dobj", "prep", "xcomp"}:
        yield Phrase(0, 0, 1)
