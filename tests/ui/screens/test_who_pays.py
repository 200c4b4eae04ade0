"""Who pays: what is shown is what is accepted, and nothing is accepted that cannot be read."""

from __future__ import annotations

import re
from functools import partial

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.screens.live import LiveScreen
from tests.ui.stage import Play, Stage
from tests.unit.hour import minutes

SIZES = [(40, 12), (60, 40), (80, 24), (120, 36), (160, 48)]


async def late(stage: Stage, by: str) -> None:
    await stage.start()
    await stage.wait(by)


def line(stage: Stage, *words: str) -> str:
    """The row of the screen that holds one of these."""
    return next((row for row in stage.text().split("\n") if any(w in row for w in words)), "")


async def click(stage: Stage, button: str) -> None:
    rows = stage.text().split("\n")
    y = next(y for y, row in enumerate(rows) if button in row)
    await stage.pilot.click(offset=(rows[y].index(button) + 1, y))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(4)
def test_only_what_can_be_read_whole_is_accepted_by_a_click(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "30:00")
        shown = line(stage, "[accept]", "[how]", "pays", "skip 7")
        assert "ctrl+g" in shown or size[0] < 60
        assert ("ctrl+g w" in shown) == ("[accept] ctrl+g w" in shown), "by a key, too"
        if "[accept]" in shown:
            assert re.search(r"skip steps? 7.* 3.*→.* 6.*→", shown)
        if "[how]" in shown:
            assert "skip 7" in shown or "who pays?" in shown

    play(scene, size=size)


def test_show_opens_the_menu_that_says_it_all(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "30:00")
        await click(stage, "[how]")
        await stage.on(GoMenu)
        await stage.sees("skip step 7 (12 min)")

    play(scene)


def test_the_key_to_who_pays_stands_there_and_is_clicked_where_there_is_little_room(
    play: Play,
) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "5:00")
        await stage.sees("step 8 pays [ctrl+g]")
        await click(stage, "[ctrl+g]")
        await stage.on(GoMenu)

    play(scene, size=(80, 24))


def test_where_all_of_it_fits_a_click_on_the_key_accepts(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "8:00")
        await stage.sees("skip step 8 [ctrl+g w]")
        await click(stage, "[ctrl+g w]")
        await stage.until(lambda: 8 not in stage.clock.today, "step 8 is skipped")

    play(scene, size=(80, 24))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (70, 24), (40, 12)])
def test_which_step_pays_is_said_in_words_in_narrow_windows_too(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "5:00")
        await stage.sees("step 8 pays [ctrl+g]")

    play(scene, size=size)


def test_where_nobody_can_pay_there_is_no_button(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "55:00")
        await stage.press("9", "enter")
        await stage.sees("7 min unpaid: later? ctrl+g p")
        assert not line(stage, "[accept]", "[how]")

    play(scene)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((200, 48), "1 min unpaid: skip a step  ctrl+g s"),
        ((120, 36), "1 min unpaid: ctrl+g s skips"),
        ((80, 24), "1 min unpaid: skip?"),
        ((60, 40), "1 min unpaid: skip a step  ctrl+g s"),
        ((68, 40), "1 min unpaid: later end ctrl+g p, skip ctrl+g s"),
        ((40, 12), "1 min unpaid: skip?"),
    ],
)
def test_where_nobody_can_pay_it_is_said_what_can_be_done(
    play: Play, size: tuple[int, int], said: str
) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.move(partial(clock_actions.start, until_end=16 * MINUTE))
        await stage.press("8", "enter")
        await stage.sees(said, "plan 1 min late at best")
        await stage.press("ctrl+g")
        await stage.on(GoMenu)
        await stage.sees("Who pays: 1 min unpaid")
        await stage.press("w")
        await stage.sees("later end: p, part 6; s")

    play(scene, size=size)


def test_the_menu_takes_what_it_showed_when_it_was_opened(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "5:00")
        await stage.press("ctrl+g")
        await stage.on(GoMenu)
        await stage.sees("5 → 3 min")
        await stage.wait("2:00")
        await stage.press("w")
        assert stage.clock.budget[8] == minutes("3:00")

    play(scene)


def test_accept_takes_what_the_line_shows(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await late(stage, "5:00")
        await stage.sees("5 → 3 min")
        screen = await stage.on(LiveScreen)
        stage.now.wait(minutes("1:50"))  # and nobody looked at the clock since
        screen.action_accept()
        assert stage.clock.budget[8] == minutes("3:00")

    play(scene, size=(160, 48))
