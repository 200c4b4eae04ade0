"""Last time's steps: marked before the hour and in it, and what happened typed beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.events import Paste
from textual.widgets import Input, OptionList

from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.text.clean import clean_line
from mqi_tui.ui import routes
from mqi_tui.ui.screens.follow_up import HALF, KEPT, TAKEN_BACK, FollowUpScreen
from mqi_tui.ui.screens.plan import PlanScreen
from tests.hostile import HOSTILE
from tests.ui.stage import Stage, Theatre, sample
from tests.unit.services.test_carry_over import hold, made

STEPS = (OldStep("Ask why — Rivera"), OldStep("Film the third table — Rivera"))


async def opened(
    stage: Stage, steps: tuple[OldStep, ...] = STEPS, *, held: bool = False
) -> FollowUpScreen:
    """The screen of last time's steps, over what the app began with; `held`: in the hour."""
    stage.session.prepare(since=steps)
    if held:
        await stage.start()
    await stage.app.go(routes.FollowUp())
    return await stage.on(FollowUpScreen)


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

    theatre.play(scene, first=None if held else routes.Plan(), plan=sample())


def test_a_log_that_only_the_marks_changed_goes_on_following_the_plan(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.press("space", "down", "space", "space")
        stage.session.prepare(plan=sample().__class__("Ms. Rivera", focus="Another focus"))
        assert "Focus: Another focus" in stage.log
        assert stage.log.count("Ask why — Rivera · done") == 1
        assert stage.log.count("Film the third table — Rivera · partly") == 1

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_in_a_log_that_somebody_wrote_in_a_mark_changes_its_line_alone(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.prepare(since=STEPS)
        stage.session.write(stage.log.replace("Ask why — Rivera", "Ask why — Rivera (she did)"))
        await stage.app.go(routes.Plan())
        await stage.app.go(routes.FollowUp())
        await stage.on(FollowUpScreen)
        await stage.press("space")
        assert lines(stage) == ["- [x] Ask why — Rivera · done (she did)"]

    theatre.play(scene, plan=sample())


# What happened, in words


def marks(stage: Stage) -> list[tuple[str, str]]:
    """Mark and words of each step, as they are kept."""
    return [(step.mark, step.words) for step in stage.session.conversation.private.since]


def test_letters_on_a_step_begin_what_happened_and_turn_no_mark(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.press("space", "space", "space")
        await stage.write("kids loved it")
        assert screen.query_one(Input).value == "kids loved it"
        await stage.press("enter")
        assert marks(stage) == [("not yet", "kids loved it"), ("", "")]
        await stage.press("space")
        assert marks(stage)[0] == ("", "kids loved it")

    theatre.play(scene, plan=sample())


def test_letters_go_on_behind_the_words_that_are_there(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, (OldStep("Ask why", "done", "twice"), *STEPS))
        await stage.write("3 × more")
        await stage.press("enter")
        assert marks(stage)[0] == ("done", "twice 3 × more")

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("held", [False, True])
def test_keys_in_one_burst_go_where_they_were_meant(theatre: Theatre, held: bool) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, held=held)
        stage.send("space", *"kids loved it", "enter", "down", "space", "space", *"all", "enter")
        await stage.settle()
        assert marks(stage) == [("done", "kids loved it"), ("partly", "all")]
        assert lines(stage) == ["- [x] Ask why — Rivera · done: kids loved it"]

    theatre.play(scene, first=None if held else routes.Plan(), plan=sample())


@pytest.mark.parametrize("way", ["enter", "tab", "a click"])
def test_every_way_into_the_words_leads_to_the_marked_step(theatre: Theatre, way: str) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.press("down", "space")
        if way == "a click":
            await stage.pilot.click(Input, offset=(3, 0))
        else:
            await stage.press(way)
        await stage.write("yes")
        await stage.press("enter")
        assert marks(stage) == [("", ""), ("done", "yes")]

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("way", ["tab", "a click"])
def test_words_that_are_left_without_enter_are_kept_on_their_step(
    theatre: Theatre, way: str
) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.press("space")
        await stage.write("kids loved it")
        if way == "a click":
            await stage.pilot.click(OptionList, offset=(2, 1))
        else:
            await stage.press(way)
        assert marks(stage) == [("done", "kids loved it"), ("", "")]

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("size", [(40, 12), (120, 36)])
@pytest.mark.parametrize("held", [False, True])
@pytest.mark.some(3)
def test_esc_leaves_words_half_typed_and_out_of_the_log(
    theatre: Theatre, held: bool, size: tuple[int, int]
) -> None:
    """They are there again on their step, and when the list is opened another time."""

    async def scene(stage: Stage) -> None:
        screen = await opened(stage, held=held)
        await stage.press("space")
        stage.send(*"kids lo", "escape")
        await stage.settle()
        await stage.sees(HALF)
        assert marks(stage) == [("done", ""), ("", "")]
        await stage.press("down")
        assert screen.query_one(Input).value == ""
        await stage.press("up")
        assert screen.query_one(Input).value == "kids lo"
        await stage.press("escape")
        await stage.app.go(routes.FollowUp())
        await stage.on(FollowUpScreen)
        await stage.write("ved it")
        assert "kids" not in stage.log
        await stage.press("enter")
        assert marks(stage) == [("done", "kids loved it"), ("", "")]

    theatre.play(scene, first=None if held else routes.Plan(), plan=sample(), size=size)


def test_words_that_are_taken_back_are_gone_from_their_field(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.write("kids loved it")
        await stage.press("enter")
        assert screen.query_one(Input).value == "kids loved it"
        await stage.press("ctrl+z")
        assert screen.query_one(Input).value == ""
        assert marks(stage)[0] == ("", "")

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("size", [(40, 12), (120, 36)])
def test_what_is_kept_says_so(theatre: Theatre, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        assert KEPT not in stage.text()
        await stage.write("kids loved it")
        assert KEPT not in stage.text()
        await stage.press("enter")
        await stage.sees(KEPT)
        await stage.press("ctrl+z")
        await stage.sees(TAKEN_BACK)
        await stage.press("space")
        await stage.sees(KEPT)

    theatre.play(scene, plan=sample(), size=size)


def test_words_that_are_pasted_on_a_step_are_its_words(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.press("space")
        screen.query_one(OptionList).post_message(Paste("kids\nloved it"))
        await stage.settle()
        await stage.press("enter")
        assert marks(stage)[0] == ("done", "kids loved it")

    theatre.play(scene, plan=sample())


def test_words_alone_make_no_mark_that_nobody_set(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.write("she was ill")
        await stage.press("enter")
        assert marks(stage)[0] == ("", "she was ill")
        assert lines(stage) == ["- [ ] Ask why — Rivera · she was ill"]
        await stage.press("space")
        assert lines(stage) == ["- [x] Ask why — Rivera · done: she was ill"]

    theatre.play(scene, plan=sample())


def test_where_there_are_no_steps_letters_do_nothing(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage, ())
        await stage.press("space", "x", "enter", "escape")
        assert stage.app.screen is not screen

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24), (120, 36)])
@pytest.mark.some(3)
def test_the_words_and_what_the_keys_do_are_in_view(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.press("space")
        await stage.write("kids loved it")
        await stage.sees("✓ done", "kids loved it", "Enter keeps it", "list")

    theatre.play(scene, plan=sample(), size=size)


@pytest.mark.parametrize(("count", "words"), [(1, "1 action step"), (2, "2 action steps")])
def test_the_plan_counts_the_steps_in_good_english(
    theatre: Theatre, count: int, words: str
) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.prepare(since=STEPS[:count])
        await stage.app.go(routes.Plan())
        screen = await stage.on(PlanScreen)
        screen.preparation = replace(screen.preparation, last_title="x", last_log="x")
        await screen._show_section()  # at once: the next second shows what is so
        await stage.sees(f"Mark last time's {words} ")
        assert f"Mark last time's {words}s" not in stage.text()

    theatre.play(scene, plan=sample(), size=(120, 70))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
@pytest.mark.some(3)
def test_hostile_steps_and_words_are_shown_and_do_nothing(
    theatre: Theatre, size: tuple[int, int], is_long: bool
) -> None:
    hostile = HOSTILE if is_long else HOSTILE[::3]
    texts = [line for text in hostile if (line := clean_line(text)[:2_000])]

    async def scene(stage: Stage) -> None:
        screen = await opened(stage, tuple(OldStep(line) for line in texts))
        for line in texts:
            screen.query_one(OptionList).post_message(Paste(line))
            await stage.settle()
            await stage.press("enter", "down")
        assert [words for _, words in marks(stage)] == texts
        assert stage.app.screen is screen

    theatre.play(scene, plan=sample(), size=size)


# Taken back


def test_undo_in_the_log_takes_back_the_mark_too_and_redo_brings_it_again(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, held=True)
        await stage.press("space", "space", "escape", "ctrl+l")
        for mark, key in (
            ("done", "ctrl+z"),
            ("", "ctrl+z"),
            ("done", "ctrl+y"),
            ("partly", "ctrl+y"),
        ):
            await stage.press(key)
            assert marks(stage)[0] == (mark, "")
            assert lines(stage)[0] == f"- [{'x' if mark == 'done' else ' '}] Ask why — Rivera" + (
                f" · {mark}" if mark else ""
            )

    theatre.play(scene, plan=sample())


def test_undo_takes_back_a_mark_whose_line_the_log_did_not_have(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.prepare(since=STEPS)
        await stage.start()
        stage.editor.replace("## Since last time\n", (0, 0), stage.editor.document.end)
        await stage.app.go(routes.FollowUp())
        await stage.on(FollowUpScreen)
        await stage.press("space", "escape", "ctrl+l")
        assert marks(stage)[0] == ("done", "")
        await stage.press("ctrl+z")
        assert (marks(stage)[0], lines(stage)) == (("", ""), [])

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("held", [False, True])
def test_ctrl_z_takes_back_the_last_mark_where_it_was_made(theatre: Theatre, held: bool) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, held=held)
        await stage.press("space", "space", "down", "space", "ctrl+z")
        assert marks(stage) == [("partly", ""), ("", "")]
        await stage.press("ctrl+z")
        assert marks(stage) == [("done", ""), ("", "")]
        assert lines(stage) == ["- [x] Ask why — Rivera · done"]

    theatre.play(scene, first=None if held else routes.Plan(), plan=sample())


def test_the_title_says_who_reads_it(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.sees("Since last time · into the SHARED log")
        assert "PRIVATE" not in stage.app.screen.query_one("#steps").border_title  # type: ignore[operator]

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_in_the_words_of_a_step_arrows_lead_to_another_and_the_keys_are_those_of_words(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.press("x")
        await stage.sees("Esc to the list")
        assert "Space next mark" not in stage.text()
        await stage.press("down")
        steps = screen.query_one(OptionList)
        assert (steps.has_focus, steps.highlighted) == (True, 1)
        assert screen.since[0].words == "x"
        await stage.sees("Space next mark")

    theatre.play(scene, plan=sample())


def test_what_was_said_the_time_before_stands_below_a_step(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, (OldStep("Ask why — Rivera", was="partly", were="in one lesson"),))
        await stage.sees("last time partly: in one lesson")
        assert lines(stage) == ["- [ ] Ask why — Rivera · last time partly"]
        await stage.press("space")
        assert lines(stage) == ["- [x] Ask why — Rivera · done"]

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize(
    ("size", "title"),
    [((120, 36), "Ms. Rivera · cycle 5 · read only"), ((160, 48), "4:00 pm · read only")],
)
def test_the_name_of_the_log_beside_the_steps_is_not_cut(
    theatre: Theatre, size: tuple[int, int], title: str
) -> None:
    hold(made(theatre, replace(sample(), when="2026-11-10 16:00", cycle=5)))
    theatre.now.wait(60_000)

    async def scene(stage: Stage) -> None:
        await stage.app.go(routes.FollowUp())
        await stage.sees(title)

    session = made(theatre, sample(), STEPS)
    session.keeper.close()
    theatre.play(scene, first=routes.Plan(), id=session.conversation.id, size=size)
