"""Damage to a text or to its bytes: what editors, conversions and half-finished copies do, and what nobody does."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz.generators.characters import character, characters

TOKENS = (
    "\r", "\n", "\r\n", "\r\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x00", "\ufeff", "\t", "    ", "\\", "`",
    "```", "~~~", "*", "**", "_", "__", "~~", "[", "]", "](", "[^", "[[", "]]", "![", "(", ")", "<", ">", "</",
    "/>", "<!--", "-->", "<?", "]]>", "<br>", "<div>", "</div>", "<script>", "<pre>", "<a name=", "<!DOCTYPE",
    "&", "&amp;", "&#", "&#x110000;", "&nbsp;", "|", "||", "|---|", "---", "***", "+++", "===", "...", "#",
    "# ", "####### ", "> ", ">", "- ", "* ", "1. ", "9999999999. ", "- [ ] ", "!!!", "!!! note", "??? ", ":::",
    "::: note", "{", "}", "{{", "}}", "{%", "%}", "{{<", ">}}", "{/*", "*/}", "{:", "%%", "$$", "import ",
    "export ", "import x from 'y'", "</>", "<A", "<A>", "</A>", "---\n", "+++\n", "title: ", "- - -", "\n\n",
    "\n    ", "\n> ", "\n- ", "[x]: ", "[^1]: ", "http://", "https://a.b/(c)", "www.", "a@b.c", "**Note**",
    "[!NOTE]", "**:**", ":", ";", ".", ". ", "?", "e.g. ", "i.e. ", "(", "\u201c", "\u2019", "\u2014", "\u2026",
    "'", '"', "\u200b", "\u00ad", "\u202e", "\u0301", "\ud800", "\udfff", "\U0001f600", "{#id}", "{.c}", "=",
    "^", "@", "~", "%", "\u00a0", "0", "s", "'s",
)  # fmt: skip
_LONGEST = 20_000  # characters; repeats of repeats would have no end
Mutation = Callable[[str, Random], str]


def _splice(text: str, rng: Random) -> str:
    first, second = _range(text, rng)
    at = int(rng.random() * (len(text) + 1))
    return text[:at] + text[first:second] + text[at:]


def _duplicate_line(text: str, rng: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = int(rng.random() * len(lines))
    lines.insert(at, lines[int(rng.random() * len(lines))])
    return "".join(lines)


def _delete(text: str, rng: Random) -> str:
    first, second = _range(text, rng)
    return text[:first] + text[second:]


def _delete_one(text: str, rng: Random) -> str:
    at = int(rng.random() * len(text))
    return text[:at] + text[at + 1 :]


def _swap(text: str, rng: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = int(rng.random() * len(lines)), int(rng.random() * len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _insert(text: str, rng: Random) -> str:
    for _ in range(1 + int(rng.random() * 4)):
        at = int(rng.random() * (len(text) + 1))
        text = text[:at] + TOKENS[int(rng.random() * len(TOKENS))] + text[at:]
    return text


def _insert_characters(text: str, rng: Random) -> str:
    at = int(rng.random() * (len(text) + 1))
    return text[:at] + characters(rng, 3) + text[at:]


def _replace_one(text: str, rng: Random) -> str:
    at = int(rng.random() * len(text))
    return text[:at] + character(rng) + text[at + 1 :]


def _truncate(text: str, rng: Random) -> str:
    at = int(rng.random() * len(text))
    return text[at:] if rng.random() < 0.3 else text[: at + 1]


def _line_ends(text: str, rng: Random) -> str:
    kind = int(rng.random() * 5)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if kind < 3:
        return plain.replace("\n", ("\r\n", "\r", "\n")[kind])
    ends = ("\n", "\r\n", "\r", "\n\r") if kind == 3 else ("\n", "\u2028", "\x85", "\x0b")
    first, *rest = plain.split("\n")
    return first + "".join([ends[int(rng.random() * 4)] + part for part in rest])


def _repeat(text: str, rng: Random) -> str:
    at = int(rng.random() * (len(text) + 1))
    unit = "".join([TOKENS[int(rng.random() * len(TOKENS))] for _ in range(1 + int(rng.random() * 3))])
    return text[:at] + unit * (1 << int(rng.random() * 8)) + text[at:]


def _repeat_line(text: str, rng: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = int(rng.random() * len(lines))
    lines[at] *= 2 + int(rng.random() * 60)
    return "".join(lines)


_MUTATIONS: tuple[Mutation, ...] = (
    _splice, _duplicate_line, _delete, _delete_one, _swap, _insert, _insert, _insert, _insert_characters,
    _replace_one, _truncate, _line_ends, _line_ends, _repeat, _repeat_line,
)  # fmt: skip


def mutated(text: str, rng: Random, most: int = 4) -> str:
    """Damage a text up to so many times, or not at all."""
    for _ in range(int(rng.random() * (most + 1))):
        if text:
            text = _MUTATIONS[int(rng.random() * len(_MUTATIONS))](text, rng)[:_LONGEST]
    return text


def damaged(text: str, rng: Random) -> bytes:
    """Write a text in some encoding, and damage its bytes up to three times."""
    data = _encoded(text, rng)
    for _ in range(int(rng.random() * 4)):
        at = int(rng.random() * (len(data) + 1))
        kind = int(rng.random() * 6)
        if kind == 0:
            data = data[:at] + bytes([int(rng.random() * 256)]) + data[at:]
        elif kind == 1:
            data = data[:at] + _RUNS[int(rng.random() * len(_RUNS))] + data[at:]
        elif kind == 2:
            data = data[:at] + data[at + 1 :]
        elif kind == 3:
            data = (
                data[:at]
                + bytes(byte ^ 1 << int(rng.random() * 8) for byte in data[at : at + 1])
                + data[at + 1 :]
            )
        elif kind == 4:
            data = data[: at + 1]
        else:
            data = (
                data[:at] + _RUNS[int(rng.random() * len(_RUNS))] * (1 << int(rng.random() * 6)) + data[at:]
            )
    return data


_RUNS = (
    b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\x00\x00", b"\xc0\x80", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"\xe9", b"\x93x\x94", b"\x80", b"\xe2\x80", b"\x1b[31m", b"\x1a", b"\xa0", b"\xc3",
    b"\x85", b"+AGE-", b"\x1b$B", b"PK\x03\x04", b"%PDF-", b"\r", b"\r\n", b"\xff\xfe\x00\x00", b"\x81\x40",
)  # fmt: skip
_ENCODINGS = (
    "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "latin-1",
    "cp1252", "cp1251", "shift_jis", "gb18030", "iso8859-2", "koi8-r",
)  # fmt: skip


def _encoded(text: str, rng: Random) -> bytes:
    encoding = _ENCODINGS[int(rng.random() * len(_ENCODINGS))]
    sound = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return sound.encode(encoding, "replace")


def _range(text: str, rng: Random) -> tuple[int, int]:
    """Choose a range, short ones oftener than long ones."""
    first = int(rng.random() * (len(text) + 1))
    return first, min(len(text), first + int(len(text) ** rng.random()))
