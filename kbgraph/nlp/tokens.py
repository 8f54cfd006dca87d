"""Look at the tokens of a parsed sentence.

A token's `norm_` is its word in lower case with plain hyphens, quotes and blanks, and its `lemma_` the base form of a
verb (of other words, the `norm_`); `parse_repair` sets both.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from spacy.tokens import Doc, Token

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TEXT = "kbgraph_text"
PLURAL_TAGS = frozenset({"NNS", "NNPS"})

_BLANKS = "\u00a0\u2007\u202f\u2009\u200b\u2028\u2029\t\n\r\v\f\x85"
ODD_BLANKS = frozenset(_BLANKS)
"""Blanks beside the plain one; one after a word belongs to the word's token, for spaCy knows no other blank."""

PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)
"""What models have not seen, to what they have, one character for one, so that offsets stay."""


Sentence = Sequence[Token]
"""The tokens of a parsed sentence, from its first to its last."""


def children(token: Token, deps: Set[str]) -> list[Token]:
    """Give the tokens that hang on a token by one of `deps`."""
    if not (token.n_lefts or token.n_rights):
        return []
    return [child for child in token.children if child.dep_ in deps]


def first_conjunct(verb: Token) -> Token:
    """Give the first of the verbs that a verb is coordinated with: itself, if it is none's conjunct."""
    while verb.dep_ == "conj" and verb.head.tag_ in VERB_TAGS:
        verb = verb.head
    return verb


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb stands after the "to" of infinitives."""
    return any(child.norm_ == "to" and child.i < verb.i for child in verb.children)


def text_of(doc: Doc) -> str:
    """Give the text of a Doc; spaCy puts it together anew each time it is asked."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def norms(tokens: Sentence | Doc, first: int, last: int) -> tuple[str, ...]:
    """Give the plain words of the tokens `first:last`, as far as there are any."""
    return tuple([tokens[index].norm_ for index in range(max(0, first), min(last, len(tokens)))])


def tags(tokens: Sentence | Doc, first: int, last: int) -> tuple[str, ...]:
    """Give the tags of the tokens `first:last`, as far as there are any."""
    return tuple([tokens[index].tag_ for index in range(max(0, first), min(last, len(tokens)))])


def surface(sentence: Sentence, first: int, last: int) -> str:
    """Give the text of the tokens `first:last` as it stands."""
    start = sentence[first]
    return text_of(start.doc)[start.idx : end_of(sentence[last - 1])]


def plain(token: Token) -> str:
    """Give a token's word with plain hyphens, quotes and blanks; its case stays."""
    text: str = token.text
    return text if text.isalnum() else text[: end_of(token) - token.idx].translate(PLAIN)


def is_joined(token: Token) -> bool:
    """Tell whether no blank parts a token from the next."""
    return not token.whitespace_ and len(token.text) == end_of(token) - token.idx


def end_of(token: Token) -> int:
    """Give where a token ends in the text, without a blank of another kind that belongs to it."""
    length = len(token.text)
    return token.idx + (length if length == 1 or token.text[-1] not in ODD_BLANKS else length - 1)
