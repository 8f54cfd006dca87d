"""Text for a terminal: untrusted characters made visible, lines put together and printed.

What a knowledge base says reaches the screen as plain characters only. Nothing in it can move the cursor,
colour the screen, turn the direction of writing or be read as markup.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d\u00ad")  # part of how words of some scripts are written

Part = str | tuple[str, str]
"""A piece of a line: plain text, or text with a style."""


def safe(text: str) -> str:
    """Show every control, format and line character as its escape, and give the rest unchanged.

    White space becomes one blank, so that a name or a sentence stays on its line.
    """
    if text.isprintable() and "  " not in text:
        return text
    return "".join(_visible(each) for each in " ".join(text.split()))


def visible(text: str, *, keep: str = "") -> str:
    """Show every control, format and line character as its escape, but those to keep; white space stays."""
    if text.isprintable():
        return text
    return "".join(each if each in keep else _visible(each) for each in text)


def json_visible(text: str) -> str:
    r"""Write the same characters of a JSON text as `\uXXXX`, which gives the same values."""
    if text.isprintable():
        return text
    return "".join(each if _visible(each) == each else _json_escape(each) for each in text)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _INVISIBLE or character in _JOINERS:
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def shorten(text: str, width: int) -> str:
    """Cut a text at a word so that it takes no more than `width` characters, and say so with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[width // 2 :] else cut).rstrip(" ,;:") + "…"


def line(*parts: Part) -> Text:
    """Put a line together; every part is made safe, none is read as markup."""
    pieces = ((part, "") if isinstance(part, str) else part for part in parts)
    return Text.assemble(*((_keep_indent(text), style) for text, style in pieces), end="")


def _keep_indent(text: str) -> str:
    """Make a part safe without losing the blanks at its ends, which lay the line out."""
    stripped = text.strip(" ")
    if not stripped:
        return text
    start = text.index(stripped)
    return text[:start] + safe(stripped) + text[start + len(stripped) :]


def console(stream: TextIO | None = None) -> Console:
    """Open a console on a stream (standard output): colours only on a terminal, lines never folded."""
    stream = stream or sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    return Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=True)


def show(lines: Iterable[Text], stream: TextIO | None = None) -> None:
    """Print lines."""
    where = console(stream)
    for each in lines:
        where.print(each)


def number(count: float) -> str:
    """Write a count with its thousands apart."""
    return f"{count:,}"


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """Write a count with its noun."""
    return f"{number(count)} {noun if count == 1 else nouns or noun + 's'}"
