"""Frozen values to plain data (what JSON can hold) and back.

Values are stdlib frozen dataclasses, so that opening a conversation does not pay for a
validation library; files from outside are validated by pydantic at their own gate.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


class NotAValue(ValueError):
    """Stored data does not have the shape of the value it should become."""


def to_data(value: Any) -> Any:
    """`value` as dicts, lists, strings and numbers. Fields that hold their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_data(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, Mapping):
        return {str(key): to_data(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_data(item) for item in value]
    return value


def from_data(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `data` describes.

    Fields that `kind` does not have are ignored: they come from a later version.

    Raises:
        NotAValue: where the data has another shape.
    """
    return typing.cast(T, _from(kind, data, kind.__name__))


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _from(kind: Any, data: Any, where: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _from_mapping(typing.cast(type, kind), data, where)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _from_union(arguments, data, where)
    if origin is tuple:
        return tuple(_from(arguments[0], item, where) for item in _expect(list, data, where))
    if origin in (dict, Mapping, typing.get_origin(Mapping[str, str])):
        pairs = _expect(dict, data, where).items()
        return {_key(arguments[0], key): _from(arguments[1], item, where) for key, item in pairs}
    if origin is typing.Literal:
        if data not in arguments:
            raise NotAValue(f"{where}: {data!r} is none of {arguments}")
        return data
    if kind is Any:
        return data
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return data
    return _expect(kind, data, where)


def _from_mapping(kind: type, data: Any, where: str) -> Any:
    hints = _hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}
    given = _expect(dict, data, where)
    try:
        return kind(
            **{
                name: _from(hints[name], item, f"{where}.{name}")
                for name, item in given.items()
                if name in names
            }
        )
    except TypeError as error:
        raise NotAValue(f"{where}: {error}") from error


def _from_union(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is not type(None):
            try:
                return _from(kind, data, where)
            except NotAValue:
                continue
    raise NotAValue(f"{where}: {type(data).__name__} does not fit")


def _key(kind: Any, key: str) -> Any:
    return int(key) if kind is int else key


def _expect(kind: Any, data: Any, where: str) -> Any:
    wrong_bool = isinstance(data, bool) and kind is not bool
    if not isinstance(data, kind) or wrong_bool:
        raise NotAValue(f"{where}: {type(data).__name__} found, {kind.__name__} expected")
    return data
