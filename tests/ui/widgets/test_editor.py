"""The log editor under a person's keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.document._document import Selection
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input

from mqi_tui.domain.shared.log import Header
from mqi_tui.text.clean import CONTROLS, clean
from mqi_tui.ui.widgets import editor, editor_clipboard
from mqi_tui.ui.widgets.document import LogDocument, moved, shown
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.editor_border import set_subtitle
from mqi_tui.ui.widgets.editor_lists import enter
from mqi_tui.ui.widgets.editor_painting import GUTTER
from mqi_tui.ui.widgets.editor_rows import mark
from tests.hostile import HOSTILE
from tests.themed import ThemedApp

APP_KEYS = (*(f"ctrl+{letter}" for letter in "nbtukolfgspqedwr"), *(f"f{n}" for n in range(1, 13)))

LONG = "\n".join(f"line {number}" for number in range(100))

T = TypeVar("T")


class EditorApp(ThemedApp):
    CSS = "LogEditor { border: none; }"

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.start = text
        self.messages: list[object] = []

    def compose(self) -> ComposeResult:
        yield LogEditor(self.start)
        yield Input()

    def on_mount(self) -> None:
        self.query_one(LogEditor).focus()

    @on(LogEditor.Edited)
    @on(LogEditor.Copied)
    def note(self, message: LogEditor.Edited | LogEditor.Copied) -> None:
        self.messages.append(message)


Session = Callable[[LogEditor, Pilot[None]], Awaitable[T]]


def run(text: str, session: Session[T], *, width: int = 60, height: int = 16) -> T:
    """`session` with an editor of `text` that has the focus; the last row is another field."""

    async def main() -> T:
        app = EditorApp(text)
        async with app.run_test(size=(width, height)) as pilot:
            return await session(app.query_one(LogEditor), pilot)

    return asyncio.run(main())


async def wait_until(condition: Callable[[], bool], what: str, timeout: float = 5.0) -> None:
    until = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < until, f"waited {timeout} s in vain: {what}"
        await asyncio.sleep(0.005)


def after(text: str, *keys: str, caret: tuple[int, int] | None = None) -> str:
    """`text` once `keys` were pressed, with ‸ at the caret; at its end unless `caret` is given."""

    async def session(log: LogEditor, pilot: Pilot[None]) -> str:
        log.caret_to(*(caret or log.document.end))
        await pilot.press(*keys)
        row, column = log.selection.end
        lines = log.text.split("\n")
        lines[row] = lines[row][:column] + "‸" + lines[row][column:]
        return "\n".join(lines)

    return run(text, session)


# Keys


@pytest.mark.parametrize("key", ["enter", "ctrl+j", "shift+enter", "ctrl+enter", "alt+enter"])
def test_every_enter_that_a_terminal_may_send_is_a_new_line(key: str) -> None:
    assert after("one", key, "x") == "one\nx‸"


def test_the_keys_of_the_app_are_left_alone() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        assert not set(APP_KEYS) & set(log._bindings.key_to_bindings)
        assert [key for key in APP_KEYS if log.check_consume_key(key, None)] == []

    run("", session)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["home", "x"], "one\nx‸two"),
        (["ctrl+home", "x"], "x‸one\ntwo"),
        (["ctrl+left", "x"], "one\nx‸two"),
        (["ctrl+backspace"], "one\n‸"),
        (["shift+home", "delete"], "one\n‸"),
        (["ctrl+a", "x"], "x‸"),
        (["up", "end", "delete"], "one‸two"),
        (["x", "ctrl+z"], "one\ntwo‸"),
        (["x", "ctrl+z", "ctrl+y"], "one\ntwox‸"),
    ],
)
def test_keys_do_what_they_do_elsewhere(keys: list[str], text: str) -> None:
    assert after("one\ntwo", *keys) == text


WRAPPED = " ".join(["word"] * 20) + " " + "👩🏾‍🏫" * 40
"""A line of several rows, the last ones without a space."""


@pytest.mark.parametrize("at", [0, 30, len(WRAPPED) - 60])
def test_end_and_home_go_on_from_the_row_to_the_line(at: int) -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.caret_to(0, at)
        places = []
        for key in ("end", "end", "end"):
            await pilot.press(key)
            places.append(log.cursor_location[1])
        assert at < places[0] < places[1] == places[2] == len(WRAPPED)
        log.caret_to(0, places[0])
        for _ in range(2):
            await pilot.press("shift+home")
        assert log.selection == Selection((0, places[0]), (0, 0))
        assert log.wrapped_document.height > 3

    run(WRAPPED, session)


def test_tab_goes_to_the_next_field() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.press("tab")
        assert not log.has_focus
        assert log.text == "one"

    run("one", session)


@pytest.mark.parametrize(
    ("line", "column", "typed"),
    [
        ("- ask", 5, (5, "\n- ")),
        ("  - ask", 7, (7, "\n  - ")),
        ("- [ ] ask", 9, (9, "\n- [ ] ")),
        ("- [x] asked", 11, (11, "\n- [ ] ")),
        ("- ask why", 5, (5, "\n- ")),
        ("- ", 2, (0, "")),
        ("- [ ] ", 6, (0, "")),
        ("- ask", 1, (1, "\n")),
        ("-ask", 4, (4, "\n")),
        ("plain", 5, (5, "\n")),
        ("", 0, (0, "\n")),
    ],
)
def test_enter_in_a_list(line: str, column: int, typed: tuple[int, str]) -> None:
    assert enter(line, column) == typed


def test_a_list_goes_on_until_an_empty_item() -> None:
    assert after("- [ ] one", "enter", "t", "enter", "enter", "x") == "- [ ] one\n- [ ] t\nx‸"


@pytest.mark.parametrize(
    ("line", "typed", "text"),
    [
        ("- one", "- two", "- one\n- two‸"),
        ("- one", "* two", "- one\n- two‸"),
        ("- one", "-two", "- one\n- -two‸"),
        ("- one", "two - three", "- one\n- two - three‸"),
        ("- one", "[ ] two", "- one\n- [ ] two‸"),
        ("- one", "- [ ] two", "- one\n- [ ] two‸"),
        ("  - one", "- two", "  - one\n  - two‸"),
        ("- [x] one", "- [ ] two", "- [x] one\n- [ ] two‸"),
        ("- [ ] one", "[] two", "- [ ] one\n- [ ] two‸"),
        ("one", "- - two", "one\n- - two‸"),
    ],
)
def test_a_list_sign_typed_behind_the_one_that_enter_made_stands_once(
    line: str, typed: str, text: str
) -> None:
    assert after(line, "enter", *typed) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("-", "left", "right", "space"), "- one\n- - ‸"),
        (("-", "space", "t", "ctrl+z"), "- one\n- ‸"),
        (("-", "space", "t", "ctrl+z", "ctrl+z"), "- one‸"),
    ],
)
def test_only_what_was_typed_right_behind_the_sign_goes(keys: tuple[str, ...], text: str) -> None:
    assert after("- one", "enter", *keys) == text


def test_a_dash_that_somebody_else_wrote_behind_the_sign_stays() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        log.insert("-")
        await pilot.press("space")
        assert log.text == "- one\n- - "

    async def at_the_end(log: LogEditor, pilot: Pilot[None]) -> None:
        log.caret_to(*log.document.end)
        await session(log, pilot)

    run("- one", at_the_end)


SECTIONS = "## One\n\n## Two"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("a", "b"), "## One\nab‸\n\n## Two"),
        (("a", "b", "ctrl+z"), "## One\n‸\n## Two"),
        (("a", "b", "ctrl+z", "ctrl+y"), "## One\nab\n‸\n## Two"),
        (("space", "a"), "## One\n a‸\n\n## Two"),
        (("a", "enter", "b"), "## One\na\nb‸\n\n## Two"),
        (("enter", "a"), "## One\n\na‸\n\n## Two"),
        (("-", "space", "x"), "## One\n- x‸\n\n## Two"),
        (("up", "end", "a"), "## Onea‸\n\n## Two"),
    ],
)
def test_a_blank_line_stays_above_the_next_heading(keys: tuple[str, ...], text: str) -> None:
    assert after(SECTIONS, *keys, caret=(1, 0)) == text


def test_the_blank_line_above_a_heading_comes_in_the_same_change() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        made: list[bytes] = []
        log.replica.on_update(lambda update, _: made.append(update))
        log.caret_to(1, 0)
        await pilot.press("a", "b")
        assert (log.text, len(made)) == ("## One\nab\n\n## Two", 2)

    run(SECTIONS, session)


def test_typing_is_over_a_while_after_the_last_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "TYPING_LASTS", 1)

    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        assert not log.is_typing
        await pilot.press("x")
        assert log.is_typing
        await wait_until(lambda: not log.is_typing, "typing is over")
        await pilot.press("left")
        assert log.is_typing

    run("", session)


# Messages


def test_many_changes_may_be_told_by_one_message() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        messages = pilot.app.messages  # type: ignore[attr-defined]
        for _ in range(50):
            log.insert("x")
        await wait_until(lambda: bool(messages), "a message came")
        await pilot.pause()
        assert len(messages) < 50
        assert log.text == "x" * 50

    run("", session)


def test_what_changes_nothing_tells_nothing() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.press("backspace", "left", "up")
        await pilot.pause()
        assert pilot.app.messages == []  # type: ignore[attr-defined]

    run("one", session)


# The clipboard


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The system's clipboard, as a list whose last item it holds."""
    held: list[str] = []

    def write(text: str) -> bool:
        held.append(text)
        return True

    monkeypatch.setattr(editor_clipboard, "_read", lambda: held[-1] if held else None)
    monkeypatch.setattr(editor_clipboard, "_write", write)
    return held


