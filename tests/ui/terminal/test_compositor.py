"""What RowCompositor paints is what Textual's own compositor would paint."""

from __future__ import annotations

import random

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from mqi_tui.ui import routes
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.terminal.compositor import RowCompositor
from tests.ui.stage import Play, Stage, Theatre, sample


def painted(kind: type[Compositor], screen: Screen[None], due: Region) -> list[list[Strip]]:
    """The pieces of each row of `due` that lie within it, as `kind` makes them."""
    compositor = screen._compositor
    chops = _as(kind, compositor)._render_chops(due, set(due.line_range).__contains__)
    left, right = due.column_span
    rows = []
    for y in due.line_range:
        ends = dict(zip(compositor.cuts[y], compositor.cuts[y][1:], strict=False))
        rows.append(
            [strip for x, strip in chops[y].items() if x < right and ends.get(x, right) > left]
        )
    return rows


def _as(kind: type[Compositor], compositor: Compositor) -> Compositor:
    """The same layout, seen by another kind of compositor."""
    other = kind()
    other.__dict__.update(compositor.__dict__)
    return other


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 12)])
def test_rows_are_painted_as_textual_would(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        screen = stage.app.screen
        assert isinstance(screen, LiveScreen)
        dice = random.Random(7)
        for _ in range(60):
            x, y = dice.randrange(size[0]), dice.randrange(size[1])
            width, height = dice.randint(1, size[0] - x), dice.randint(1, size[1] - y)
            due = Region(x, y, width, height)
            assert painted(RowCompositor, screen, due) == painted(Compositor, screen, due)

    play(scene, size=size)


def test_what_was_just_removed_is_not_painted_any_more(theatre: Theatre) -> None:
    """A second that ticks, or a status, may be painted before the next layout."""

    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        known = dict(screen._compositor.visible_widgets)
        await screen.query_one("#form").remove_children()
        screen._compositor._visible_widgets = known  # as it is until the next layout
        for widget in known:
            widget.notify_style_update()  # as when the focus leaves it at the same moment
        whole = screen.size.region
        with pytest.raises(KeyError):
            painted(Compositor, screen, whole)
        painted(RowCompositor, screen, whole)

    theatre.play(scene, first=routes.Plan(), plan=sample())
