"""JSON as strictly as it is written here: finite numbers, each name once, not deeper than need be.

Python's reader takes NaN, numbers without end, and a name that comes twice. Nothing that was read
so could be written again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from mqi_tui.text.clean import visible

DEEPEST = 40
"""Levels; our own records have nine."""
DIGITS = 17
"""Of a whole number. Milliseconds since 1970 have thirteen."""


class Parsed(NamedTuple):
    """What stands in a file, and in a line what is wrong with it; empty where nothing is.

    Of what is wrong, the value is only good for naming the file: numbers that are too large are
    infinite in it, and of a name that comes twice the last one counts.
    """

    value: Any
    wrong: str = ""


def read(data: bytes) -> Parsed:
    """The JSON in `data`.

    Raises:
        ValueError: it is none at all.
    """
    reader = _Reader()
    try:
        value = json.loads(
            data,
            parse_int=reader.whole,
            parse_float=reader.real,
            parse_constant=reader.real,
            object_pairs_hook=reader.fields,
        )
    except RecursionError:
        raise ValueError("nested without end") from None
    if deep := next(_too_deep(value, DEEPEST), None):
        return Parsed(value, f"{place(deep)}: nested too deeply")
    return Parsed(value, reader.wrong(value))


def place(way: tuple[str, ...]) -> str:
    """`notes.4.text`, of names that may hold anything."""
    return ".".join(visible(name[:40]) for name in way[:6]) or "the file"


def is_too_deep(value: Any) -> bool:
    """Whether JSON that came otherwise lies deeper than `DEEPEST` levels."""
    try:
        return next(_too_deep(value, DEEPEST), None) is not None
    except RecursionError:
        return True


class _Reader:
    """What `json` asks while it reads; it remembers whether anything was odd."""

    def __init__(self) -> None:
        self._is_odd = False
        self._twice: str | None = None

    def whole(self, digits: str) -> int | float:
        return int(digits) if len(digits.lstrip("-")) <= DIGITS else self.real(digits)

    def real(self, digits: str) -> float:
        number = float(digits)
        large = abs(number) > 10.0**DIGITS or not math.isfinite(number)
        self._is_odd |= large
        return math.copysign(math.inf, number) if large and not math.isnan(number) else number

    def fields(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = [name for name, _ in pairs]
            self._twice = next(name for name in names if names.count(name) > 1)
        return made

    def wrong(self, value: Any) -> str:
        if self._is_odd and (odd := next(_endless(value), None)) is not None:
            return f"{place(odd)}: a number that is finite and not too large is expected"
        return "" if self._twice is None else f'"{place((self._twice,))}" is given twice'


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(number), item) for number, item in enumerate(value))


def _endless(value: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The ways to numbers that cannot be written again."""
    if isinstance(value, float) and not math.isfinite(value):
        yield way
    for name, item in _inside(value):
        yield from _endless(item, (*way, name))


def _too_deep(value: Any, left: int) -> Iterator[tuple[str, ...]]:
    """The way to what lies deeper than `left` levels, or at least how it begins."""
    for name, item in _inside(value):
        if isinstance(item, (dict, list)):
            if not left:
                yield (name,)
            elif deep := next(_too_deep(item, left - 1), None):
                yield (name, *deep)
