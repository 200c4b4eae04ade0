"""Words in parts, of which as many are shown as there is room for: none is cut in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from rich.cells import cell_len

POINT = " · "
"""What stands between two parts."""
MORE = "↑ ↓ more"
"""Said where there is more than is seen, and these keys lead there."""
CORNERS = 6
"""Columns of a border that its words do not have."""

_PATH = re.compile(r"(?<=\s)(?:[A-Za-z]:)?[/\\]\S.*")
"""Where a file is, at the end of what is told."""
_FOLDERS = re.compile(r"(?<=[/\\])")
_LEAST = 8
"""Cells of a path that still say something."""


def parts_within(words: str, room: int) -> str:
    """As many of the parts as fit into so many cells; the first always.

    >>> parts_within("Ms. Rivera · cycle 6 · nothing blank", 22)
    'Ms. Rivera · cycle 6'
    """
    while cell_len(words) > room and POINT in words:
        words = words.rpartition(POINT)[0]
    return words


def told_within(words: str, room: int) -> str:
    """As many of the parts as fit; of a path behind them the end is kept, which names the file."""
    path = _PATH.search(words)
    head = words[: path.start()] if path else words
    left = room - cell_len(head)
    if path is None or left < _LEAST or cell_len(words) <= room:
        return parts_within(words, room)
    return head + path_within(path[0], left)


def path_within(path: str, room: int) -> str:
    """A path in so many cells: without folders in its middle, then with the end of its name alone.

    >>> path_within("/home/okafor/exports/rivera 6/log.md", 26)
    '/home/…/rivera 6/log.md'
    """
    pieces = _FOLDERS.split(path)
    for kept in (2, 1):
        end = f"…{pieces[0][-1]}{''.join(pieces[-kept:])}"
        forms = (begin + end for begin in accumulate(pieces[:-kept], initial=""))
        if fitting := [form for form in forms if cell_len(form) <= room]:
            return fitting[-1]
    name = pieces[-1]
    while cell_len(name) >= room:
        name = name[1:]
    return f"…{name}"


def first_within(forms: Iterable[str], room: int) -> str:
    """The first form that fits into so many cells; the last where none does.

    >>> first_within(["My notes", "notes"], 6)
    'notes'
    """
    shown = ""
    for shown in forms:
        if cell_len(shown) <= room:
            break
    return shown


def fewer(words: str) -> tuple[str, ...]:
    """Examples, and the same with one fewer each time, down to the first.

    >>> fewer("Tue 5pm, in 2 weeks")
    ('Tue 5pm, in 2 weeks', 'Tue 5pm')
    """
    parts = words.split(", ")
    return tuple(", ".join(parts[:count]) for count in range(len(parts), 0, -1))


def with_last(words: str, last: str, room: int) -> str:
    """As many of the parts as fit beside `last`, which always stays.

    >>> with_last("4 steps · 2 without a date", "saved 11:55 pm", 37)
    '4 steps · saved 11:55 pm'
    """
    left = room - cell_len(last) - len(POINT) if last else room
    shown = parts_within(words, left)
    return POINT.join(filter(None, (shown if cell_len(shown) <= left else "", last)))
