"""What Ladybug would let pass and should not: queries without a value, and statements that are no queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kbgraph.errors import QueryError

_NO_CODE = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL
)  # texts, quoted names, comments
_PARAMETER = re.compile(r"\$(\w+)")
_NO_QUERY = re.compile(
    r"(?:^|;)\s*((?:EXPLAIN\s+|PROFILE\s+)?(?:COPY|EXPORT|IMPORT|INSTALL|UNINSTALL|UPDATE|FORCE|LOAD|ATTACH))\b",
    re.IGNORECASE,
)  # what reads or writes files and extensions, which a database that is only read allows


def check(cypher: str, parameters: Mapping[str, Any]) -> None:
    """Raise QueryError for a parameter without a value and for a statement that is no query."""
    code = _NO_CODE.sub(" ", cypher)
    missing = sorted(set(_PARAMETER.findall(code)) - parameters.keys())
    if missing:
        raise QueryError(f"no value is given for {', '.join(f'${name}' for name in missing)}")
    found = _NO_QUERY.search(code)
    if found:
        raise QueryError(f"{found[1].upper()} is no query; a graph file is only read, with MATCH and RETURN")
