"""JSON text of a value: always the same characters for the same value, and nothing lost on the way."""

from __future__ import annotations

import json

import orjson

_EXACT = json.JSONEncoder(allow_nan=False, sort_keys=True, separators=(",", ":"))


def to_json(value: object) -> str:
    """Give compact JSON with sorted keys.

    Raises ValueError for a number that is not finite and TypeError for what JSON can't hold.
    """
    try:
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a lone surrogate, or an integer over 64 bits: the standard library writes both
        return _EXACT.encode(value)
    # orjson writes a number that is not finite as null, and the standard library refuses it.
    return text.decode() if b"null" not in text else _EXACT.encode(value)
