"""Before the call, in the app alone: a new conversation, its plan, its e-mail, the next cycle."""

from __future__ import annotations

import asyncio
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from mqi_tui.domain.guide import StepChange, fit, load_guide
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.blanks import Missing
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import SECTIONS
from mqi_tui.domain.private.ready import ON_THE_PLATFORM
from mqi_tui.domain.private.record import Private
from mqi_tui.files.programme import NamedOutline, Own
from mqi_tui.services import conversations, filling
from mqi_tui.services.workspace import Workspace
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs import new
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.flows import new_conversation
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.scores import ScoresScreen
from mqi_tui.ui.widgets.form_field import FormField
from mqi_tui.ui.widgets.plan_lines import todo, whose
from tests.hostile import HOSTILE
from tests.ui.stage import Play, Stage, Theatre, sample
from tests.unit.services.test_carry_over import hold, made


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def field(stage: Stage, key: str) -> FormField:
    """A field of the plan on the screen."""
    return next(one for one in stage.app.screen.query(FormField) if one.field.key == key)


def is_in(stage: Stage, key: str) -> bool:
    """Whether the keys go into that field of the plan."""
    fields = [one for one in stage.app.screen.query(FormField) if one.field.key == key]
    return any(one.has_focus_within for one in fields)


async def to(stage: Stage, section: int, key: str) -> None:
    """Into a field of the plan."""
    screen = await stage.on(PlanScreen)
    screen.action_jump(section, key)
    await stage.until(lambda: screen.section == section and is_in(stage, key), f"in {key}")


