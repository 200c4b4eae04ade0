"""Characters as people see them: what one Backspace takes, and where a caret may stand.

A flag, a thumb of a colour or a letter with its accents is one character to those who typed it,
and several to the program (grapheme clusters, UAX #29). `regex` knows them; it is imported for the
first line that holds such a one (docs/decisions/letters.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_ALONE = re.compile(
    "[\\0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u202f-\u205f"
    "\u20a0-\u20cf\u2100-\u2bff\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\ua4cf"
    "\uff01-\uff9d\U0001f000-\U0001f1e5\U0001f300-\U0001f3fa\U0001f400-\U0001faff]*"
)
"""A line of such letters alone: each is one character, whatever stands beside it."""


@lru_cache(maxsize=64)
def _starts(line: str) -> tuple[int, ...]:
    """Where the characters of a line begin, and the end of the line; empty where each is one."""
    if line.isascii() or _ALONE.fullmatch(line):
        return ()
    import regex  # type: ignore[import-untyped]

    return (*(match.start() for match in regex.finditer(r"\X", line)), len(line))


def before(line: str, column: int) -> int:
    """Where the character before `column` begins; 0 at the start of the line."""
    starts = _starts(line)
    if not starts or column <= 0:
        return max(0, column - 1)
    return starts[max(0, bisect_left(starts, column) - 1)]


def after(line: str, column: int) -> int:
    """Where the character at `column` ends; the end of the line behind it."""
    starts = _starts(line)
    if not starts or column >= len(line):
        return min(len(line), column + 1)
    return starts[bisect_right(starts, column)]


def left(line: str, column: int) -> int:
    """`column`, or where the character begins that it lies within."""
    starts = _starts(line)
    return starts[max(0, bisect_right(starts, column) - 1)] if starts else column


def right(line: str, column: int) -> int:
    """`column`, or where the character ends that it lies within."""
    starts = _starts(line)
    return starts[min(len(starts) - 1, bisect_left(starts, column))] if starts else column


def is_written(character: str) -> bool:
    """Whether a key's character is text, although it shows nothing by itself: what joins and
    tells apart the parts of others, as in 👩‍🏫, in flags and in Persian.
    """
    return bool(_JOINS.fullmatch(character))


_JOINS = re.compile("[\u200c-\u200f\U000e0020-\U000e007f]")
