"""Fields of a form, written in faster than the app takes it: not a letter lost, none elsewhere."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input, OptionList, Static

from mqi_tui.domain import rubric
from mqi_tui.domain.private.blanks import named
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.form import shown
from mqi_tui.domain.private.plan import Annotation
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS
from mqi_tui.files.programme import Own
from mqi_tui.services import filling
from mqi_tui.services.workspace import Workspace
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.codes import CodesScreen
from mqi_tui.ui.dialogs.new import NewScreen, Wish
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.flows import new_conversation
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import NOWHERE, PlanScreen
from mqi_tui.ui.widgets.offer import OFFERED, Offer
from mqi_tui.ui.widgets.pick_field import NO_CODES, PickField
from mqi_tui.ui.widgets.plan_form import PlanForm
from mqi_tui.ui.widgets.text_field import TextField
from tests.ui.screens.test_preparing import begin, field, is_in, to
from tests.ui.stage import Scene, Stage, Theatre, sample
from tests.unit.services.test_carry_over import hold, made


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def section(key: str) -> int:
    """The place of the part that the field is in."""
    return next(n for n, one in enumerate(SECTIONS) if key in [f.key for f in one.fields])


def kept(stage: Stage, key: str) -> str:
    """What the plan holds of a field."""
    half = stage.session.conversation.private
    return shown(half.plan, half.drafts, key)


def fresh(theatre: Theatre) -> str:
    """The id of a new conversation, as home makes it."""
    work = Workspace(theatre.library, None, theatre.now)
    session = new_conversation.made(work, Wish("Ms. Ray", "J. Okafor", 1), Own())
    session.keeper.close()
    return session.conversation.id


def write_in(
    theatre: Theatre, key: str, scene: Scene[None], size: tuple[int, int] = (120, 36)
) -> None:
    """Play `scene` in that field of the plan of a new conversation."""

    async def within(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.until(lambda: is_in(stage, key), f"in {key}")
        await scene(stage)

    theatre.play(within, id=fresh(theatre), first=routes.Plan(field=key), size=size)


KEYS = ("lesson", "clips.1.start", "clips.1.reason")


def test_a_whole_part_typed_at_once_stands_where_it_belongs(theatre: Theatre) -> None:
    """As dictation and text expanders type: all of it within a moment."""
    words = {
        "lesson": "Bars, too", "clips.1.start": "12:34", "clips.1.end": "17:20",
        "clips.1.summary": "Three", "clips.1.reason": "Why so",
    }  # fmt: skip

    async def scene(stage: Stage) -> None:
        here = [one.key for one in SECTIONS[section("lesson")].fields]
        first = here.index("lesson")
        for key in here[first : here.index("clips.1.reason") + 1]:
            stage.send(*words.get(key, ""), "tab")
        for key, text in words.items():
            await stage.until(lambda k=key, t=text: kept(stage, k) == t, f"{key}: {text}")  # type: ignore[misc]

    write_in(theatre, "lesson", scene)


@pytest.mark.parametrize("key", ["lesson", "stock_clip.title"])
@pytest.mark.some(2)
def test_backspace_deletes_the_letter_before_it_however_fast(theatre: Theatre, key: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.send(*"abc", "backspace", "backspace", *"de", "backspace", *"f")
        await stage.until(lambda: kept(stage, key) == "adf", "adf")

    write_in(theatre, key, scene)


def test_a_hurried_note_is_as_it_was_typed(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.send("ctrl+o", *"abc", "backspace", "backspace", *"de", "backspace", *"f", "enter")
        await stage.until(lambda: stage.notes, "the note is kept")
        assert stage.notes[0].text == "adf"

    theatre.play(scene)


def test_fields_typed_at_odd_speeds_hold_what_was_typed(theatre: Theatre) -> None:
    """The plan's answer to an earlier letter never takes the place of a later one."""
    rolls = random.Random(7)

    async def scene(stage: Stage) -> None:
        texts = {key: "".join(rolls.choices("abc de", k=rolls.randint(3, 9))) for key in KEYS}
        for key in KEYS:
            await to(stage, section(key), key)
            for letter in texts[key]:
                stage.send(letter)
                if rolls.random() < 0.4:
                    await asyncio.sleep(rolls.random() / 50)  # the pace is what is tested
            stage.send("tab")
        for key, text in texts.items():
            await stage.until(lambda k=key, t=text: kept(stage, k).strip() == t.strip(), text)  # type: ignore[misc]

    write_in(theatre, "lesson", scene)


