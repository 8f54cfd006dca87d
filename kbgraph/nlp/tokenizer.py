"""Make tokens of a text: each name of the vocabulary is one, and the rest is spaCy's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.util import registry

from kbgraph.nlp.annotations import KEY, new_row
from kbgraph.nlp.entity_matcher import Match, Matcher
from kbgraph.nlp.identifiers import find_identifiers, load_apis
from kbgraph.nlp.read_as import set_read_as
from kbgraph.nlp.tokens import PLAIN
from kbgraph.reading.sentences import sentence_ranges
from kbgraph.schema import NodeType
from kbgraph.vocabulary import Vocabulary
from kbgraph.vocabulary.model import vocabulary_from_record, vocabulary_record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

NAME = "kbgraph.Tokenizer.v1"

_SIGNS = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Arrows, symbols and emoji, which models take for letters of the word that they stand beside."""

_LONG_RUN = re.compile(r"\S{400}(?=\S)")
"""Characters without a blank after which a text is cut: the tokenizer looks at such a run anew for every sign in it."""

_FAMILIAR_NAME = "Amazon"

Token = tuple[int, int, str, bool]
"""Where a token starts and ends, what the model reads, and whether a blank follows."""


class Tokenizer:
    """Makes Docs of texts. `doc.text` is the text; the names that were found are noted for the steps."""

    def __init__(self, vocab: Vocab, base: Callable[[str], Doc], vocabulary: Vocabulary) -> None:
        self.vocab = vocab
        self.base = base
        self.set_vocabulary(vocabulary)

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Find the names of another vocabulary from now on."""
        self.vocabulary = vocabulary
        self._matcher = Matcher(vocabulary)
        self._apis = load_apis()

    def __call__(self, text: str) -> Doc:
        """Make a Doc of a text of any number of sentences."""
        return self._make(text, _stripped(text, sentence_ranges(text)))

    def one_sentence(self, text: str) -> Doc:
        """Make a Doc of a text that is one sentence, whatever marks it holds: a heading, an item, a cell."""
        return self._make(text, [(0, len(text))])

    def find_names(self, text: str) -> list[Match]:
        """Give the vocabulary's names and the identifiers in a text, by their start."""
        plain = _plain(text)
        found = [*self._matcher.find(plain), *find_identifiers(plain, self._apis)]
        return sorted(found, key=lambda match: (match.start, -match.end, match.id))

    def _make(self, text: str, ranges: list[tuple[int, int]]) -> Doc:
        made = _Words()
        found, at = [], 0
        for start, end in ranges:
            made.add_gap(text[at:start])
            sentence, first = text[start:end], len(made.words)
            names = self.find_names(sentence)
            made.add(sentence, self._tokens(sentence, names))
            found.append(new_row(first, len(made.words), start, whole=sentence == text, names=names))
            at = end
        made.add_gap(text[at:])
        doc = Doc(self.vocab, words=made.words, spaces=made.spaces)
        doc.user_data[KEY] = found
        if made.read != made.words:
            set_read_as(doc, made.read)
        return doc

    def _tokens(self, text: str, names: list[Match]) -> list[Token]:
        plain = _plain(text)
        read_as = _read_as(plain, names)
        tokens: list[Token] = []
        for start, token in self._plain_tokens(plain):
            end = start + len(token.text)
            if tokens and start < tokens[-1][1]:  # inside a name
                begin, before, word, _ = tokens[-1]
                tokens[-1] = (begin, max(before, end), word, bool(token.whitespace_))
                continue
            name_end, word = read_as.get(start, (end, token.text))
            tokens.append((start, max(end, name_end), word, bool(token.whitespace_)))
        return tokens

    def _plain_tokens(self, text: str) -> Iterator[tuple[int, Any]]:
        """Give the model's tokens of a text, and where each starts."""
        cuts = [0, *(match.end() for match in _LONG_RUN.finditer(text)), len(text)]
        for first, last in pairwise(cuts):
            for token in self.base(text[first:last]):
                yield first + token.idx, token

    # --- as spaCy saves and loads it ---------------------------------------------------------------------

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Give it with its vocabulary as bytes."""
        base = self.base.to_bytes(exclude=exclude)  # type: ignore[attr-defined]
        return json.dumps([base.hex(), vocabulary_record(self.vocabulary)]).encode("ascii")

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> Tokenizer:
        """Become what `to_bytes` gave."""
        base, record = json.loads(data)
        self.base.from_bytes(bytes.fromhex(base), exclude=exclude)  # type: ignore[attr-defined]
        self.set_vocabulary(vocabulary_from_record(record))
        return self

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        """Write it with its vocabulary to a file."""
        Path(path).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> Tokenizer:
        """Become what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes(), exclude=exclude)


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Give what makes the tokenizer of a pipeline, around its language's own; the registered tokenizer."""

    def make(nlp: Language) -> Tokenizer:
        from spacy.language import create_tokenizer

        return Tokenizer(nlp.vocab, create_tokenizer()(nlp), Vocabulary({}))

    return make


registry.tokenizers(NAME, func=make_tokenizer)


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", text.translate(PLAIN))


def _stripped(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give ranges without the blanks at their ends."""
    found = []
    for start, end in ranges:
        words = text[start:end].strip()
        begin = text.index(words, start) if words else end
        found.append((begin, begin + len(words)))
    return found


class _Words:
    """The words of a Doc as they are put together, and what the model reads in place of each."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.read: list[str] = []

    def add(self, text: str, tokens: list[Token]) -> None:
        """Add the tokens of a sentence; a blank that is not the plain one belongs to the token before it."""
        for start, end, word, blank in tokens:
            space = blank and text[end : end + 1] == " "
            written = text[start : end + (blank and not space)]
            self.words.append(written)
            self.read.append(word)
            self.spaces.append(space)

    def add_gap(self, blanks: str) -> None:
        """Add what stands between sentences."""
        if self.words and blanks[:1] == " ":
            self.spaces[-1], blanks = True, blanks[1:]
        if blanks:
            self.words.append(blanks)
            self.read.append(blanks)
            self.spaces.append(False)


def _read_as(text: str, matches: list[Match]) -> dict[int, tuple[int, str]]:
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
            several = " " in text[match.start : match.end]
            if several and last.isalpha() and not last.endswith("ing") and not within:
                names.setdefault(match.start, (match.end, last))
        elif match.evidence != "initial":
            names[match.start] = (match.end, last if match.plural else _FAMILIAR_NAME)
    return names
