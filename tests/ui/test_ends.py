"""The app may end at any moment, also while a screen is only just opening."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.screen import Screen

from mqi_tui.text.finding import HomeRows
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.widgets.keys_line import KeysLine
from tests.ui.stage import Play, Stage, Theatre
from tests.ui.test_bursts import WAYS


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: kind.__name__)
@pytest.mark.some(6)
def test_the_end_may_come_while_a_screen_opens(theatre: Theatre, kind: type[Screen[Any]]) -> None:
    """A screen that is taken down before its parts are there looks for none of them."""

    async def scene(stage: Stage) -> asyncio.Future[None]:
        way = asyncio.ensure_future(WAYS[kind](stage))
        while not isinstance(stage.app.screen, kind):
            await asyncio.sleep(0)
        return way

    theatre.play(scene)


@pytest.mark.parametrize("late", [False, True], ids=["begun before", "begun meanwhile"])
def test_what_is_found_while_the_app_ends_is_shown_nowhere(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    """A worker whose screen is being taken down, and has lost its parts, is not listened to."""

    async def scene(stage: Stage) -> asyncio.Future[None]:
        home, gone = await stage.on(HomeScreen), asyncio.Event()

        async def read_late(*_: object) -> HomeRows:
            await gone.wait()
            return HomeRows(running="other")

        async def taken_down() -> None:
            while late and home.display:
                await asyncio.sleep(0)
            if late:
                home.run_worker(home.look_again())
            while home.query("#heads"):
                await asyncio.sleep(0)
            gone.set()

        monkeypatch.setattr(asyncio, "to_thread", read_late)
        if not late:
            home.run_worker(home.look_again())
        await asyncio.sleep(0)
        return asyncio.ensure_future(taken_down())

    theatre.play(scene, home=True)


def test_what_is_told_as_a_screen_goes_ends_nothing(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        keys = stage.app.screen.query_one(KeysLine)
        await keys.remove()
        keys.tell("too late to be seen")
        await stage.settle()

    play(scene)
