"""How a line of the log reads where nobody writes: headings and boxes instead of their signs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mqi_tui.ui.widgets.editor_rows import Mark, Row, Span, clip, clip_mark

_SIGNS = re.compile(
    r"(?P<heading>\#{1,6}\ +)(?=\S)"
    r"|(?P<indent>\ *)(?:[-*+]\ (?:\[(?P<box>[ xX])\](?=\s|$))?)"
)
BOXES = {" ": "☐", "x": "☑", "X": "☑"}


class Reading(NamedTuple):
    """What stands for the signs that a line begins with."""

    signs: int = 0
    """How many of its characters are signs."""
    shown: str = ""
    """What is shown for them."""

    @property
    def shift(self) -> int:
        """How many columns further left the rest of the line is shown."""
        return self.signs - len(self.shown)


@lru_cache(1024)
def reading(line: str) -> Reading:
    """How the signs at the beginning of `line` are shown.

    >>> reading("- [ ] Ask Bo")
    Reading(signs=5, shown='☐')
    """
    match = _SIGNS.match(line)
    if match is None:
        return Reading()
    if match["heading"]:
        return Reading(match.end())
    box = BOXES[match["box"]] if match["box"] else "• "
    return Reading(match.end(), match["indent"] + box)


def as_read(row: Row, line: str) -> Row:
    """The first row of `line`, as it reads; unchanged where it is too narrow to hold the signs."""
    found = reading(line)
    if (not found.shift and not found.shown) or len(row.text) < found.signs:
        return row
    text = found.shown + row.text[found.signs :]
    mark = row.mark
    if mark and mark.start < found.signs:
        whole = Mark(0, len(text), mark.kind) if mark.kind == "heading" else None
        mark = whole or Mark(len(found.shown) - 1, len(found.shown), mark.kind)
    elif mark:
        mark = clip_mark(mark, found.shift, len(row.text))

    def moved(span: Span) -> Span:
        return clip(span, found.shift, len(row.text) + 2) or (0, 1)

    return row._replace(
        text=text,
        mark=mark,
        selected=row.selected and moved(row.selected),
        caret=row.caret and moved(row.caret),
        flags=tuple(flag._replace(at=moved(flag.at)) for flag in row.flags),
    )


def shifted(cell: int, line: str) -> int:
    """The cell of the first row of `line` as it is written, for one of it as it reads."""
    found = reading(line)
    return cell + found.shift if cell >= len(found.shown) else 0
