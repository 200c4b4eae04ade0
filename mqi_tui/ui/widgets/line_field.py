"""One line to write in: for notes, and for what a note becomes in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from mqi_tui.domain.keys import NEVER
from mqi_tui.text import graphemes
from mqi_tui.text.clean import clean_line
from mqi_tui.ui.widgets import editor_clipboard
from mqi_tui.ui.widgets.by_character import column_at, word_starts
from mqi_tui.ui.widgets.immediate_bindings import at_once, keep_focus
from mqi_tui.ui.widgets.parts import first_within

BATCH_LASTS = 2.0
"""Seconds without a letter after which the next one is undone by itself."""
REMEMBERED = 50

LINE_FEED = "ctrl+j"
"""Between two lines where a terminal hands on what is pasted as keys; in one line, a space."""

FIELDS = (Input, TextArea)
"""What is written in. While one of these has the focus, no letter is a command."""

AS_IN_THE_LOG = (
    Binding("ctrl+a", "select_all", "Select all", show=False),
    Binding("ctrl+home", "home", "Start of text", show=False),
    Binding("ctrl+end", "end", "End of text", show=False),
    Binding("ctrl+backspace,alt+backspace", "delete_left_word", "Delete word left", show=False),
    Binding("ctrl+delete,alt+delete", "delete_right_word", "Delete word right", show=False),
    Binding("ctrl+z", "undo", "Undo", show=False),
    Binding("ctrl+y,ctrl+shift+z", "redo", "Redo", show=False),
)
"""What these keys do in the log, and everywhere else; Textual has other uses for some."""
_AS_IN_THE_LOG = {key for one in AS_IN_THE_LOG for key in one.key.split(",")}

TABS = (
    Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
)
"""For a form: letters typed right behind a Tab, however fast, are in the next field."""


def but_never(bindings: Iterable[BindingType], never: Collection[str] = NEVER) -> Iterator[Binding]:
    """`bindings` without the keys that would disturb the call, were it in front."""
    for binding in bindings:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in never]
            if keys:
                yield replace(binding, key=",".join(keys))


class _Line(Text):
    """What an `Input` shows; its caret covers a whole character, or a terminal shows its parts."""

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Style from `start` to `end`, but no part of a character."""
        super().stylize(style, start, end and graphemes.right(self.plain, end))


class LineField(Input, inherit_bindings=False):
    """What is pasted becomes one clean line, instead of its first line alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *but_never(Input.BINDINGS, {*NEVER, *_AS_IN_THE_LOG}),
        *AS_IN_THE_LOG,
    ]

    hints: Sequence[str] = ()
    """What may be said in it while it is empty, the most first; the first that fits whole is."""
    _before: tuple[str, ...] = ()
    _behind: tuple[str, ...] = ()
    _is_turning = False
    """Whether undo or redo changes the line just now."""
    _written_at = -BATCH_LASTS

    def on_mount(self) -> None:
        self.cursor_blink = False  # what blinks draws the eye from the other person's face
        self.forget()  # what it begins with was not typed here

    def on_resize(self) -> None:
        if self.hints:
            self.placeholder = first_within(self.hints, self.content_size.width)

    def watch_value(self, old: str, new: str) -> None:
        """Remember what stood there: letters typed one after the other are undone at once."""
        if self._is_turning or old == new:
            return
        now, letter = monotonic(), abs(len(new) - len(old)) == 1
        if not (letter and self._before and now - self._written_at < BATCH_LASTS):
            self._before = (*self._before, old)[-REMEMBERED:]
        self._behind, self._written_at = (), now

    def action_undo(self) -> None:
        """Back to what stood there before."""
        if self._before:
            self._behind = (self.value, *self._behind)
            self._turn_to(self._before[-1])
            self._before = self._before[:-1]

    def action_redo(self) -> None:
        """Again what undo took back last."""
        if self._behind:
            self._before = (*self._before, self.value)
            self._turn_to(self._behind[0])
            self._behind = self._behind[1:]

    def _turn_to(self, line: str) -> None:
        self._is_turning, self._written_at = True, -BATCH_LASTS
        self.value = line
        self._is_turning = False
        self.cursor_position = len(line)

    def forget(self) -> None:
        """What stood there is nobody's business any more."""
        self._before = self._behind = ()

    async def _on_key(self, event: events.Key) -> None:
        is_between = event.key == LINE_FEED
        written = " " if is_between else event.character or ""
        if is_between or graphemes.is_written(written):
            event.stop()
            event.prevent_default()
            self.replace(written, *self.selection)
        else:
            await at_once(self, event)

    # By characters, as people see them

    def validate_selection(self, selection: Selection) -> Selection:
        """Within the line, and not within a character."""
        line, (start, end) = self.value, super().validate_selection(selection)
        return Selection(graphemes.right(line, start), graphemes.right(line, end))

    def action_cursor_left(self, select: bool = False) -> None:
        """One character to the left, or to the start of what is selected."""
        start, end = self.selection
        to = graphemes.before(self.value, end) if select or start == end else min(start, end)
        self.selection = Selection(start if select else to, to)

    def action_cursor_right(self, select: bool = False) -> None:
        """One character to the right, or to the end of what is selected."""
        start, end = self.selection
        to = graphemes.after(self.value, end) if select or start == end else max(start, end)
        self.selection = Selection(start if select else to, to)

    def action_delete_left(self) -> None:
        """Delete what is selected, or the character to the left."""
        start, end = self.selection
        self.delete(start, graphemes.before(self.value, end) if start == end else end)

    def action_delete_right(self) -> None:
        """Delete what is selected, or the character to the right."""
        start, end = self.selection
        self.delete(start, graphemes.after(self.value, end) if start == end else end)

    def action_cursor_left_word(self, select: bool = False) -> None:
        """To the start of a word on the left."""
        self._go(self._word_left(), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """To the start of a word on the right."""
        self._go(self._word_right(), select)

    def action_delete_left_word(self) -> None:
        """Delete what is selected, or from the start of a word on the left."""
        start, end = self.selection
        self.delete(start, self._word_left() if start == end else end)

    def action_delete_right_word(self) -> None:
        """Delete what is selected, or up to the start of a word on the right."""
        start, end = self.selection
        self.delete(start, self._word_right() if start == end else end)

    def _go(self, to: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else to, to)

    def _word_left(self) -> int:
        """Where masked, the start: nothing is to be seen of words."""
        before = (at for at in self._word_starts() if at < self.cursor_position)
        return max(before, default=0)

    def _word_right(self) -> int:
        behind = (at for at in self._word_starts() if at > self.cursor_position)
        return min(behind, default=len(self.value))

    def _word_starts(self) -> list[int]:
        return [] if self.password else word_starts(self.value)

    @property
    def _value(self) -> Text:
        shown = super()._value
        return _Line(shown.plain, no_wrap=True, overflow="ignore", end="")

    def _cell_offset_to_index(self, offset: int) -> int:
        line = "•" * len(self.value) if self.password else self.value
        return column_at(line, offset + self.scroll_offset.x)

    def _on_hide(self, event: events.Hide) -> None:
        keep_focus(event)

    async def action_paste(self) -> None:  # type: ignore[override]  # the clipboard takes time
        """Paste what the system's clipboard holds, or else our own."""
        text = await editor_clipboard.read() or self.app.clipboard
        self.replace(clean_line(text), *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        self.replace(clean_line(event.text), *self.selection)
        event.prevent_default()
        event.stop()
