"""The log editor against a plain string: whatever is done to both, they stay the same text.

After every few steps the wrap tables equal those of a text wrapped from scratch, and what the
rows show equals a full repaint, which proves that repainting only some rows leaves none out.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.document._document import Location, Selection
from textual.geometry import Region
from textual.pilot import Pilot

from mqi_tui.domain.shared.log import is_glued
from mqi_tui.text.clean import clean, encodable
from mqi_tui.ui.widgets.document import LogWrap
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.editor_lists import enter
from tests.hostile import HOSTILE
from tests.themed import ThemedApp

START = "## Plan\n\n- [ ] Ask “why” before confirming, in every one of both lessons\nRivera: yes\n"

PIECES = (
    "a",
    "b ",
    " ",
    "\n",
    "- ",
    "- [ ] ",
    "# ",
    "Rivera: ",
    "é",
    "数学",
    "👩‍👩‍👧‍👦",
    "\t",
    "\x1b[2J",
)
LINE_ENDS_ELSEWHERE = ("\u2028", "\v", "\x85", "\x1c", "\r")

places = st.integers(0, 400)
pieces = st.lists(st.sampled_from(PIECES + LINE_ENDS_ELSEWHERE), min_size=1, max_size=6)
texts = pieces.map("".join) | st.sampled_from([text for text in HOSTILE if len(text) < 100])
steps = st.one_of(
    st.tuples(st.just("replace"), places, places, texts),
    st.tuples(st.just("type"), st.sampled_from(PIECES)),
    st.tuples(st.just("paste"), texts),
    st.tuples(st.just("append"), places, texts),
    st.tuples(st.just("select"), places, places),
    st.tuples(st.just("enter")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("scroll"), st.integers(0, 30)),
    st.tuples(st.just("show"), st.integers(0, 30)),
    st.tuples(st.just("resize"), st.sampled_from([(40, 12), (24, 8), (17, 20)])),
    st.tuples(st.just("look")),
)


class EditorApp(ThemedApp):
    CSS = "LogEditor { border: none; }"

    def compose(self) -> ComposeResult:
        yield LogEditor(START)

    def on_mount(self) -> None:
        self.query_one(LogEditor).focus()


async def wait_until(condition: Callable[[], bool], what: str, timeout: float = 5.0) -> None:
    until = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < until, f"waited {timeout} s in vain: {what}"
        await asyncio.sleep(0)


@dataclass
class Both:
    """The editor and its model, changed by the same steps."""

    editor: LogEditor
    pilot: Pilot[None]
    text: str = START
    at_depth: dict[int, str] = field(default_factory=dict)
    """The last text there was while so many batches could be undone."""

    def __post_init__(self) -> None:
        self.remember()

    @property
    def depth(self) -> int:
        return self.editor.replica.depth

    def remember(self) -> None:
        self.at_depth[self.depth] = self.text

    def index(self, location: Location) -> int:
        row, column = location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    def location(self, index: int) -> Location:
        before = self.text[:index]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def place(self, number: int) -> int:
        return min(number, len(self.text))

    @property
    def selected(self) -> tuple[int, int]:
        start, end = sorted(self.index(place) for place in self.editor.selection)
        return start, end

    def change(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + encodable(text) + self.text[end:]
        self.remember()

    def replace(self, one: int, other: int, text: str) -> None:
        start, end = sorted((self.place(one), self.place(other)))
        self.editor.replace(text, self.location(start), self.location(end))
        self.change(start, end, text)

    def type(self, text: str) -> None:
        start, end = self.selected
        written = self.apart(text)
        self.editor._replace_via_keyboard(text, *self.editor.selection)
        self.change(start, end, written)
        assert self.selected == (start + len(text),) * 2

    def paste(self, text: str) -> None:
        start, end = self.selected
        written = self.apart(clean(text)) if text else self.text[start:end]
        self.editor.paste(text)
        self.change(start, end, written)

    def apart(self, text: str) -> str:
        """With the blank line that stays between new words and a heading."""
        start, end = self.selected
        is_apart = start == end and text.strip() and not text.endswith("\n")
        return (
            f"{text}\n"
            if is_apart and is_glued(self.text.split("\n"), self.location(end)[0])
            else text
        )

    def append(self, number: int, text: str) -> None:
        at, (start, end) = self.place(number), self.selected
        scrolled, first = self.editor.scroll_offset.y, self.index(self.editor.first_shown)
        self.editor.append_at(self.location(at), text)
        self.change(at, at, text)
        shift = len(text)
        assert self.selected == (start + shift * (start > at), end + shift * (end > at))
        if first <= at and self.editor.max_scroll_y > scrolled:
            assert self.editor.scroll_offset.y == scrolled

    def select(self, one: int, other: int) -> None:
        start, end = self.location(self.place(one)), self.location(self.place(other))
        self.editor.selection = Selection(start, end)

    def enter(self) -> None:
        start, end = self.selected
        row, column = self.location(end)
        first, text = (column, "\n") if start != end else enter(self.editor.document[row], column)
        self.editor._new_line()
        self.change(start if start != end else start - column + first, end, text)

    def undo(self) -> None:
        if self.depth:
            self.editor.undo()
            self.text = self.at_depth[self.depth]

    def redo(self) -> None:
        if self.editor.replica.can_redo:
            self.editor.redo()
            self.text = self.at_depth[self.depth]

    def scroll(self, row: int) -> None:
        self.editor.scroll_to(y=row, animate=False)

    def show(self, row: int) -> None:
        selection = self.editor.selection
        self.editor.show_section(row)
        assert self.editor.selection == selection

    async def resize(self, size: tuple[int, int]) -> None:
        await self.pilot.resize_terminal(*size)

    async def look(self) -> None:
        """What the rows show equals what a full repaint shows."""
        await wait_until(lambda: not self.editor._rows_may_differ, "the rows are compared")
        crop = Region(0, 0, *self.editor.size)
        row_by_row = self.editor.render_lines(crop)
        self.editor._styles_cache.clear()
        self.editor._line_cache.clear()
        assert row_by_row == self.editor.render_lines(crop)

    def check(self) -> None:
        editor = self.editor
        assert editor.text == editor.replica.text == self.text
        fresh = LogWrap(editor.document)
        fresh.wrap(editor.wrap_width)
        assert editor.wrapped_document._wrap_offsets == fresh._wrap_offsets
        assert editor.wrapped_document._tops == fresh._tops
        assert editor.virtual_size.height == fresh.height
        for place in editor.selection:
            assert editor.document.clamped(place) == place


async def run(session: list[tuple[object, ...]]) -> None:
    app = EditorApp()
    async with app.run_test(size=(40, 12)) as pilot:
        both = Both(app.query_one(LogEditor), pilot)
        for name, *arguments in session:
            done = getattr(both, str(name))(*arguments)
            if done is not None:
                await done
            both.check()
        await both.look()


@given(st.lists(steps, min_size=5, max_size=40))
def test_the_editor_and_a_plain_string_stay_the_same(session: list[tuple[object, ...]]) -> None:
    asyncio.run(run(session))
