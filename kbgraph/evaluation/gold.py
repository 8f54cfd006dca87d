"""Gold files: passages with the mentions that a person marked in them.

A file is JSON Lines, one passage a line, or (any other suffix than `.jsonl`) marked text: see `marked`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from reprlib import Repr
from typing import Any, TypeGuard, cast

from kbgraph.errors import GoldFileError
from kbgraph.evaluation.marked import read_marked
from kbgraph.evaluation.passages import TYPES, Fault, GoldMention, GoldPassage, MentionType

_FAULTS = 100  # of a file that are told
_WRITER = Repr()
_WRITER.maxstring = _WRITER.maxother = _WRITER.maxlong = 200
_WRITER.maxlevel = 3


def read_gold(data: bytes, path: str) -> list[GoldPassage]:
    """Read the bytes of a gold file; `path` says what it is called, and by its suffix which format it has.

    Raises:
        GoldFileError: with every fault in the file, each with its line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GoldFileError("this is not UTF-8 text", path=path, line=line) from error
    faults: list[Fault] = []
    passages = list((_read_json_lines if Path(path).suffix == ".jsonl" else read_marked)(text, faults))
    lines: dict[str, int] = {}
    for passage in passages:
        if (first := lines.setdefault(passage.id, passage.line)) != passage.line:
            faults.append((passage.line, f"the id {passage.id!r} stands already on line {first}"))
        faults += _check(passage)
    if not passages and not faults:
        faults.append((1, "there is no passage in this file"))
    if faults:
        raise _error(sorted(faults), path)
    return passages


def to_jsonl(passages: Iterable[GoldPassage]) -> str:
    """Write passages as JSON Lines."""
    return "".join(json.dumps(_record(passage), ensure_ascii=False) + "\n" for passage in passages)


def _record(passage: GoldPassage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "source": passage.source,
        "headings": list(passage.headings),
        "text": passage.text,
        "mentions": [[mention.start, mention.end, mention.type, mention.id] for mention in passage.mentions],
    }


def _error(faults: list[Fault], path: str) -> GoldFileError:
    (line, message), *rest = faults
    others = [f"{path}:{number}: {text}" for number, text in rest[: _FAULTS - 1]]
    if len(faults) > _FAULTS:
        others.append(f"and {len(faults) - _FAULTS:,} more faults like these")
    return GoldFileError("\n".join([message, *others]), path=path, line=line)


def _check(passage: GoldPassage) -> Iterator[Fault]:
    """Give what is wrong with the mentions of a passage."""
    seen: set[GoldMention] = set()
    for mention in passage.mentions:
        shown = [mention.start, mention.end, mention.type, mention.id]
        surface = passage.text[max(0, mention.start) : max(0, mention.end)]
        if not 0 <= mention.start < mention.end <= len(passage.text):
            yield passage.line, f"{shown} lies outside the text, which has {len(passage.text)} characters"
        elif surface != surface.strip():
            yield passage.line, f"{shown} begins or ends with white space: {surface!r}"
        if mention in seen:
            yield passage.line, f"{shown} stands twice"
        seen.add(mention)


def _read_json_lines(text: str, faults: list[Fault]) -> Iterator[GoldPassage]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            faults.append((number, f"this is not JSON: {error}"))
            continue
        except RecursionError:
            faults.append((number, "this is no passage: it nests too deeply"))
            continue
        if not isinstance(record, dict):
            faults.append((number, "a passage is an object with the keys id, text and mentions"))
        elif (passage := _passage(record, number, faults)) is not None:
            yield passage


def _passage(record: dict[str, Any], line: int, faults: list[Fault]) -> GoldPassage | None:
    before = len(faults)
    for key, what, fits in (
        ("id", "a string", _is_string),
        ("text", "a string", _is_string),
        ("mentions", "a list", _is_list),
    ):
        if key not in record:
            faults.append((line, f"the key {key!r} is missing"))
        elif not fits(record[key]):
            faults.append((line, f"{key} is {what}, not {_shown(record[key])}"))
    headings, source = record.get("headings") or [], record.get("source")
    if not _is_strings(headings):
        faults.append((line, f"headings is a list of strings, not {_shown(headings)}"))
    if source is not None and not _is_string(source):
        faults.append((line, f"source is a string, not {_shown(source)}"))
    if len(faults) > before:
        return None
    mentions = [_mention(value, record["text"], line, faults) for value in record["mentions"]]
    known = tuple(mention for mention in mentions if mention is not None)
    return GoldPassage(record["id"], record["text"], known, tuple(headings), source, line)


def _mention(value: object, text: str, line: int, faults: list[Fault]) -> GoldMention | None:
    """Read `[start, end, type, id]`; a fifth item is the surface, to be checked."""
    shape = "a mention is [start, end, type, id] or [start, end, type, id, surface]"
    if not isinstance(value, list) or len(value) not in {4, 5}:
        faults.append((line, f"{shape}, not {_shown(value)}"))
        return None
    start, end, kind, name = value[:4]
    if not _is_number(start) or not _is_number(end) or not _is_string(name) or not name:
        faults.append((line, f"{shape}, not {_shown(value)}"))
    elif kind not in TYPES:
        faults.append(
            (line, f"{_shown(kind)} in {_shown(value)} is no type; there are {' and '.join(TYPES)}")
        )
    elif len(value) == 5 and text[max(0, start) : max(0, end)] != value[4]:
        faults.append(
            (line, f"the text has {_shown(text[start:end])} at {start}:{end}, not {_shown(value[4])}")
        )
    else:
        return GoldMention(start, end, cast(MentionType, kind), name)
    return None


def _shown(value: object) -> str:
    """Write a value down for a message: whole where it is short and flat."""
    return _WRITER.repr(value)


def _is_string(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
