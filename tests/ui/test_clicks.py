"""A click is a key: whatever can be clicked anywhere is clicked, each in an app of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.style import Style
from textual.events import Click
from textual.screen import Screen
from textual.widgets import Button, OptionList

from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.help import HelpScreen
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.once import Palette
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.rows import Rows
from mqi_tui.ui.widgets.timeline import Timeline
from tests.ui.stage import Play, Stage, Theatre, sample
from tests.ui.test_bursts import WAYS, click, place_of, recap
from tests.unit.services.test_carry_over import hold, made

Spot = tuple[str, int, int]
"""What is clicked, and where."""


def spots(stage: Stage) -> list[Spot]:
    """Everything on the screen that answers to a click, each once."""
    found: dict[str, Spot] = {}
    for spot in (*links(stage), *parts(stage.app.screen)):
        found.setdefault(spot[0], spot)
    return list(found.values())


def links(stage: Stage) -> Iterator[Spot]:
    """Words that carry an action, as they are painted."""
    for y, strip in enumerate(stage.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            action = segment.style.meta.get("@click") if segment.style else None
            if action and segment.text.strip():
                yield str(action), x, y
            x += segment.cell_length


def parts(screen: Screen[Any]) -> Iterator[Spot]:
    """Buttons, the lines of lists, the steps: what answers without carrying an action."""
    for widget in screen.query("*"):
        if widget not in screen._compositor.visible_widgets:
            continue
        region = screen.find_widget(widget).visible_region
        if not region.area:
            continue
        if isinstance(widget, Button):
            yield f"button {widget.id}", region.x + 1, region.y
        elif isinstance(widget, (OptionList, Rows, Timeline)):
            inside = widget.content_region.intersection(region)
            yield from (
                (f"{type(widget).__name__} {y - inside.y}", inside.x + 2, y)
                for y in range(inside.y, inside.bottom)
            )


ROOMY, NARROW = (120, 36), (80, 24)
LAID_OUT = (HomeScreen, LiveScreen, NewScreen, PlanScreen, RecapScreen, ShareScreen)
"""Screens that are laid out otherwise where there is less room; the rest show no more there."""
SPOTS = [pytest.param(kind, ROOMY, id=f"{kind.__name__} {ROOMY[0]}") for kind in WAYS] + [
    pytest.param(kind, NARROW, id=f"{kind.__name__} {NARROW[0]}", marks=pytest.mark.some(0))
    for kind in LAID_OUT
]


@pytest.mark.parametrize(("kind", "size"), SPOTS)
def test_nothing_that_can_be_clicked_ends_the_app(
    theatre: Theatre, kind: type[Screen[Any]], size: tuple[int, int], is_long: bool
) -> None:
    hold(made(theatre, sample()))
    clicked: set[str] = set()
    every = 1 if is_long else 8

    async def scene(stage: Stage) -> bool:
        """Click what was not clicked yet, for as long as there is a way back; whether all was."""
        await WAYS[kind](stage)
        screen: Screen[Any] = await stage.on(kind)
        there = spots(stage)[::every]
        while spot := next((spot for spot in there if spot[0] not in clicked), None):
            clicked.add(spot[0])
            click(stage, *spot[1:])
            await stage.settle()
            assert stage.app._exception is None, spot
            if not await is_back(stage, screen):
                return False
            there = spots(stage)[::every]
        return True

    while not theatre.play(scene, size=size):
        pass


async def is_back(stage: Stage, screen: Screen[Any]) -> bool:
    """Whether `screen` is what is seen, at once or by Esc."""
    for _ in range(2):
        if not stage.app.is_running or stage.app.screen is screen:
            break
        await stage.press("escape")
    return stage.app.is_running and stage.app.screen is screen


HOUR: dict[str, Callable[[Stage], Any]] = {
    "Next": lambda stage: stage.clock.step == 2,
    "Pause": lambda stage: stage.clock.paused,
    "+1 min": lambda stage: stage.clock.budget[1] == 4 * 60_000,
    "Note": lambda stage: stage.entry.has_focus,
    "Log": lambda stage: stage.editor.has_focus,
    "Share": lambda stage: isinstance(stage.app.screen, ShareScreen),
    "Go…": lambda stage: isinstance(stage.app.screen, GoMenu),
    "Help": lambda stage: isinstance(stage.app.screen, HelpScreen),
}
"""Words of the line of keys to what their key does, a step into the hour."""


@pytest.mark.parametrize("words", HOUR)
@pytest.mark.some(2)
def test_a_key_of_the_hour_that_is_clicked_does_what_it_does(play: Play, words: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(1_000)
        stage.app.tick()
        stage.app.tell("")
        await stage.settle()
        y = stage.app.size.height - 1
        row = stage.text().split("\n")[y]
        click(stage, row.index(words) + 1, y)
        await stage.until(lambda: HOUR[words](stage), words)

    play(scene)


@pytest.mark.parametrize("size", [(160, 48), (60, 18), (40, 12)])
@pytest.mark.some(2)
def test_the_share_view_is_left_by_mouse(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.sees("ctrl+f leaves")
        rows = stage.text().split("\n")
        y = next(y for y, row in enumerate(rows) if "ctrl+f leaves" in row)
        click(stage, rows[y].index("leaves"), y)
        await stage.on(LiveScreen)

    play(scene, size=size)


def test_go_live_that_is_clicked_goes_live(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+g", "p")
        await stage.on(PlanScreen)
        click(stage, *place_of(stage, "Go live"))
        await stage.on(LiveScreen)
        assert not stage.clock.started
        await stage.start()

    play(scene)


def test_what_is_shared_by_a_click_is_bound_and_left_by_its_key(play: Play) -> None:
    """What a screen shows of the app's values follows them, whoever opened it."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.app.tell("")
        await stage.settle()
        click(stage, *place_of(stage, "Share"))
        share = await stage.on(ShareScreen)
        stage.now.wait(1_000)
        await stage.press("ctrl+n")
        assert stage.clock.step == 2
        await stage.until(lambda: share.seen == stage.app.view.shared, "the heading follows")
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)

    play(scene)