def test_copy_and_cut_reach_the_system(clipboard: list[str]) -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        messages = pilot.app.messages  # type: ignore[attr-defined]
        log.selection = Selection((0, 0), (0, 3))
        await pilot.press("ctrl+c")
        assert clipboard == ["one"]
        await wait_until(lambda: len(messages) == 1, "it is said")
        assert messages[0].system
        await pilot.press("ctrl+x")
        assert log.text == " two"
        await pilot.press("end", "ctrl+v")
        assert log.text == " twoone"

    run("one two", session)


def test_without_a_system_clipboard_ours_serves_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editor_clipboard, "_read", lambda: None)
    monkeypatch.setattr(editor_clipboard, "_write", lambda text: False)

    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+a", "ctrl+c", "end", "ctrl+v")
        assert log.text == "oneone"
        assert not pilot.app.messages[0].system  # type: ignore[attr-defined]

    run("one", session)


def test_a_clipboard_that_hangs_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_clipboard, "PATIENCE", 0.05)

    def late() -> str:
        time.sleep(1)
        return "late"

    monkeypatch.setattr(editor_clipboard, "_read", late)
    assert asyncio.run(editor_clipboard.read()) is None


def test_a_paste_from_a_word_processor_is_cleaned() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> str:
        log.post_message(events.Paste("one\vtwo\u2028three\r\nfour\x1b[2J"))
        await wait_until(lambda: bool(log.text), "the paste arrives")
        return log.text

    assert run("", session) == "one\ntwo\nthree\nfour␛[2J"


