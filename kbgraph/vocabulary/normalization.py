"""The key under which names are compared: two spellings of one name have the same key."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_uppercase, digits

_PLURALS = Path(__file__).parent / "data" / "plurals.txt"
_BLANKS = re.compile("[\\s\u00a0\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+")
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\uff07", "''''")
_VENDOR = re.compile(r"^(?:amazon|aws)\s++(?=\S)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_CHARACTER = re.compile(r"\w")

_SHORTEST = 4
"""Words of fewer letters are acronyms more often than plurals: AWS, EKS, DNS."""

_ENDINGS = (
    # (ending, letters taken away, letters put in their place); the first that fits decides
    ("sses", 2, ""),
    ("ches", 2, ""),
    ("shes", 2, ""),
    ("xes", 2, ""),
    ("zzes", 2, ""),
    ("ouses", 1, ""),
    ("auses", 1, ""),
    ("uses", 2, ""),
    ("oes", 2, ""),
    ("ies", 3, "y"),
    ("ss", 0, ""),
    ("us", 0, ""),
    ("is", 0, ""),
    ("'s", 0, ""),
    ("s", 1, ""),
)


@cache
def _irregular() -> dict[str, str]:
    """Give the words whose singular the endings get wrong; in `plurals.txt` a word alone is no plural."""
    lines = _PLURALS.read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return {line[0]: line[-1] for line in words}


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Give the singular of an English noun in lower case; a word that is no plural comes back unchanged.

    An acronym written in capitals with a small s ("VPCs", "EC2 AMIs") loses the s, one that is all capitals
    ("EKS", "HTTPS") or of fewer than four letters keeps it.
    """
    if len(word) > 2 and _is_plural_acronym(word):
        word = word[:-1]
    return _singular(word.casefold())


def _is_plural_acronym(word: str) -> bool:
    """Tell whether a word ends in capitals, with or without digits, and a small s, and no letter touches these."""
    if not word.endswith("s"):
        return False
    before = word[:-1].rstrip(ascii_uppercase + digits)
    capitals = word[len(before) : -1].rstrip(digits)  # down to the last one
    touched = before[-1:].isascii() and before[-1:].isalpha()
    return bool(capitals) and (not touched or any(digit in capitals for digit in digits))


def _singular(word: str) -> str:
    tail = _LETTERS.match(word[::-1])
    if tail is None:
        return word
    start = len(word) - tail.end()
    return word[:start] + _singular_letters(word[start:])


def _singular_letters(letters: str) -> str:
    irregular = _irregular().get(letters)
    if irregular is not None:
        return irregular
    if len(letters) < _SHORTEST or not letters.endswith("s"):
        return letters
    if letters.endswith("ies") and len(letters) == _SHORTEST:
        return letters[:-1]
    for ending, taken, put in _ENDINGS:
        if letters.endswith(ending):
            return letters[: len(letters) - taken] + put
    return letters


def _fold(text: str) -> str:
    """Fold compatibility forms, hyphens, white space, quotes and "&", but not yet case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    if "&" in text:
        text = text.replace("&", " and ")
    return _BLANKS.sub(" ", text).strip()


def without_vendor(name: str) -> str:
    """Give a service's name without the "Amazon" or "AWS" that may stand before any."""
    return _VENDOR.sub("", name)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Give the key under which a name is compared.

    Compatibility forms are folded (NFKC), every kind of hyphen and white space becomes one blank, "&" is
    "and", case goes, a possessive ending goes, and the last word is put in the singular: "Dead-Letter Queues"
    and "dead letter queue" have one key. `normalise(normalise(text)) == normalise(text)`.
    """
    made = _once(text)
    while (again := _once(made)) != made:  # rare: folding case can make a new compatibility form
        made = again
    return made


def _once(text: str) -> str:
    folded = _without_possessive(_fold(text))
    head, blank, last = folded.rpartition(" ")
    return head.casefold() + blank + singular(last)


def _without_possessive(text: str) -> str:
    """Take off the possessive endings, of which a text may bear several ("the queue's's")."""
    end = len(text)
    while True:
        ending = 2 if text.endswith("'s", 0, end) else 1 if text.endswith("'", 0, end) else 0
        if not ending or not _WORD_CHARACTER.match(text[max(0, end - ending - 1) : end - ending]):
            return text[:end]
        end -= ending
