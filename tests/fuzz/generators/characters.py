"""Characters of Unicode, those that break programs more often than their share."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from random import Random

_ODD = (
    "\u0300\u0301\u0345\u0483\u05b0\u064b\u0e31\u20dd\ufe20\U0001e8d0",  # combining
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # directions
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2061\u115f\u3164\uffa0",  # zero width
    "\ud800\udbff\udc00\udfff\udc80\ud83d\ude00",  # surrogates
    "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff\ufffd\ufff9\ufffc",  # noncharacters and specials
    "\r\n\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\x1f",  # line ends
    "\x00\x01\x07\x08\x1a\x1b\x7f\x80\x9b\x9f",  # controls
    "\ufeff\ufffe\u00bb\u00bf\u00ef",  # byte order marks, and what is left of them
    "\u00a0\u1680\u2000\u2007\u2009\u200a\u202f\u205f\u3000\t",  # blanks
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\ufe31\ufe32\ufe58\ufe63\uff0d\u30fc",  # dashes
    "'\"`\u2018\u2019\u201c\u201d\u02bc\u2032\uff07\uff02\u00b4\u00ab\u300c",  # quotes
    "\u00df\u1e9e\u0130\u0131\u017f\u212a\u03c2\u01c5\ufb00\ufb06\u0149\u1f80\u0390",  # case in several letters
    "\ufdfa\u3300\u33a5\u2121\u00bd\u2460\u1d400\u2f00\uf900",  # that normalisation lengthens or replaces
    "\U0001f469\u200d\ufe0f\U0001f3fb\U0001f1e9\U0001f1ea\u20e3\u2764\u2705\u26a0",  # emoji
    "\u4e00\u65e5\u3002\u3042\u1100\uac00\u0e01\u0905\u0627\u05d0\u10d0\U00020000\U0001d54f",  # scripts
    "\u0660\u06f1\u0967\uff11\u00b2\u2075\u2165\u3007\U0001d7ce",  # digits
    "\u2215\u2044\u29f8\uff0f\u2024\ufe52\uff0e\uff1a\u2236\uff5c\uff3f\u203f\uff0a\uff03\uff3b",  # signs alike
    "\U000e0001\U000e0041\U000e007f\ufe00\U000e0100\ue000\U000f0000",  # tags, variations, private use
)


@cache
def assigned() -> str:
    """Give every code point that Unicode has assigned, surrogates and private use left out, in their order."""
    return "".join(
        chr(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    )


def character(rng: Random) -> str:
    """Give one character: of an odd class as often as of all that there are."""
    if rng.random() < 0.5:
        kind = _ODD[int(rng.random() * len(_ODD))]
        return kind[int(rng.random() * len(kind))]
    every = assigned()
    return every[int(rng.random() * len(every))]


def characters(rng: Random, most: int) -> str:
    """Give up to so many characters, one of them at least."""
    return "".join([character(rng) for _ in range(1 + int(rng.random() * most))])
