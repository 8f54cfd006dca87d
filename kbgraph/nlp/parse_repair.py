"""Repair the parse of each sentence, and give its tokens the base forms and plain words that rules read."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, NORM, TAG
from spacy.lookups import Lookups
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from kbgraph.limits import DEEPEST_TREE
from kbgraph.nlp.annotations import Row, rows
from kbgraph.nlp.contradictions import Arcs, mend
from kbgraph.nlp.misreadings import find_misreadings
from kbgraph.nlp.read_as import read_words
from kbgraph.nlp.tokens import VERB_TAGS, plain

if TYPE_CHECKING:
    from spacy.language import Language

    from kbgraph.relation_types import Frames

MODEL_STEPS = ("tok2vec", "tagger", "parser")
"""Steps of the model that a parse is made by."""

_ATTRIBUTES = [TAG, DEP, HEAD, LEMMA, NORM]
_PRESENT = frozenset({"VBZ", "VBP"})
_IRREGULAR = frozenset({"are", "am", "'re", "'m", "'ve", "is", "has", "was", "were"})


class ParseRepair:
    """Sets the tags, arcs, lemmas and norms of a parsed Doc.

    Each sentence of several is parsed again by itself, so that what is read of it does not depend on its neighbours.
    One whose tree is deeper than `DEEPEST_TREE` is no sentence, and is noted as such.
    """

    def __init__(self, nlp: Language, frames: Frames) -> None:
        self._nlp = nlp
        self._frames = frames
        self._lemmas: dict[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        table = np.zeros((len(doc), len(_ATTRIBUTES)), dtype="uint64")
        table[1:, _ATTRIBUTES.index(HEAD)] = np.int64(-1).astype(
            "uint64"
        )  # blanks hang on what stands before
        read = read_words(doc)
        for row in rows(doc):
            if not row["unparsed"]:
                columns = self._repaired(doc, row, read[row["start"] : row["end"]])
                if columns is not None:
                    table[row["start"] : row["end"]] = columns
        if len(doc):
            doc.from_array(_ATTRIBUTES, table)  # type: ignore[arg-type]
        return doc

    def _repaired(self, doc: Doc, row: Row, read: list[str]) -> np.ndarray | None:
        """Give the attributes of a sentence's tokens; None where its tree is too deep."""
        span = list(doc[row["start"] : row["end"]])
        words = [plain(token) for token in span]
        spaces = [bool(token.whitespace_) for token in span]
        if not row["whole"]:
            spaces[-1] = False  # what stands after the sentence is none of its features
        parsed = doc if row["whole"] else self._parse(read, spaces)
        arcs = self._arcs(parsed, words)
        if _depth(arcs.heads) > DEEPEST_TREE:
            row["unparsed"] = "deep"
            return None
        lemmas = self._mended(arcs, read)
        norms = [word.casefold() for word in words]
        for misreading in find_misreadings(norms, arcs.tags, lemmas, self._frames):
            again = [misreading.familiar if at == misreading.token else word for at, word in enumerate(read)]
            other = self._arcs(self._parse(again, spaces), words)
            other_lemmas = self._mended(other, again)
            other_lemmas[misreading.token] = misreading.lemma
            if other.tags[misreading.token] in _PRESENT and other.has(misreading.token, frozenset({"nsubj"})):
                arcs, lemmas = other, other_lemmas
                break
        add = doc.vocab.strings.add
        columns = (arcs.tags, arcs.deps, lemmas, norms)
        tags, deps, bases, plains = ([add(each) for each in column] for column in columns)
        heads = [head - at for at, head in enumerate(arcs.heads)]
        table = np.empty((len(words), len(_ATTRIBUTES)), dtype="uint64")
        for at, column in enumerate((tags, deps, np.array(heads, "int64").astype("uint64"), bases, plains)):
            table[:, at] = column
        return table

    def _parse(self, words: Sequence[str], spaces: Sequence[bool]) -> Doc:
        """Let the model parse words."""
        doc = Doc(self._nlp.vocab, words=list(words), spaces=list(spaces))
        for name, step in self._nlp.pipeline:
            if name in MODEL_STEPS:
                doc = step(doc)
        return doc

    def _arcs(self, parsed: Doc, words: list[str]) -> Arcs:
        """Give the tags and arcs of a parse."""
        strings = parsed.vocab.strings
        table = parsed.to_array([TAG, DEP, HEAD])
        heads = table[:, 2].astype("int64") + np.arange(len(words))
        tags, deps = ([strings[each] for each in table[:, at].tolist()] for at in (0, 1))
        return Arcs(words, tags, deps, heads.tolist())

    def _mended(self, arcs: Arcs, read: list[str]) -> list[str]:
        """Mend arcs, and give the base forms of their tokens."""
        mend(arcs)
        return [
            self._lemma(read[at], tag) if tag in VERB_TAGS else arcs.words[at].casefold()
            for at, tag in enumerate(arcs.tags)
        ]

    def _lemma(self, word: str, tag: str) -> str:
        """Give a verb's base form by the model's own rules and exceptions, each form looked up once."""
        lower = word.lower()
        if tag == "VB" or (tag == "VBP" and lower not in _IRREGULAR):
            return lower
        if lower not in self._lemmas:
            token = Doc(self._nlp.vocab, words=[word])[0]
            token.pos_ = "VERB"
            self._lemmas[lower] = self._lemmatizer.rule_lemmatize(token)[0]
        return self._lemmas[lower]

    @cached_property
    def _lemmatizer(self) -> Lemmatizer:
        """The model's own, with its words in sets: it looks through its list of verbs for every form."""
        made = copy(self._nlp.get_pipe("lemmatizer"))
        assert isinstance(made, Lemmatizer)
        tables = {name: made.lookups.get_table(name) for name in made.lookups.tables}
        made.lookups, made.cache = Lookups(), {}
        for name, table in tables.items():
            words = {pos: frozenset(each) for pos, each in table.items()} if name == "lemma_index" else table
            made.lookups.add_table(name, words)
        return made


def _depth(heads: list[int]) -> int:
    """Count the steps from the deepest token of a tree to its root."""
    depths = [0] * len(heads)  # of those that are known; a root's is 0 and need not be
    for token in range(len(heads)):
        path = []
        while not depths[token] and heads[token] != token:
            path.append(token)
            token = heads[token]
        for steps, passed in enumerate(reversed(path), depths[token] + 1):
            depths[passed] = steps
    return max(depths, default=0)
