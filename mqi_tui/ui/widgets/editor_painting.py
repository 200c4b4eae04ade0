"""A `TextArea` that repaints, when something changes, the rows that changed and no others.

What each row of the window shows is written down as it is drawn. When the text, the selection
or the scroll position has moved, the rows that would show something else now are drawn again,
and finished rows are kept by what they show. Nothing here reads the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.events import MouseEvent
from textual.geometry import Offset, Region, Size, clamp
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea

from mqi_tui.domain.shared.speakers import speaker
from mqi_tui.ui.widgets.by_character import ByCharacter
from mqi_tui.ui.widgets.document import LogDocument, LogWrap, shown
from mqi_tui.ui.widgets.editor_carets import Other, Others
from mqi_tui.ui.widgets.editor_reading import as_read, shifted
from mqi_tui.ui.widgets.editor_rows import (
    Flag,
    Look,
    Palette,
    Row,
    caret_span,
    clip,
    draw,
)
from mqi_tui.ui.widgets.editor_voices import Voices

GUTTER = 3
"""Columns: whose line it is, whose caret is there, and air, or they would read as a word."""
_BELOW_THE_TEXT = Row("")


class RowArea(ByCharacter):
    """Text in soft-wrapped rows, with headings, check boxes, labels and speakers set off."""

    DEFAULT_CSS = """
    RowArea {
        /* A scrollbar that comes and goes would wrap the text anew each time. */
        overflow-y: scroll;
        scrollbar-size-vertical: 1;

        & .row-area--heading { color: $on-track; text-style: bold; }
        & .row-area--task { color: $warning; text-style: bold; }
        & .row-area--done { color: $success; }
        & .row-area--label { color: $label; text-style: bold; }
        & .row-area--teacher { color: $accent; text-style: bold; }
        & .row-area--coach { color: $success; text-style: bold; }
        & .row-area--both { color: $on-track; text-style: bold; }
        & .row-area--guest { color: $warning; text-style: bold; }
        & .text-area--cursor { color: $background; background: $foreground; }
        & .text-area--placeholder { color: $label; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-area--heading",
        "row-area--task",
        "row-area--done",
        "row-area--label",
        "row-area--teacher",
        "row-area--coach",
        "row-area--both",
        "row-area--guest",
    }

    selection: Reactive[Selection] = reactive(
        Selection(), init=False, always_update=True, repaint=False
    )
    """What is selected; its `end` is the caret."""

    document: LogDocument
    wrapped_document: LogWrap

    _shown: dict[int, Row]
    """What each row of the window shows, by the row's number."""

    others: Others
    """The carets of others."""

    _palette: Palette | None = None
    _rows_may_differ = False

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002
        self._shown = {}
        self.document = LogDocument(text)
        self.wrapped_document = LogWrap(self.document)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.selection = Selection()
        self._rewrap_and_refresh_virtual_size()
        self._look_again()

    def edit(self, edit: Edit) -> EditResult:
        """Make a change of the text."""
        result = super().edit(edit)
        self.others.move(edit.top, edit.bottom, result.end_location)
        self.scroll_cursor_visible()  # TextArea does so before it knows the new height
        self._look_again()
        return result

    # What is shown

    def _look(self) -> Look:
        first, last = sorted(self.selection)
        caret = self.selection.end if self._draw_cursor else None
        return Look(self.scroll_offset.y, first, last, caret, self.guests)

    def _row(self, y: int, look: Look) -> Row:
        """What row `y` of the window should show."""
        number = look.top + y
        if number >= self.wrapped_document.height:
            return _BELOW_THE_TEXT
        index, part = self.wrapped_document.line_at(number)
        start, end = self.wrapped_document.span(index, part)
        line = self.document.lines[index]
        row = self._voices.row(line, start, end, look.guests.get(index, ""))
        others = self.others.on(index)
        if others or look.is_in(index):
            # The last row of a line has a place for the caret, and for the line break, at its end.
            reach = end + 1 if end == len(line) else end
            selected = look.selected(index, len(line) + 1)
            row = row._replace(
                selected=clip(selected, start, reach) if selected else None,
                caret=caret_span(line, look.caret_in(index), start, reach),
                flags=tuple(self._flags(others, line, start, reach)),
            )
        return as_read(row, line) if not part and self._is_read(index, look) else row

    is_document = False
    """Whether a line shows its signs, `##` and `- [ ]`, only while somebody writes in it here."""

    def _is_read(self, index: int, look: Look) -> bool:
        """Whether a line is shown as it reads, and not as it is written.

        While the mouse is held no line changes its form: what is pointed at would move away.
        """
        return self.is_document and (self._selecting or not look.is_in(index))

    def get_target_document_location(self, event: MouseEvent) -> Location:
        """The place in the text that is pointed at, also where signs are not shown."""
        x = event.x - self.gutter_width - self.gutter.left
        y = clamp(event.y + self.scroll_offset.y - self.gutter.top, 0, self._last_row)
        index, part = self.wrapped_document.line_at(y)
        if not part and self._is_read(index, self._look()):
            x = shifted(x, self.document.lines[index])
        return self.wrapped_document.offset_to_location(Offset(x, y))

    @property
    def _last_row(self) -> int:
        return self.wrapped_document.height - 1

    def _end_mouse_selection(self) -> None:
        super()._end_mouse_selection()
        self._look_again()

    def _flags(self, others: Iterable[Other], line: str, start: int, reach: int) -> Iterator[Flag]:
        for other in others:
            if span := caret_span(line, other.at[1], start, reach):
                voice, name = self._voices.of(other.name), speaker(other.name)
                yield Flag(span, *voice, shown(name) if other.named_for else "")

    @property
    def guests(self) -> Mapping[int, str]:
        """The guests who wrote lines without saying so, by the line's number."""
        return {}

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names that a line may begin with: the teacher's, the coach's, both."""
        return self._voices.names

    @speakers.setter
    def speakers(self, names: tuple[str, ...]) -> None:
        self._voices = Voices(names)

    _voices = Voices()

    @property
    def gutter_width(self) -> int:
        """Columns for the letters before the text, where speakers are known."""
        return GUTTER if self.speakers else 0

    def get_line(self, line_index: int) -> Text:
        """A line as it may be shown: nothing in it can steer the terminal."""
        return Text(shown(self.document.lines[line_index]), end="", no_wrap=True)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of `crop` that are not drawn yet."""
        if self._palette is None or self._palette.base != self.rich_style:
            self._palette = self._mix_palette()
            self._line_cache.clear()
        return super(TextArea, self).render_lines(crop)  # TextArea's mixes its styles each time

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the window, and write down what it shows."""
        row = self._shown[y] = self._row(y, self._look())
        width = self.scrollable_content_region.width - self.gutter_width
        strip = self._line_cache.get((row, width))
        if strip is None:
            strip = draw(row, self._palette or self._mix_palette(), width, self.gutter_width)
            self._line_cache[row, width] = strip
        return strip

    def _mix_palette(self) -> Palette:
        def mark_style(kind: str) -> Style:
            return self.rich_style + self.get_component_rich_style(kind, partial=True)

        return Palette(
            base=self.rich_style,
            heading=mark_style("row-area--heading"),
            task=mark_style("row-area--task"),
            done=mark_style("row-area--done"),
            label=mark_style("row-area--label"),
            teacher=mark_style("row-area--teacher"),
            coach=mark_style("row-area--coach"),
            both=mark_style("row-area--both"),
            guest=mark_style("row-area--guest"),
            selection=self.get_component_rich_style("text-area--selection"),
            caret=self.get_component_rich_style("text-area--cursor"),
        )

    def notify_style_update(self) -> None:
        """Mix the palette anew: the theme, the focus or another style changed."""
        self._palette = None
        super().notify_style_update()

    # Repainting

    def _look_again(self) -> None:
        """Compare the rows with what they should show, once the messages at hand are handled."""
        self._rows_may_differ = True
        self.check_idle()

    async def _on_idle(self, event: events.Idle) -> None:
        if self._rows_may_differ:
            self._rows_may_differ = False
            look, rows = self._look(), range(self.content_size.height)
            differing = [y for y in rows if self._shown.get(y) != self._row(y, look)]
            if differing:
                width = self.content_size.width
                self.refresh(*(Region(0, y, width, 1) for y in differing))
        await super()._on_idle(event)
        event.prevent_default()

    def watch_selection(self) -> None:
        """Repaint what the selection or the caret left or reached."""
        self._look_again()

    def watch_scroll_y(self, _old: float, new_value: float) -> None:
        """Repaint the rows that show another part of the text now."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        self._look_again()

    def _refresh_size(self) -> None:
        """Follow the height of the text without a new layout: our own size never depends on it."""
        size = Size(0, self.wrapped_document.height)
        if size != self.virtual_size:
            self.set_reactive(RowArea.virtual_size, size)
            self._scroll_update(size)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Wrap before the frame is painted: the Resize event, which TextArea waits for, comes later.
        place = self._place
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        self._rewrap_and_refresh_virtual_size()
        if resized:
            self._show_from(place)
            if self.has_focus:
                self.scroll_cursor_visible()
        return resized

    def _rewrap_and_refresh_virtual_size(self) -> None:
        if self.wrap_width != self.wrapped_document.width:
            place = self._place
            self.wrapped_document.wrap(self.wrap_width)
            self._look_again()
            self._refresh_size()
            self._show_from(place)
        else:
            self._refresh_size()

    @property
    def top_row(self) -> int:
        """The line of the text at the top of the view."""
        return self.first_shown[0]

    @property
    def first_shown(self) -> Location:
        """The place in the text where the view begins."""
        return self.wrapped_document.offset_to_location(Offset(0, self.scroll_offset.y))

    _shown_from: tuple[Location, int] = (0, 0), 0
    """Where the view was to begin, and the row at which it did: it ends with the text at most."""

    @property
    def _place(self) -> Location:
        """Where the view begins; where it had the room of a tall window, where it was to begin."""
        location, row = self._shown_from
        return location if row == self.scroll_offset.y else self.first_shown

    def _show_from(self, location: Location) -> None:
        row = self.wrapped_document.location_to_offset(self.document.clamped(location)).y
        self._shown_from = location, min(row, self.max_scroll_y)
        self.scroll_to(y=row, animate=False, force=True)

    # What TextArea does for programs, not for prose

    def _build_highlight_map(self) -> None:
        """Nothing: marks are found row by row, when a row is drawn."""

    def find_matching_bracket(self, *_: object) -> Location | None:
        """None: looking for a matching bracket reads the whole text."""
        return None
