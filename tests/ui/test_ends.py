"""The app may end at any moment, also while a screen is only just opening."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.screen import Screen

from tests.ui.stage import Stage, Theatre
from tests.ui.test_bursts import WAYS


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: kind.__name__)
def test_the_end_may_come_while_a_screen_opens(theatre: Theatre, kind: type[Screen[Any]]) -> None:
    """A screen that is taken down before its parts are there looks for none of them."""

    async def scene(stage: Stage) -> asyncio.Future[None]:
        way = asyncio.ensure_future(WAYS[kind](stage))
        while not isinstance(stage.app.screen, kind):
            await asyncio.sleep(0)
        return way

    theatre.play(scene)
