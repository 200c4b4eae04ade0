"""Focus, caret and view are the person's: nothing but their keys and clicks moves them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual import events

from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.log_pane import LogPane
from tests.ui.stage import Play, Stage, Theatre, sample

LONG = "\n".join(f"line {number}" for number in range(200))


def where(stage: Stage) -> tuple[Any, tuple[int, int], int, str]:
    """Focus, caret, the view's top row, and what is half written."""
    return stage.app.focused, stage.editor.cursor_location, stage.editor.top_row, stage.entry.value


async def a_step(stage: Stage) -> None:
    stage.now.wait(1_000)
    await stage.press("ctrl+n")


async def a_second(stage: Stage) -> None:
    await stage.wait("0:01")


async def a_line_of_news(stage: Stage) -> None:
    stage.app.tell("Something happened")
    await stage.settle()


async def a_save(stage: Stage) -> None:
    await stage.press("ctrl+s")


async def other_values(stage: Stage) -> None:
    stage.session.note("a note from elsewhere")
    await stage.settle()


async def over_time(stage: Stage) -> None:
    await stage.wait("12:00")


async def a_look_at_the_menu(stage: Stage) -> None:
    await stage.press("ctrl+g", "escape")
    await stage.on(LiveScreen)


Happening = Callable[[Stage], Awaitable[None]]
HAPPENINGS: list[Happening] = [
    a_step, a_second, a_line_of_news, a_save, other_values, over_time, a_look_at_the_menu,
]  # fmt: skip


