"""From one screen to the next, nothing typed goes astray, and nothing stays over a shared log."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast

from mqi_tui.store.autosaver import Keeper, Status
from mqi_tui.store.errors import NotFound
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.promote import Promote
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets import editor_clipboard
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.wrapped_line import WrappedLine
from tests.ui.stage import Play, Stage


@pytest.mark.parametrize("turns", [1, 2])
def test_what_is_typed_before_the_share_key_is_there_behind_it(play: Play, turns: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        for turn in range(turns):
            stage.send(*f"hello{turn}", "ctrl+f")
            await stage.on(ShareScreen if turn % 2 == 0 else LiveScreen)
        await stage.until(lambda: f"hello{turns - 1}" in stage.log, "all of it is kept")
        assert all(f"hello{turn}" in stage.log for turn in range(turns))

    play(scene)


def test_who_was_writing_goes_on_writing_in_the_share_view(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.write("and then this")
        assert "and then this" in stage.log
        assert not stage.clock.pauses
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
        await stage.write("!")
        assert "and then this!" in stage.log
        assert not stage.notes

    play(scene)


def test_a_note_in_one_burst_with_the_share_key_is_kept(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        stage.send(*"whole", "enter", "ctrl+f")
        await stage.on(ShareScreen)
        await stage.until(lambda: [note.text for note in stage.notes] == ["whole"], "it is kept")

    play(scene)


def test_a_note_half_typed_in_the_share_view_is_a_draft_here_too(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("half")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.write(" more")
        await stage.press("escape")
        assert stage.app.screen.query_one(Input).value == ""
        await stage.press("ctrl+o", "ctrl+o")
        await stage.write("!")
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
        await stage.press("enter")
        await stage.until(lambda: [note.text for note in stage.notes] == ["half more!"], "kept")

    play(scene)


def test_while_the_log_is_shared_resting_keys_scroll_and_command_nothing(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("1:00")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        top = stage.editor.top_row
        await stage.press("space", "right", "pagedown", "down", "x", "5")
        assert (stage.clock.step, stage.clock.pauses, stage.clock.paused) == (1, 0, False)
        assert stage.editor.top_row > top
        await stage.press("ctrl+n", "ctrl+t")
        assert stage.clock.step == 2
        assert stage.clock.paused

    play(scene)


def test_no_toast_stays_over_a_shared_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.app.complain(NotFound("2026-11-24-brown-2"))
        await stage.until(lambda: bool(stage.app.screen.query(Toast)), "the toast is there")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert not stage.app.screen.query(Toast)
        await stage.press("ctrl+c")
        stage.app.complain(NotFound("2026-11-24-brown-2"))
        await stage.settle()
        assert not stage.app.screen.query(Toast)

    play(scene)


def test_a_click_on_a_question_takes_nobody_out_of_the_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        await stage.pilot.click("StepPane")
        assert stage.editor.has_focus

    play(scene)


def test_an_absence_is_not_asked_about_over_somebody_who_writes(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        stage.now.wait(12 * 60_000)
        stage.app.tick()
        await stage.write("going on")
        assert "going on" in stage.log
        assert isinstance(stage.app.screen, LiveScreen)
        await stage.press("escape")
        stage.app.tick()
        await stage.on(Ask)

    play(scene)


def test_a_disk_that_fails_while_the_question_stands_is_told(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+q")
        await stage.on(Ask)
        monkeypatch.setattr(Keeper, "status", Status("NOT SAVED", "no space left on the disk"))
        await stage.press("down", "enter")
        await stage.sees("NOT SAVED – no space left on the disk. Leave all the same?")
        monkeypatch.undo()
        await stage.press("escape")
        await stage.on(LiveScreen)

    play(scene)


def test_no_notice_hides_another(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.app.work._news = ["first of two", "second of two"]
        for words in ("first of two", "second of two"):
            stage.app.screen.query_one(KeysLine).told = ""
            stage.app.tick()
            await stage.sees(words)

    play(scene)


def test_two_enters_on_a_conversation_open_it_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        stage.send("enter", "enter")
        await stage.on(LiveScreen)
        await stage.settle()
        assert not stage.app.screen.query(Toast)

    play(scene, home=True)


def test_what_is_pasted_into_a_line_by_key_stays_one_line(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def words() -> str:
        return "one\n## Fake\x1b[2J"

    monkeypatch.setattr(editor_clipboard, "read", words)

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("note")
        await stage.press("enter", "ctrl+g", "n", "right")
        await stage.on(Promote)
        await stage.press("ctrl+v")
        assert "\n" not in stage.app.screen.query_one(WrappedLine).text
        await stage.press("enter")
        await stage.until(lambda: "one ## Fake" in stage.log, "it is one line of the log")
        assert "\n## Fake" not in stage.log
        assert "\x1b" not in stage.log

    play(scene)


def test_a_note_half_typed_at_the_end_is_a_note(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("half a thought")
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.sees("half a thought")
        assert [note.text for note in stage.notes] == ["half a thought"]
        assert not stage.session.conversation.private.desk.draft

    play(scene, size=(120, 48))


@pytest.mark.parametrize("visited", [False, True])
def test_writing_goes_on_below_what_was_put_into_the_log(play: Play, visited: bool) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        if visited:
            await stage.press("ctrl+l", "escape")
        await stage.press("ctrl+o")
        await stage.write("promoted")
        await stage.press("enter", "ctrl+g", "n", "right")
        await stage.on(Promote)
        await stage.press("enter", "escape")
        await stage.on(LiveScreen)
        await stage.press("ctrl+l")
        await stage.write("typed")
        lines = stage.editor.text.split("\n")
        assert lines[0] == "# Collaborative log"
        row = lines.index("- promoted")
        assert "typed" in lines[row] + lines[row + 1]
        assert not lines[row].startswith("typed")

    play(scene)


def test_keys_and_seconds_while_a_slow_disk_closes_do_no_harm(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing, go_on = threading.Event(), threading.Event()
    close = Keeper.close

    def slowly(keeper: Keeper) -> None:
        close(keeper)
        closing.set()
        go_on.wait(10)

    monkeypatch.setattr(Keeper, "close", slowly)

    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.app.run_worker(stage.app.go(routes.Home()))
        await stage.until(closing.is_set, "the store is closing")
        stage.now.wait(20_000)
        stage.app.tick()
        stage.send("ctrl+n", "ctrl+t", "ctrl+o", "x", "enter", "ctrl+l", "y", "ctrl+g", "ctrl+f")
        await stage.settle()
        go_on.set()
        await stage.on(HomeScreen)

    play(scene)


def test_news_of_the_store_as_the_app_ends_find_no_screen(play: Play) -> None:
    """The parts of a screen go before it: nothing is looked for in it any more."""

    async def scene(stage: Stage) -> None:
        await (await stage.on(PlanScreen)).query_one("#head").remove()
        stage.app._running = False
        stage.session.told = Status("NOT SAVED", "no space left on the disk")
        stage.app.see()
        assert "no space left" in stage.status
        stage.app._running = True
        stage.session.told = Status("saved")

    play(scene, first=routes.Plan())
