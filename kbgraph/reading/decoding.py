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
_DAMAGE_SHARE = 0.3  # of the non-ASCII runs that may break UTF-8 in a file that still counts as UTF-8
_SAMPLE = 20_000  # bytes that the detection looks at
_WESTERN_RUN = 2  # bytes beyond ASCII that stand together in a Western text, at most
_OTHER_SHARE = 0.1  # of the runs that may be longer
_NOT_WESTERN = re.compile("\\w[\u00b9\u00b3\u00bf\u00a3\u00a5\u00be\u00bc]\\w|\u00ec\\w|[\u00fe\u00f0]")
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
    return text.translate(
        _STRAY
    ), f"utf-8 with {stray} stray {'byte' if stray == 1 else 'bytes'} read as cp1252"


def _decode_detected(data: bytes) -> tuple[str, str]:
    """Decode in the encoding that fits a sample; in Windows-1252 where that may be Western."""
    high = re.search(rb"[\x80-\xff]", data)
    first = high.start() if high else 0
    sample = data[max(0, first - 200) : first + _SAMPLE]
    best = None if _is_western(sample) else from_bytes(sample, cp_exclusion=["cp1252", "latin_1"]).best()
    for encoding in ([best.encoding] if best is not None else []) + ["cp1252"]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _is_western(sample: bytes) -> bool:
    """Tell whether a sample reads as Windows-1252: single letters with accents and typographic marks.

    The detection prefers Central European encodings even for French and German. In other scripts the bytes
    beyond ASCII stand in runs; in Central European texts they are signs inside words when read as
    Windows-1252.
    """
    runs = re.findall(rb"[\x80-\xff]+", sample)
    if sum(len(run) > _WESTERN_RUN for run in runs) > _OTHER_SHARE * len(runs):
        return False
    try:
        return _NOT_WESTERN.search(sample.decode("cp1252")) is None
    except UnicodeDecodeError:
        return False
