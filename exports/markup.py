"""Text that XML 1.0 can hold, for GraphML and GEXF.

XML has no way to write most control characters, lone surrogates, U+FFFE and U+FFFF, not even as `&#1;`. They
are written as `_xHHHH_`, four upper-case hexadecimal digits, and an underscore before anything that looks
like such an escape as `_x005F_`: as spreadsheets do it (ECMA-376, 22.9.2.19, ST_Xstring). `decode` undoes it.
"""

from __future__ import annotations

import re
from collections.abc import Container

_UNWRITABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_IN_CONTENT = re.compile(f"[&<>\r{_UNWRITABLE}]|_(?=x[0-9A-F]{{4}})")
_IN_ATTRIBUTE = re.compile(f"[&<>\t\n\r{_UNWRITABLE}]|_(?=x[0-9A-F]{{4}})")
_ESCAPED = re.compile("_x([0-9A-F]{4})_")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}


def content(text: str) -> str:
    """Escape text that stands between tags."""
    return _IN_CONTENT.sub(_escape, text) if _IN_CONTENT.search(text) else text


def attribute(text: str) -> str:
    """Escape text that stands in a double-quoted attribute."""
    if _IN_ATTRIBUTE.search(text):
        text = _IN_ATTRIBUTE.sub(_escape, text)
    return text.replace('"', "&quot;") if '"' in text else text  # many in JSON, so not left to the pattern


def property_name(name: str, taken: Container[str]) -> str:
    """Escape a property's name for an attribute; one that the format needs for itself is escaped too."""
    return f"_x{ord(name[0]):04X}_{attribute(name[1:])}" if name in taken else attribute(name)


def decode(text: str) -> str:
    """Undo the escapes of what XML can't hold, in text that an XML parser gave."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ENTITIES.get(character) or f"_x{ord(character):04X}_"
