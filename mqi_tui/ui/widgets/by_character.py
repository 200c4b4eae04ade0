"""Fields in which caret, Backspace, Delete, words and the mouse go by characters as people see
them. Textual goes by code points, of which a flag has two, and a teacher with a blackboard three.
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual import events
from textual.document._document import DocumentBase, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from mqi_tui.text import graphemes

_WORD = re.compile(r"\w")


def column_at(row: str, cells: int) -> int:
    """Where the character begins that stands so many cells from the left; the end behind all."""
    if row.isascii():
        return min(max(0, cells), len(row))
    at = wide = 0
    while at < len(row):
        end = graphemes.after(row, at)
        wide += cell_len(row[at:end])
        if wide > cells:
            break
        at = end
    return at


def word_left(line: str, column: int) -> int:
    """Where the word, or what stands between two words, begins before `column`."""
    at = column
    while at and line[at - 1].isspace():
        at = graphemes.before(line, at)
    is_word = at > 0 and _is_word(line, graphemes.before(line, at))
    while at and _is_word(line, graphemes.before(line, at)) is is_word:
        at = graphemes.before(line, at)
    return at


def word_right(line: str, column: int) -> int:
    """Where the word, or what stands between two words, ends behind `column`."""
    at = column
    while at < len(line) and line[at].isspace():
        at = graphemes.after(line, at)
    is_word = at < len(line) and _is_word(line, at)
    while at < len(line) and _is_word(line, at) is is_word:
        at = graphemes.after(line, at)
    return at


def word_end(line: str, column: int) -> int:
    """Where the first word behind `column` ends."""
    at = column
    for is_word in (False, True):
        while at < len(line) and _is_word(line, at) is is_word:
            at = graphemes.after(line, at)
    return at


def word_starts(line: str) -> list[int]:
    """Where words begin, behind the first."""
    starts, at = [], 0
    while at < len(line):
        end = graphemes.after(line, at)
        if end < len(line) and _is_word(line, end) and not _is_word(line, at):
            starts.append(end)
        at = end
    return starts


def _is_word(line: str, at: int) -> bool:
    """Whether the character that begins there is of a word: all its accents are."""
    return bool(_WORD.match(line, at))


class CharacterWrap(WrappedDocument):
    """Wrapped lines in which a place on the screen is one between two characters."""

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column in a line, of what stands at a cell of one of its rows."""
        rows = self.get_sections(line_index)
        is_last = y_offset in (-1, len(rows) - 1)
        row, start = rows[y_offset], sum(map(len, rows[:y_offset]))
        if y_offset < 0:
            start = sum(map(len, rows)) - sum(map(len, rows[y_offset:]))
        column = column_at(row, x_offset)
        return start + (column if is_last else min(column, graphemes.before(row, len(row))))


class ByCharacter(TextArea):
    """A field of several lines whose caret goes by characters."""

    only_takes_letters = True
    """A letter that is typed here becomes a part of the text, and leads nowhere: see `in_turn`."""

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = CharacterWrap(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def clamp_visitable(self, location: Location) -> Location:
        """The place nearest to `location` where a caret may stand; never within a character."""
        return snapped(self.document, super().clamp_visitable(location))

    def get_cursor_left_location(self) -> Location:
        """The character to the left, or the end of the line above."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_left_location()
        return row, graphemes.before(self.document[row], column)

    def get_cursor_right_location(self) -> Location:
        """The character to the right, or the start of the line below."""
        row, column = self.cursor_location
        if column == len(self.document[row]):
            return super().get_cursor_right_location()
        return row, graphemes.after(self.document[row], column)

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """The start of the row on the screen; from there, of the line."""
        start = super().get_cursor_line_start_location(smart_home)
        return (start[0], 0) if start == self.cursor_location else start

    def get_cursor_line_end_location(self) -> Location:
        """The last character of the row on the screen; from there, the end of the line."""
        row, column = super().get_cursor_line_end_location()
        line = self.document[row]
        if column < len(line):
            column = graphemes.before(line, column + 1)
        return row, len(line) if (row, column) == self.cursor_location else column

    def get_cursor_word_left_location(self) -> Location:
        """The start of the word to the left, or the end of the line above."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_word_left_location()
        return row, word_left(self.document[row], column)

    def get_cursor_word_right_location(self) -> Location:
        """The end of the word to the right, or the start of the line below."""
        row, column = self.cursor_location
        if column == len(self.document[row]):
            return super().get_cursor_word_right_location()
        return row, word_right(self.document[row], column)

    def action_cursor_text_start(self) -> None:
        """Go to the start of the text."""
        self.move_cursor(self.document.start)

    def action_cursor_text_end(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    def action_delete_word_right(self) -> None:
        """Delete what is selected, or up to the end of the word to the right."""
        row, column = self.cursor_location
        if self.selection.is_empty and column < len(self.document[row]):
            end = word_end(self.document[row], column)
            self._delete_via_keyboard((row, column), (row, end))
        else:
            super().action_delete_word_right()

    async def _on_key(self, event: events.Key) -> None:
        """What joins characters is text too: Textual takes it for a key that writes nothing."""
        if not self.read_only and graphemes.is_written(event.character or ""):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character or "", *self.selection)


def snapped(document: DocumentBase, location: Location) -> Location:
    """`location`, or the end of the character that it lies within."""
    row, column = location
    return row, graphemes.right(document[row], column)
