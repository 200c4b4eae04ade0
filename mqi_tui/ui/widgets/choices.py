"""A list to choose from, whose marked row is readable: all of it in one ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual._widget_navigation import Direction

    Base = OptionList
else:
    Base = object


class OneInk(Base):
    """What is quiet or coloured in a row gives way to the ink of the mark while it is marked."""

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        if self.highlighted is None or self.highlighted not in map(_option, line):
            return line
        mark = self.get_visual_style("option-list--option", "option-list--option-highlighted")
        return in_one_ink(line, mark.rich_style)

    def _move_page(self, direction: Direction) -> None:
        """What is not laid out yet has no pages; Textual would look for the first."""
        if self._lines:
            super()._move_page(direction)


class Choices(OneInk, OptionList):
    """A list to choose from."""


def in_one_ink(line: Strip, mark: Style) -> Strip:
    """The same words, all in the colour of the mark that lie on its ground; a box has its own."""
    ink = Style(color=mark.color)
    return Strip([_in_ink(piece, ink, mark) for piece in line])


def _in_ink(piece: Segment, ink: Style, mark: Style) -> Segment:
    style = piece.style or Style()
    return Segment(piece.text, style + ink) if style.bgcolor == mark.bgcolor else piece


def _option(segment: Segment) -> int | None:
    """The place of the option that a piece of the list belongs to."""
    found = segment.style.meta.get("option") if segment.style else None
    return found if isinstance(found, int) else None
