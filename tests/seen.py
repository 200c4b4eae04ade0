"""What of a screen a person reads, without its colours: a third of the work of painting it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.cells import split_graphemes
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

Cells = list[str | None]
"""What each cell of a row shows; None: nothing yet."""


def seen(screen: Screen[Any]) -> str:
    """The rows of `screen`, without blanks at their ends: in each cell, what is foremost there."""
    area = screen._compositor.size.region
    rows: list[Cells] = [[None] * area.width for _ in range(area.height)]
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        within = region.intersection(clip).intersection(area)
        if widget._parent is not None and within:
            _paint(widget, region, within, rows)
    return "\n".join("".join(cell or "" for cell in row).rstrip() for row in rows)


def _paint(widget: Widget, region: Region, within: Region, rows: list[Cells]) -> None:
    open_ = [y for y in within.line_range if None in rows[y][within.x : within.right]]
    if not open_:
        return
    top, height = open_[0], open_[-1] - open_[0] + 1
    own = Region(within.x - region.x, top - region.y, within.width, height)
    for row, strip in zip(rows[top : top + height], widget.render_lines(own), strict=True):
        for x, cell in enumerate(_cells(strip), within.x):
            if row[x] is None:
                row[x] = cell


def _cells(strip: Strip) -> Iterable[str]:
    """What each cell shows: a character, with what has no width behind it; "" where it goes on."""
    text = strip.text
    if len(text) == strip.cell_length:
        return text
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if width or not cells:
            cells += [text[start:end], *[""] * (width - 1)]
        else:
            cells[-1] += text[start:end]
    return cells