def test_the_plans_email_and_the_recaps_ways_are_clicked(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await recap(stage)
        await stage.sees("The log: read it")
        click(stage, *place_of(stage, "The log: read it"))
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "n")
        await stage.on(NotesScreen)
        click(stage, *place_of(stage, "Esc"))
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "h")
        await stage.on(HomeScreen)

    play(scene)


def test_a_press_on_a_part_that_is_just_gone_is_for_nobody(play: Play) -> None:
    """Until the screen is laid out anew, it is still what lies under the pointer."""

    async def scene(stage: Stage) -> None:
        gone = stage.app.screen.query_one(KeysLine)
        at, parent = gone.region.translate((2, 0)).offset, gone._parent
        gone._detach()
        click(stage, *at)
        await stage.until(lambda: stage.app.mouse_position == at, "it is dealt with")
        assert parent
        gone._attach(parent)  # so that it ends as others do
        await stage.settle()
        assert stage.app._exception is None
        assert stage.app.is_running

    play(scene)


@pytest.mark.parametrize(("keys", "kind"), [("ctrl+p", Palette), ("ctrl+q", Ask)])
def test_a_row_that_is_clicked_and_is_no_more_is_nobodys(
    play: Play, keys: str, kind: type[Screen[Any]]
) -> None:
    """A list may change between what is seen of it and the click."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press(keys)
        screen = await stage.on(kind)
        rows = screen.query_one(OptionList)
        await stage.until(lambda: rows.option_count, "there are rows")
        was = Style(meta={"option": rows.option_count})
        x, y = rows.content_region.offset
        rows.post_message(Click(rows, 0, 0, 0, 0, 1, False, False, False, x, y, was))
        await stage.settle()
        assert stage.app._exception is None
        assert stage.app.screen is screen

    play(scene)
