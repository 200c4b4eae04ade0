"""A list to choose from, whose marked row is readable: all of it in one ink."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mqi_tui.ui.widgets.paging import has_more, page

if TYPE_CHECKING:
    from textual._widget_navigation import Direction
    from textual.events import Click

    Base = OptionList
else:
    Base = object


class Steady(Base):
    """A list that may change between what is seen of it and what is done to it."""

    beyond: Widget | None = None
    """What page keys scroll once the list itself has no more to show."""

    def action_page_down(self) -> None:
        """A page of the list; where its end is marked or all of it is seen, of what is beyond."""
        is_through = not self.max_scroll_y or self.highlighted == self.option_count - 1
        if self.beyond and is_through and has_more(self.beyond, 1):
            page(self.beyond, 1)
        else:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Back to the top of what is beyond; then a page of the list."""
        if self.beyond and has_more(self.beyond, -1):
            page(self.beyond, -1)
        else:
            super().action_page_up()  # type: ignore[no-untyped-call]

    async def _on_click(self, event: Click) -> None:
        """A row that was clicked and is no more is nobody's; Textual would look for it."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()
            event.stop()

    def _move_page(self, direction: Direction) -> None:
        """What is not laid out yet has no pages; Textual would look for the first."""
        if self._lines:
            super()._move_page(direction)


class OneInk(Base):
    """What is quiet or coloured in a row gives way to the ink of the mark while it is marked."""

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        if self.highlighted is None or self.highlighted not in map(_option, line):
            return line
        mark = self.get_visual_style("option-list--option", "option-list--option-highlighted")
        return in_one_ink(line, mark.rich_style)


class Choices(OneInk, Steady, OptionList):
    """A list to choose from."""

    def refill(self, options: Iterable[Option], left: Collection[str] = ()) -> None:
        """Other rows. The mark stays on what was marked, by its id; else in its row.

        `left`: ids of what it does not follow to another row.
        """
        row, marked = self.highlighted or 0, self.highlighted_option
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in self.options]
        if marked and marked.id and marked.id in ids and marked.id not in left:
            row = ids.index(marked.id)
        self.highlighted = min(row, len(ids) - 1)


class OneOf(OneInk, Steady, OptionList):
    """A list of which one is always chosen: that is seen also while the focus is elsewhere."""

    def __init__(self, labels: Sequence[str], id: str) -> None:  # noqa: A002
        self._labels = labels  # the first is highlighted as soon as they are there
        super().__init__(*(_line(label) for label in labels), id=id, markup=False)

    def offer(self, labels: Sequence[str]) -> None:
        """Others to choose from; what is marked stays in its row, or goes to the first."""
        if tuple(labels) == tuple(self._labels):
            return
        row, self._labels = self.highlighted or 0, ()
        self.clear_options()
        self.add_options(_line(label) for label in labels)
        self._labels = labels
        self.highlighted = row if row < len(labels) else 0

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        for place, label in enumerate(self._labels):
            line = _line(label, chosen=place == highlighted)
            self.replace_option_prompt_at_index(place, line)


def sign(*, chosen: bool) -> str:
    """What stands before each of a few of which one is chosen."""
    return "●" if chosen else "○"


def _line(label: str, *, chosen: bool = False) -> Content:
    return Content(f"{sign(chosen=chosen)} {label}")


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
