"""The go menu: letters are commands here and nowhere else, and a reason stands where one is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mqi_tui.domain import keys
from mqi_tui.domain.deeds import IN_THE_MENU
from mqi_tui.domain.private.planning_guide import SECTIONS
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.flows.menu import deeds, offer
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.widgets.parts import MORE
from mqi_tui.ui.widgets.plan_lines import place_of
from tests.ui.stage import Play, Stage, sample


async def menu(stage: Stage, *pressed: str) -> None:
    await stage.press("ctrl+g")
    await stage.on(GoMenu)
    await stage.press(*pressed)


def test_numbers_go_to_a_step(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for typed, step in (("4", 4), ("0", 10), ("12", 2), ("9", 9)):
            await menu(stage, *typed, "enter")
            assert stage.clock.step == step

    play(scene)


def test_no_key_of_the_screen_behind_is_named(play: Play) -> None:
    """Neither in the last line nor in what else stands there; the rest stays as it is."""
    keys = ("ctrl+n Start", "any letter begins one", "F12 all", "[▶ Start] ctrl+n")

    async def scene(stage: Stage) -> None:
        live = await stage.on(LiveScreen)

        def named() -> list[bool]:
            strips = live._compositor.render_strips()
            shown = "\n".join(strip.text for strip in strips)
            return [words in shown for words in keys]

        await stage.until(lambda: all(named()), "keys are named")
        await menu(stage)
        await stage.until(lambda: not any(named()), "the menu has the keys")
        await stage.press("escape")
        await stage.until(lambda: all(named()), "the keys are back")

    play(scene, size=(80, 24))


@pytest.mark.parametrize(
    ("size", "is_more"), [((40, 12), True), ((80, 24), True), ((80, 30), False)]
)
@pytest.mark.some(2)
def test_a_line_that_takes_two_rows_leaves_the_last_in_reach(
    play: Play, size: tuple[int, int], is_more: bool
) -> None:
    async def scene(stage: Stage) -> None:
        first, *others = offer(stage.session, None)
        words = "Who pays: skip step 8 (5 min) · step 6 can pay: 10 → 8 min · 7: 12 → 10 min"
        long = replace(first, label=words)
        stage.app.push_screen(GoMenu((replace(long, reason=""), *others)))
        await stage.on(GoMenu)
        assert (MORE in stage.text()) == is_more
        await stage.press(*["down"] * 30)
        assert "h   All conversations" in stage.text()

    play(scene, size=size)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40)])
@pytest.mark.some(2)
def test_why_something_is_not_possible_stands_there_where_it_has_the_rows(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await menu(stage)
        text = stage.text()
        for one in offer(stage.session, None):
            assert f"({one.reason})" in text or not one.reason, one.id
        assert text.count("not started: ctrl+n starts") == 5
        assert "h   All conversations" in text

    play(scene, size=size)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40)])
@pytest.mark.some(2)
def test_the_menu_says_where_the_plan_opens(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await menu(stage)
        await stage.sees("p   The plan · the guide, Preparation 1")
        assert "the clock goes on" not in stage.text(), "none runs"
        await stage.press("p")
        plan = await stage.on(PlanScreen)
        assert place_of(SECTIONS[plan.section]) == "Preparation 1"
        await stage.press("ctrl+n")
        await stage.on(LiveScreen)
        await stage.start()
        await menu(stage)
        await stage.sees("p   The plan · the guide, at this step")
        await stage.sees("h   All conversations · the clock goes on")

    play(scene, size=size)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
@pytest.mark.some(2)
def test_a_later_end_is_found_by_name_and_leads_to_the_minutes_in_all(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+p", *"later", "enter")
        plan = await stage.on(PlanScreen)
        await stage.until(lambda: plan._form.here == "minutes", "in the field of the minutes")
        assert place_of(SECTIONS[plan.section]) == "Preparation 6"

    play(scene, size=size)


def test_s_skips_and_u_takes_it_back(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, "s")
        assert (stage.clock.step, 1 in stage.clock.today) == (2, False)
        await menu(stage, "u")
        assert (stage.clock.step, 1 in stage.clock.today) == (1, True)
        assert stage.told == "Undone: now step 1"

    play(scene)


def test_a_number_before_the_letter_is_meant_for_it(play: Play) -> None:
    """Never for the running step, and never for nothing."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, "7", "s")
        assert (stage.clock.step, stage.clock.left_out) == (1, (7,))
        assert stage.told.startswith("Skipped step 7")
        await menu(stage, "0", "s")
        assert stage.told == "Step 10 is always held"
        await stage.wait("5:00")
        await menu(stage, "w")
        await stage.sees("the hour is on time; step 7 is left out, 7 s takes it in")
        await stage.press("escape")
        await menu(stage, "7", "s")
        assert (stage.clock.step, stage.clock.left_out) == (1, ())
        assert stage.told.startswith("Step 7 is today again")
        await stage.press("ctrl+n")
        await menu(stage, "2", "b")
        assert stage.clock.elapsed[2] == 120_000

    play(scene)


@pytest.mark.parametrize(
    ("cycle", "words"), [(1, "the first cycle has none"), (6, "none came from a last log")]
)
def test_it_says_why_there_are_no_action_steps_of_last_time(
    play: Play, cycle: int, words: str
) -> None:
    async def scene(stage: Stage) -> None:
        await menu(stage)
        await stage.sees(f"Last time's action steps ({words})")

    play(scene, plan=replace(sample(), cycle=cycle), size=(80, 24))


