"""What a file says against the types of the value that it should be: the one use of pydantic's
validation for files that people write. Types carry the rules; whatever breaks one is told.

Imported by a door when it has something to judge: pydantic takes as long as a screen.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError, core_schema

from mqi_tui.files.source import KEY, Problem, Source, Way, is_in, without
from mqi_tui.files.wording import STORED, UNKNOWN, Voice

T = TypeVar("T")
MOST = 5_000
"""Complaints about one file."""


@dataclass(frozen=True, slots=True)
class Judged(Generic[T]):
    """`value`: what is sound; None where nothing is. `failed`: fields with a problem in them."""

    value: T | None
    problems: Sequence[Problem]
    failed: frozenset[str | int]


class Expected:
    """In a type, whatever is wrong with a value: what is said of it.

    `noun`: what would have done, and a `hint` how to write it.
    """

    def __init__(self, noun: str, hint: str = "") -> None:
        self.context = {"noun": noun, "hint": hint}

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._judged, handler(source))

    def _judged(self, value: Any, judge: Any) -> Any:
        try:
            return judge(value)
        except ValidationError:
            raise PydanticCustomError("expected", "{noun}", self.context) from None


def told(words: str) -> PydanticCustomError:
    """To be raised in a rule whose sentence says everything."""
    return PydanticCustomError("told", "{words}", {"words": words})


def judge(
    kind: type[T],
    source: Source,
    voice: Voice,
    most: int = MOST,
    absent: Mapping[str, Any] = MappingProxyType({}),
) -> Judged[T]:
    """What `source` says as a value of type `kind`, a dataclass.

    What is wrong is left out and the rest judged again, so that all of it is told at once.

    Args:
        kind: a dataclass.
        source: what a file says.
        voice: how its door tells what is wrong.
        most: complaints; with these mended, the next ones are told.
        absent: what stands for a field that is missing or wrong and has no default.
    """
    adapter = _adapter(typing.cast(Any, kind))
    data = source.data
    told: set[Way] = set()
    problems: list[Problem] = []
    while True:
        given = {**absent, **data} if isinstance(data, dict) else data
        try:
            [value] = adapter.validate_python([given])
            return Judged(value, problems, _beginnings(told))
        except ValidationError as error:
            errors = {_way(one): one for one in error.errors(include_url=False)}
        new = [one for way, one in errors.items() if way not in told]
        told |= errors.keys()
        problems += islice(_told(kind, new, source, voice), most - len(problems))
        if not new or len(problems) >= most or not all(is_in(data, way) for way in errors):
            return Judged(None, problems, _beginnings(told))
        data = without(data, errors)


def _beginnings(ways: Iterable[Way]) -> frozenset[str | int]:
    return frozenset(name for way in ways for name in way[:1])


def in_a_line(error: ValidationError) -> str:
    """What is wrong first with something that was stored, and how much more is."""
    first, *others = error.errors(include_url=False)
    label = STORED.label(Source(None, {}, {}), first["loc"])
    more = f" (and {len(others)} more)" if others else ""
    return STORED.words(first["type"], label, first.get("ctx", {}), first["input"]) + more


@cache
def _adapter(kind: type) -> TypeAdapter[list[Any]]:
    """A file names a field as its type does, but for what Python reserves: `if_` is `if`."""
    config = ConfigDict(extra="forbid", alias_generator=_written, validate_default=True)
    return TypeAdapter(list[kind], config=config)  # type: ignore[valid-type]


def _written(name: str) -> str:
    return name.rstrip("_")


def _told(
    kind: Any, errors: Sequence[ErrorDetails], source: Source, voice: Voice
) -> Iterator[Problem]:
    """What is wrong in the order of the file, then what is missing."""
    placed = [
        (not is_in(source.data, _way(one)), source.line(_way(one)) or 0, place)
        for place, one in enumerate(errors)
    ]
    for _, line, place in sorted(placed):
        yield line or None, _words(kind, errors[place], source, voice)


def _words(kind: Any, error: ErrorDetails, source: Source, voice: Voice) -> str:
    way = _way(error)
    if error["type"] in UNKNOWN:
        known = _fields_at(kind, way[:-1])
        return voice.unknown(str(way[-1]), voice.label(source, way[:-1]), known)
    is_of_name = error["loc"][-1] == KEY or error["type"] in ("twice", "nameless")
    label = voice.label(source, (*way, KEY) if is_of_name else way)
    return voice.words(error["type"], label, error.get("ctx", {}), error["input"])


def _way(error: ErrorDetails) -> Way:
    """The way to what is wrong; to the entry, where its name is."""
    way = error["loc"][1:]
    if way and way[-1] == KEY:
        return way[:-1]
    return (*way, error["ctx"]["name"]) if error["type"] in ("twice", "nameless") else way


def _fields_at(kind: Any, way: Way) -> list[str]:
    """The names of the fields of what stands at a way."""
    for name in way:
        kind = _inside(_bare(kind), name)
    return [_written(one.name) for one in dataclasses.fields(_bare(kind))]


def _bare(kind: Any) -> Any:
    """A type without its rules, and without the None that it may be instead."""
    while (origin := typing.get_origin(kind)) and origin not in (tuple, list, Mapping, dict):
        kind = typing.get_args(kind)[0]
    return kind


def _inside(kind: Any, name: str | int) -> Any:
    """The type of what a value of a type has at `name`."""
    if not dataclasses.is_dataclass(kind):
        return [one for one in typing.get_args(kind) if one is not ...][-1]
    hints = typing.get_type_hints(kind, include_extras=True)
    return next(hint for field, hint in hints.items() if _written(field) == name)
