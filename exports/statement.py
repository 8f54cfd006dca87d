"""What stands in a Cypher statement outside of its texts and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kbgraph.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<blank>\s++ | //[^\n\r]*+ | /\*(?:[^*]|\*(?!/))*+(?:\*/)?)
    | (?P<text>'(?:\\.|[^'\\])*+'? | "(?:\\.|[^"\\])*+"?)
    | (?P<name>`(?:[^`]|``)*+`?)
    | (?P<parameter>\$\w++)
    | (?P<word>[^\W\d]\w*+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLANS = ("EXPLAIN", "PROFILE")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted name, a parameter, a text, or a sign of one character."""

    kind: str
    text: str  # a quoted name without its quotes, a parameter without its `$`

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of some key words."""
        return self.kind == "word" and self.text.upper() in words

    @property
    def is_name(self) -> bool:
        return self.kind in ("word", "name")


_DOT, _OPENING, _SEMICOLON = (Token("sign", each) for each in ".(;")


def tokens(cypher: str) -> list[Token]:
    """Take a statement apart, without blanks and comments."""
    return [_token(match) for match in _TOKEN.finditer(cypher) if match.lastgroup != "blank"]


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "", match[0]
    if kind == "name":
        return Token(kind, text[1:].removesuffix("`").replace("``", "`"))
    return Token(kind, text[1:] if kind == "parameter" else text)


def single(cypher: str) -> list[Token]:
    """Give the tokens of a query that is one statement; a semicolon at its end is left out.

    Raises QueryError for none, for several, and for one that asks for a plan.
    """
    found = tokens(cypher)
    if found and found[-1] == _SEMICOLON:
        found.pop()
    if not found:
        raise QueryError("the query is empty")
    if _SEMICOLON in found:
        raise QueryError("these are several statements; ask one at a time")
    check_no_plan(found)
    return found


def check_no_plan(found: Sequence[Token]) -> None:
    """Raise QueryError where a statement asks for a plan."""
    if found and found[0].is_word(*_PLANS):
        raise QueryError(f"{found[0].text.upper()} gives a plan and no rows; ask without it")


def called(found: Sequence[Token]) -> Iterator[str]:
    """Give the dotted names that stand before a bracket: of functions with a namespace, and of procedures."""
    name: list[str] = []
    for each in found:
        if each.is_name and (not name or name[-1] == "."):
            name.append(each.text)
        elif each == _DOT and name and name[-1] != ".":
            name.append(".")
        else:
            if each == _OPENING and "." in "".join(name):
                yield "".join(name)
            name = [each.text] if each.is_name else []
