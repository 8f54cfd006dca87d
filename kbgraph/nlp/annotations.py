"""What the steps leave on a Doc for each other: plain data in its `user_data`, so that it goes where the Doc goes.

A Doc of our tokenizer holds one row a sentence. All indices of tokens, characters and arguments in a row count from
the sentence's own beginning: what is said of a sentence does not depend on where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.attrs import DEP, HEAD, LEMMA, NORM, TAG
from spacy.tokens import Doc, Span

from kbgraph.limits import MOST_TOKENS
from kbgraph.model import Term
from kbgraph.nlp.arguments import Argument
from kbgraph.nlp.entity_matcher import NODE_TYPES, Match, match_from_row, match_to_row
from kbgraph.nlp.tokens import Sentence
from kbgraph.rules import TermRule

KEY = "kbgraph"

_ATTRIBUTES = [TAG, DEP, HEAD, LEMMA, NORM]

_RULES = {str(rule): rule for rule in TermRule}

Row = dict[str, Any]
"""`start`, `end` (tokens) and `offset` (characters) in the Doc, and what each step found."""


def new_row(start: int, end: int, offset: int, *, whole: bool, names: Sequence[Match]) -> Row:
    """Make the row of a sentence of tokens `start:end`; `whole` where it is all of the Doc."""
    return {
        "start": start,
        "end": end,
        "offset": offset,
        "whole": whole,
        "unparsed": "long" if end - start > MOST_TOKENS else "",
        "names": [match_to_row(match) for match in names],
        "abbreviations": [],
        "entities": [],
        "terms": [],
        "arguments": [],
        "clauses": [],
        "relations": [],
        "verbs": [],
    }


def rows(doc: Doc) -> list[Row]:
    """Give the rows of a Doc's sentences. Raises ValueError for a Doc that our tokenizer did not make."""
    try:
        found: list[Row] = doc.user_data[KEY]
    except KeyError:
        raise ValueError("this Doc was not made by kbgraph's tokenizer: make it with nlp(text)") from None
    return found


def is_unparsed(doc: Doc) -> bool:
    """Tell whether no sentence of a Doc is to be parsed."""
    return all(row["unparsed"] for row in rows(doc))


def sentences(doc: Doc) -> Iterator[tuple[Sentence, Row]]:
    """Give the tokens of each parsed sentence, counted from its own beginning, with its row."""
    for row in rows(doc):
        if not row["unparsed"] and row["start"] < row["end"]:
            yield list(cut(doc, row)), row


def cut(doc: Doc, row: Row) -> Doc:
    """Give a sentence as a Doc of its own."""
    if row["whole"]:
        return doc
    span = doc[row["start"] : row["end"]]
    spaces = [bool(token.whitespace_) for token in span]
    made = Doc(doc.vocab, words=[token.text for token in span], spaces=[*spaces[:-1], False])
    made.from_array(_ATTRIBUTES, doc.to_array(_ATTRIBUTES)[span.start : span.end])  # type: ignore[arg-type]
    return made


def span_of(doc: Doc, row: Row, term: Term, label: str = "", kb_id: str = "") -> Span:
    """Give the tokens of a term; one inside a token is shown by the whole token."""
    start, end = term.start + row["offset"], term.end + row["offset"]
    span = doc.char_span(start, end, label, kb_id=kb_id, alignment_mode="expand")
    assert span is not None
    return span


def matches_of(row: Row) -> list[Match]:
    """Give the matches that a sentence's row holds."""
    return [match_from_row(each) for each in row["names"]]


def term_to_row(term: Term) -> list[Any]:
    """Give a term as plain data."""
    return [term.start, term.end, str(term.type), term.key, term.name, str(term.rule), term.argument]


def term_from_row(row: list[Any]) -> Term:
    """Make a term of what `term_to_row` gave."""
    start, end, kind, key, name, rule, argument = row
    return Term(start, end, NODE_TYPES[kind], key, name, _RULES[rule], argument)


def argument_to_row(argument: Argument) -> list[Any]:
    """Give an argument as plain data, its terms left out: they are in the row's `terms`."""
    return [argument.first, argument.last, argument.head]


def arguments_of(row: Row) -> list[Argument]:
    """Make the arguments of a sentence of what its row holds."""
    terms: dict[int, list[Term]] = {}
    for each in row["terms"]:
        term = term_from_row(each)
        terms.setdefault(term.argument, []).append(term)
    return [
        Argument(number, first, last, head, tuple(terms[number]))
        for number, (first, last, head) in enumerate(row["arguments"])
    ]