def test_of_each_list_the_chosen_one_is_seen_wherever_the_focus_is(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        screen = await stage.on(NewScreen)
        await stage.write("Ms. Lee")
        await stage.sees("this is the first", "● 60 minutes", "○ 50 minutes", "● two", "○ none")
        screen.query_one("#outline", OptionList).focus()
        await stage.press("down")
        await stage.sees("○ 60 minutes", "● 50 minutes", "● two")

    play(scene, home=True)


def test_the_next_conversation_is_as_long_as_the_last_one_was(theatre: Theatre) -> None:
    """Whatever its length; what was chosen for another teacher stays."""

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        screen = await stage.on(NewScreen)
        for name, seen in (
            ("Ms. Rivera", "● 70 minutes, as last time"), ("Ms. Lee", "● 60 minutes"),
            ("Mr. Adams", "● 35 minutes, as last time"), ("Ms. Rivera", "● 70 minutes"),
        ):  # fmt: skip
            screen.query_one("#teacher", Input).value = name
            await stage.sees(seen)
        assert "35 minutes" not in stage.text()
        await stage.press("enter")
        await stage.on(PlanScreen)
        assert stage.session.conversation.private.plan.minutes == 70

    for teacher, minutes in (("Ms. Rivera", 70), ("Mr. Adams", 35)):
        hold(made(theatre, replace(sample(), teacher=teacher, minutes=minutes, steps={})))
    theatre.play(scene, home=True)


@pytest.mark.parametrize("is_there", [True, False])
def test_with_a_programmes_outline_the_next_one_has_it_again(
    theatre: Theatre, is_there: bool
) -> None:
    """Or its length, where that outline is no more among the programme's own."""
    district = replace(fit(load_guide(), minutes=55), name="District")
    own = Own((NamedOutline("District · 55 minutes", district),) if is_there else ())
    session = made(theatre, replace(sample(), minutes=45))
    session.change(guide=district)
    hold(session)
    work = Workspace(theatre.library, None, theatre.now)
    found = asyncio.run(new_conversation.carried(work, own, "Ms. Rivera"))
    assert (found.outline, found.outlines) == (3, () if is_there else ("55 minutes, as last time",))
    wish = new.Wish("Ms. Rivera", "J. Okafor", 7, outline=found.outline)
    following = new_conversation.made(work, wish, own)
    following.keeper.close()
    half = following.conversation.private
    assert (half.plan.minutes, half.guide) == (55, district if is_there else None)


async def begin(stage: Stage, teacher: str) -> None:
    """A new conversation, made from home."""
    await stage.on(HomeScreen)
    await stage.press("insert")
    screen = await stage.on(NewScreen)
    screen.query_one("#teacher", Input).value = teacher
    await stage.until(lambda: screen.query_one("#cycle", Input).value, "what is carried over")
    if not screen.query_one("#coach", Input).value:
        screen.query_one("#coach", Input).value = "J. Okafor"
    await stage.press("enter")
    await stage.on(PlanScreen)


def test_what_is_told_of_fields_in_a_row_names_them_and_a_tick_is_for_what_is_done(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage, "Ms. Rivera")
        await to(stage, 0, "when")
        await stage.write("2026-11-24 16:00")
        await stage.sees("✓ When: Tuesday 24 November 2026, 4:00 pm")
        for key in ("clips.2.start", "clips.2.end"):
            await to(stage, 1, key)
            await stage.write("-")
        await stage.sees("✓ Clip 2 from, Clip 2 to: not wanted this time")
        await to(stage, 2, "clips.1.annotations")
        await stage.sees(f"annotations ○  {ON_THE_PLATFORM}")

    theatre.play(scene, home=True)


def test_a_plan_made_in_the_app_alone_is_held(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage, "Ms. Rivera")
        await stage.sees("Blank: when", "Planning guide · PRIVATE")
        await to(stage, 0, "focus")
        await stage.write("Reasons")
        await to(stage, 1, "clips.1.start")
        await stage.write("12:40")
        await to(stage, 1, "clips.1.end")
        await stage.write("12:30")
        assert "▲" not in stage.text(), "nothing is wrong before it is written"
        await stage.press("tab")
        await stage.sees(
            "▲ Clip 1: the end is not after the start", "▲ clip 1 ends before it begins"
        )
        await stage.press("shift+tab", "end")
        await stage.sees("▲ Clip 1: the end is not after the start")
        await stage.press("backspace", "backspace", "backspace", "backspace", "7", ":", "3", "0")
        await stage.press("backspace", "backspace", "backspace", "backspace")
        await stage.write("7:30")
        await stage.sees("4:50 long, about five minutes")
        await stage.press("ctrl+n")
        await stage.on(LiveScreen)
        assert not stage.clock.started
        await stage.sees("Not started yet: ctrl+n starts the clock")
        stage.now.wait(1_000)
        await stage.press("ctrl+n")
        await stage.until(lambda: stage.clock.started, "the hour runs")
        await stage.settle()
        assert "Not started" not in stage.told
        assert "Focus: Reasons" in stage.log
        assert "Times: 12:40–17:30" in stage.log

    theatre.play(scene, home=True)


def test_the_second_cycle_opens_with_goals_steps_and_log(theatre: Theatre) -> None:
    hold(made(theatre, sample()))
    theatre.now.wait(60_000)

    async def scene(stage: Stage) -> None:
        await begin(stage, "Ms. Rivera")
        plan = stage.session.conversation.private.plan
        assert (plan.cycle, plan.goals, plan.focus) == (7, sample().goals, sample().focus)
        assert plan.coach == sample().coach
        assert "- [ ] Ask why — Rivera, by 8 Dec" in stage.log.split("\n")
        await stage.sees("Last time: Ms. Rivera · cycle 6")
        await stage.sees("Mark last time's 1 action step")
        assert is_in(stage, "when"), "into what is blank, past the names that were just typed"
        of = "Focus of this conversation  taken over from last time"
        await stage.sees("learning goals  taken over from last time", of)
        await to(stage, 0, "focus")
        await stage.press("x")
        await stage.until(lambda: of not in stage.text(), "another focus is of today")
        await stage.press("backspace")
        await stage.sees(of)
        await stage.app.go(routes.FollowUp())
        await stage.on(FollowUpScreen)
        await stage.press("space")
        await stage.sees("✓ done")
        await stage.press("enter")
        await stage.write("twice")
        await stage.press("enter")
        await stage.until(
            lambda: "- [x] Ask why — Rivera, by 8 Dec · done: twice" in stage.log, "it"
        )
        await stage.press("escape")
        await stage.on(PlanScreen)
        await stage.sees("Look at last time's 1 action step")

    theatre.play(scene, home=True, size=(160, 48))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_a_cycle_that_is_prepared_already_is_told_of_and_may_be_made_again(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(new, "PAUSE", 600)  # Enter comes before the name is looked up
    hold(made(theatre, sample()))
    made(theatre, replace(sample(), cycle=7, when="2026-12-15 16:00")).keeper.close()
    told = "you have cycle 7 already: Tue 15"

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        screen = await stage.on(NewScreen)
        await stage.press("enter")
        await stage.sees(told, "goals · 1 open action step")
        assert stage.app.screen is screen, "who was faster than the remark reads it first"
        cycle = screen.query_one("#cycle", Input)
        cycle.value = "8"
        await stage.until(lambda: told not in stage.text(), "it is another one")
        cycle.value = "7"
        await stage.sees(told)
        await stage.press("enter")
        await stage.on(PlanScreen)

    theatre.play(scene, home=True, size=size)


def test_what_is_wrong_has_its_colour_before_you_go_live(theatre: Theatre) -> None:
    plan = sample()
    late = replace(plan, clips=(replace(plan.clips[0], end="12:20"), plan.clips[1]))

    async def scene(stage: Stage) -> None:
        await stage.sees("▲ clip 1 ends before it begins")
        rows = stage.text().split("\n")
        y = next(y for y, row in enumerate(rows) if "▲ clip 1 ends" in row)
        colour = stage.app.screen.get_style_at(rows[y].index("▲"), y).color
        assert colour
        assert colour.triplet
        assert colour.triplet.red > 2 * colour.triplet.blue, "orange, as elsewhere"

    theatre.play(scene, first=routes.Plan(), plan=late)


def test_what_is_typed_is_there_after_the_plan_was_left(theatre: Theatre) -> None:
    session = made(theatre, sample())
    id_ = session.conversation.id
    session.keeper.close()

    async def scene(stage: Stage) -> None:
        await to(stage, 1, "clips.1.start")
        await stage.press("backspace", "tab")
        await stage.sees("is not a time")
        await stage.press("escape", "escape")
        await stage.on(HomeScreen)
        await stage.app.go(routes.Open(id_, "prepare"))
        await to(stage, 1, "clips.1.start")
        assert field(stage, "clips.1.start").typed == "12:4"

    theatre.play(scene, first=routes.Plan(field="clips.1.start"), id=id_)


def test_undo_takes_back_nothing_that_the_form_itself_put_in(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await to(stage, 0, "coach")
        was = field(stage, "coach").typed
        await stage.press("pagedown", "pageup")
        await to(stage, 0, "coach")
        await stage.press("ctrl+z")
        assert was
        assert field(stage, "coach").typed == was

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_who_jumps_before_a_turned_part_is_entered_stays_where_they_jumped(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        await to(stage, 0, "coach")
        await screen.watch_section()  # as after a turn: the way into its first field is still due
        screen.action_jump(0, "coach")
        await stage.settle()
        assert is_in(stage, "coach")

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_a_field_that_is_written_in_is_left_alone(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await to(stage, 0, "focus")
        stage.send(*" and why")
        await stage.settle()
        await stage.until(
            lambda: stage.session.conversation.private.plan.focus.endswith(" and why"), "all kept"
        )
        assert field(stage, "focus").typed.endswith(" and why")

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_the_app_fits_the_plan_and_says_so(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        screen.action_fit(45)
        await stage.sees(
            "Total 45 of 45 min", "45 minutes, 7 steps changed · step 1: 3 → 2 · step 2: 2 → 1"
        )
        assert stage.session.outline.total == 45

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_fitting_mends_what_cannot_be_read_as_the_minutes_of_a_step(theatre: Theatre) -> None:
    """What is told of step 1 is what its field says then."""

    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        await to(stage, 6, "steps.1.minutes")
        await stage.write("One why")
        await stage.until(lambda: stage.session.conversation.private.drafts, "half typed")
        screen.action_fit(45)
        await stage.sees("step 1: 3 → 2")
        await stage.until(lambda: not field(stage, "steps.1.minutes").typed, "as the plan has it")
        assert not stage.session.conversation.private.drafts

    theatre.play(
        scene, first=routes.Plan(field="steps.1.minutes"), plan=replace(sample(), steps={})
    )


def test_another_total_keeps_what_was_typed_for_a_step_and_tells_it(theatre: Theatre) -> None:
    """What is half typed there counts for nothing, stays to be mended, and is told by its step."""

    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await to(stage, 11, "steps.6.minutes")
        await stage.press("ctrl+a", *"x 12")
        await to(stage, 5, "minutes")
        await stage.press("ctrl+a", *"50")
        await stage.press("tab")
        await stage.sees("Total 50 of 50 min", "1 to look at: ▲ minutes of step 6: a whole number")
        await stage.sees("▲  6 Discuss clip 1       to look at")
        await to(stage, 11, "steps.6.minutes")
        assert field(stage, "steps.6.minutes").typed == "x 12"

    theatre.play(scene, first=routes.Plan(field="steps.6.minutes"), plan=sample())


def test_a_wrong_total_changes_no_minutes_and_fitting_mends_it(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        await to(stage, 5, "minutes")
        await stage.press("ctrl+a", *"4x")
        await stage.sees("Total 50 of 50 min")
        assert not stage.told, "no step has other minutes"
        screen.query_one("#fit-50").focus()
        await stage.sees("▲ a whole number from 20 to 180")
        await stage.press("enter")
        await stage.until(lambda: field(stage, "minutes").typed == "50", "the field says it, too")
        await stage.sees("50 minutes · no step has others now")
        assert "▲" not in stage.text()

    theatre.play(scene, first=routes.Plan(field="minutes"), plan=replace(sample(), minutes=50))


@pytest.mark.parametrize("way", [("ctrl+a",), ("backspace", "backspace")])
def test_minutes_that_come_back_are_named_as_well(theatre: Theatre, way: tuple[str, ...]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await to(stage, 5, "minutes")
        await stage.press("end", *way, *"47")
        await stage.sees("47 minutes, 3 steps changed")
        there = re.findall(r"step (\d+): (\d+) → (\d+)", stage.told)
        await stage.press("end", *way, *"50")
        await stage.sees("50 minutes, 3 steps changed")
        back = re.findall(r"step (\d+): (\d+) → (\d+)", stage.told)
        assert back == [(step, after, before) for step, before, after in there]

    theatre.play(scene, first=routes.Plan(field="minutes"), plan=replace(sample(), minutes=50))


def test_the_ring_of_what_is_asked_for_goes_with_the_step(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await to(stage, 3, "stock_clip.title")
        await stage.sees("Codes to score ○")
        await stage.write("-")
        await stage.until(lambda: "Codes to score ○" not in stage.text(), "no ring is left")
        await stage.press("backspace")
        await stage.sees("Codes to score ○")

    theatre.play(scene, first=routes.Plan(field="stock_clip.title"), plan=Plan("Ms. R."))


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.some(2)
def test_who_types_in_no_field_is_told_the_way_into_one(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await to(stage, 1, "clips.1.summary")
        await stage.press("escape", "x")
        await stage.sees("You are in no field: Tab goes into one")
        await stage.press("tab", "x")
        await stage.until(lambda: is_in(stage, "lesson"), "in the first field")
        assert field(stage, "lesson").typed.endswith("x")

    theatre.play(scene, first=routes.Plan(field="clips.1.summary"), plan=sample(), size=size)


def test_what_fitting_does_is_seen_before_it_is_done(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.sees(
            "now    45    50    60",
            " 3 Stock clip               10     7     8    10",
            "   together                 60    45    50    60",
        )
        await stage.press("ctrl+a", "5", "0")
        await stage.sees("   together                 50    45    50    60")
        await stage.sees("50 minutes, 6 steps changed · step 1: 3 → 2 · step 3: 10 → 8")

    theatre.play(scene, first=routes.Plan(field="minutes"), plan=sample())


@pytest.mark.parametrize("width", [36, 40, 50, 60, 100])
@pytest.mark.some(2)
def test_the_minutes_of_a_step_stand_in_one_row_at_any_width(theatre: Theatre, width: int) -> None:
    async def scene(stage: Stage) -> None:
        (await stage.on(PlanScreen)).section = 5
        await stage.sees("60 ")
        for row in (r" now +45 +50 +60 ", r" 3 Stock.* 10 +7 +8 +10 ", r" tog\S* +60 +45 +50 +60 "):
            await stage.until(lambda r=row: re.search(r, stage.text()), row)  # type: ignore[misc]
        await stage.sees("Fit into 45 ", "Fit into 50 ", "Fit into 60 ")

    theatre.play(scene, first=routes.Plan(), plan=sample(), size=(width, 36))


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.some(2)
def test_whatever_changes_the_minutes_of_steps_names_them(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await to(stage, 8, "steps.3.minutes")
        await stage.press("5")
        await stage.sees("45 minutes, 3 steps changed · step 2: 1 → 2 · step 3: 7 → 5")
        await to(stage, 12, "steps.7.skip")
        await stage.press("y")
        await stage.sees("step 7 not today · 43 of 45 min · step 1: 2 → 3")

    theatre.play(
        scene,
        first=routes.Plan(field="steps.3.minutes"),
        plan=replace(sample(), minutes=45),
        size=size,
    )


@pytest.mark.parametrize(("size", "room"), [((160, 48), True), ((100, 80), False)])
def test_what_was_prepared_stands_beside_what_it_serves(
    theatre: Theatre, size: tuple[int, int], room: bool
) -> None:
    """The notes of part 3 where the clip is framed and talked of; below, without the room."""
    clip, other = sample().clips

    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        for part, mine, not_mine in ((10, clip, other), (11, clip, other), (12, other, clip)):
            screen.section = part
            await stage.settle()
            words = (mine.notes.interpretations, mine.notes.suggestions, mine.annotations[0].note)
            for some in words:
                await stage.sees(some[:20])
            assert not_mine.notes.suggestions[:20] not in stage.text()
            assert screen.query_one("#last").display == room
        screen.section = 2
        await stage.settle()
        assert not screen.query_one("#last").display

    theatre.play(scene, first=routes.Plan(), plan=sample(), size=size)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 48)])
@pytest.mark.some(3)
def test_hostile_words_stand_in_every_field(
    theatre: Theatre, size: tuple[int, int], is_long: bool
) -> None:
    """Over all the fields, each of them comes up at each size; those of a step are alike."""
    texts = itertools.cycle(HOSTILE)
    parts = range(len(SECTIONS)) if is_long else (0, 1, 2, 3, 12)

    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        typed = 0
        for section in parts:
            screen.section = section
            await stage.settle()
            for one in screen.query(FormField):
                if not one._hidden:
                    one.set_text(next(texts))
                    typed += 1
        await stage.settle()
        assert isinstance(stage.app.screen, PlanScreen)
        assert typed >= len(HOSTILE)

    theatre.play(scene, first=routes.Plan(), plan=sample(), size=size)


def test_the_e_mail_follows_the_plan_until_it_is_edited(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.app.go(routes.Email())
        await stage.on(EmailScreen)
        await stage.sees("12:40 to 17:55", "✓ nothing is left open")
        assert stage.session.conversation.private.email == ""
        await stage.write("x")
        await stage.until(lambda: stage.session.conversation.private.email, "the edit is kept")
        await stage.press("escape")
        await stage.on(PlanScreen)

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_scores_are_hidden_until_they_are_revealed(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "c")
        screen = await stage.on(ScoresScreen)
        assert {row.master for row in screen.board.rows} == {""}
        await stage.sees("hidden", "not scored yet by the teacher")
        await stage.press("space", "space", "right", "space")
        scores = stage.session.conversation.private.scores
        assert (scores.teacher, scores.coach) == (
            {"Explanations": "Low"}, {"Explanations": "Not Present"},
        )  # fmt: skip
        stage.session.reveal()
        await stage.press("right", "space", "space", "space")
        await stage.sees("master scores revealed", "3 apart")

    theatre.play(scene, plan=sample())


def test_a_running_conversation_goes_back_to_its_hour(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("4", "enter", "ctrl+g", "p")
        screen = await stage.on(PlanScreen)
        section = SECTIONS[screen.section]
        assert (section.part, section.number) == ("talk", 4), "at the step that runs"
        await stage.sees("Still blank", "ctrl+n Back to the hour")
        await stage.press("escape", "escape")
        await stage.on(LiveScreen)
        assert stage.clock.running

    theatre.play(scene, plan=sample())


def test_no_turning_of_parts_is_lost_however_fast(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        for keys, part in ((["pagedown", "pageup"] * 2, 0), (["pagedown"] * 3 + ["pageup"], 2)):
            stage.send(*keys)
            await stage.settle()
            assert screen.section == part
            title = screen.preparation.ready.states[part].title
            await stage.sees(f"{whose(part)} · Preparation {part + 1} · {title}")

    theatre.play(scene, first=routes.Plan(), plan=sample())


def test_last_times_log_is_paged_where_one_is_in_it(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        lines = "\n".join(f"line {n}" for n in range(200))
        screen.query_one("#last-log", Static).update(Content(lines))
        screen.add_class("-again")
        await stage.sees("line 0")
        screen.query_one("#last").focus()
        await stage.press("pagedown")
        await stage.until(lambda: screen.query_one("#last").scroll_y > 10, "paged")
        assert screen.section == 0
        await stage.press("pageup")
        await stage.until(lambda: screen.query_one("#last").scroll_y == 0, "and back")

    theatre.play(scene, first=routes.Plan(), plan=sample(), size=(160, 48))


def test_a_digit_leads_to_the_parts_of_that_number(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await (await stage.on(PlanScreen)).run_action("sections")
        asked = await stage.on(Ask)
        choices = asked.query_one(OptionList)
        found = []
        for digit in "3330":
            await stage.press(digit)
            found.append(choices.highlighted)
        assert found == [3, 10, 3, 17]
        await stage.press("enter")
        assert (await stage.on(PlanScreen)).section == 15

    theatre.play(scene, first=routes.Plan(), plan=sample(), size=(60, 40))


def test_pages_turn_the_parts_from_within_a_field(theatre: Theatre) -> None:
    """In a window so low that the fields of a part could be scrolled instead."""

    async def scene(stage: Stage) -> None:
        await to(stage, 0, "teacher")
        await stage.press("pagedown")
        await stage.sees("Preparation 2 · Lesson")
        await stage.press("pageup")
        await stage.sees("Preparation 1 · Last log")

    theatre.play(scene, first=routes.Plan(), plan=sample(), size=(80, 24))


def test_trash_and_archive_are_undone(theatre: Theatre) -> None:
    session = made(theatre, sample())
    session.keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("Conversations · 1")
        await stage.press("delete")
        await stage.sees("Conversations · 0", "Moved to the trash · ctrl+z undoes it")
        home = await stage.on(HomeScreen)
        home.view = "trash"
        await stage.sees("Trash · kept for 30 days · 1", "Ms. Rivera")
        home.view = "current"
        await stage.press("ctrl+z")
        await stage.sees("Conversations · 1", "Ms. Rivera")
        screen = await stage.on(HomeScreen)
        await screen._do("archive")
        await stage.sees("Conversations · 0")
        screen.view = "archive"
        await stage.sees("Archive · 1", "Ms. Rivera")
        await stage.press("ctrl+z")
        await stage.sees("Archive · 0")

    theatre.play(scene, home=True)


def test_letters_search_and_the_marked_one_opens(theatre: Theatre) -> None:
    made(theatre, sample()).keeper.close()
    session = made(theatre, sample().__class__("Mr. Brown", cycle=2, when="2026-11-24 15:30"))
    session.keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.write("brown 24")
        await stage.sees("Conversations · 1 of 2")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert stage.session.conversation.log.header.teacher == "Mr. Brown"

    theatre.play(scene, home=True)


def test_a_conversation_can_be_cancelled_and_its_log_is_kept(theatre: Theatre) -> None:
    session = made(theatre, sample())
    session.write("words of both")
    id_ = session.conversation.id
    session.keeper.close()

    async def scene(stage: Stage) -> None:
        screen = await stage.on(HomeScreen)
        await stage.sees("prepared")
        await screen._chosen("cancelled")
        await stage.sees("cancelled")
        await screen._chosen("prepared")
        await stage.sees("prepared")

    theatre.play(scene, home=True)
    again = theatre.open(id=id_)
    again.keeper.close()
    assert again.conversation.log.text == "words of both"


def test_hurried_scores_all_count_and_none_makes_no_line(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(routes.Scores())
        screen = await stage.on(ScoresScreen)
        await stage.press("enter")
        await stage.sees("Nothing is agreed on Explanations yet: go to “agreed”")
        screen.action_turn(1)
        screen.action_turn(1)
        points = screen.board.rows[0].points
        await stage.until(lambda: screen.board.rows[0].teacher == points[1], "turned on twice")

    theatre.play(scene, plan=sample())


@pytest.mark.parametrize("steps", [sample().steps, {}], ids=["some minutes", "as the outline has"])
def test_the_plan_takes_the_coachs_own_timing_by_one_key_and_gives_it_back(
    theatre: Theatre, steps: dict[int, StepChange]
) -> None:
    for cycle in (1, 2, 3):
        session = conversations.put_in(
            theatre.library, Private(replace(sample(), cycle=cycle)), "made k", theatre.now
        )
        for move, ms in (
            (clock_actions.start, 0),
            (clock_actions.advance, 60_000),
            (clock_actions.advance, 6 * 60_000),
        ):
            theatre.now.wait(ms)
            session.move(move)
        session.move(clock_actions.end)
        session.keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.sees("step 2 Review goals: ran long in 3 of 3, 4:00 on the median")
        await stage.sees("step 2 Review goals: 2 → 6 min", "Take my timing (F7)")
        before = stage.session.outline.minutes
        filling.fill(stage.session, "steps.2.minutes", "a few")
        await stage.press("f7")
        await stage.sees("It changes nothing here", "F7 takes it back")
        assert stage.session.outline.step(2).minutes == 6
        assert stage.session.outline.minutes <= before
        assert not stage.session.conversation.private.drafts, "what is wrong there gives way"
        await stage.press("f7")
        await stage.sees("step 2 Review goals: 2 → 6 min", "The minutes are as they were")
        assert stage.session.outline.step(2).minutes == 2
        assert stage.session.conversation.private.drafts == {"steps.2.minutes": "a few"}

    plan = replace(sample(), steps=steps)
    theatre.play(scene, first=routes.Plan(field="minutes"), plan=plan, size=(120, 48))


@pytest.mark.parametrize("room", [40, 60, 110])
def test_the_first_thing_to_look_at_is_told_in_whatever_room(room: int) -> None:
    long = Missing(3, "stock_clip.codes", "codes: " + "a word that is no code, " * 9, wrong=True)
    told = todo([long, replace(long, words="focus")], room, "F3")
    assert told.plain.startswith("2 to look at: ▲ co")
    assert told.plain.endswith("… … and 1 more: F3")
    assert told.cell_length <= room