@pytest.mark.parametrize("field", ["log", "note"])
def test_nothing_moves_someone_who_types(play: Play, field: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l" if field == "log" else "ctrl+o")
        await stage.write("half a word")
        for happening in HAPPENINGS:
            before = where(stage)
            await happening(stage)
            assert where(stage) == before, happening.__name__
            await stage.press("x")

    play(scene)


@pytest.mark.parametrize("shared", [False, True])
def test_what_is_typed_right_after_the_note_key_is_private(play: Play, shared: bool) -> None:
    """Also where the app is behind: the focus moves with the key, not some time after it."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f" if shared else "ctrl+s")
        await stage.until(lambda: stage.sharing == shared, "the view is there")
        await stage.press("ctrl+l")
        before = stage.editor.text
        stage.send("ctrl+o", *"private", "enter")
        await stage.until(lambda: stage.notes, "the note is kept")
        assert stage.notes[0].text == "private"
        assert stage.editor.text == before
        await stage.press("escape")
        stage.send("ctrl+l", *"qzq")
        await stage.until(lambda: "qzq" in stage.editor.text, "the log is written")

    play(scene)


@pytest.mark.parametrize("shared", [False, True])
def test_a_note_that_was_hidden_a_moment_ago_keeps_what_is_typed_into_it(
    play: Play, shared: bool
) -> None:
    """In a small window its line comes and goes. That it went is said late: after it came again.

    The focus must not pass on to the log then, and with it a private word.
    """

    async def scene(stage: Stage) -> None:
        await stage.start()
        if shared:
            await stage.press("ctrl+f")
            await stage.on(ShareScreen)
        before = stage.log
        await stage.press("ctrl+o")
        stage.entry.post_message(events.Hide())
        await stage.settle()
        await stage.write("private")
        assert (stage.entry.value, stage.log) == ("private", before)
        await stage.press("enter")
        assert [note.text for note in stage.notes] == ["private"]
        assert stage.app.focused is None

    play(scene, size=(40, 12))


def test_another_size_keeps_focus_and_caret_and_the_caret_in_view(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        await stage.write("half")
        for size in ((60, 40), (40, 12), (160, 48), (80, 24)):
            focus, caret, _, _ = where(stage)
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            assert where(stage)[:2] == (focus, caret)
            await stage.sees("half")

    play(scene)


def test_a_step_brings_its_section_into_view_of_one_who_does_not_type(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("4", "enter")
        await stage.press("6", "enter")
        rows = stage.editor.text.split("\n")
        await stage.until(lambda: stage.editor.top_row == rows.index("## Clip 1"), "clip 1 on top")
        assert stage.app.focused is None
        assert stage.session.conversation.private.desk.caret == ()

    play(scene)


def test_the_first_ctrl_l_is_at_the_section_later_ones_where_it_was(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("6", "enter", "ctrl+l")
        row = stage.editor.cursor_location[0]
        rows = stage.editor.text.split("\n")
        assert rows.index("## Clip 1") < row < rows.index("## Clip 2")
        await stage.press("up", "up", "home")
        caret = stage.editor.cursor_location
        await stage.press("ctrl+l")
        assert stage.app.focused is None
        await stage.press("ctrl+l")
        assert stage.editor.has_focus
        assert stage.editor.cursor_location == caret
        stage.now.wait(1_000)
        await stage.press("escape", "right", "ctrl+l")
        assert stage.editor.cursor_location[0] > rows.index("## Clip 2")
        await stage.press("ctrl+home", "ctrl+g", "l")
        assert stage.editor.cursor_location[0] > rows.index("## Clip 2")

    play(scene)


@pytest.mark.parametrize("leaves", ["enter", "escape"])
@pytest.mark.parametrize("begins", ["ctrl+o", "f2"])
@pytest.mark.some(3)
def test_a_note_returns_to_where_one_was(play: Play, leaves: str, begins: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "x", begins, "y", leaves)
        assert stage.editor.has_focus
        await stage.press("z", "escape")
        assert "xz" in stage.editor.text
        await stage.press("q", leaves)
        assert stage.app.focused is None

    play(scene)


def test_esc_leaves_a_note_for_later_and_a_restart_keeps_it(theatre: Theatre) -> None:
    async def first(stage: Stage) -> str:
        await stage.start()
        await stage.press("h", "a", "l", "f", "escape")
        assert stage.entry.value == "half"
        await stage.app.close()
        return stage.app.work.library.entries()[0].id

    async def second(stage: Stage) -> None:
        assert stage.entry.value == "half"
        assert stage.notes == ()

    theatre.play(second, id=theatre.play(first))


def test_a_restart_is_at_the_same_caret_and_view(theatre: Theatre) -> None:
    async def first(stage: Stage) -> tuple[str, tuple[int, int], int]:
        await stage.start()
        await stage.press("ctrl+l", "ctrl+home", *["pagedown"] * 2, "up", "x")
        caret, top = stage.editor.cursor_location, stage.editor.top_row
        assert top > 0
        await stage.app.close()
        return stage.app.work.library.entries()[0].id, caret, top

    async def second(stage: Stage) -> None:
        await stage.until(lambda: stage.editor.top_row == top, f"row {top} on top")
        assert stage.editor.cursor_location == caret

    id_, caret, top = theatre.play(first)
    theatre.play(second, id=id_)


def test_share_and_back_keeps_text_caret_view_and_what_can_be_undone(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "ctrl+home", "pagedown", "end")
        await stage.write("uno ")
        text, caret, top = stage.editor.text, stage.editor.cursor_location, stage.editor.top_row
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert stage.editor.text == text
        await stage.until(lambda: stage.editor.cursor_location == caret, "the caret is back")
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
        await stage.until(lambda: stage.editor.top_row == top, f"row {top} on top again")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.until(lambda: stage.editor.cursor_location == caret, "the caret is back")
        await stage.write("due")
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
        await stage.until(lambda: "uno due" in stage.editor.text, "what was written there")
        await stage.press("ctrl+z")
        assert "due" not in stage.editor.text
        await stage.press(*["ctrl+z"] * 5)
        assert "uno" not in stage.editor.text

    play(scene)


def test_share_and_back_at_once_keeps_the_caret(play: Play) -> None:
    """A view that was not drawn yet knows the caret and top row that it was given."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "ctrl+home", "pagedown", "x")
        caret, pane = stage.editor.cursor_location, stage.app.going.log
        again = LogPane(stage.session.replica, caret, 7)
        assert again.desk == (caret, 7)
        stage.app.screen.mount(again)
        await stage.until(lambda: again.editor.is_mounted, "it is mounted")
        assert again.desk[0] == caret
        assert pane is stage.app.going.log

    play(scene)


def test_an_end_leaves_someone_who_types_in_the_log(play: Play) -> None:
    """The plan of a short hour: time runs out, and the words go on."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        await stage.wait("59:00")
        await stage.write("still here")
        assert "still here" in stage.log
        assert isinstance(stage.app.focused, LogEditor)

    play(scene, plan=replace(sample(), minutes=45))


def test_a_step_that_begins_while_the_log_is_written_says_how_to_get_to_its_place(
    play: Play,
) -> None:
    """The caret stays where it is, and so do the words that come next."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(61_000)
        await stage.press("ctrl+n")
        assert "in the log" not in stage.told
        await stage.press("ctrl+l")
        stage.now.wait(61_000)
        await stage.press("ctrl+n")
        assert stage.told.endswith("undo: ctrl+g u · in the log: ctrl+g l")
        await stage.press("ctrl+u")
        assert "in the log" not in stage.told

    play(scene)


def caret_line(stage: Stage, above: int = 0) -> str:
    """The line of the caret, or one above it."""
    return stage.editor.text.split("\n")[stage.editor.cursor_location[0] - above]


@pytest.mark.parametrize("way", ["ctrl+n", "go to", "skip", "undo", "back"])
@pytest.mark.parametrize("enters", ["ctrl+l", "enter"])
@pytest.mark.some(3)
def test_the_first_ctrl_l_after_a_step_change_is_where_the_eyes_are(
    play: Play, way: str, enters: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press(
            *{"back": "7", "undo": "9"}.get(way, "5"), "enter", "ctrl+l", "x", "escape"
        )
        stage.now.wait(1_000)
        ways = {"ctrl+n": ["ctrl+n"], "go to": ["6", "enter"], "skip": ["ctrl+g", "s"]}
        back = {"undo": ["ctrl+g", "u", "5", "enter"], "back": ["ctrl+b"]}
        await stage.press(*(ways | back)[way])
        await stage.press(enters)
        assert stage.editor.has_focus
        assert caret_line(stage, 1) in ("What we noticed:", "What one level up would look like:")
        lines = stage.editor.text.split("\n")
        assert lines.index("## Clip 1") < stage.editor.cursor_location[0] < lines.index("## Clip 2")
        await stage.press("home", "up")
        left = stage.editor.cursor_location
        await stage.press("escape", enters)
        assert stage.editor.cursor_location == left

    play(scene)


def test_a_step_change_in_the_share_view_leads_to_its_section_too(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "x", "escape", "ctrl+f")
        stage.now.wait(1_000)
        await stage.press("ctrl+n")
        stage.now.wait(1_000)
        await stage.press("ctrl+n", "enter")
        lines = stage.editor.text.split("\n")
        assert lines.index("## Stock clip") < stage.editor.cursor_location[0]
        assert stage.editor.cursor_location[0] < lines.index("## Clip 1")
        await stage.press("y", "escape")
        stage.now.wait(1_000)
        await stage.press("ctrl+n", "ctrl+f", "ctrl+l")
        assert stage.editor.cursor_location[0] > 0

    play(scene)


def test_nobody_s_caret_moves_while_they_type(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "a")
        caret = stage.editor.cursor_location
        await stage.press("ctrl+n")
        assert stage.editor.cursor_location == caret
        await stage.press("b")
        assert caret_line(stage).endswith("ab")

    play(scene)


def test_a_click_into_the_log_is_where_the_caret_is(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+n")
        await stage.pilot.click(stage.editor, offset=(3, 2))
        caret = stage.editor.cursor_location
        await stage.press("escape", "ctrl+l")
        assert stage.editor.cursor_location == caret

    play(scene)


def test_the_go_menu_makes_a_section_that_is_not_there(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        lines = stage.editor.text.split("\n")
        first, last = lines.index("## Stock clip"), lines.index("## Clip 1")
        stage.editor.replace("", (first, 0), (last, 0))
        await stage.settle()
        without = stage.editor.text
        await stage.press("3", "enter", "ctrl+g", "l")
        await stage.write("seen")
        assert "## Stock clip\nseen\n\n## Clip 1" in stage.editor.text
        assert stage.editor.text.startswith("# Collaborative log\n")
        stage.editor.undo()
        stage.editor.undo()
        assert stage.editor.text == without

    play(scene)


def test_a_log_without_any_section_is_written_in_at_its_end(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.editor.replace("a title", (0, 0), stage.editor.document.end)
        await stage.settle()
        stage.app.going.log._placed = False  # type: ignore[union-attr]  # as on a first day
        await stage.press("ctrl+l", "x")
        assert stage.editor.text == "a titlex"

    play(scene)
