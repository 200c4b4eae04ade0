"""Last time's steps: marked before the hour and in it, and what happened typed beside them."""

from __future__ import annotations

import pytest

from mqi_tui.private.since import OldStep
from mqi_tui.screens.since import SinceScreen
from tests.ui.stage import Stage, Theatre, sample

STEPS = (OldStep("Ask why — Rivera"), OldStep("Film the third table — Rivera"))


async def opened(
    stage: Stage, steps: tuple[OldStep, ...] = STEPS, *, held: bool = False
) -> SinceScreen:
    """The screen of last time's steps, over the plan, or (`held`) over the hour's screen."""
    stage.session.prepare(since=steps)
    if held:
        await stage.start()
    else:
        await stage.app.show_prepare()
    await stage.app.show_since()
    return await stage.on(SinceScreen)


def lines(stage: Stage) -> list[str]:
    """The lines of the log that are about the first of `STEPS`."""
    return [line for line in stage.log.split("\n") if "Ask why" in line]


@pytest.mark.parametrize("held", [False, True])
def test_each_mark_stands_in_the_log_once(theatre: Theatre, held: bool) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, held=held)
        for box, told in (("x", " · done"), (" ", " · partly"), (" ", " · not yet"), (" ", "")):
            await stage.press("space")
            assert lines(stage) == [f"- [{box}] Ask why — Rivera{told}"]

    theatre.play(scene, plan=sample())


def test_a_log_that_only_the_marks_changed_goes_on_following_the_plan(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.press("space", "down", "space", "space")
        stage.session.prepare(plan=sample().__class__("Ms. Rivera", focus="Another focus"))
        assert "Focus: Another focus" in stage.log
        assert stage.log.count("Ask why — Rivera · done") == 1
        assert stage.log.count("Film the third table — Rivera · partly") == 1

    theatre.play(scene, plan=sample())


def test_in_a_log_that_somebody_wrote_in_a_mark_changes_its_line_alone(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.prepare(since=STEPS)
        stage.session.write(stage.log.replace("Ask why — Rivera", "Ask why — Rivera (she did)"))
        await stage.app.show_prepare()
        await stage.app.show_since()
        await stage.on(SinceScreen)
        await stage.press("space")
        assert lines(stage) == ["- [x] Ask why — Rivera · done (she did)"]

    theatre.play(scene, plan=sample())
