"""Bytes to text, with the encoding that fits."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kbgraph.errors import InputError

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_DAMAGE_SHARE = 0.1  # of the non-ASCII runs that may break UTF-8 in a file that still counts as UTF-8
_SAMPLE = 100_000  # bytes that the detection looks at
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def decode(data: bytes, *, path: str | None = None) -> tuple[str, str]:
    """Decode a file's bytes and name the encoding; a byte order mark stays as one character.

    A few bytes that break UTF-8 are read as Windows-1252, and the name says how many.
    Raises `InputError` for a binary file.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if is_binary(data):
        raise InputError("a binary file, expected text", path=path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_damaged(data) or _decode_detected(data)


def is_binary(data: bytes) -> bool:
    """Tell a binary file by its first bytes, a NUL, or too many control characters."""
    if data.startswith(_BINARY_STARTS) or b"\0" in data:
        return True
    sample = data[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * len(sample)


def _decode_damaged(data: bytes) -> tuple[str, str] | None:
    """Decode as UTF-8 with stray bytes, or give None where these are too many for that."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(re.findall("[\udc80-\udcff]", text))
    sound = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    if stray > _DAMAGE_SHARE * (stray + sound):
        return None
    return text.translate(_STRAY), f"utf-8 with {stray} stray bytes read as cp1252"


def _decode_detected(data: bytes) -> tuple[str, str]:
    first = next(i for i, byte in enumerate(data) if byte > 0x7F)
    best = from_bytes(data[max(0, first - 1000) : first + _SAMPLE]).best()
    names = [best.encoding] if best is not None else []
    for encoding in (*names, "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"
