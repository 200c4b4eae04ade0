"""Frozen values to plain data (what JSON can hold) and back; what their fields may hold.

Values are stdlib frozen dataclasses. What comes from outside passes a door of its own before it
is a value: stored records that by `files.records`. Data that passed it, or that we wrote and know
by its hash, becomes a value here, at once: opening a conversation does not wait for a library
that validates.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar

T = TypeVar("T")


class NotAValue(ValueError):
    """Stored data does not have the shape of the value it should become."""


class Plain(str):
    """Text that stands in a file without quotes: a number where one is expected, or true, false."""

    __slots__ = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it says that there is nothing."""
        return self in ("", "~", "null", "Null", "NULL")


class Rule:
    """What a value must be beside its type: `Annotated[str, Rule(clip_time, "a time")]`.

    `check` gives the value to keep, or raises `ValueError` with what is wrong with one that was
    typed; of one that was stored, `expected` says what would do. A text may always be empty.
    """

    def __init__(self, check: Callable[[Any], Any], expected: str) -> None:
        self.check, self.expected = check, expected

    def __call__(self, value: Any) -> Any:
        return self.check(value)

    def stored(self, value: Any) -> Any:
        """The value to keep of one that was stored.

        Raises:
            ValueError: with what is expected.
        """
        try:
            return value if value == "" else self.check(value)
        except ValueError:
            raise ValueError(self.expected) from None

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """How pydantic applies it: what was stored is judged as JSON, what was typed as Python."""
        from pydantic_core import core_schema

        schema = handler(source)
        return core_schema.json_or_python_schema(
            core_schema.no_info_after_validator_function(self._of_stored, schema),
            core_schema.no_info_after_validator_function(self._of_typed, _as_typed(schema)),
        )

    def _of_stored(self, value: Any) -> Any:
        from pydantic_core import PydanticCustomError

        try:
            return self.stored(value)
        except ValueError as error:
            raise PydanticCustomError("expected", "{noun}", {"noun": str(error)}) from None

    def _of_typed(self, value: Any) -> Any:
        return value if value == "" else self(value)


def _as_typed(schema: Any) -> Any:
    """pydantic's schema of a number or a truth value, for what stands in a file as text."""
    from pydantic_core import PydanticKnownError, core_schema

    if schema["type"] not in _AS_TYPED:
        return schema
    read, wrong = _AS_TYPED[schema["type"]]

    def judged(value: Any) -> Any:
        try:
            return read(value)
        except TypeError:
            raise PydanticKnownError(wrong) from None

    return core_schema.no_info_before_validator_function(judged, schema)


def _whole(value: Any) -> int:
    """A number that stands in a file; no other thing is one.

    Raises:
        TypeError: it is none.
    """
    if isinstance(value, Plain) and _WHOLE.fullmatch(value):
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    """The same for true or false."""
    if isinstance(value, Plain) and value.lower() in _TRUTHS:
        return _TRUTHS[value.lower()]
    if not isinstance(value, bool):
        raise TypeError
    return value


_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_TRUTHS = {"true": True, "false": False}
_AS_TYPED: Mapping[str, tuple[Callable[[Any], Any], Literal["int_type", "bool_type"]]] = {
    "int": (_whole, "int_type"),
    "bool": (_truth, "bool_type"),
}
"""How what a file says is read as a number or a truth value, and what it is called if it is none.
Anything else is text."""


class Within(Rule):
    """A number from `least` to `most`, both included."""

    def __init__(self, least: float, most: float) -> None:
        super().__init__(self._within, f"a number from {least} to {most}")
        self.least, self.most = least, most

    def _within(self, number: Any) -> Any:
        if not self.least <= number <= self.most:
            raise ValueError(f"{number} is not between {self.least} and {self.most}")
        return number


class Stored(Within):
    """The same for what is stored alone: who asks for the value has words of their own."""

    def __call__(self, value: Any) -> Any:
        return value


class WithinTyped(Within):
    """The same for what is typed alone: what was stored may have come to be in another way."""

    def stored(self, value: Any) -> Any:
        return value


class Typed(Rule):
    """A rule for what is typed alone: what was stored went through it before."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        super().__init__(check, "")

    def stored(self, value: Any) -> Any:
        return value


class Once:
    """In a mapping that is typed, each name says something and comes once: `08` is `8`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        def judged(given: Any, judge: Callable[[Any], Any]) -> Any:
            for name in given if isinstance(given, dict) else ():
                if not name.strip() or (isinstance(name, Plain) and name.is_nothing):
                    raise PydanticCustomError("nameless", "a name is missing", {"name": name})
            made = judge(given)
            seen: set[Any] = set()
            for name in given if len(made) < len(given) else ():
                [key] = judge({name: given[name]})
                if key in seen:
                    raise PydanticCustomError("twice", "is given twice", {"name": name})
                seen.add(key)
            return made

        schema = handler(source)
        typed = core_schema.no_info_wrap_validator_function(judged, schema)
        return core_schema.json_or_python_schema(schema, typed)


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
