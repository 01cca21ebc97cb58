"""Facts that were frozen with a document, made into what they were: the other way of `queries.protocol.frozen`."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Data = Callable[[str], bytes]
"""Gives a picture by its SHA-256."""


def thawed(shape: type[T], values: Mapping[str, Any], data: Data) -> T:
    """The values as the shape they were. What a newer program froze besides is left out.

    ValueError, TypeError or KeyError if they are none.
    """
    kinds = get_type_hints(shape)
    known = [each.name for each in fields(shape) if each.name in values]  # type: ignore[arg-type]
    return shape(**{name: _value(kinds[name], values[name], data) for name in known})


def _value(kind: Any, value: Any, data: Data) -> Any:
    parts = get_args(kind)
    if value is None or get_origin(kind) is UnionType:
        return None if value is None else _value(next(p for p in parts if p is not NoneType), value, data)
    if get_origin(kind) is tuple:
        kinds = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_value(each, one, data) for each, one in zip(kinds, value, strict=True))
    if is_dataclass(kind):
        return thawed(kind, value, data)  # type: ignore[arg-type]
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return data(value) if kind is bytes else value
