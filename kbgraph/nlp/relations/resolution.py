"""Resolve a token that is an argument of a clause to the arguments of the sentence that it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.lexicon import Lexicon
from kbgraph.nlp.tokens import NOUN_TAGS, Sentence, norms, plain, tags
from kbgraph.schema import NodeType
from kbgraph.vocabulary.normalization import singular

_NAMING = NOUN_TAGS | {"JJ"}


class Resolver:
    """Called with a token, gives the numbers of arguments: the token's own and those coordinated with it."""

    def __init__(
        self,
        sentence: Sentence,
        arguments: Sequence[Argument],
        lists: Mapping[int, tuple[int, ...]],
        lexicon: Lexicon,
    ) -> None:
        self._sentence = sentence
        self._lists = lists
        self._lexicon = lexicon
        self._arguments = arguments
        self._by_head: dict[int, Argument] = {}
        self._covering: dict[int, Argument] = {}
        for argument in arguments:
            self._by_head.setdefault(argument.head, argument)
            for index in range(argument.first, argument.last):
                self._covering.setdefault(index, argument)

    def __call__(self, token: Token) -> tuple[int, ...]:
        """Look through "a number of queues" at the queues, and past a conjunct of no argument at those after it."""
        argument = self._by_head.get(token.i) or self._covering.get(token.i)
        if argument is not None:
            return () if self._is_rate(argument) or self._is_cut(argument) else self._lists[argument.number]
        if token.tag_ == "VBG":
            return ()  # "launching and managing instances" is no instance
        if singular(token.norm_) in self._lexicon.partitive:
            for preposition in token.children:
                if preposition.norm_ == "of":
                    for noun in preposition.children:
                        return self(noun)
        for child in token.children:
            if child.dep_ == "conj" and ")" not in norms(self._sentence, token.i, child.i):
                return self(child)
        return ()

    def _is_rate(self, argument: Argument) -> bool:
        """Tell whether a phrase only counts: "supports 300 requests per second"."""
        counts = "CD" in tags(self._sentence, argument.first - 1, argument.last)
        return counts and "per" in " ".join(norms(self._sentence, argument.first, argument.last + 1)).split()

    def _is_cut(self, argument: Argument) -> bool:
        """Tell whether a noun goes on after it: "Amazon VPC (VPC) endpoints", "the account A administrator"."""
        after = argument.last
        while "CD" in tags(self._sentence, after, after + 1):
            after += 1
        bracketed = norms(self._sentence, after, after + 1) == ("(",) and ")" in norms(
            self._sentence, after, after + 8
        )
        if bracketed:
            after += norms(self._sentence, after, after + 8).index(")") + 1
        follows = not (_NAMING if bracketed else NOUN_TAGS).isdisjoint(tags(self._sentence, after, after + 1))
        return follows and (bracketed or self._sentence[argument.head].head.i >= after)

    def is_doer(self, number: int) -> bool:
        """Tell whether an argument, as an instrument, does things itself: a service, an action, or a tool."""
        argument = self._arguments[number]
        if any(term.type is not NodeType.CONCEPT for term in argument.terms):
            return True
        last = plain(self._sentence[argument.last - 1])
        return singular(last.rpartition(" ")[2]) in self._lexicon.tool
