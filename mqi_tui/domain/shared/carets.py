"""Where somebody writes in the log: places counted in UTF-16 units, as browsers count them."""

from __future__ import annotations

_DEEPEST = 6
_UNIT = 2
"""Bytes of one unit."""


def units_at(text: str, row: int, column: int) -> int:
    """The place at a row and a column; where there is none, the nearest before."""
    lines = text.split("\n")
    here = lines[: row + 1]
    before = "\n".join([*here[:-1], here[-1][:column]]) if row < len(lines) else text
    return len(before.encode("utf-16-le", "replace")) // _UNIT


def heading_at(text: str, units: int) -> str:
    """The heading of the section that a place is in; empty before the first."""
    before = text.encode("utf-16-le", "replace")[: units * _UNIT].decode("utf-16-le", "ignore")
    line_end = text.find("\n", len(before))
    lines = text[: line_end if line_end >= 0 else len(text)].split("\n")
    return next((found for line in reversed(lines) if (found := _heading(line))), "")


def _heading(line: str) -> str:
    words = line.lstrip("#")
    is_one = 0 < len(line) - len(words) <= _DEEPEST and words[:1].isspace()
    return words.strip().rstrip("#").strip() if is_one else ""
