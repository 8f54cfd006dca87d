"""Let only queries through to Neo4j that work on the graph: no files, no URLs, no users, nothing of others.

The server is asked for the plan (`EXPLAIN` runs nothing), which is held against a closed list. This guards
`kbgraph query` and no more: the community edition has no roles, so whoever has the password may do everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from exports.neo4j.allowed import (
    ADMINISTRATION,
    FUNCTIONS,
    READ_PROCEDURES,
    READS,
    WRITE_PROCEDURES,
    WRITES,
)
from exports.statement import Token, called, check_no_plan, single
from kbgraph.errors import QueryError

if TYPE_CHECKING:
    import neo4j

EXPLAIN = "EXPLAIN\n"  # on a line of its own, so that what the server shows of the query is the query's
_ESCAPED = re.compile(r"\\u+([0-9a-fA-F]{4})")
_POSITION = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")
_WRITES = "this writes, and queries may only read; --write allows it"
_GUARD = "kbgraph query works on the graph only, not on files, URLs, users, settings or what others run"


def check(cypher: str) -> bool:
    r"""Raise QueryError for what is no single query or calls what is not on the lists; tell whether it only shows.

    Neo4j takes `\uXXXX` for a character before or after it takes the statement apart, by its release: both count.
    """
    shows = True
    for text in (cypher, _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cypher)):
        found = _without_options(single(text))
        check_no_plan(found)
        for name in called(found):
            if name.lower() not in FUNCTIONS | READ_PROCEDURES.keys() | WRITE_PROCEDURES.keys():
                raise QueryError(f"{name} may not be called; {_GUARD}")
        shows = shows and bool(found) and found[0].is_word("SHOW")
    return shows


def check_plan(
    session: neo4j.Session, cypher: str, parameters: Mapping[str, Any], *, write: bool, shows: bool
) -> None:
    """Raise QueryError where the plan of a query holds what is not on the lists."""
    plan = session.run(f"{EXPLAIN}{cypher}", dict(parameters)).consume().plan
    if plan is None:
        raise QueryError("the server gives no plan of this query, so it is not run")
    check_operators(plan, write=write, shows=shows)


def check_operators(plan: Mapping[str, Any], *, write: bool, shows: bool) -> None:
    """Raise QueryError where a plan holds what is not on the lists; `shows`: the statement begins with SHOW."""
    found = list(_operators(plan))
    for operator, details in found:
        if operator not in READS | WRITES and not (operator == ADMINISTRATION and shows):
            raise QueryError(f"{operator} is not among what a query may do; {_GUARD}")
        if operator == "ProcedureCall":
            _check_procedure(details.partition("(")[0].strip(), write=write)
    if not write and any(operator in WRITES for operator, _ in found):
        raise QueryError(_WRITES)


def original(message: str) -> str:
    """Give a message on a query as the server would give it without `EXPLAIN` before it."""
    return _POSITION.sub(_moved, message)


def _moved(match: re.Match[str]) -> str:
    line, column, offset = map(int, match.groups())
    return f"(line {max(line - 1, 1)}, column {column} (offset: {max(offset - len(EXPLAIN), 0)}))"


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give every operator of a plan with its details."""
    left = [plan]
    while left:
        each = left.pop()
        name = str(each.get("operatorType", "")).partition("@")[0].partition("(")[0]
        yield name.removeprefix("Partitioned"), str((each.get("args") or {}).get("Details", ""))
        left += each.get("children") or ()


def _check_procedure(name: str, *, write: bool) -> None:
    known = name.replace("`", "").lower()
    if known in READ_PROCEDURES:
        return
    if known not in WRITE_PROCEDURES:
        raise QueryError(f"the procedure {name or '?'} may not be called; {_GUARD}")
    if not write:
        raise QueryError(_WRITES)


def _without_options(found: Sequence[Token]) -> Sequence[Token]:
    """Leave out what may stand before a statement: CYPHER with a version and `name=value`."""
    if not found[0].is_word("CYPHER"):
        return found
    at = 1
    while at < len(found):
        if found[at].kind == "sign":
            at += 1
        elif at + 1 < len(found) and found[at + 1].text == "=":
            at += 3
        else:
            break
    return found[at:]
