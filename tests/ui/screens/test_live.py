"""The hour from start to recap: what is asked, what is shown, what keys and clicks do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from textual.widgets import OptionList

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import Reading
from mqi_tui.domain.private.plan import outline
from mqi_tui.domain.private.record import usual_when
from mqi_tui.services import conversations
from mqi_tui.store.autosaver import Status
from mqi_tui.text.dates import FORMAT, echo, kept
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.recap import RecapScreen
from tests.ui.stage import Play, Stage, Theatre, sample
from tests.unit.hour import minutes

FULL = 60 * 60_000


def test_a_prepared_conversation_shows_no_position_until_it_starts(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sees("not started", "[▶ Start] ctrl+n")
        assert " of 10" not in stage.text()
        await stage.start()
        await stage.sees("1 of 10")

    play(scene)


@pytest.mark.parametrize("late", ["0:00", "2:00", "120:01"])
def test_the_start_is_not_asked_about_when_on_time_or_far_off(theatre: Theatre, late: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n")
        assert stage.clock.started
        assert stage.clock.planned_end == FULL

    session = theatre.open()
    session.keeper.close()
    theatre.now.wait(minutes(late))
    theatre.play(scene, id=session.conversation.id)


@pytest.mark.parametrize(
    ("when", "dated"),
    [("2026-11-24 19:00", "2026-11-24 16:00"), ("2026-11-24 09:30", "2026-11-24 16:00"),
     ("2026-11-24 17:59", "2026-11-24 17:59"), ("2026-11-23 16:00", "2026-11-23 16:00")],
)  # fmt: skip
def test_what_is_held_hours_from_its_time_is_dated_as_it_is_held(
    play: Play, when: str, dated: str
) -> None:
    """On its day: of one that is started days later, nobody knows whether it is only written up."""

    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n", "enter")
        await stage.until(lambda: stage.clock.started, "it has started")
        assert stage.session.conversation.log.header.when == dated
        assert usual_when(stage.session.conversation.private) == when

    play(scene, plan=replace(sample(), when=when))


@pytest.mark.parametrize(
    ("when", "said"),
    [("2026-12-04 16:00", "Fri 4 Dec, 4:00 pm"), ("2027-11-24 16:00", "Wed 24 Nov 2027, 4:00 pm"),
     ("2026-11-25 09:00", "Wed 25 Nov, 9:00 am")],
)  # fmt: skip
@pytest.mark.parametrize("answer", [1, 2], ids=("held today", "its date stays"))
@pytest.mark.some(5)
def test_on_a_day_before_its_own_it_is_asked_whether_to_start_at_all(
    play: Play, when: str, said: str, answer: int
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n")
        await stage.on(Ask)
        await stage.sees(f"It is planned for {said}. Start it now?", "Not yet")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert not stage.clock.started
        await stage.press("ctrl+n", *["down"] * answer, "enter")
        assert stage.clock.started
        assert stage.clock.planned_end == FULL
        held = kept(stage.session.wall()) if answer == 1 else when
        assert stage.session.conversation.private.plan.when == held
        assert stage.session.conversation.log.header.when == held
        assert usual_when(stage.session.conversation.private) == when
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.press("enter")
        assert stage.session.conversation.private.next_when[-5:] == when[-5:]

    play(scene, plan=replace(sample(), when=when))


@pytest.mark.parametrize(
    ("late", "answer", "ends"),
    [
        ("2:01", ["ctrl+n"], 60 * 60),
        ("10:00", ["enter"], 60 * 60),
        ("10:00", ["down", "enter"], 50 * 60),
        ("120:00", ["down", "enter"], 60),
    ],
)
def test_a_late_start_asks_once_which_end_holds(
    theatre: Theatre,
    late: str,
    answer: list[str],
    ends: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However slow the machine, the second key bounces: the question sleeps until it is woken."""
    monkeypatch.setattr("mqi_tui.ui.dialogs.ask.BOUNCE", 600.0)

    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n")
        question = await stage.on(Ask)
        await stage.press("ctrl+n")
        assert isinstance(stage.app.screen, Ask), "a bounced key is no answer"
        question._wake()
        await stage.press(*answer)
        await stage.on(LiveScreen)
        assert stage.clock.step == 1
        assert stage.clock.planned_end == ends * 1_000

    session = theatre.open()
    session.keeper.close()
    theatre.now.wait(minutes(late))
    theatre.play(scene, id=session.conversation.id)


