"""The log alone, in the whole window: what a key did is told, and nothing of the hour."""

from __future__ import annotations

import pytest

from mqi_tui.ui.screens.share import NOT_NOW, TAKEN, ShareScreen
from tests.ui.stage import Play, Stage


def last_line(stage: Stage) -> str:
    return stage.text().rstrip().split("\n")[-1].strip()


@pytest.mark.parametrize("writing", [False, True])
@pytest.mark.parametrize("size", [(120, 36), (60, 40), (40, 12)])
@pytest.mark.some(5)
def test_a_key_of_the_clock_is_told_as_taken_and_no_more(
    play: Play, size: tuple[int, int], writing: bool
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f", *(["ctrl+l"] if writing else []))
        await stage.on(ShareScreen)
        log = stage.log
        for key, kind in (
            ("ctrl+u", "extend"), ("ctrl+k", "extend"), ("ctrl+t", "pause"), ("ctrl+t", "resume"),
            ("ctrl+n", "advance"), ("ctrl+b", "back"),
        ):  # fmt: skip
            before = stage.text()
            stage.now.wait(1_000)
            await stage.press(key)
            assert stage.session.events[-1].kind == kind
            assert last_line(stage) == TAKEN
            assert stage.text().split("\n")[0] == before.split("\n")[0]
        assert stage.log == log
        await stage.press("ctrl+b")
        assert last_line(stage) == NOT_NOW

    play(scene, size=size)
