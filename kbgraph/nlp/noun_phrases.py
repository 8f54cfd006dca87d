"""Find the phrases of a sentence that may name something: noun phrases, vocabulary names, and "it"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kbgraph.nlp.entity_matcher import Match
from kbgraph.nlp.tokens import NOUN_TAGS, VERB_TAGS, Sentence, end_of, is_joined
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
class Names:
    """Names by the tokens that they cover; one inside a token stands for it.

    `spans` is keyed by `(first, last)`. `atoms` gives the end of the longest name of several tokens, or that is no
    concept, from each token, to pass over as one noun; `inside` holds the tokens that no term starts at, for a name
    goes on there.
    """

    spans: Mapping[tuple[int, int], tuple[Match, ...]]
    atoms: Mapping[int, int]
    inside: frozenset[int]

    def at(self, first: int, last: int) -> tuple[Match, ...]:
        """Give the names with exactly this range."""
        return self.spans.get((first, last), ())


def find_phrases(sentence: Sentence, names: Names) -> list[Phrase]:
    """Give the phrases by their first token, longer ones first; a name inside a longer phrase is one of its own."""
    found = (*_noun_phrases(sentence, names), *_others(sentence, names), *_pronouns(sentence))
    return sorted(found, key=lambda phrase: (phrase.first, -phrase.last))


def find_names(sentence: Sentence, matches: Sequence[Match]) -> list[tuple[int, int, int]]:
    """Give the matches that are names, as (number, first token, last); a word that is used as a verb is none."""
    starts, ends = [token.idx for token in sentence], [end_of(token) for token in sentence]
    found = []
    for number, match in enumerate(matches):
        first = bisect_right(ends, match.start)
        last = bisect_left(starts, match.end)
        if first < last and not (last - first == 1 and _is_verb(sentence[first])):
            found.append((number, first, last))
    return found


def lay_names(matches: Sequence[Match], found: Iterable[Sequence[int]]) -> Names:
    """Lay the matches that `find_names` found on their tokens."""
    spans: dict[tuple[int, int], tuple[Match, ...]] = {}
    atoms: dict[int, int] = {}
    for number, first, last in found:
        match = matches[number]
        spans[first, last] = (*spans.get((first, last), ()), match)
        if last - first > 1 or match.type is not NodeType.CONCEPT:
            atoms[first] = max(last, atoms.get(first, 0))
    inside = frozenset(token for first, last in spans for token in range(first + 1, last))
    return Names(spans, atoms, inside)


def _is_verb(token: Token) -> bool:
    """Tell whether a word that could be a term is used as a verb ("queue the message", "records the event")."""
    if token.text[:1].isupper():
        return False
    tag, dep = token.tag_, token.dep_
    if tag == "VBG":
        return dep not in _NOMINAL_DEPS | _MODIFIER_DEPS
    if tag == "VBN":
        return dep not in _MODIFIER_DEPS
    return tag in VERB_TAGS or tag in {"IN", "RB", "MD"}


def _begin(sentence: Sentence, first: int) -> int:
    """Give where the determiner of a phrase stands, with what else belongs to the phrase and to none of its terms."""
    while first > 0 and sentence[first - 1].tag_ in _DETERMINER_TAGS:
        first -= 1
    return first


def _noun_phrases(sentence: Sentence, names: Names) -> Iterator[Phrase]:
    first = 0
    while first < len(sentence):
        last = _phrase_end(sentence, first, names.atoms)
        if last is None:
            first += 1
            continue
        yield Phrase(_begin(sentence, first), first, last, names.at(first, last))
        first = last


def _phrase_end(sentence: Sentence, first: int, atoms: Mapping[int, int]) -> int | None:
    """Give the end of the noun phrase that starts at `first`, or None where none does."""
    if sentence[first].norm_ == "-":
        return None
    end: int | None = None
    index = first
    while index < len(sentence):
        token = sentence[index]
        if index in atoms:
            index = end = atoms[index]
        elif _is_hyphen(token, first) or (token.tag_ in _MODIFIER_TAGS and token.norm_ != "-"):
            if token.tag_ in VERB_TAGS and not _modifies(token, first, atoms):
                break
            if token.tag_ in NOUN_TAGS:
                end = index + 1
            index += 1
        else:
            break
        if index < len(sentence) and not _goes_on(sentence[index - 1], sentence[index]):
            break
    return end


def _is_hyphen(token: Token, first: int) -> bool:
    """Tell whether a hyphen joins words; one between spaces is a dash."""
    return token.norm_ == "-" and token.i > first and is_joined(token.nbor(-1))


def _modifies(token: Token, first: int, atoms: Mapping[int, int]) -> bool:
    """Tell whether a participle belongs to a phrase: "scaling triggers", but not "when mounting EFS volumes"."""
    if token.dep_ not in _MODIFIER_DEPS:
        return False
    if token.tag_ != "VBG" or token.i > first:
        return True
    named = atoms.get(token.i + 1) is not None and token.text.islower()
    return not named and (token.i == 0 or token.nbor(-1).norm_ not in _GERUND_SIGNS)


def _goes_on(before: Token, token: Token) -> bool:
    """Tell whether a token belongs to the phrase of the one before: that modifies something further on."""
    if is_joined(before) and (before.norm_ == "-" or token.norm_ == "-"):
        return True
    if before.tag_ in {"NNS", "NNPS"} and token.tag_ not in NOUN_TAGS:
        return False
    return before.head.i > before.i or before.tag_ == token.tag_ == "NNP"


def _others(sentence: Sentence, names: Names) -> Iterator[Phrase]:
    """Give vocabulary names by themselves: services inside phrases, adjectives, gerunds, names across prepositions."""
    for (first, last), matches in names.spans.items():
        yield Phrase(_begin(sentence, first), first, last, matches)


def _pronouns(sentence: Sentence) -> Iterator[Phrase]:
    """Give "it" where it opens a sentence as the subject of a verb that has an object or a preposition."""
    if not len(sentence) or sentence[0].norm_ != "it" or sentence[0].dep_ != "nsubj":
        return
    verb = sentence[0].head
    states = {child.dep_ for child in verb.children}
    if verb.lemma_ not in {"be", "take", "seem", "appear"} and states & {"dobj", "prep", "xcomp"}:
        yield Phrase(0, 0, 1)
