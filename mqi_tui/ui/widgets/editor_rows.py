"""One row of the log editor: what it shows, as a value, and how that value is drawn."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

VOICES = ("teacher", "coach", "both")
Span = tuple[int, int]
"""First column and last column (exclusive)."""


class Mark(NamedTuple):
    """A part of a line that is set off from the rest."""

    start: int
    end: int
    kind: str
    """heading, task, done, label, or whose words follow: one of `VOICES`."""


class Row(NamedTuple):
    """What one row of the screen shows. Equal rows are drawn alike."""

    text: str
    mark: Mark | None = None
    selected: Span | None = None
    caret: Span | None = None
    voice: str = ""
    """Whose words the line is: one of `VOICES`, or nobody's."""
    letter: str = ""
    """The same in the gutter, where no colour is needed to see it."""


class Palette(NamedTuple):
    """The styles rows are drawn in."""

    base: Style
    heading: Style
    task: Style
    done: Style
    label: Style
    teacher: Style
    coach: Style
    both: Style
    selection: Style
    caret: Style


_MARKS = re.compile(
    r"(?P<heading>\#{1,6}\ .*)"
    r"|\s*(?:[-*+]\ )?(?:(?P<task>\[\ \])|(?P<done>\[[xX]\]))(?=\s|$)"
    r"|(?P<label>[^\W\d_][^:]{0,60}:\s*$|[^\W\d_][\w.'’-]*(?:\ [^\W\d_][\w.'’-]*){0,2}:(?=\s))",
    re.VERBOSE,
)


def mark(line: str) -> Mark | None:
    """The heading, check box or label that `line` begins with.

    >>> mark("What we noticed:")
    Mark(start=0, end=16, kind='label')
    """
    match = _MARKS.match(line)
    if match is None or match.lastgroup is None:
        return None
    if match.lastgroup == "label" and not line[0].isupper():
        return None
    return Mark(*match.span(match.lastgroup), match.lastgroup)


def clip(span: Span, start: int, end: int) -> Span | None:
    """The part of `span` between the columns `start` and `end`, counted from `start`."""
    first, last = max(span[0], start), min(span[1], end)
    return (first - start, last - start) if first < last else None


def draw(row: Row, palette: Palette, width: int, gutter: int = 0) -> Strip:
    """`row` as `gutter` and `width` cells."""
    layers = _layers(row, palette)
    text = row.text + " " * max(1, width - cell_len(row.text))
    edges = {0, len(text), *(min(edge, len(text)) for layer in layers for edge in layer[:2])}
    segments = [
        Segment(text[start:end], _style(layers, start, palette.base))
        for start, end in pairwise(sorted(edges))
    ]
    strip = Strip(segments).adjust_cell_length(width, palette.base)
    if not gutter:
        return strip
    voice = getattr(palette, row.voice) if row.voice else palette.base
    beside = Segment(row.letter.ljust(gutter)[:gutter], voice)
    return Strip([beside, *strip], gutter + width)


def _layers(row: Row, palette: Palette) -> list[tuple[int, int, Style]]:
    layers = []
    if row.mark:
        layers.append((row.mark.start, row.mark.end, getattr(palette, row.mark.kind)))
    if row.selected:
        layers.append((*row.selected, palette.selection))
    if row.caret is not None:
        layers.append((*row.caret, palette.caret))
    return layers


def _style(layers: list[tuple[int, int, Style]], column: int, base: Style) -> Style:
    return Style.combine([base, *(style for start, end, style in layers if start <= column < end)])
