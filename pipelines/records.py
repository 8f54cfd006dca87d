"""The model's frozen records as bytes and back.

A record is packed as a JSON list of its fields in their order. Unpacking follows the declared types and
accepts nothing else, so that what comes back is a record as the code knows it or an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")
Reader = Callable[[Any], Any]


def pack(record: object) -> bytes:
    """Write a record as JSON, ASCII only."""
    return json.dumps(_plain(record), separators=(",", ":")).encode("ascii")


def unpack(packed: bytes, kind: type[R]) -> R:
    """Read a record of a kind; raise ValueError for anything that is not one."""
    return cast(R, _reader(cast(Any, kind))(json.loads(packed)))


def signature(kind: type) -> str:
    """Name the fields and types that packing a kind stands on; another signature can't be unpacked."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return f"{kind.__name__}({', '.join(f'{name}: {signature(hint)}' for name, hint in hints.items())})"
    if arguments := get_args(kind):
        return f"{get_origin(kind)}[{', '.join(signature(each) for each in arguments)}]"
    return str(kind)


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value


@cache
def _reader(kind: Any) -> Reader:
    """Give the function that reads a value of a declared type."""
    if is_dataclass(kind):
        return _record_reader(cast(type, kind))
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        return _union_reader(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _scalar_reader(kind)


def _record_reader(kind: type) -> Reader:
    readers = [_reader(hint) for hint in get_type_hints(kind).values()]

    def read(value: Any) -> Any:
        if not isinstance(value, list) or len(value) != len(readers):
            raise ValueError(f"not the fields of a {kind.__name__}")
        return kind(*[reader(each) for reader, each in zip(readers, value, strict=True)])

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        every = _reader(arguments[0])
        return lambda value: tuple([every(each) for each in _list(value)])
    readers = [_reader(each) for each in arguments]
    return lambda value: tuple(reader(each) for reader, each in zip(readers, _list(value), strict=True))


def _union_reader(arguments: tuple[Any, ...]) -> Reader:
    (other,) = (each for each in arguments if each is not NoneType)
    reader = _reader(other)
    return lambda value: None if value is None else reader(value)


def _scalar_reader(kind: Any) -> Reader:
    accepted = {float: (float, int), int: (int,), str: (str,), bool: (bool,)}[kind]

    def read(value: Any) -> Any:
        if type(value) not in accepted:
            raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
        return kind(value)

    return read


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"expected a list, found {type(value).__name__}")
    return value