@pytest.mark.parametrize("key", ["lesson", "stock_clip.title"])
@pytest.mark.some(2)
def test_all_of_a_field_is_selected_as_in_the_log(theatre: Theatre, key: str) -> None:
    async def scene(stage: Stage) -> None:
        stage.send(*"one two", "ctrl+a", *"three")
        await stage.until(lambda: kept(stage, key) == "three", "what was there gives way")

    write_in(theatre, key, scene)


LEAVING: list[tuple[str, type[Any]]] = [
    ("ctrl+n", LiveScreen), ("pagedown", PlanScreen), ("escape", PlanScreen),
]  # fmt: skip


@pytest.mark.parametrize(("way", "screen"), LEAVING)
@pytest.mark.some(2)
def test_the_last_letter_goes_along_when_the_plan_is_left(
    theatre: Theatre, way: str, screen: type[Any]
) -> None:
    async def scene(stage: Stage) -> None:
        stage.send(*"to the last", way)
        await stage.until(lambda: kept(stage, "lesson") == "to the last", "the last letter")
        await stage.on(screen)

    write_in(theatre, "lesson", scene)


def test_and_when_it_is_left_for_home(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        id_ = stage.session.conversation.id
        stage.send(*"to the last", "escape", "escape")
        await stage.on(HomeScreen)
        plan = theatre.library.read(id_).private["plan"]["1"]
        assert plan["lesson"] == "to the last"

    write_in(theatre, "lesson", scene)


# Codes


CODES = "stock_clip.codes"


def test_enter_takes_the_code_that_a_few_letters_mean(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("expl")
        await stage.sees("Enter Explanations")
        await stage.press("enter")
        await stage.write("linking")
        await stage.press("enter")
        both = "Explanations\nLinking Between Representations"
        await stage.until(lambda: kept(stage, CODES) == both, both)
        await stage.press("enter")
        assert is_in(stage, CODES)

    write_in(theatre, CODES, scene)


def test_arrows_choose_among_the_codes_that_are_offered(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("math")
        offered = [one.name for one in rubric.find("math")[:OFFERED]]
        await stage.sees(f"Enter {offered[0]}", "↑ ↓ choose")
        await stage.press("down", "down")
        await stage.sees(f"Enter {offered[2]}")
        await stage.press("up", "enter")
        await stage.until(lambda: kept(stage, CODES) == offered[1], "the second is taken")
        await stage.write("math")
        stage.send("up", "enter")
        both = f"{offered[1]}\n{offered[-1]}"
        await stage.until(lambda: kept(stage, CODES) == both, "and from the first, the last")
        await stage.press("up", "up")
        assert field(stage, CODES).line == offered[1]

    write_in(theatre, CODES, scene)


def test_tab_takes_the_code_that_is_chosen_and_goes_on(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        stage.send(*"expl", "down", "tab")
        second = rubric.find("expl")[1].name
        await stage.until(lambda: kept(stage, CODES) == second, "it is taken")
        assert not is_in(stage, CODES)

    write_in(theatre, CODES, scene)


def test_a_click_takes_a_code_or_opens_them_all(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("expl")
        offer = field(stage, CODES).query_one(Offer)
        await stage.sees("Enter Explanations")
        await stage.pilot.click(offer, offset=(8, 0))
        await stage.until(lambda: kept(stage, CODES) == "Explanations", "it is taken")
        await stage.until(lambda: offer.size.height == 1, "nothing else is offered")
        await stage.pilot.click(offer, offset=(2, 0))
        await stage.on(CodesScreen)
        await stage.press("escape")
        await stage.on(PlanScreen)

    write_in(theatre, CODES, scene)


async def choose(stage: Stage, letters: str) -> None:
    """Of all codes, the first that these letters find."""
    await stage.press("f6")
    await stage.on(CodesScreen)
    await stage.write(letters)
    await stage.press("space", "enter")
    await stage.on(PlanScreen)


def test_f6_opens_all_codes_and_what_is_ticked_there_stands_in_the_plan(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await choose(stage, "smqr")
        smqr = "Student Mathematical Questioning and Reasoning"
        await stage.until(lambda: kept(stage, CODES) == smqr, smqr)

    write_in(theatre, CODES, scene)


def test_what_is_chosen_of_all_codes_leaves_no_offer_for_the_letters_before(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("stud")
        await stage.sees("Enter Student")
        await choose(stage, "uses")
        offer = field(stage, CODES).query_one(Offer)
        await stage.until(lambda: not offer.chosen, "nothing is offered")
        assert "Enter " not in str(offer.render())

    write_in(theatre, CODES, scene)


def test_what_is_offered_is_for_the_line_of_the_caret(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("expl\nstud")
        offer = field(stage, CODES).query_one(Offer)
        await stage.sees("Enter Student")
        await stage.press("ctrl+home")
        assert "Enter " not in str(offer.render())
        await stage.press("ctrl+end")
        assert "Enter " in str(offer.render())

    write_in(theatre, CODES, scene)


def test_what_is_offered_names_no_key_while_one_is_elsewhere(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("math")
        offer = field(stage, CODES).query_one(Offer)
        await stage.sees(f"Enter {offer.chosen}", "↑ ↓ choose")
        height = offer.size.height
        await stage.press("escape")
        await stage.until(lambda: "Enter " not in str(offer.render()), "Enter does nothing there")
        assert "↑ ↓ choose" not in str(offer.render())
        assert (offer.chosen in str(offer.render()), offer.size.height) == (True, height)
        await to(stage, section("lesson"), "lesson")
        await to(stage, section(CODES), "stock_clip.title")
        offer = field(stage, CODES).query_one(Offer)
        await stage.sees(offer.chosen)
        assert "Enter " not in str(offer.render())
        await to(stage, section(CODES), CODES)
        await stage.until(lambda: "Enter " in str(offer.render()), "it takes one there")

    write_in(theatre, CODES, scene)


def test_enter_begins_a_line_in_fields_of_other_kinds(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("expl")
        await stage.press("enter")
        await stage.write("x")
        await stage.until(lambda: kept(stage, "lesson") == "expl\nx", "two lines")
        assert not stage.app.screen.query(Input).filter("#offer")

    write_in(theatre, "lesson", scene)


# Where one is, in a small window


@pytest.mark.parametrize("size", [(80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_the_field_one_is_in_is_in_view_however_fast_one_got_there(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        screen = stage.app.screen
        for tabs in (5, 3, 2):
            stage.send(*["tab"] * tabs)
            await stage.settle()
            await stage.until(lambda: _is_in_view(screen.focused, screen), "the field is in view")
            assert screen.focused

    write_in(theatre, "lesson", scene, size=size)


def test_the_caret_of_a_field_that_grows_stays_in_view(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        for number in range(6):
            await stage.write(f"{number}\n")
        await stage.write("here")
        await stage.sees("here")

    write_in(theatre, "clips.2.reason", scene, size=(80, 24))


def _is_in_view(widget: Any, screen: Any) -> bool:
    view = screen.query_one("#form").content_region
    caret = getattr(widget, "cursor_screen_offset", None)
    return bool(widget) and (view.contains_point(caret) if caret else view.overlaps(widget.region))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.some(2)
def test_each_field_of_a_new_conversation_comes_into_view(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+n")
        screen = await stage.on(NewScreen)
        await stage.write("Ms. Rivera")
        await stage.sees("Carried over from")
        frame = screen.query_one("#fields")
        for name in ("coach", "cycle", "when", "outline", "clips", "template"):
            await stage.press("tab")
            here = screen.query_one(f"#{name}")
            assert screen.focused is here, str(screen.focused)
            await stage.until(lambda h=here: h.region.overlaps(frame.content_region), name)  # type: ignore[misc]
            rows = here.region.intersection(frame.content_region)
            assert rows.height >= 1

    hold(made(theatre, sample()), "## Action plan\n- [ ] a\n- [ ] b\n- [ ] c")
    theatre.play(scene, home=True, size=size)


# Undo


def test_a_line_can_be_undone_and_done_again(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write("Ms. Lark")
        await stage.press("shift+home", "x")
        assert kept(stage, "stock_clip.title") == "x"
        await stage.press("ctrl+z")
        await stage.until(lambda: kept(stage, "stock_clip.title") == "Ms. Lark", "undone")
        await stage.press("ctrl+z")
        await stage.until(lambda: kept(stage, "stock_clip.title") == "", "undone")
        await stage.press("ctrl+y", "ctrl+y")
        await stage.until(lambda: kept(stage, "stock_clip.title") == "x", "done again")

    write_in(theatre, "stock_clip.title", scene)


def test_undo_brings_no_kept_note_into_the_next_one(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("first")
        await stage.press("enter", "ctrl+o", "ctrl+z", "ctrl+z")
        assert stage.entry.value == ""

    theatre.play(scene)


def test_f3_goes_round_all_that_is_blank(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        wanted = [one.key for one in screen.preparation.ready.missing]
        assert len({section(key) for key in wanted}) == 4
        for key in [*wanted, wanted[0]]:
            await stage.press("f3")
            await stage.until(lambda k=key: is_in(stage, k), key)  # type: ignore[misc]
        told = screen.query_one("#todo", Static)
        assert " more: F3" in str(told.render())
        await stage.press("f1")
        await stage.until(lambda: " more: F3" not in str(told.render()), "its key does nothing now")
        await stage.press("f1")
        await stage.until(lambda: " more: F3" in str(told.render()), "and leads on again")

    plan = replace(sample(), focus="", lesson="", review="", opening="", goals=())
    theatre.play(scene, plan=plan, first=routes.Plan(field="teacher"), size=(60, 40))


def test_f3_says_which_field_it_leaves_blank_and_when_that_is_the_only_one(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.press("f3")
        here = stage.app.screen.query_one(PlanForm).here
        assert here
        assert not stage.told
        await stage.press("f3")
        now = stage.app.screen.query_one(PlanForm).here
        assert stage.told == f"Now: {named(FIELDS[now])} · left blank: {named(FIELDS[here])}"
        await stage.sees(stage.told)

    async def the_last(stage: Stage) -> None:
        await stage.app.go(routes.Plan())
        await stage.on(PlanScreen)
        await stage.press("f3")
        assert is_in(stage, "opening")
        await stage.press("f3")
        assert stage.told == "Only this is blank still"
        await stage.write("What did you see?")
        await stage.press("f3")
        assert stage.told == "Nothing is blank"

    write_in(theatre, "teacher", scene)
    theatre.play(the_last, plan=replace(sample(), opening=""), size=(60, 40))


def test_f3_passes_no_blank_field_that_one_was_only_brought_to(theatre: Theatre) -> None:
    """Who turns to a part and presses it at once means what is blank first there."""

    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.press("pagedown", "f3")
        assert is_in(stage, "lesson")
        assert stage.told == "Here: the lesson in short is blank · F3 again leads on"
        await stage.press("f3")
        assert is_in(stage, "clips.1.start")
        assert stage.told.endswith("left blank: the lesson in short")
        await stage.press("pageup", "pagedown")
        assert is_in(stage, "lesson")
        await stage.write("Fractions")
        await stage.press("f3")
        assert is_in(stage, "clips.1.start")

    write_in(theatre, "teacher", scene)


def test_what_f3_told_goes_once_it_is_so_no_more(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("pagedown", "f3")
        assert stage.told.startswith("Here: the lesson in short is blank")
        await stage.write("Fractions")
        assert not stage.told
        await stage.press("ctrl+a", "delete", "pageup", "pagedown", "f3")
        assert stage.told.startswith("Here: ")
        await stage.press("f3")
        assert stage.told.startswith("Now: ")
        await stage.press("up")
        assert not stage.told

    async def the_last(stage: Stage) -> None:
        await stage.app.go(routes.Plan())
        await stage.press("f3", "f3")
        assert stage.told == "Only this is blank still"
        await stage.write("W")
        await stage.until(lambda: not stage.told, "it is said no more")
        await stage.press("f3")
        await stage.sees("Nothing is blank")
        await stage.press("backspace")
        assert not stage.told

    write_in(theatre, "teacher", scene)
    theatre.play(the_last, plan=replace(sample(), opening=""))


def test_that_one_is_in_no_field_is_told_until_one_is(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("escape", "x")
        assert stage.told == NOWHERE
        await stage.press("tab")
        assert not stage.told

    write_in(theatre, "teacher", scene)


def test_f3_passes_no_blank_field_that_the_plan_opens_at(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        assert is_in(stage, "focus")
        await stage.press("f3")
        assert is_in(stage, "focus")
        assert stage.told.startswith("Here: focus of this conversation is blank")
        await stage.press("f3")
        assert is_in(stage, "opening")

    theatre.play(scene, first=routes.Plan(), plan=replace(sample(), focus="", opening=""))


def test_in_a_small_window_no_title_is_cut_and_the_minutes_stand_whole(
    theatre: Theatre, is_long: bool
) -> None:
    """The longest titles, and the first and last part of the preparation and of the talk."""
    by_length = sorted(range(len(SECTIONS)), key=lambda place: -len(SECTIONS[place].title))
    places = by_length if is_long else [*by_length[:3], 0, 4, 5, len(SECTIONS) - 1]

    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        for place in places:
            screen.section = place
            await stage.settle()
            _, above, title = stage.text().split("\n")[:3]
            assert "PRIVATE" in title
            assert "…" not in title, SECTIONS[place].title
            assert "min" not in above or above.endswith("36 of 60 min")

    plan = replace(sample(), clips=())
    theatre.play(scene, plan=plan, first=routes.Plan(), size=(40, 12))


def test_f4_shows_last_times_log_whole_and_f3_leads_to_its_steps(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await begin(stage, "Ms. Rivera")
        await stage.press("ctrl+l")
        await stage.on(ReaderScreen)
        await stage.sees("read only", "- [ ] ask why")
        await stage.press("escape")
        here = await stage.on(PlanScreen)
        here.action_jump(0, "since")
        await stage.on(FollowUpScreen)
        await stage.press("escape")
        await stage.until(lambda: here.focused and here.focused.id == "since", "its steps to mark")
        await stage.press("f3")
        await stage.until(lambda: is_in(stage, "lesson"), "what is blank behind it")

    hold(made(theatre, sample()), "## Action plan\n- [ ] ask why")
    theatre.play(scene, home=True, size=(80, 24))


def test_steps_to_mark_are_no_field_be_their_log_there_or_not(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.prepare(since=(OldStep("ask why"), OldStep("wait")))
        await stage.app.go(routes.Plan())
        await stage.on(PlanScreen)
        await stage.press("f3")
        here = await stage.on(PlanScreen)
        assert here.focused is not None
        assert here.focused.id == "since"
        await stage.write("he was not ready for it")
        assert stage.told == NOWHERE
        await stage.press("enter")
        await stage.on(FollowUpScreen)
        assert "he was not ready" not in stage.log
        await stage.press("escape")
        await stage.on(PlanScreen)
        assert stage.session.conversation.private.plan.teacher == sample().teacher

    theatre.play(scene, plan=sample())


def test_from_a_blank_field_f3_says_where_one_is_now_even_where_that_is_no_field(
    theatre: Theatre,
) -> None:
    """What is typed on is meant for what is named first, and never gets into the shared log."""

    async def scene(stage: Stage) -> None:
        stage.session.prepare(since=(OldStep("ask why"),))
        await stage.app.go(routes.Plan())
        screen = await stage.on(PlanScreen)
        await stage.until(lambda: is_in(stage, "focus_relation"), "the first that is blank")
        await stage.press("f3", "f3")
        assert stage.told.startswith("Now: mark last time's 1 action step · left blank: how it")
        assert screen.focused is not None
        assert screen.focused.id == "since"

    theatre.play(scene, plan=replace(sample(), focus_relation=""), size=(40, 12))


@pytest.mark.parametrize(("clips", "said"), [(0, "36 of 60"), (1, "36 of 60"), (2, "36 of 60")])
@pytest.mark.some(2)
def test_how_many_clips_is_chosen_and_so_many_are_asked_for(
    theatre: Theatre, clips: int, said: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+n")
        screen = await stage.on(NewScreen)
        await stage.write("Ms. Ray")
        await stage.press("tab")
        await stage.write("J. Okafor")
        screen.query_one("#clips", OptionList).highlighted = clips
        await stage.press("enter")
        here = await stage.on(PlanScreen)
        asked = {one.key[:7] for one in here.preparation.ready.missing}
        assert len(asked & {"clips.1", "clips.2"}) == 2 - clips
        skipped = {n for n, one in here.preparation.plan.steps.items() if one.skip}
        assert skipped == {0: set(), 1: {7}, 2: {5, 6, 7}}[clips]
        assert said in here.preparation.ready.total

    theatre.play(scene, home=True)


# What is chosen


SCORES = "stock_clip.master_scores"


def test_master_scores_are_picked_code_by_code(theatre: Theatre) -> None:
    """By a digit, a letter, Space, a click; the next code is marked by itself."""

    async def scene(stage: Stage) -> None:
        await stage.press("tab")
        await stage.sees(NO_CODES)
        await stage.press("down", "up", "space", "left")
        await to(stage, section(CODES), CODES)
        stage.send(*"expl", "enter", *"linking", "enter", *"smqr", "enter", "tab")
        await stage.sees("› Explanations")
        stage.send("3", "l", "space")
        smqr = "Student Mathematical Questioning and Reasoning"
        all_three = f"Explanations: High\nLinking Between Representations: Low\n{smqr}: Not Present"
        await stage.until(lambda: kept(stage, SCORES) == all_three, all_three)
        picks = field(stage, SCORES).query_one(PickField)
        await stage.drawn()
        row = picks.region
        mid = stage.text().split("\n")[row.y + 1].index("Mid") - row.x
        await stage.pilot.click(picks, offset=(mid, 1))
        await stage.until(lambda: "Explanations: Mid" in kept(stage, SCORES), "a click")
        await stage.press("delete")
        await stage.until(lambda: "Explanations" not in kept(stage, SCORES), "none")
        await stage.press("-")
        await stage.until(lambda: kept(stage, SCORES) == "-", "not wanted")
        await stage.sees("✓ not wanted this time")
        await stage.press("tab")
        assert "›" not in stage.text(), "what is typed now goes elsewhere"

    write_in(theatre, CODES, scene)


@pytest.mark.parametrize(
    ("key", "keys", "chosen"),
    [
        ("clips.1.chosen_by", "t", "teacher"), ("clips.1.chosen_by", "t c", "coach"),
        ("clips.1.chosen_by", "space", "teacher"), ("clips.1.chosen_by", "1", "teacher"),
        ("clips.1.chosen_by", "x", "coach"), ("steps.8.skip", "y", "yes"),
        ("dimension", "e", "Errors and Imprecision"), ("dimension", "e delete", ""),
        ("dimension", "space", "Richness of the Mathematics"),
    ],
)  # fmt: skip
@pytest.mark.some(3)
def test_one_of_a_few_is_chosen_by_a_key(
    theatre: Theatre, key: str, keys: str, chosen: str
) -> None:
    async def scene(stage: Stage) -> None:
        stage.send(*keys.split())
        await stage.settle()
        assert kept(stage, key) == chosen

    write_in(theatre, key, scene)


def lines_high(stage: Stage, key: str) -> int:
    return field(stage, key).query_one(PickField).region.height


def test_arrows_move_among_the_lines_of_choices_and_change_nothing(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        keys = [one.key for one in SECTIONS[section("dimension")].fields]
        before, behind = (keys[keys.index("dimension") + by] for by in (-1, 1))
        high = lines_high(stage, "dimension")
        assert high > 1
        await stage.press(*["down"] * (high - 1), "up")
        assert is_in(stage, "dimension")
        await stage.press("down", "down")
        assert is_in(stage, behind)
        await stage.press("shift+tab", "up")
        assert is_in(stage, before)
        assert kept(stage, "dimension") == ""

    write_in(theatre, "dimension", scene, size=(80, 24))


@pytest.mark.parametrize("key", ["space", "enter"])
def test_what_arrows_marked_is_chosen(theatre: Theatre, key: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("down", key)
        below = kept(stage, "dimension")
        assert below not in ("", rubric.dimensions()[0])
        await stage.press("left")
        assert kept(stage, "dimension") == rubric.dimensions()[rubric.dimensions().index(below) - 1]

    write_in(theatre, "dimension", scene, size=(80, 24))


def test_what_chooses_is_said_while_one_is_there_and_what_a_letter_chose(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sees("← → or a first letter")
        high = field(stage, "dimension").region.height
        await stage.press(*"we")
        await stage.sees("now: Errors and Imprecision")
        assert field(stage, "dimension").region.height == high
        await stage.press("tab")
        assert "first letter" not in stage.text()
        assert "now: " not in stage.text()

    write_in(theatre, "dimension", scene, size=(80, 24))


def test_arrows_lead_out_of_what_is_one_line_high(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        keys = [one.key for one in SECTIONS[section("clips.1.chosen_by")].fields]
        before, behind = (keys[keys.index("clips.1.chosen_by") + by] for by in (-1, 1))
        await stage.press("down")
        assert is_in(stage, behind)
        await to(stage, section("clips.1.chosen_by"), "clips.1.chosen_by")
        await stage.press("up")
        assert is_in(stage, before)
        await to(stage, section("teacher"), "teacher")
        await stage.press("down", "down", "up")
        assert is_in(stage, "coach")

    write_in(theatre, "clips.1.chosen_by", scene)


def test_a_choice_that_cannot_be_read_is_mended_where_it_stands(theatre: Theatre) -> None:
    """A guide on paper may say anything."""

    async def scene(stage: Stage) -> None:
        filling.fill(stage.session, "clips.1.chosen_by", "the principal")
        await to(stage, section("minutes"), "minutes")
        await to(stage, section("clips.1.chosen_by"), "clips.1.chosen_by")
        await stage.sees("the principal", "▲ Chosen by: coach or teacher")
        await stage.press("ctrl+a")
        await stage.write("teacher")
        await stage.until(lambda: kept(stage, "clips.1.chosen_by") == "teacher", "it is mended")

    write_in(theatre, "lesson", scene)


@pytest.mark.parametrize(
    "pasted",
    [
        "13:05 why\n14:50 S2 draws",
        "[00:13:05] why\n[00:14:50] S2 draws",
        "Timecode,Author,Comment\n00:13:05,,why\n00:14:50,,S2 draws\n",
    ],
)
@pytest.mark.some(3)
def test_many_annotations_are_pasted_at_once(theatre: Theatre, pasted: str) -> None:
    """Lines, or a table as a video platform hands it out."""
    notes = (Annotation("13:05", "why"), Annotation("14:50", "S2 draws"))

    async def scene(stage: Stage) -> None:
        await stage.write("12:40")
        await to(stage, section("clips.1.annotations"), "clips.1.annotations")
        field(stage, "clips.1.annotations").query_one(TextField).post_message(Paste(pasted))
        await stage.until(
            lambda: stage.session.conversation.private.plan.clips[0].annotations == notes, "all"
        )
        await to(stage, section("clips.1.notes.learn"), "clips.1.notes.learn")
        field(stage, "clips.1.notes.learn").query_one(TextField).post_message(Paste(pasted))
        await stage.until(
            lambda: kept(stage, "clips.1.notes.learn") == pasted.strip(), "elsewhere as it is"
        )

    write_in(theatre, "clips.1.start", scene)
