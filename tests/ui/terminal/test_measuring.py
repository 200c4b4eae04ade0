"""No words are cut because the window got another size between two changes of them."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from mqi_tui.ui import routes
from tests.ui.stage import Play, Stage


@pytest.mark.parametrize(
    "route",
    [routes.Home(), routes.Live(), routes.Plan(), routes.Recap(), routes.Email()],
    ids=lambda route: type(route).__name__,
)
def test_words_have_their_rows_though_a_layout_came_between_two_changes(
    play: Play, route: routes.Route
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(route)
        await stage.settle()
        screen, words = stage.app.screen, Static("one")
        words.styles.height = "auto"
        await screen.mount(words)
        await stage.drawn()
        words.update("other")
        screen._clear_arrangement_cache()  # as when something else has changed
        screen._refresh_layout()
        words.update("other\nand more")
        await stage.drawn()
        assert words.size.height == 2

    play(scene)
