"""One row of the log editor: what it shows, as a value, and how that value is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.document._document import Location
from textual.strip import Strip

from mqi_tui.text import graphemes

Span = tuple[int, int]
"""First column and last column (exclusive)."""


class Mark(NamedTuple):
    """A part of a line that is set off from the rest."""

    start: int
    end: int
    kind: str
    """heading, task, done, label, or the colour of whose words follow."""


class Flag(NamedTuple):
    """The caret of somebody else."""

    at: Span
    colour: str
    letter: str
    name: str = ""
    """Shown beside it where there is room; empty once it has not moved for a while."""


class Row(NamedTuple):
    """What one row of the screen shows. Equal rows are drawn alike."""

    text: str
    mark: Mark | None = None
    selected: Span | None = None
    caret: Span | None = None
    voice: str = ""
    """The colour of whose words the line is; empty for nobody's."""
    letter: str = ""
    """The same in the gutter, where no colour is needed to see it."""
    flags: tuple[Flag, ...] = ()


class Look(NamedTuple):
    """Where the view, the selection and the caret are: read once, used for every row."""

    top: int
    """The row of the whole text at the top of the view."""
    first: Location
    last: Location
    caret: Location | None
    guests: Mapping[int, str] = {}
    """Who wrote lines without saying so, by the line's number."""

    def selected(self, line: int, length: int) -> Span | None:
        """The selected columns of a line of so many characters, its line break included."""
        if self.first == self.last or not self.first[0] <= line <= self.last[0]:
            return None
        start = self.first[1] if line == self.first[0] else 0
        return start, self.last[1] if line == self.last[0] else length

    def is_in(self, line: int) -> bool:
        """Whether the caret, or a part of the selection, is in that line."""
        chosen = self.first != self.last and self.first[0] <= line <= self.last[0]
        return chosen or self.caret_in(line) is not None

    def caret_in(self, line: int) -> int | None:
        """The column of the caret, if it is in that line."""
        return self.caret[1] if self.caret and self.caret[0] == line else None


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
    guest: Style
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


def clip_mark(found: Mark | None, start: int, end: int) -> Mark | None:
    """The part of a mark between two columns, counted from the first."""
    span = found and clip(found[:2], start, end)
    return Mark(*span, found.kind) if found and span else None


def caret_span(line: str, caret: int | None, start: int, reach: int) -> Span | None:
    """What a caret covers of a row: a whole character, or the place behind the last."""
    if caret is None or not start <= caret < reach:
        return None
    return caret - start, (graphemes.after(line, caret) if caret < len(line) else caret + 1) - start


Layer = tuple[int, int, Style]
"""A style, from a column to before another one."""
NAME = "← "
"""What a caret's name begins with; two cells before it belong to carets behind the last letter."""


def draw(row: Row, palette: Palette, width: int, gutter: int = 0) -> Strip:
    """`row` as `gutter` and `width` cells."""
    text, names = _named(row, palette, width)
    layers = [*_layers(row, palette), *names]
    text += " " * max(1, width - cell_len(text))
    edges = {0, len(text), *(min(edge, len(text)) for layer in layers for edge in layer[:2])}
    segments = [
        Segment(text[start:end], _style(layers, start, palette.base))
        for start, end in pairwise(sorted(edges))
    ]
    strip = Strip(segments).adjust_cell_length(width, palette.base)
    if not gutter:
        return strip
    beside = Strip(_beside(row, palette)).adjust_cell_length(gutter, palette.base)
    return Strip([*beside, *strip], gutter + width)


def _beside(row: Row, palette: Palette) -> Iterator[Segment]:
    """Whose the line is, and whose caret is in the row."""
    yield Segment(row.letter or " ", getattr(palette, row.voice) if row.voice else palette.base)
    if row.flags:
        flag = row.flags[0]
        yield Segment(flag.letter, _caret_of(flag, palette))


def _named(row: Row, palette: Palette, width: int) -> tuple[str, list[Layer]]:
    """The text of a row, with the names of carets in the cells behind it that are free."""
    text, layers = row.text, list[Layer]()
    for flag in row.flags:
        longer = f"{text}  {NAME}{flag.name}"
        if flag.name and cell_len(longer) <= width:
            layers.append((len(text) + 2, len(longer), getattr(palette, flag.colour)))
            text = longer
    return text, layers


def _caret_of(flag: Flag, palette: Palette) -> Style:
    """Filled with a person's colour; underlined, as one's own is not."""
    colour = getattr(palette, flag.colour).color
    return Style(color=palette.base.bgcolor, bgcolor=colour, bold=True, underline=True)


def _layers(row: Row, palette: Palette) -> list[Layer]:
    layers = []
    if row.mark:
        layers.append((row.mark.start, row.mark.end, getattr(palette, row.mark.kind)))
    if row.selected:
        layers.append((*row.selected, palette.selection))
    layers += [(*flag.at, _caret_of(flag, palette)) for flag in row.flags]
    if row.caret is not None:
        layers.append((*row.caret, palette.caret))
    return layers


def _style(layers: list[Layer], column: int, base: Style) -> Style:
    return Style.combine([base, *(style for start, end, style in layers if start <= column < end)])