# The view


def test_a_section_comes_into_view_and_the_caret_stays() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        pilot.app.query_one(Input).focus()
        await pilot.pause()
        log.show_section(40)
        assert log.scroll_offset.y == 40
        assert log.selection == Selection()
        assert not log.has_focus

    run(LONG, session)


@pytest.mark.parametrize(("at", "view"), [((0, 0), 52), ((99, 7), 50)])
def test_text_from_elsewhere_moves_neither_caret_nor_view(at: tuple[int, int], view: int) -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.caret_to(60, 3)
        log.show_section(50)
        log.append_at(at, "\nfrom elsewhere\n")
        assert log.document.lines[log.selection.end[0]] == "line 60"
        assert log.selection.end[1] == 3
        assert log.scroll_offset.y == view
        log.undo()
        assert log.text == LONG

    run(LONG, session)


def test_text_put_at_the_caret_goes_after_it() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.caret_to(0, 3)
        log.append_at((0, 3), "\nmore")
        assert log.selection.end == (0, 3)

    run("one", session)


def test_select_all_leaves_the_view() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+a")
        assert log.selected_text == LONG
        assert log.scroll_offset.y == 0

    run(LONG, session)


def test_the_caret_is_in_view_while_typing_at_the_end() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+end", *["enter"] * 5, "x")
        top, (row, _) = log.scroll_offset.y, log.selection.end
        assert top <= row < top + log.size.height

    run(LONG, session)


