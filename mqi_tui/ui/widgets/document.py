r"""The text behind the log editor: lines split on "\n" alone, and how they wrap.

Textual's `Document` also breaks lines at U+2028, VT, FF and others and writes them back as
"\n", so its text is not the text it was given. Its `WrappedDocument` rewrites a table of every
row below an edit that adds one; here a row's place is a running sum, kept up at C speed.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets
from textual.document._document import Document, EditResult, Location, Selection
from textual.document._edit import Edit
from textual.document._history import EditHistory
from textual.geometry import Offset, clamp

from mqi_tui.text import graphemes
from mqi_tui.text.clean import CONTROLS
from mqi_tui.ui.widgets.by_character import CharacterWrap

if TYPE_CHECKING:
    from textual.widgets import TextArea

TAB_WIDTH = 1
"""Cells. A tab inside a text shows as one blank, so that columns and cells stay simple."""


def shown(text: str) -> str:
    """`text`, character for character, with nothing left that could steer a terminal."""
    return text if text.isprintable() else CONTROLS.sub(lambda match: _PICTURES[match[0]], text)


class _Pictures(dict[str, str]):
    def __missing__(self, character: str) -> str:
        code = ord(character)
        return chr(0x2400 + code) if code < 0x20 else "\ufffd"


_PICTURES = _Pictures({"\t": " ", "\x7f": "␡"})


def moved(place: Location, top: Location, bottom: Location, end: Location) -> Location:
    """Where `place` is once the text from `top` to `bottom` gave way to one that ends at `end`.

    A place at the point of an insertion stays before it; one inside a deletion goes to its top.
    """
    if place <= top:
        return place
    if place < bottom:
        return top
    row, column = place
    if row > bottom[0]:
        return row + end[0] - bottom[0], column
    return end[0], end[1] + column - bottom[1]


class LogDocument(Document):
    r"""Lines of text, split on "\n" and joined by it: `text` is what it was given."""

    def __init__(self, text: str) -> None:
        self._newline = "\n"
        self._lines = text.split("\n")
        self._sizes = [len(line.encode()) + 1 for line in self._lines]
        """Bytes of each line, its line break included."""

    def offset(self, location: Location) -> int:
        """Bytes of the text before a place."""
        row, column = location
        return sum(self._sizes[:row]) + len(self._lines[row][:column].encode())

    def location(self, offset: int) -> Location:
        """The place that so many bytes stand before."""
        starts = list(accumulate(self._sizes, initial=0))
        row = min(bisect_right(starts, offset), len(self._lines)) - 1
        before = self._lines[row].encode()[: offset - starts[row]]
        return row, len(before.decode(errors="ignore"))  # never within a character

    def clamped(self, location: Location) -> Location:
        """The place in the text nearest to `location`."""
        row, column = location
        if row < 0:
            return 0, 0
        if row >= len(self._lines):
            return self.end
        return row, clamp(column, 0, len(self._lines[row]))

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put `text` in place of what stands from `start` to `end`, both clamped to the text."""
        top, bottom = sorted((self.clamped(start), self.clamped(end)))
        replaced = self.get_text_range(top, bottom)
        before, after = self._lines[top[0]][: top[1]], self._lines[bottom[0]][bottom[1] :]
        lines = (before + text).split("\n")
        end_location = (top[0] + len(lines) - 1, len(lines[-1]))
        lines[-1] += after
        self._lines[top[0] : bottom[0] + 1] = lines
        self._sizes[top[0] : bottom[0] + 1] = [len(line.encode()) + 1 for line in lines]
        return EditResult(end_location, replaced)


class LogWrap(CharacterWrap):
    """Which rows of the screen the lines of a `LogDocument` take at a width."""

    @property
    def width(self) -> int:
        """Cells a row can hold; 0 while nothing is wrapped."""
        return self._width

    @property
    def height(self) -> int:
        """Rows of the whole text."""
        return self._tops[-1]

    def wrap(self, width: int, tab_width: int | None = None) -> None:  # noqa: ARG002
        """Wrap every line at `width` cells."""
        self._width = width
        self._wrap_offsets = [self._breaks(line) for line in self.document.lines]
        self._heights = [len(breaks) + 1 for breaks in self._wrap_offsets]
        self._tops = list(accumulate(self._heights, initial=0))

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap the lines of an edit that replaced `start`–`old_end` by `start`–`new_end`."""
        first, old = start[0], slice(start[0], old_end[0] + 1)
        lines = self.document.lines[first : new_end[0] + 1]
        self._wrap_offsets[old] = breaks = [self._breaks(line) for line in lines]
        heights = [len(columns) + 1 for columns in breaks]
        if self._heights[old] != heights:
            self._heights[old] = heights
            self._tops[first:] = accumulate(self._heights[first:], initial=self._tops[first])

    def _breaks(self, line: str) -> list[int]:
        """Columns at which `line` goes on in the next row."""
        if not self._width or (len(line) <= self._width and line.isascii()):
            return []
        breaks = compute_wrap_offsets(shown(line), self._width, TAB_WIDTH)
        return (
            breaks if line.isascii() else sorted({graphemes.left(line, at) for at in breaks} - {0})
        )

    def line_at(self, row: int) -> tuple[int, int]:
        """The line that row `row` of the whole text shows, and which of its rows it is."""
        line = bisect_right(self._tops, row, hi=len(self._heights)) - 1
        return line, row - self._tops[line]

    def span(self, line: int, part: int) -> tuple[int, int]:
        """First and last column (exclusive) of the part of `line` in its row number `part`."""
        breaks = self._wrap_offsets[line]
        start = breaks[part - 1] if part else 0
        return start, breaks[part] if part < len(breaks) else len(self.document.lines[line])

    def get_sections(self, line_index: int) -> list[str]:
        """What each row of a line shows."""
        line = self.document.lines[line_index]
        columns = [0, *self._wrap_offsets[line_index], len(line)]
        return [shown(line[start:end]) for start, end in pairwise(columns)]

    def location_to_offset(self, location: Location) -> Offset:
        """Cell and row, in the whole wrapped text, of a place in the text."""
        line, column = location
        part = bisect_right(self._wrap_offsets[line], column)
        start, _ = self.span(line, part)
        before = shown(self.document.lines[line][start:column])
        return Offset(cell_len(before), self._tops[line] + part)

    def offset_to_location(self, offset: Offset) -> Location:
        """The place in the text nearest to a cell and row of the whole wrapped text."""
        line, part = self.line_at(clamp(offset.y, 0, self.height - 1))
        return line, self.get_target_document_column(line, max(0, offset.x), part)


class QuietEdit(Edit):
    """An edit that leaves the caret and the selection on the text they stood on."""

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Change the text of `text_area`; its selection follows once it is wrapped."""
        start, end = text_area.selection
        result = super().do(text_area, record_selection)
        change = (self.top, self.bottom, result.end_location)
        self._updated_selection = Selection(moved(start, *change), moved(end, *change))
        return result


class NoHistory(EditHistory):
    """Records nothing: what can be undone is known to the replica, which others write in too."""

    def __init__(self) -> None:
        super().__init__(max_checkpoints=0, checkpoint_timer=0, checkpoint_max_characters=0)

    def record(self, edit: Edit) -> None:
        """Let it go."""