def test_a_question_listens_by_itself_after_a_moment(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n")
        await stage.on(Ask)
        await stage.until(lambda: getattr(stage.app.screen, "_is_awake", False), "it listens")

    session = theatre.open()
    session.keeper.close()
    theatre.now.wait(minutes("10:00"))
    theatre.play(scene, id=session.conversation.id)


def test_esc_at_the_late_start_starts_nothing(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n")
        await stage.on(Ask)
        await stage.press("escape")
        await stage.on(LiveScreen)
        assert not stage.clock.started

    session = theatre.open()
    session.keeper.close()
    theatre.now.wait(-minutes("3:00"))
    theatre.play(scene, id=session.conversation.id)


async def late_in_step_1(stage: Stage) -> None:
    await stage.start()
    await stage.wait("5:00")
    await stage.sees("step 8 can pay: 5 → 3 min", "2:00 behind")


@pytest.mark.parametrize("by", ["key", "click"])
def test_who_pays_is_shown_accepted_and_taken_back(play: Play, by: str) -> None:
    async def scene(stage: Stage) -> None:
        await late_in_step_1(stage)
        if by == "key":
            await stage.press("ctrl+g", "w")
        else:
            rows = stage.text().split("\n")
            y = next(y for y, row in enumerate(rows) if "[accept]" in row)
            await stage.pilot.click(offset=(rows[y].index("accept"), y))
        await stage.until(lambda: stage.clock.budget[8] == minutes("3:00"), "step 8 pays")
        await stage.sees("Step 8: 5 → 3 min · undo: ctrl+g u")
        assert "can pay" not in stage.text()
        await stage.press("ctrl+g", "u")
        assert stage.clock.budget[8] == minutes("5:00")
        await stage.sees("can pay")

    play(scene, size=(160, 48))


def test_every_change_of_time_is_told_with_its_undo(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for key, said in {
            "ctrl+u": "Step 1 has 1 min more",
            "ctrl+k": "Step 1 has 1 min less",
            "ctrl+t": "Paused: the end moves while this lasts",
            "ctrl+n": "Step 2: Review goals",
            "ctrl+b": "Back to step 1: its time goes on where it was",
        }.items():
            stage.now.wait(1_000)
            await stage.press(key)
            assert stage.told == said + " · undo: ctrl+g u"
        await stage.press("ctrl+b")
        assert stage.told == "This is the first step"

    play(scene)


def test_the_buttons_of_the_countdown_work_by_click(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for label, done in (("[−1]", "1 min less"), ("[+1]", "1 min more"), ("[Pause]", "Paused")):
            rows = stage.text().split("\n")
            y = next(y for y, row in enumerate(rows) if label in row)
            await stage.pilot.click(offset=(rows[y].index(label) + 1, y))
            await stage.until(lambda done=done: done in stage.told, done)  # type: ignore[misc]

    play(scene)


def test_next_at_the_last_step_asks_and_ends_in_the_recap(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("3:00")
        await stage.press("0", "enter")
        await stage.wait("1:00")
        await stage.press("ctrl+n")
        await stage.on(Ask)
        await stage.press("enter")
        assert stage.clock.running, "the safe answer goes on"
        await stage.press("ctrl+n", "down", "enter")
        recap = await stage.on(RecapScreen)
        await stage.sees("Ms. Rivera · cycle 6", "planned 60:00 · actual 4:00")
        assert "of 10" not in stage.text()
        assert recap is stage.app.screen

    play(scene, size=(80, 48))


def test_after_the_end_the_log_can_be_written_and_the_clock_stands(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("1:00")
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.on(RecapScreen)
        await stage.press("ctrl+l")
        await stage.on(LiveScreen)
        await stage.write("late words")
        assert "late words" in stage.log
        at = stage.clock.at
        await stage.wait("2:00")
        await stage.press("ctrl+u", "ctrl+b", "ctrl+t")
        assert stage.clock.at == at
        assert stage.clock.ended
        assert stage.told == "The conversation has ended"
        await stage.press("ctrl+n")
        await stage.on(RecapScreen)

    play(scene)


def test_quit_asks_while_the_conversation_runs(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+q")
        await stage.on(Ask)
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.press("ctrl+q", "down", "enter")
        await stage.until(lambda: not stage.app.is_running or stage.app._exit, "the app ends")

    play(scene)


@pytest.mark.parametrize("ended", [False, True])
def test_quit_does_not_ask_before_the_start_and_after_all_is_told(play: Play, ended: bool) -> None:
    async def scene(stage: Stage) -> None:
        if ended:
            await stage.start()
            await stage.press("ctrl+g", "e", "down", "enter")
            await stage.on(RecapScreen)
            stage.session.change(closed_out=True)
        await stage.press("ctrl+q")
        await stage.until(lambda: stage.app._exit, "the app ends")

    play(scene)


def test_quit_asks_while_something_is_not_saved(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        keeper = stage.session.keeper
        monkeypatch.setattr(type(keeper), "status", Status("NOT SAVED", "disk full"))
        stage.app.tick()
        await stage.sees("NOT SAVED – disk full")
        await stage.press("ctrl+q")
        await stage.on(Ask)
        await stage.sees("Leave all the same?")
        await stage.press("enter")
        await stage.on(LiveScreen)
        monkeypatch.undo()

    play(scene)


@pytest.mark.parametrize(("answer", "counted"), [(["enter"], 11), (["down", "enter"], 1)])
def test_an_absence_is_asked_about_and_counts_unless_told(
    play: Play, answer: list[str], counted: int
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("1:00")
        stage.now.wait(minutes("10:00"))
        stage.app.tick()
        await stage.on(Ask)
        await stage.sees("You were away for 10:00.")
        await stage.press(*answer)
        await stage.on(LiveScreen)
        assert stage.clock.elapsed[1] == counted * 60_000

    play(scene)


def test_a_short_absence_counts_in_silence(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(minutes("2:00"))
        stage.app.tick()
        await stage.settle()
        assert isinstance(stage.app.screen, LiveScreen)
        assert stage.clock.elapsed[1] == minutes("2:00")

    play(scene)


def test_a_crash_is_resumed_with_the_clock_where_it_truly_is(theatre: Theatre) -> None:
    session = theatre.open()
    session.move(clock_actions.start)
    session.keeper.close()
    now = theatre.now
    now.reading = Reading(99, now.reading.utc + minutes("5:00"), "another boot")

    async def scene(stage: Stage) -> None:
        await stage.on(Ask)
        await stage.sees("You were away for 5:00.", "Continued in step 1 of 10. Nothing was lost.")
        await stage.press("enter")
        assert stage.clock.elapsed[1] == minutes("5:00")

    theatre.play(scene, id=session.conversation.id)


def test_the_reminder_of_the_next_date_and_the_date_itself(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("48:00")
        await stage.press("9", "enter")
        await stage.wait("9:00")
        await stage.sees("schedule the next conversation")
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.sees("Tue 8 Dec 2026, 4:00 pm, in 14 days", "Tue 1 Dec 2026, 4:00 pm")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert stage.session.conversation.private.next_when == "2026-12-08 16:00"
        assert "Date and time: Tue 8 Dec 2026, 4:00 pm" in stage.log

    play(scene, size=(160, 48))


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("8 dec 5pm", "2026-12-08 17:00"),
        ("in 3 weeks", "2026-12-15 16:00"),
        ("2026-12-10 09:30", "2026-12-10 09:30"),
        ("fri", "2026-11-27 16:00"),
    ],
)
@pytest.mark.some(2)
def test_a_date_can_be_typed_and_is_said_in_full_before_it_is_taken(
    play: Play, typed: str, chosen: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.write(typed)
        await stage.sees(echo(datetime.strptime(chosen, FORMAT), stage.session.wall()))
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert stage.session.conversation.private.next_when == chosen

    play(scene)


def test_an_unclear_date_is_asked_about_and_an_unknown_one_not_taken(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "d")
        screen = await stage.on(WhenScreen)
        await stage.write("soon")
        await stage.sees("▲ not understood")
        await stage.press("enter")
        assert stage.app.screen is screen
        for _ in "soon":
            await stage.press("backspace")
        await stage.write("next fri")
        await stage.sees("Which one?", "Fri 27 Nov 2026", "Fri 4 Dec 2026")
        await stage.press("down", "enter")
        await stage.on(LiveScreen)
        assert stage.session.conversation.private.next_when == "2026-12-04 16:00"
        await stage.press("ctrl+g", "d", "escape")
        await stage.on(LiveScreen)
        assert stage.session.conversation.private.next_when == "2026-12-04 16:00"

    play(scene)


@pytest.mark.parametrize("clips", [0, 1, 2])
@pytest.mark.some(2)
def test_an_hour_of_any_plan_is_played_with_next_alone(play: Play, clips: int) -> None:
    plan = replace(sample(), clips=sample().clips[:clips])

    async def scene(stage: Stage) -> None:
        await stage.start()
        for _ in outline(plan).steps:
            if stage.clock.remaining:
                stage.now.wait(60_000)
                await stage.press("ctrl+n")
        assert stage.clock.step == 10
        stage.now.wait(1_000)
        await stage.press("ctrl+n")
        await stage.on(Ask)
        await stage.sees("End the conversation?")

    play(scene, plan=plan)


def test_what_is_done_by_name_is_told(play: Play) -> None:
    """A question that was asked, a note, the date with what was prepared to be settled."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "4", "enter", "ctrl+g", "a", "1", "enter")
        await stage.sees("Asked: ")
        await stage.press("ctrl+o", *"> bars", "enter")
        await stage.sees("for the log · ctrl+g n brings it into the log")
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.sees("Not in the week of the fair")
        await stage.press("enter")
        await stage.sees("You meet next Tue 8 Dec 2026, 4:00 pm · it is in the log")

    play(scene, plan=replace(sample(), scheduling="Not in the week of the fair"))


def test_the_question_before_the_end_is_seen_whole_in_a_very_small_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "e")
        asked = await stage.on(Ask)
        await stage.sees("End the conversation?", "Open: the date", "Go on talking", "End it")
        await stage.sees("Set the next date", "Esc goes back")
        assert asked.query_one(OptionList).max_scroll_y == 0
        await stage.press("escape")
        (await stage.on(LiveScreen)).ask(questions.reach(["ssh", "cloudflared"]))
        await stage.sees("No: links open on this")  # however much is told before the answers

    play(scene, size=(40, 12))


def test_a_step_says_by_which_keys_its_sheets_are_filled_in(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        assert "ctrl+g c" not in stage.text()
        await stage.press("ctrl+g", "2", "enter")
        await stage.sees("ctrl+g t marks last time's action steps")
        await stage.press("ctrl+g", "3", "enter")
        await stage.sees("ctrl+g c writes down the scores · ctrl+g v reveals the master scores")
        stage.session.reveal()
        stage.app.tick()
        await stage.settle()
        assert "reveals the master" not in stage.text()

    conversations.sample(theatre.library, theatre.now).keeper.close()
    [entry] = theatre.library.entries()
    theatre.play(scene, id=entry.id, size=(160, 48))
