"""The log exported and copied from the recap: where it lies, how it stands, and what went wrong."""

from __future__ import annotations

import errno
import re
import threading
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from mqi_tui.domain.private import clock_actions
from mqi_tui.exports import FILES
from mqi_tui.services import export_writer
from mqi_tui.systems import here
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.flows import export_flow
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets import editor_clipboard
from tests.ui.screens.test_recap import choose, two_steps
from tests.ui.stage import Play, Stage

NAME = "2026-11-24 Ms Rivera 6"
EXPORT = "→ Export the log"


def files(stage: Stage) -> set[str]:
    """What lies in the folder of the conversation."""
    return {one.name for one in (stage.app.work.library.exports / NAME).iterdir()}


def is_exported(stage: Stage) -> bool:
    return stage.session.conversation.private.exported


def test_every_form_lies_in_a_folder_and_the_recap_says_where(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.sees("to send it: Export the log, or mqi export")
        await choose(stage, EXPORT)
        await stage.sees("☐ the log is exported, not uploaded yet")
        assert stage.told == f"Exported · {stage.app.work.library.exports / NAME}"
        await stage.sees("what you send: ", NAME)
        assert files(stage) == FILES.keys() - {"next.ics"}
        id_ = stage.session.conversation.id
        await stage.app.go(routes.Home())
        await stage.app.go(routes.Open(id_))
        await stage.on(RecapScreen)
        await stage.sees("☐ the log is exported, not uploaded yet", "what you send: ")

    play(scene, so_far=two_steps, size=(200, 60))


@pytest.mark.parametrize("answers", [True, False])
def test_the_folder_is_opened_once_there_is_one(
    play: Play, monkeypatch: pytest.MonkeyPatch, *, answers: bool
) -> None:
    opened: list[Path] = []

    def open_(folder: Path) -> bool:
        opened.append(folder)
        return answers

    monkeypatch.setattr(here, "showed", open_)

    async def scene(stage: Stage) -> None:
        screen = await stage.on(RecapScreen)
        assert "Open the folder" not in stage.text()
        export_flow.open_folder(screen, stage.app.work)
        await stage.until(lambda: stage.told == "Nothing was exported yet", "nothing is there")
        await choose(stage, EXPORT)
        await stage.sees("☐ the log is exported, not uploaded yet")
        stage.app.tell("")
        await choose(stage, "→ Open the folder")
        folder = stage.app.work.library.exports / NAME
        await stage.until(lambda: opened == [folder], "it is shown")
        told = "" if answers else f"No program for files answered · {folder}"
        await stage.until(lambda: stage.told == told, told)

    play(scene, so_far=two_steps, size=(200, 60))


def test_a_narrow_window_shows_where_it_is_at_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await choose(stage, EXPORT)
        await stage.sees("☐ the log is exported", "what you send: ")
        folder = str(stage.app.work.library.exports / NAME)
        shown = re.sub(r"[│▁-█\s]", "", stage.text())  # without the frame, and the bar beside it
        assert folder.replace(" ", "") in shown

    play(scene, so_far=two_steps, size=(60, 40))


def test_the_to_do_exports_it_and_can_be_opened_again(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await choose(stage, "no date")
        await stage.press("enter")
        await stage.on(RecapScreen)
        await choose(stage, "neither exported")
        await stage.on(Ask)
        await stage.press("enter")
        await stage.sees("☐ the log is exported")
        assert files(stage) == FILES.keys()
        await choose(stage, "the log is exported")
        await stage.on(Ask)
        await stage.sees("Export it again")
        await stage.press("down", "down", "down", "enter")
        await stage.sees("☐ the log is neither exported nor uploaded")
        assert files(stage) == FILES.keys()

    play(scene, so_far=two_steps, size=(120, 60))


def test_a_folder_that_cannot_be_is_told_in_a_line(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        stage.app.work.library.exports.write_text(
            "a file in the place of the folder", encoding="utf-8"
        )
        await choose(stage, EXPORT)
        await stage.sees("Not exported: ")
        assert str(stage.app.work.library.exports) in stage.told
        await stage.sees("☐ the log is neither exported nor uploaded")
        assert not is_exported(stage)

    play(scene, so_far=two_steps, size=(160, 60))


def test_a_full_disk_is_told_in_a_line_and_tried_again(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)

        def full(path: Path, _data: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

        with monkeypatch.context() as broken:
            broken.setattr(export_writer, "put", full)
            await choose(stage, EXPORT)
            await stage.sees("Not exported: no space left on device")
        assert not is_exported(stage)
        await choose(stage, EXPORT)
        await stage.sees("☐ the log is exported")

    play(scene, so_far=two_steps, size=(160, 60))


def test_nobody_waits_for_a_slow_disk_and_it_says_how_far_it_is(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, put = threading.Event(), export_writer.put

    def slow(path: Path, data: bytes) -> None:
        if path.name == "log.docx":
            assert go_on.wait(20)
        put(path, data)

    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        monkeypatch.setattr(export_flow, "PATIENCE", 0.05)
        monkeypatch.setattr(export_writer, "put", slow)
        await choose(stage, EXPORT)
        await stage.sees("Exporting · 2 of 5 · log.docx")
        await choose(stage, "no date")
        await stage.press("enter")
        await stage.sees("☑ next conversation")
        assert not is_exported(stage)
        await choose(stage, EXPORT)
        go_on.set()
        await stage.sees("☐ the log is exported")
        assert "next.ics" not in files(stage)  # it went out as it stood when it was asked for

    try:
        play(scene, so_far=two_steps, size=(120, 60))
    finally:
        go_on.set()


def test_the_log_goes_to_the_clipboard_as_a_message(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    async def write(text: str) -> bool:
        copied.append(text)
        return len(copied) > 1

    async def scene(stage: Stage) -> None:
        monkeypatch.setattr(editor_clipboard, "write", write)
        await stage.on(RecapScreen)
        stage.session.write("## Clip 1\nRivera: it was the bar")
        await choose(stage, "→ Copy the log")
        await stage.on(ReaderScreen)
        await stage.sees("Not copied: no system clipboard", "Teacher: Ms. Rivera")
        await stage.sees("▲ select it with the mouse, Shift held (Option on a Mac)")
        await stage.sees("▲ Export the log (ctrl+p): message.txt")
        assert stage.app.clipboard == copied[0], "it can be pasted here, and by some terminals"
        await stage.press("escape")
        await stage.on(RecapScreen)
        await choose(stage, "→ Copy the log")
        await stage.sees("Copied: the log as the text of a message")
        assert "Teacher: Ms. Rivera" in copied[1]
        assert "— Clip 1 —\nRivera: it was the bar" in copied[1]
        assert "wait longer" not in copied[1]  # a note
        assert not is_exported(stage)

    play(scene, so_far=two_steps)


@pytest.mark.parametrize("size", [(80, 24), (60, 40), (40, 12)])
@pytest.mark.some(2)
def test_a_message_that_is_longer_than_its_window_says_how_all_of_it_is_had(
    play: Play, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async def nowhere(_: str) -> bool:
        return False

    async def scene(stage: Stage) -> None:
        monkeypatch.setattr(editor_clipboard, "write", nowhere)
        await stage.on(RecapScreen)
        stage.session.write("## Clip 1\n" + "They talk about how the bar shows a half. " * 60)
        screen = await stage.on(RecapScreen)
        screen.run_worker(export_flow.copy(screen, stage.app.work))
        reader = await stage.on(ReaderScreen)
        await stage.sees("▲ all of it: Export the log", "▲ what is seen here: select it")
        text = reader.query_one("#here", Static)
        assert max(map(len, reader._text.split("\n"))) <= text.size.width, "no line wraps again"

    play(scene, so_far=two_steps, size=size)


def test_during_the_hour_the_palette_exports_and_leaves_the_to_do_open(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.on(LiveScreen)
        assert not stage.commands["Copy the log as a message"].reason
        stage.commands["Export the log"].do()
        await stage.until(lambda: stage.told.startswith("Exported · "), "it is exported")
        assert "log.docx" in files(stage)
        assert not is_exported(stage)
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert stage.commands["Export the log"].reason

    play(scene)


def test_the_sample_is_not_exported(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        from mqi_tui.services.workspace import SAMPLE

        await stage.app.go(routes.Open(SAMPLE))
        live = await stage.on(LiveScreen)
        await stage.start()
        export_flow.export(live, stage.app.work)
        assert stage.told == export_flow.NO_SAMPLE.capitalize()
        assert not stage.app.work.library.exports.exists()
        assert not stage.app.work.holding.exports.exists()

    play(scene, home=True)


def test_the_sample_is_left_from_its_recap_by_nobody_who_is_not_asked(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        from mqi_tui.services.workspace import SAMPLE

        await stage.app.go(routes.Open(SAMPLE))
        await stage.on(LiveScreen)
        await stage.start()
        stage.session.move(clock_actions.end)
        await stage.app.go(routes.Recap())
        recap = await stage.on(RecapScreen)
        offered = {one.id for one in recap.query_one("#todo", OptionList).options}
        assert offered & {"export", "log", "thread", "folder"} == set()
        assert {"plan", "home", "message"} <= offered
        await stage.sees("ctrl+n Plan your own")
        assert "Plan the next" not in stage.text()
        for key in ("escape", "insert"):
            await stage.on(RecapScreen)
            await stage.press(key)
            await stage.sees("Leave the sample?")
            await stage.press("escape")
        await stage.on(RecapScreen)
        await stage.press("escape")
        await stage.sees("Leave the sample?")
        await stage.press("enter")
        assert await stage.on(RecapScreen), "Enter, in haste, leaves nothing"
        await stage.press("escape")
        await stage.press("down", "enter")
        await stage.on(HomeScreen)

    play(scene, home=True)


def test_a_log_that_was_changed_since_is_not_exported_any_more(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await choose(stage, EXPORT)
        await stage.sees("☐ the log is exported")
        stage.session.replica.become(stage.log + "\nOne more thing")
        assert not stage.session.conversation.private.exported
        await stage.sees(
            "☐ the log was changed since it was exported (Tue 24 Nov 2026, ",
            "→ Open the folder with what was exported",
        )

    play(scene, so_far=two_steps, size=(120, 60))