def test_another_width_keeps_the_first_line_in_view() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        pilot.app.query_one(Input).focus()
        log.show_section(40)
        await pilot.resize_terminal(40, 16)
        assert log.document.lines[log.first_shown[0]].startswith("40 ")

    run("\n".join(f"{number} " + "words " * 12 for number in range(100)), session)


def test_the_mouse_puts_the_caret_and_the_wheel_moves_the_view() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        await pilot.click(log, offset=(log.gutter.left + 3, 2))
        assert log.selection.end == (2, 3)
        await pilot._post_mouse_events([events.MouseScrollDown], log, offset=(5, 5))
        await wait_until(lambda: log.scroll_offset.y > 0, "the view moves")
        assert log.selection.end == (2, 3)

    run(LONG, session)


# What is shown


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# Log", (0, 5, "heading")),
        ("## Log", (0, 6, "heading")),
        ("#Log", None),
        ("- [ ] ask", (2, 5, "task")),
        ("- [x] ask", (2, 5, "done")),
        ("- [y] ask", None),
        ("Times: 12:40", (0, 6, "label")),
        ("Ms. Rivera: yes", (0, 11, "label")),
        ("Émile: yes", (0, 6, "label")),
        ("What one level up would look like:", (0, 34, "label")),
        ("She said that they have to wait: for what", None),
        ("at 12:40 she stopped", None),
        ("what we saw: nothing", None),
        ("Rivera:yes", None),
        ("", None),
    ],
)
def test_marks(line: str, expected: tuple[int, int, str] | None) -> None:
    assert mark(line) == expected


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
def test_marks_are_seen_in_every_theme(theme: str) -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        heading, plain, label = (next(iter(log.render_line(y))).style for y in (1, 3, 2))
        assert heading is not None
        assert label is not None
        assert plain is not None
        assert heading.bold
        assert len({(one.color, one.bold) for one in (heading, plain, label)}) == 3
        assert heading.bgcolor == plain.bgcolor

    run("\n## Log\nRivera: yes\nplain", session)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.some(2)
def test_hostile_text_is_kept_and_shown_harmless(text: str) -> None:
    kept = clean(text)

    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.post_message(events.Paste(text))
        await wait_until(lambda: log.text == kept, "the text is kept as it was cleaned")
        await pilot.press("ctrl+home", "x", "ctrl+end", "y")
        assert log.text == f"x{kept}y"
        rows = [log.render_line(y) for y in range(log.size.height)]
        assert not any(CONTROLS.search(row.text) for row in rows)
        assert {row.cell_length for row in rows} == {log.scrollable_content_region.width}

    run("", session)


def test_uncleaned_text_is_shown_harmless_too() -> None:
    text = "\x1b]52;c;aGk=\x07 \x9b6n \u202eover\u202c \ud800 \x7f"
    assert len(shown(text)) == len(text)
    assert not CONTROLS.search(shown(text))

    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        assert log.get_line(0).plain == shown(text)
        assert log.render_line(0).text.startswith(shown(text))

    run(text, session)