def test_b_2_says_when_the_step_began(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("5:00")
        await stage.press("ctrl+n")
        await menu(stage, "b", "2", "enter")
        assert stage.clock.elapsed == {1: 180_000, 2: 120_000}

    play(scene)


@pytest.mark.parametrize("size", [(60, 24), (80, 24)])
def test_it_says_that_a_step_can_be_left_out_and_taken_in(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage)
        if size[0] > 60:
            await stage.sees("7 s skips step 7, or takes it in")
        await stage.press("7")
        await stage.sees("› 7▏  Enter goes · s skips it, or takes it in again")

    play(scene, size=size)


def test_the_menu_says_which_keys_wait(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, "3", "enter")
        await stage.press("ctrl+g")
        await stage.sees("letters act at once, b 1-9 a wait: Enter goes")

    play(scene, size=(120, 36))


def test_a_ticks_the_first_question_and_a_2_the_second(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, "3", "enter")
        asked = stage.session.conversation.private
        await menu(stage, "a", "2", "enter")
        await menu(stage, "a", "enter")
        asked = stage.session.conversation.private
        assert asked.asked == ("stock.2", "stock.1")
        await stage.sees("1 ☑ What did you see", "2 ☑ Where in the clip", "3 ☐ What does")
        await menu(stage, "a", "9", "enter")
        assert stage.told == "This step has 3 questions"

    play(scene)


def test_v_asks_and_then_reveals_the_scores(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, "3", "enter")
        assert "MASTER SCORES" not in stage.text()
        await menu(stage, "v")
        await stage.on(Ask)
        await stage.press("enter")
        assert "MASTER SCORES" not in stage.text()
        await stage.press("ctrl+l")
        before = stage.log
        await menu(stage, "v")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.sees("MASTER SCORES", "Explanations: High")
        await stage.sees("Master scores are revealed: ctrl+g c compares them")
        await stage.write("hm")
        assert stage.log == before
        await stage.press("escape")
        await menu(stage, "v", "enter")
        await stage.sees("they are revealed")
        assert not isinstance(stage.app.screen, Ask)

    play(scene)


def test_the_other_letters_lead_to_their_places(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, "n")
        await stage.on(NotesScreen)
        await stage.press("escape")
        for letter, screen in (("d", WhenScreen), ("e", Ask)):
            await menu(stage, letter)
            await stage.on(screen)
            await stage.press("escape")
        await menu(stage, "6", "enter")
        await menu(stage, "i")
        await stage.sees("We ran out of time  →")
        await menu(stage, "l")
        assert stage.editor.has_focus
        heading = next(
            row for row, line in enumerate(stage.editor.text.split("\n")) if "Clip 1" in line
        )
        assert stage.editor.cursor_location[0] > heading

    play(scene, size=(160, 48))


REASONS = {
    "s": "not started: ctrl+n starts",
    "b": "not started: ctrl+n starts",
    "w": "not started: ctrl+n starts",
    "a": "no questions in this step",
    "i": "none prepared here",
    "u": "nothing to undo",
    "e": "not started: ctrl+n starts",
}


def test_what_is_unavailable_says_why(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await menu(stage)
        for letter, reason in REASONS.items():
            await stage.press(letter)
            typed = letter if letter in "ab" else ""
            await stage.sees(f"› {typed}▏  {reason}")
        await stage.press("enter")
        await stage.sees("Type a number or a letter first")
        await stage.press("escape", "ctrl+n")
        await menu(stage, "w")
        await stage.sees("the hour is on time")
        await stage.press("x", "§", "escape")
        await stage.on(LiveScreen)

    play(scene)


@pytest.mark.parametrize("typed", ["a2", "2a"])
def test_a_number_with_a_letter_that_is_unavailable_goes_nowhere(play: Play, typed: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, *typed)
        await stage.sees("no questions in this step")
        await stage.press("enter")
        assert stage.clock.step == 1
        await stage.on(GoMenu)
        await stage.press("backspace", "backspace", "5", "enter")
        assert stage.clock.step == 5

    play(scene)


def test_a_step_is_not_gone_to_once_something_else_was_refused(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage, *"4", "enter")
        await menu(stage, *"2w")
        await stage.press("enter")
        await stage.sees("Type a number or a letter first")
        assert stage.clock.step == 4

    play(scene)


def test_the_mouse_chooses_too(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await menu(stage)
        rows = stage.text().split("\n")
        row = next(y for y, line in enumerate(rows) if " s   Skip this step" in line)
        await stage.pilot.click(offset=(rows[row].index("Skip"), row))
        await stage.until(lambda: stage.clock.step == 2, "the step is skipped")

    play(scene)


def test_esc_goes_back_to_where_one_was(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.editor.focus()
        await menu(stage, "b", "escape")
        await stage.on(LiveScreen)
        assert stage.editor.has_focus
        await stage.press("escape")
        assert stage.app.focused is None

    play(scene)


@pytest.mark.parametrize(
    ("keymap", "complaint"),
    [
        ({"nxet": "f6"}, '"nxet" is not a key of this app; did you mean "next"?'),
        ({"next": "ctrl+w"}, '"next": ctrl+w would disturb the call if typed in its window'),
        ({"next": "ctrl+b"}, '"back" and "next" are both on ctrl+b'),
        ({"next": "f6", "back": "f6"}, '"back" and "next" are both on F6'),
    ],
)
def test_a_keymap_that_cannot_be_is_complained_about(
    keymap: dict[str, str], complaint: str
) -> None:
    assert keys.complaints(keymap) == [complaint]


def test_a_keymap_that_can_be_is_not() -> None:
    assert keys.complaints({"next": "f6", "share": "ctrl+n"}) == []


def test_each_letter_of_the_menu_has_a_deed_of_its_own(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        live = await stage.on(LiveScreen)
        letters = [one.letter for one in IN_THE_MENU]
        assert len(set(letters)) == len(letters)
        assert {one.id for one in IN_THE_MENU} == {*deeds(live, stage.app.work), "who-pays"}

    play(scene)
