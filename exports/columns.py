"""The typed columns of GraphML and GEXF: which properties there are, and how a row of them is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from exports.jsontext import to_json
from exports.ordered import present
from kbgraph import schema
from kbgraph.errors import OutputError

if TYPE_CHECKING:
    from exports.ordered import Attributes

Kind = Literal["string", "integer", "number", "boolean", "json"]
"""What a column holds; "json" is a list or a mapping, written as JSON text."""

_TABLES = (
    schema.COMMON_NODE,
    schema.COMMON_EDGE,
    schema.RELATION_PROPERTIES,
    *schema.NODE_PROPERTIES.values(),
    *schema.STRUCTURE_PROPERTIES.values(),
)
_NUMBERS = frozenset(name for table in _TABLES for name, kind in table.items() if kind == "number")


@dataclass(frozen=True, slots=True)
class Column:
    """A property as the file declares it."""

    name: str
    kind: Kind
    number: int  # in the order of names, from 0


def columns(rows: Iterable[Attributes], *, without: frozenset[str] = frozenset()) -> dict[str, Column]:
    """Find the properties that rows hold and what kind fits all their values; by name, sorted."""
    shapes = {(tuple(row), tuple(map(type, row.values()))) for row in rows}
    types: dict[str, set[type]] = {}
    for names, value_types in shapes:
        for name, value_type in zip(names, value_types, strict=True):
            if value_type is not type(None) and name not in without:
                types.setdefault(name, set()).add(value_type)
    return {name: Column(name, _kind(name, types[name]), number) for number, name in enumerate(sorted(types))}


def _kind(name: str, types: set[type]) -> Kind:
    if types == {bool}:
        return "boolean"
    if all(issubclass(one, int) and one is not bool for one in types):
        return "number" if name in _NUMBERS else "integer"
    if all(issubclass(one, (int, float)) and one is not bool for one in types):
        return "number"
    return "string" if all(issubclass(one, str) for one in types) else "json"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to do for all rows with the same names."""

    template: str
    texts: tuple[str, ...]  # names of string columns, which stand first
    others: tuple[tuple[str, Callable[[Any], str]], ...]  # names of the others, and how each is written


def cells(
    columns: Mapping[str, Column],
    opening: Callable[[Column], str],
    closing: str,
    escape: Callable[[str], str],
) -> Callable[[Attributes, str], str]:
    """Make the function that writes a row's values, each between opening and closing, strings first.

    It takes the row and whose it is; None is left out. Escaping is the cost of it, so a row's texts are
    looked through in one go, and one by one only where something was found.
    """
    encoders = _encoders(escape)
    plans: dict[tuple[str, ...], _Plan] = {}

    def plan_for(names: Iterable[str]) -> _Plan:
        used = [columns[name] for name in sorted(names) if name in columns]
        used.sort(key=lambda column: column.kind != "string")
        return _Plan(
            "".join(opening(column).replace("%", "%%") + "%s" + closing for column in used),
            tuple(column.name for column in used if column.kind == "string"),
            tuple((column.name, encoders[column.kind]) for column in used if column.kind != "string"),
        )

    def write(row: Attributes, owner: str) -> str:
        if None in row.values():
            row = present(row)
        names = tuple(row)
        plan = plans.get(names)
        if plan is None:
            plan = plans[names] = plan_for(names)
        texts = [row[name] for name in plan.texts]
        joined = "".join(texts)
        if escape(joined) is not joined:
            texts = [escape(text) for text in texts]
        try:
            others = [encode(row[name]) for name, encode in plan.others]
        except (ValueError, TypeError, OverflowError) as error:
            raise OutputError(f"{owner}: a property can't be written: {error}") from error
        return plan.template % (*texts, *others)

    return write


def _encoders(escape: Callable[[str], str]) -> dict[Kind, Callable[[Any], str]]:
    return {
        "integer": _integer,
        "number": _number,
        "boolean": {False: "false", True: "true"}.__getitem__,
        "json": lambda value: escape(to_json(value)),
    }


def _integer(value: int) -> str:
    if not -(2**63) <= value < 2**63:
        raise ValueError(f"an integer of {value.bit_length()} bits stands where 64 are the most")
    return int.__repr__(value)


def _number(value: float) -> str:
    text = float.__repr__(float(value))
    if text[-1] in "fn":
        raise ValueError(f"{text} stands where a finite number should")
    return text
