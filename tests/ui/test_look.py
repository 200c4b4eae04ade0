"""The colours chosen in the palette are kept, and said to be for now where others are set."""

from __future__ import annotations

from mqi_tui.files.config import read
from mqi_tui.ui import palette
from tests.ui.stage import Play, Stage


def test_the_colours_that_are_chosen_are_kept(play: Play) -> None:
    kept: list[str] = []

    async def scene(stage: Stage) -> None:
        stage.app.keep_look = kept.append
        await stage.press("ctrl+p")
        await stage.write("colours: light")
        await stage.sees("now, and at the next start")
        await stage.press("down", "enter")
        await stage.until(lambda: stage.app.theme == "mqi-light", "it is light")
        assert kept == ["light"]
        assert stage.told == ""
        stage.app.work.config = read('theme = "dark"', "config.toml")
        palette.look(stage.app, "mqi-contrast")
        await stage.settle()
        assert stage.told.startswith("For now: config.toml sets the colours")

    play(scene)
