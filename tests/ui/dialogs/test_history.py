"""Older states of the log: looked at beside now, brought back, and taken back again."""

from __future__ import annotations

import asyncio

import pytest

from mqi_tui.text.clean import clean
from mqi_tui.ui.dialogs.history import HistoryScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.recap import RecapScreen
from tests.hostile import HOSTILE
from tests.ui.stage import Play, Stage


async def apart(stage: Stage, text: str) -> None:
    """Let the log be `text`, saved a minute after what was before."""
    await stage.wait("1:00")
    stage.session.replica.become(text)
    await asyncio.to_thread(stage.session.keeper.flush, 2)


async def looked_back(stage: Stage) -> HistoryScreen:
    await stage.press("ctrl+g", "o")
    return await stage.on(HistoryScreen)


def test_a_state_is_compared_brought_back_and_taken_back(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.log
        stage.session.replica.become(before + "\nwhat Bo said about halves" * 20)
        written = stage.log
        stage.session.replica.become(before + "\nsomething else")
        await looked_back(stage)
        await stage.sees(
            "The log as it was", "If you bring it back", "This is how the log stands now"
        )
        await stage.press("down")
        await stage.sees("+ what Bo said about halves", "- something else")
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.until(lambda: stage.log == written, "it is back")
        assert "ctrl+z in it takes that back" in stage.told
        await stage.press("ctrl+l", "ctrl+z")
        await stage.until(lambda: stage.log.endswith("something else"), "it is taken back")

    play(scene)


def test_looking_changes_nothing(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.log
        await looked_back(stage)
        await stage.press("tab", "down", "tab", "escape")
        await stage.on(LiveScreen)
        assert stage.log == before

    play(scene)


def test_it_can_be_done_after_the_hour_too(play: Play) -> None:
    """The recap says that it was done, and tells of the log as it is then."""
    gone = "# Log\n\n## Action plan\n\n- [ ] wait longer — Bo, by Friday\n" + "gone" * 60

    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.log
        await apart(stage, gone)
        await apart(stage, before)
        await stage.press("ctrl+g", "e", "down", "enter")
        screen = await stage.on(RecapScreen)
        await stage.sees("☐ no action steps in the log: each is a line under Steps")
        screen._deeds["older"]()
        await stage.on(HistoryScreen)
        await stage.press("down", "enter")
        await stage.until(lambda: stage.log == gone, "it is back")
        await stage.on(RecapScreen)
        assert "ctrl+z in it takes that back" in stage.told
        await stage.sees("☑ 1 action step, each with who and when", "- [ ] wait longer — Bo")

    play(scene)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_it_reads_in_every_window(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.log
        await apart(stage, "x" * 30 + f"\n{before}")
        await apart(stage, before)
        await looked_back(stage)
        await stage.press("down")
        await stage.sees("+ xxxx")

    play(scene, size=size)


def test_hostile_lines_pass(play: Play) -> None:
    """All of them at once, and each as the line that tells its state."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.log
        for text in HOSTILE:
            await apart(stage, f"{clean(text)}\n{before}")
        await apart(stage, "yyyy\n" + "\n".join(map(clean, HOSTILE)) + before)
        await apart(stage, before)
        screen = await looked_back(stage)
        await stage.press("down")
        await stage.until(lambda: "yyyy" in stage.text(), "shown")
        await stage.press("tab", *["pagedown"] * 8, "tab", *["down"] * len(HOSTILE))
        assert screen is stage.app.screen

    play(scene)
