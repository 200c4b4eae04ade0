"""Frozen values to plain data (what JSON can hold) and back.

Values are stdlib frozen dataclasses. What comes from outside passes a door of its own before it
is a value: stored records that by `files.records`. Data that passed it, or that we wrote and know
by its hash, becomes a value here, at once: opening a conversation does not wait for a library
that validates.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from mqi_tui.domain.rules import Rule

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
    return typing.get_type_hints(kind, include_extras=True)


def _from(kind: Any, data: Any, where: str) -> Any:
    if kind is Any:
        return data
    if dataclasses.is_dataclass(kind):
        return _value(typing.cast(type, kind), data, where)
    if read := _READERS.get(typing.get_origin(kind)):
        return read(typing.get_args(kind), data, where)
    return _expect((int, float) if kind is float else kind, data, where)


def _value(kind: type, data: Any, where: str) -> Any:
    hints = _hints(kind)
    given = _expect(dict, data, where).items()
    try:
        return kind(
            **{
                name: _from(hints[name], item, f"{where}.{name}")
                for name, item in given
                if name in hints
            }
        )
    except TypeError as error:
        raise NotAValue(f"{where}: {error}") from error


def _union(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is not type(None):
            try:
                return _from(kind, data, where)
            except NotAValue:
                continue
    raise NotAValue(f"{where}: {type(data).__name__} does not fit")


def _tuple(kinds: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    items = _expect(list, data, where)
    every = kinds[:1] * len(items) if kinds[-1] is ... else kinds
    if len(every) != len(items):
        raise NotAValue(f"{where}: {len(items)} items found, {len(every)} expected")
    return tuple(_from(kind, item, where) for kind, item in zip(every, items, strict=True))


def _mapping(kinds: tuple[Any, ...], data: Any, where: str) -> dict[Any, Any]:
    items = _expect(dict, data, where).items()
    return {_key(kinds[0], key, where): _from(kinds[1], item, where) for key, item in items}


def _annotated(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    value = _from(kinds[0], data, where)
    for rule in kinds[1:]:
        if isinstance(rule, Rule):
            try:
                value = rule.stored(value)
            except ValueError as error:
                raise NotAValue(f"{where}: {error} expected") from None
    return value


def _literal(choices: tuple[Any, ...], data: Any, where: str) -> Any:
    if data not in choices:
        raise NotAValue(f"{where}: none of {', '.join(map(str, choices))}")
    return data


def _key(kind: Any, key: str, where: str) -> Any:
    """JSON has only text as keys."""
    plain = typing.get_args(kind)[0] if typing.get_origin(kind) is typing.Annotated else kind
    try:
        return _from(kind, plain(key), where)
    except ValueError as error:
        raise NotAValue(f"{where}: a key is no {plain.__name__}") from error


def _expect(kind: Any, data: Any, where: str) -> Any:
    wrong_bool = isinstance(data, bool) and kind is not bool
    if not isinstance(data, kind) or wrong_bool:
        wanted = getattr(kind, "__name__", "number")
        raise NotAValue(f"{where}: {type(data).__name__} found, {wanted} expected")
    return data


_READERS: dict[Any, Callable[[tuple[Any, ...], Any, str], Any]] = {
    typing.Union: _union,
    types.UnionType: _union,
    tuple: _tuple,
    dict: _mapping,
    Mapping: _mapping,
    typing.Literal: _literal,
    typing.Annotated: _annotated,
}
