"""Answer Cypher, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import orjson
from rich.cells import cell_len
from rich.text import Text

from kbgraph.errors import SettingError
from pipelines.terminal import json_visible, line, number, safe, shorten, show, visible

if TYPE_CHECKING:
    from exports.answer import Answer

Shape = Literal["table", "json", "csv"]
_WIDTH = 100  # of a cell; what is longer is cut in tables only
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one


def parameters(given: Sequence[str]) -> dict[str, Any]:
    """Take `name=value` apart; a value that is JSON is read as such, any other is text."""
    found: dict[str, Any] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name:
            raise SettingError(f"a parameter is given as NAME=VALUE, not {each!r}")
        try:
            found[name] = orjson.loads(value)
        except ValueError:
            found[name] = value
    return found


def print_answer(answer: Answer, shape: Shape) -> None:
    """Print the rows; a cut is said on standard error."""
    if shape == "table":
        show(table_lines(answer))
    else:
        text = as_json(answer) if shape == "json" else as_csv(answer)
        sys.stdout.write(text)
    if answer.cut:
        said = f"more rows than {number(len(answer.rows))}; --limit shows more, --limit 0 all"
        show([line(said)], sys.stderr)


def as_json(answer: Answer) -> str:
    r"""Give a JSON array with one object a row; what would be invisible or move a terminal is `\uXXXX`."""
    rows = [
        json_visible(orjson.dumps(dict(zip(answer.columns, row, strict=True))).decode())
        for row in answer.rows
    ]
    return "[" + ",\n ".join(rows) + "]\n"


def as_csv(answer: Answer) -> str:
    r"""Give CSV with a header; lists and mappings as JSON, and nothing that a spreadsheet takes for a formula.

    Control characters and marks that turn the direction of writing become escapes such as `\x1b`, but not line
    breaks and tabs inside of a cell. JSON is what gives every character back.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_harmless, answer.columns))
    writer.writerows([_harmless(value) for value in row] for row in answer.rows)
    return text.getvalue()


def _harmless(value: Any) -> str:
    text = visible(_text(value), keep="\n\t")
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA) else text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return orjson.dumps(value).decode() if isinstance(value, bool | list | Mapping) else str(value)


def table_lines(answer: Answer) -> Iterator[Text]:
    """Give a line for the header and one a row, the columns under each other."""
    if not answer.columns:  # of a query that only writes
        return
    rows = [[shorten(safe(_text(value)), _WIDTH) for value in row] for row in answer.rows]
    header = [safe(column) for column in answer.columns]
    widths = [max(map(cell_len, cells)) for cells in zip(header, *rows, strict=True)]
    yield line(*((cell, "bold") for cell in _padded(header, widths)))
    for row in rows:
        yield line(*_padded(row, widths))


def _padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    *others, last = zip(cells, widths, strict=True)
    return [*(cell + " " * (width - cell_len(cell) + 2) for cell, width in others), last[0]]