def test_a_line_of_a_megabyte_can_be_edited() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.paste("word " * 200_000)
        await pilot.press("ctrl+home", "x")
        assert log.text.startswith("xword ")
        assert log.document.line_count == 50

    run("", session)


# The document


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\v", "\f", "\x1c", "\x85", "\r", "\r\n"])
def test_only_a_newline_ends_a_line(end: str) -> None:
    document = LogDocument(f"one{end}two")
    document.replace_range((0, 3), (0, 3), f"{end}and\n")
    assert document.text == f"one{end}and\n{end}two"
    assert document.line_count == 1 + document.text.count("\n")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((0, 3), (0, 3)),
        ((1, 2), (1, 2)),
        ((1, 4), (1, 2)),
        ((2, 1), (3, 5)),
        ((2, 6), (3, 10)),
        ((5, 4), (6, 4)),
    ],
)
def test_places_move_with_the_text(place: tuple[int, int], expected: tuple[int, int]) -> None:
    assert moved(place, (1, 2), (2, 1), (3, 5)) == expected


# The border


def test_a_subtitle_paints_the_bottom_border_alone() -> None:
    class Framed(ThemedApp):
        CSS = "Vertical { border: round $primary; } LogEditor { border: none; }"

        def compose(self) -> ComposeResult:
            with Vertical():
                yield LogEditor(LONG)

    async def main() -> None:
        app = Framed()
        async with app.run_test(size=(40, 12)) as pilot:
            pane = app.query_one(Vertical)
            pane._exchange_repaint_regions()
            set_subtitle(pane, Content("saved [/]"))
            assert pane._exchange_repaint_regions() == {Region(0, 11, 40, 1)}
            await pilot.pause()
            assert "saved [/]" in pane.render_lines(Region(0, 11, 40, 1))[0].text
            set_subtitle(pane, Content("saved [/]"))
            assert not pane._exchange_repaint_regions()

    asyncio.run(main())


def test_whose_words_a_line_is_stands_in_the_gutter_in_every_row_style() -> None:
    """A letter, not a colour alone; only where names are known, and on a line's first row."""

    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        def gutters() -> list[str]:
            return [log.render_line(y).text[:3] for y in range(5)]

        log.speakers = ("Rivera", "Okafor", "Rivera + Okafor")
        await pilot.resize_terminal(30, 12)
        assert gutters() == ["R  ", "   ", "O  ", "+  ", "   "]
        styles = [next(iter(log.render_line(y))).style for y in (0, 2, 3)]
        assert len({style.color for style in styles if style}) == 3

    words = "Rivera: a line that takes two rows\n- Okafor: yes\nRivera + Okafor: ok\nplain"
    run(words, session)


def test_a_first_name_is_set_off_as_the_last_one() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.speakers = Header("Dana Rivera", "Jo Okafor").speakers
        await pilot.pause()
        assert [log.render_line(y).text[:3] for y in range(2)] == ["R  ", "O  "]

    run("Dana: one\n- Jo: two", session)


def test_the_gutter_leaves_each_click_and_row_where_the_text_is() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.speakers = ("Rivera",)
        await pilot.resize_terminal(30, 12)
        await pilot.click(log, offset=(1 + GUTTER + 4, 0))
        assert log.cursor_location == (0, 4)
        await pilot.click(log, offset=(0, 0))
        assert log.cursor_location == (0, 0)

    run("Rivera: one", session)


def test_a_wide_letter_leaves_the_text_where_it_is() -> None:
    async def session(log: LogEditor, pilot: Pilot[None]) -> None:
        log.speakers = ("數學", "Okafor")
        await pilot.resize_terminal(30, 12)
        rows = [log.render_line(y) for y in range(2)]
        assert [cell_len(row.text[: row.text.index("words")]) for row in rows] == [9, 11]

    run("數學: words\nOkafor: words", session)
