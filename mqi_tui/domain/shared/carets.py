"""Where somebody writes in the log: places counted in UTF-16 units, as browsers count them."""

from __future__ import annotations

from typing import NamedTuple

_DEEPEST = 6
_UNIT = 2
"""Bytes of one unit."""


class Caret(NamedTuple):
    """Where somebody else writes: the number of their replica, their name, the place."""

    client: int
    name: str
    at: int


def place_at(text: str, units: int) -> tuple[int, int]:
    """Row and column of a place; of one that is not there, the nearest before."""
    before = text[:units] if text.isascii() else _first(text, units)
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _first(text: str, units: int) -> str:
    return text.encode("utf-16-le", "replace")[: units * _UNIT].decode("utf-16-le", "ignore")


def units_at(text: str, row: int, column: int) -> int:
    """The place at a row and a column; where there is none, the nearest before."""
    lines = text.split("\n")
    here = lines[: row + 1]
    before = "\n".join([*here[:-1], here[-1][:column]]) if row < len(lines) else text
    return len(before.encode("utf-16-le", "replace")) // _UNIT


def heading_at(text: str, units: int) -> str:
    """The heading of the section that a place is in; empty before the first."""
    before = _first(text, units)
    line_end = text.find("\n", len(before))
    lines = text[: line_end if line_end >= 0 else len(text)].split("\n")
    return next((found for line in reversed(lines) if (found := _heading(line))), "")


def _heading(line: str) -> str:
    words = line.lstrip("#")
    is_one = 0 < len(line) - len(words) <= _DEEPEST and words[:1].isspace()
    return words.strip().rstrip("#").strip() if is_one else ""
