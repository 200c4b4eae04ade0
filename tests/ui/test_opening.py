"""Opening a screen: its parts are styled as they come, and not all of them again and again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen

from mqi_tui.ui import routes
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.share import ShareScreen
from tests.ui.stage import Play, Stage

OPENED: list[tuple[routes.Route, type[Screen[Any]]]] = [
    (routes.Plan(), PlanScreen), (routes.Live(), LiveScreen), (routes.Share(), ShareScreen),
    (routes.Live(), LiveScreen), (routes.Recap(), RecapScreen), (routes.Home(), HomeScreen),
]  # fmt: skip


@pytest.mark.parametrize("size", [(120, 36), (60, 18)])
@pytest.mark.some(2)
def test_a_screen_is_styled_as_a_whole_never_while_it_opens_or_comes_back(
    play: Play, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual would do so for the room that there is, and once more when it is shown."""
    wholes: list[str] = []
    update = Stylesheet.update_nodes

    def noted(sheet: Stylesheet, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        nodes = list(nodes)
        wholes.extend(str(one) for one in nodes[:1] if isinstance(one, Screen) and len(nodes) > 3)
        update(sheet, nodes, animate)

    async def scene(stage: Stage) -> None:
        await stage.start()
        for route, kind in OPENED:
            wholes.clear()
            monkeypatch.setattr(Stylesheet, "update_nodes", noted)
            await stage.app.go(route)
            await stage.on(kind)
            await stage.press("f1", "escape")
            await stage.on(kind)
            monkeypatch.setattr(Stylesheet, "update_nodes", update)
            assert wholes == []

    play(scene, size=size)
