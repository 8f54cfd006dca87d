"""Let only queries through to Ladybug that read the graph, and nothing else.

Ladybug opens files while it makes a plan, and a call of some functions ends the process, so words come first:
how a statement begins, and what it calls. Then the plan itself is held against the closed list. The engine
plans one statement at most, so nothing is run that was not checked.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from exports.embedded.allowed import FIRST_WORDS, FUNCTIONS, OPERATORS
from exports.statement import Token, single
from kbgraph.errors import QueryError

if TYPE_CHECKING:
    import ladybug

_OPERATOR = re.compile(r"│[ ]*+([A-Za-z_]++)\[\d++\][ ]*+(?=│)")  # a box of the plan: │ SCAN_NODE_TABLE[0] │
_FUNCTION = re.compile(r"│[ ]*+Function:[ ]*+([^│]*?)[ ]*(?=│)")
_READ_ONLY = "a graph file is only read, with MATCH and RETURN"


def check(cypher: str, parameters: Mapping[str, Any]) -> None:
    """Raise QueryError for a parameter without a value and for a statement that is no query."""
    found = single(cypher)
    missing = sorted({each.text for each in found if each.kind == "parameter"} - parameters.keys())
    if missing:
        raise QueryError(f"no value is given for {', '.join(f'${name}' for name in missing)}")
    if not found[0].is_word(*FIRST_WORDS):
        raise QueryError(f"{found[0].text.upper()} is no query; {_READ_ONLY}")
    for each, then, after in zip(found, [*found[1:], _END], [*found[2:], _END, _END], strict=True):
        _check_words(each, then, after)


def check_plan(connection: ladybug.Connection, cypher: str, parameters: Mapping[str, Any]) -> None:
    """Raise QueryError where the plan of a query holds what is not on the lists; RuntimeError where it has none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        prepared = connection.prepare(cypher, dict(parameters))  # refuses several statements
    if not prepared.is_success():
        raise RuntimeError(prepared.get_error_message())
    result = connection.execute(f"EXPLAIN {cypher}", dict(parameters))
    for each in result if isinstance(result, list) else [result]:
        row = each.get_next()
        check_operators(str(row[0] if isinstance(row, Sequence) else row))


def check_operators(plan: str) -> None:
    """Raise QueryError where a plan, as it is drawn, holds what is not on the lists."""
    operators = _OPERATOR.findall(plan)
    functions = [name.upper() for name in _FUNCTION.findall(plan)]
    if not operators or operators.count("TABLE_FUNCTION_CALL") > len(functions):
        raise QueryError("the plan of this query can't be read, so it is not run")
    for name in operators:
        if name not in OPERATORS:
            raise QueryError(f"{name} is not among what a query may do; {_READ_ONLY}")
    for name in functions:
        if name not in FUNCTIONS:
            raise QueryError(_not_allowed(name))


_END = Token("end", "")


def _check_words(each: Token, then: Token, after: Token) -> None:
    if each.is_word("LOAD") and (then.is_word("FROM") or (then.is_word("WITH") and after.is_word("HEADERS"))):
        raise QueryError(f"LOAD FROM is no query; {_READ_ONLY}")
    if not each.is_word("CALL") or not then.is_name:
        return
    if after.text == "=":
        raise QueryError(f"CALL {then.text} = … is a setting and no query; {_READ_ONLY}")
    if after.text == "(" and then.text.upper() not in FUNCTIONS:
        raise QueryError(_not_allowed(then.text))


def _not_allowed(name: str) -> str:
    known = ", ".join(sorted(each.lower() for each in FUNCTIONS if each != "READ_FTABLE"))
    return f"the function {name} may not be called; a graph file is only read. Known are {known}"
