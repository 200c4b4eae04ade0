"""The editor of the log: one Markdown text, typed in for an hour beside a video call.

How it paints stands in `editor_painting`, and why in docs/decisions/editor.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Location
from textual.document._edit import Edit
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from mqi_tui.domain.shared.carets import Caret, place_at
from mqi_tui.domain.shared.log import is_glued
from mqi_tui.share.patches import Patch, taken_out
from mqi_tui.share.replica import Replica
from mqi_tui.text.clean import clean, encodable
from mqi_tui.ui.widgets import editor_clipboard
from mqi_tui.ui.widgets.by_character import snapped
from mqi_tui.ui.widgets.document import NoHistory, QuietEdit, moved
from mqi_tui.ui.widgets.editor_carets import Others
from mqi_tui.ui.widgets.editor_keys import FROM_THE_CARET, KEYS, NEW_LINE
from mqi_tui.ui.widgets.editor_lists import Sign, enter
from mqi_tui.ui.widgets.editor_painting import RowArea
from mqi_tui.ui.widgets.immediate_bindings import at_once

TYPING_LASTS = 3
"""Seconds after the last key in which a person still counts as typing."""

BATCH = 100
"""Letters that undo takes back at once."""
BATCH_LASTS = 2.0
"""Seconds without a letter after which the next one is undone by itself."""


class Batch:
    """Letters typed, or deleted, one beside the other: what undo takes back at once."""

    def __init__(self) -> None:
        self._end: Location | None = None
        self._letters = 0
        self._at = 0.0

    def takes(self, edit: Edit, end: Location) -> bool:
        """Whether `edit`, which ended at `end`, belongs to the letters before it."""
        now = monotonic()
        letter = len(edit.text) + (edit.bottom[1] - edit.top[1]) == 1 and edit.top[0] == end[0]
        goes_on = self._end in (edit.top, edit.bottom) and self._letters < BATCH
        joined = letter and goes_on and now - self._at < BATCH_LASTS
        self._end, self._at = (end if letter else None), now
        self._letters = self._letters + 1 if joined else 1
        return joined

    def goes_on(self, end: Location) -> None:
        """Letters that are typed there belong to what was typed last."""
        self._end = end


class LogEditor(RowArea, inherit_bindings=False):
    """The log as text: what is typed here goes into its replica, what others write comes out of it.

    There is one way to change the text, whether one window shows it or several.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, show=False) for keys, action, description in KEYS
    ]

    class Edited(TextArea.Changed):
        """The text changed, and with it perhaps the caret. May stand for many changes."""

        def can_replace(self, message: Message) -> bool:
            """Whether the later `message` says all that this one says."""
            return isinstance(message, LogEditor.Edited) and message.text_area is self.text_area

    Changed = Edited  # the message that TextArea posts

    class Turned(Message):
        """Undo or redo changed the text that was there `before`. `out` and `back`: what nobody
        typed went out of it by that, or came back into it.
        """

        def __init__(self, before: str, out: str = "", back: str = "") -> None:
            super().__init__()
            self.before, self.out, self.back = before, out, back

    class Copied(Message):
        """Text was copied or cut: on the system's clipboard, or else only inside the program."""

        def __init__(self, system: bool) -> None:
            super().__init__()
            self.system = system

    def __init__(
        self,
        replica: Replica | str = "",
        *,
        read_only: bool = False,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  (Textual's name)
        classes: str | None = None,
    ) -> None:
        """An editor of a replica, or of a text that has been through `mqi_tui.text.clean.clean`."""
        super().__init__(
            read_only=read_only, highlight_cursor_line=False, name=name, id=id, classes=classes
        )
        self.cursor_blink = False
        self.history = NoHistory()
        self.replica = replica if isinstance(replica, Replica) else Replica(replica)
        self.follows = False
        """Whether what others write is brought into view, until someone scrolls or types here."""
        self.newest: Location | None = None
        """Where others wrote last, once that was followed."""
        self.others = Others()
        self.before_typing: Callable[[], object] = lambda: None
        """Called before what is typed here after a pause, and before the caret moves from there."""
        self._batch = Batch()
        self._sign = Sign()
        self._set_document(self.replica.text, None)

    def on_mount(self) -> None:
        """Have a clock that says when typing has stopped; it stands still in between."""
        self._typing_clock: Timer = self.set_interval(1, self._rest, pause=True)
        self._naming = self.set_interval(1, self._rest_names)
        self._let_go = self.replica.on_patch(self._take_in)
        if not self.read_only:
            self.call_after_refresh(self.replica.wake)
        if self.replica.text != self.text:  # others wrote since this was made
            self._set_document(self.replica.text, None)

    def on_unmount(self) -> None:
        """Hear no more of what others write."""
        self._let_go()

    # The text

    def edit(self, edit: Edit) -> EditResult:
        """Make a change: typing, pasting, undoing, redoing, every change of the text."""
        edit.from_location = self.document.clamped(edit.from_location)
        edit.to_location = self.document.clamped(edit.to_location)
        if not edit.text and edit.top == edit.bottom:
            return EditResult(edit.top, "")
        edit.text = encodable(edit.text)
        start, stop = self.document.offset(edit.top), self.document.offset(edit.bottom)
        with self.prevent(TextArea.SelectionChanged):  # Edited says it, and coalesces
            result = super().edit(edit)
        joined = self._batch.takes(edit, result.end_location)
        self.replica.replace(start, stop, edit.text, joined=joined)
        return result

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        """With the blank line in the same change that stays between new words and a heading."""
        is_apart = start == end and insert.strip() and not insert.endswith("\n")
        if not is_apart or not is_glued(self.document.lines, end[0]):
            return super()._replace_via_keyboard(insert, start, end)
        if result := super()._replace_via_keyboard(f"{insert}\n", start, end):
            row = result.end_location[0] - 1
            self.move_cursor((row, len(self.document[row])))
            self._batch.goes_on(self.cursor_location)
        return result

    def begin_line(self, words: str) -> bool:
        """Write words on a blank line right above a heading; nothing where it is none."""
        place = self.cursor_location
        is_blank = not self.read_only and is_glued(self.document.lines, place[0])
        return is_blank and self._replace_via_keyboard(words, place, place) is not None

    def undo(self) -> None:
        """Take back the last change made here; never what another window wrote."""
        before, is_made = self.text, self.replica.is_made
        self._turned(before, is_made=self.replica.undo() and is_made, is_back=False)

    def redo(self) -> None:
        """Bring back the change taken back last."""
        before = self.text
        self._turned(before, is_made=self.replica.redo() and self.replica.is_made, is_back=True)

    def _turned(self, before: str, *, is_made: bool, is_back: bool) -> None:
        """Tell it, and what nobody typed: the words that a change put there; those that it took
        away, where it put none.
        """
        texts = (self.text, before) if is_back else (before, self.text)
        put = taken_out(*texts) if is_made else ""
        took = taken_out(*reversed(texts)) if is_made and not put else ""
        self.post_message(self.Turned(before, *((took, put) if is_back else (put, took))))

    def _take_in(self, patch: Patch, undone: bool) -> None:
        """Show what another window, or undo, changed. A person who types sees no row move."""
        top = self.document.location(patch.at)
        bottom = self.document.location(patch.at + patch.deleted)
        first = self.first_shown
        with self.prevent(TextArea.SelectionChanged):
            result = super().edit(QuietEdit(patch.text, top, bottom, True))
            self._wrote(patch.by, result.end_location)
        self._batch = Batch()
        if undone:
            self.move_cursor(result.end_location)
        elif self.follows and not self.is_typing:
            self.newest = result.end_location
            self._bring_into_view(self.newest)
        else:
            # What comes in right above the first row in view is above it: no row moves.
            stays = result.end_location if first == top else None
            self._show_from(stays or moved(first, top, bottom, result.end_location))

    # Who else writes

    def see_others(self, carets: Iterable[Caret]) -> None:
        """Show where others write, with their names for a moment."""
        if self.others.told(carets, lambda units: place_at(self.replica.text, units)):
            self._name_again()

    def _wrote(self, client: int, end: Location) -> None:
        if self.others.wrote(client, end):
            self._name_again()

    _naming: Timer | None = None

    def _name_again(self) -> None:
        if self._naming:
            self._naming.reset()
            self._naming.resume()
        self._look_again()

    def _rest_names(self) -> None:
        if not self.others.rest() and self._naming:
            self._naming.pause()
        self._look_again()

    @property
    def guests(self) -> Mapping[int, str]:
        """The guests who wrote lines without saying so, by the line's number."""
        return self.replica.authors.by_row(self.replica.text)

    def append_at(self, location: Location, text: str) -> EditResult:
        """Insert `text`, as one change that can be undone. Caret and view stay where they are."""
        place = self.document.clamped(location)
        first = self.first_shown
        result = self.edit(QuietEdit(text, place, place, True))
        self.replica.mark_made()
        self._show_from(moved(first, place, place, result.end_location))
        return result

    def clamp_visitable(self, location: Location) -> Location:
        """The place in the text nearest to `location`, and not within a character."""
        return snapped(self.document, self.document.clamped(location))

    # Keys

    async def _on_key(self, event: events.Key) -> None:
        if not self.is_typing:
            self._typing_clock.reset()
            if event.is_printable or event.key in FROM_THE_CARET:
                self.before_typing()
        self._typing_seconds = TYPING_LASTS
        self.follows = False
        if event.key in NEW_LINE and not self.read_only:
            event.stop()
            event.prevent_default()
            self._new_line()
        elif again := self._sign.again(event.character or "", self._line_before):
            event.stop()
            event.prevent_default()
            row, column = self.cursor_location
            self._delete_via_keyboard((row, column - again), (row, column))
        else:
            await at_once(self, event)

    @property
    def _line_before(self) -> str:
        """What stands before the caret in its line."""
        row, column = self.cursor_location
        return self.document[row][:column]

    @property
    def is_typing(self) -> bool:
        """Whether a key was pressed here in about the last three seconds."""
        return self._typing_seconds > 0

    _typing_seconds = 0

    def _rest(self) -> None:
        self._typing_seconds -= 1
        if self._typing_seconds <= 0:
            self._typing_clock.pause()

    def _new_line(self) -> None:
        start, end = self.selection
        if start != end:
            self._replace_via_keyboard("\n", start, end)
            return
        row, column = end
        first, text = enter(self.document[row], column)
        self._sign = Sign(text[1:])
        self._replace_via_keyboard(text, (row, first), end)

    def action_select_all(self) -> None:
        """Select the whole text, without leaving the part of it that is in view."""
        first = self.first_shown
        self.select_all()
        self._show_from(first)

    # The clipboard

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Put foreign `text` in place of the selection."""
        if text and not self.read_only:
            self._replace_via_keyboard(clean(text), *self.selection)

    async def action_paste(self) -> None:  # type: ignore[override]  # the clipboard takes time
        """Paste what the system's clipboard holds, or else our own."""
        self.paste(await editor_clipboard.read() or self.app.clipboard)

    async def action_copy(self) -> None:  # type: ignore[override]  # the clipboard takes time
        """Copy the selection."""
        await self._copy(self.selected_text)

    async def action_cut(self) -> None:  # type: ignore[override]  # the clipboard takes time
        """Copy the selection and delete it."""
        text = self.selected_text
        if self._delete_via_keyboard(*self.selection):
            await self._copy(text)

    async def _copy(self, text: str) -> None:
        if text:
            self.post_message(self.Copied(await editor_clipboard.copy(self.app, text)))

    # The view

    @property
    def sees_caret(self) -> bool:
        """Whether the row of the caret is in view."""
        return self._sees_caret_below(self.scroll_offset.y)

    def sees_caret_from(self, row: int) -> bool:
        """Whether it would be with line number `row` of the text at the top of the view."""
        top = self.wrapped_document.location_to_offset((row, 0)).y
        return self._sees_caret_below(min(top, self.max_scroll_y))

    def _sees_caret_below(self, top: int) -> bool:
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return 0 <= row - top < self.content_size.height

    def show_section(self, row: int) -> None:
        """Bring line number `row` of the text to the top of the view. Caret and focus stay."""
        self._show_from(self.document.clamped((row, 0)))

    def show_newest(self) -> bool:
        """Bring what others wrote last into view, where that was followed. Whether it was."""
        if self.newest is not None:
            self._bring_into_view(self.document.clamped(self.newest))
        return self.newest is not None

    def _bring_into_view(self, place: Location) -> None:
        """Show `place` with what stands above it, unless it is in view."""
        row, height = self.wrapped_document.location_to_offset(place).y, self.content_size.height
        if not self.scroll_offset.y <= row < self.scroll_offset.y + height:
            self.scroll_to(y=row - height * 2 // 3, animate=False, force=True)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.follows = False
        super()._on_mouse_scroll_up(event)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.follows = False
        super()._on_mouse_scroll_down(event)

    def caret_to(self, row: int, column: int) -> None:
        """Put the caret there, or as near as the text allows, and bring it into view."""
        self.move_cursor((row, column))
