"""What passes from one cycle to the next, and a log that follows its plan while untouched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.guide import Outline, fit, load_guide
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.follow_up import OldStep, in_words
from mqi_tui.domain.private.plan import Clip, Plan
from mqi_tui.domain.private.record import Private
from mqi_tui.services import conversations, export_writer, reading, scoring
from mqi_tui.services.carry_over import (
    LastTime,
    completed,
    last_time,
    next_plan,
    open_steps,
    prepared,
    same,
)
from mqi_tui.services.session import Session
from tests.ui.stage import Theatre, sample

LOG = """# Log
## Action plan
- [ ] Ask why — Rivera, by 8 Dec
- [x] Send the task — Okafor
"""


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def made(theatre: Theatre, plan: Plan, since: tuple[OldStep, ...] = ()) -> Session:
    """A conversation of the app's own, open."""
    half = Private(plan, since=since)
    return conversations.put_in(theatre.library, half, conversations.made_here(), theatre.now)


def hold(session: Session, log: str = LOG, next_when: str = "") -> str:
    """Hold it to its end; its id."""
    session.move(clock_actions.start)
    session.write(log)
    session.change(next_when=next_when)
    session.move(clock_actions.end)
    session.keeper.close()
    return session.conversation.id


def test_open_steps_goals_focus_and_the_date_are_carried_over(theatre: Theatre) -> None:
    old = (OldStep("Wait longer", "partly"), OldStep("Draw", "done"), OldStep("Film", ""))
    hold(made(theatre, sample(), old), next_when="2026-12-08 16:00")
    last = last_time(theatre.library, " ms.  RIVERA ")
    carried = ["Ask why — Rivera, by 8 Dec", "Wait longer", "Film"]
    assert [step.line for step in last.since] == carried
    assert last.log == LOG
    plan = next_plan(last, "Ms. Rivera", "2026-11-25 09:00")
    before = sample()
    made_of_it = Plan(
        "Ms. Rivera", before.coach, 7, "2026-12-08 16:00", 60, before.goals, before.focus
    )
    assert plan == replace(made_of_it, dimension=before.dimension)
    assert last.when == before.when


def appointment(theatre: Theatre, id_: str) -> int:
    """The minutes that the calendar says of the next conversation."""
    found = reading.read(theatre.library, id_)
    given = export_writer.handed(theatre.library, found, theatre.now(), None)
    assert given.meeting
    return given.meeting.minutes


DISTRICT = fit(load_guide(), minutes=55)
"""A programme's own outline."""


@pytest.mark.parametrize(("guide", "minutes"), [(None, 70), (DISTRICT, 55)], ids=["ours", "own"])
def test_the_calendar_says_how_long_the_next_one_will_be(
    theatre: Theatre, guide: Outline | None, minutes: int
) -> None:
    """Also where a later end was agreed on in the hour; as its own plan says, once there is one."""
    session = made(theatre, sample())
    session.change(guide=guide)
    session.prepare(plan=replace(session.conversation.private.plan, minutes=70))
    held = hold(session, next_when="2026-12-08 16:00")
    plan = next_plan(last_time(theatre.library, "Ms. Rivera"), "Ms. Rivera", "2026-11-25 09:00")
    assert (appointment(theatre, held), plan.minutes) == (minutes, minutes)
    made(theatre, replace(plan, teacher="Ms. Lee", minutes=30)).keeper.close()
    following = made(theatre, replace(plan, minutes=45))
    following.keeper.close()
    assert appointment(theatre, held) == 45
    hold(theatre.open(id=following.conversation.id))
    assert appointment(theatre, held) == 45


def test_a_deadline_that_was_said_of_its_day_is_carried_over_with_its_date(
    theatre: Theatre,
) -> None:
    """Also once more, from another day; and where it is promised again, with the new one."""
    steps = "- [ ] Film — Rivera, by Friday\n- [ ] Wait — Rivera, by next Friday\n"
    hold(made(theatre, sample()), f"## Action plan\n{steps}")
    film, wait = last_time(theatre.library, "Ms. Rivera").since
    assert (film.line, film.due, wait.due) == ("Film — Rivera, by Friday", "2026-11-27", "")
    assert in_words(film) == "□ Film — Rivera, by Friday · due Fri 27 Nov"
    theatre.now.wait(14 * 86_400_000)
    second = made(theatre, replace(sample(), cycle=7), (film, wait))
    assert f"- [ ] {film.line} · due Fri 27 Nov\n" in second.conversation.log.text
    scoring.mark(second, 0, "partly", "one lesson")
    log = second.conversation.log.text
    assert "Film — Rivera, by Friday · due Fri 27 Nov · partly: one lesson\n" in log
    hold(second, log)
    again = last_time(theatre.library, "Ms. Rivera").since
    assert [step.due for step in again] == ["2026-11-27", ""]
    hold(made(theatre, replace(sample(), cycle=8), again), f"## Action plan\n{steps}")
    assert last_time(theatre.library, "Ms. Rivera").since[0].due == "2026-12-11"


def test_every_step_is_carried_over_however_it_was_written(theatre: Theatre) -> None:
    steps = "Ask why — Rivera\n- wait\n* listen\n1. film\n[ ] call\n[x] write\n- [x] send\n- [ ] \n"
    log = f"# Log\n## Action plan\n\nWhat to film:\nall of it\n\nSteps (who, by when):\n{steps}"
    hold(made(theatre, sample()), log)
    since = last_time(theatre.library, "Ms. Rivera").since
    assert [step.line for step in since] == ["Ask why — Rivera", "wait", "listen", "film", "call"]


@pytest.mark.parametrize(
    "line", ["* [x] Film", "[x] Film", "1. [X] Film · done", "☑ Film", "-[x] Film"]
)
def test_a_step_that_was_ticked_in_another_hand_is_done(theatre: Theatre, line: str) -> None:
    hold(made(theatre, sample(), (OldStep("Film"),)), f"## Since last time\n{line}\n{LOG}")
    last = last_time(theatre.library, "Ms. Rivera")
    assert [step.line for step in last.since] == ["Ask why — Rivera, by 8 Dec"]


def test_a_step_that_was_ticked_by_hand_is_done(theatre: Theatre) -> None:
    log = f"## Since last time\n- [x] Film\n- [ ] Draw\n{LOG}"
    hold(made(theatre, sample(), (OldStep("Film"), OldStep("Draw"))), log)
    last = last_time(theatre.library, "Ms. Rivera")
    assert [step.line for step in last.since] == ["Ask why — Rivera, by 8 Dec", "Draw"]


def test_what_is_open_with_a_teacher_is_what_is_open_now(theatre: Theatre) -> None:
    """Whichever of their conversations is asked, and though the next one is made already."""
    plan = replace(sample(), when="2026-11-10 16:00", cycle=5)
    old = hold(made(theatre, plan, (OldStep("Film", "partly"), OldStep("Draw", "done"))))
    other = hold(made(theatre, replace(plan, teacher="Mr. Brown")), "## Action plan\n- [ ] His")
    both = (OldStep("Ask why — Rivera, by 8 Dec"), OldStep("Film", "partly"))
    assert open_steps(theatre.library, old) == both
    ask, film = last_time(theatre.library, "Ms. Rivera").since
    assert film == OldStep("Film", was="partly"), "nobody said anything of it there yet"
    since = (ask, OldStep("Film", "not yet", "no camera"))
    session = made(theatre, replace(plan, when="2026-11-24 16:00", cycle=6), since)
    session.keeper.close()
    for id_ in (old, session.conversation.id):
        assert open_steps(theatre.library, id_) == since
    assert open_steps(theatre.library, other) == (OldStep("His"),)


def test_what_is_prepared_already_is_known_by_its_cycle(theatre: Theatre) -> None:
    hold(made(theatre, sample()))
    plans = [
        replace(sample(), cycle=7, when="2026-12-15 16:00"),
        replace(sample(), cycle=8, when=""),
        replace(sample(), cycle=9, when="2026-12-29 16:00"),
        replace(sample(), cycle=10, when="2026-12-30 16:00"),
        replace(sample(), teacher="Mr. Brown", cycle=11),
    ]
    sessions = [made(theatre, plan) for plan in plans]
    sessions[2].change(state="cancelled")
    for session in sessions:
        session.keeper.close()
    theatre.library.trash(sessions[3].conversation.id)
    theatre.open(replace(sample(), cycle=12)).keeper.close()  # a rehearsal
    found = prepared(theatre.library.remembered(), " ms.  rivera ")
    assert {cycle: one.day for cycle, one in found.items()} == {7: "Tue 15 Dec", 8: "no date yet"}
    assert found[7].id == sessions[0].conversation.id


def test_a_cache_that_somebody_wrote_in_has_no_date(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(theatre, replace(sample(), cycle=7)).keeper.close()
    known = [replace(one, when="in a fortnight") for one in theatre.library.remembered()]
    monkeypatch.setattr(theatre.library, "remembered", lambda: known)
    assert prepared(theatre.library.remembered(), "Ms. Rivera")[7].day == "no date yet"


def test_a_date_that_is_past_is_not_carried_over(theatre: Theatre) -> None:
    hold(made(theatre, sample()), next_when="2026-12-08 16:00")
    last = last_time(theatre.library, "Ms. Rivera")
    assert next_plan(last, "Ms. Rivera", "2026-12-09 09:00").when == ""


BEFORE = Plan("R", "J. Okafor", 6, minutes=45, goals=("Ask why",), focus="Reasons", review="Hi")
LAST = LastTime(plan=BEFORE, next_when="2026-12-08 16:00")
NOW = "2026-11-25 09:00"
CARRIED = [
    # the file, what is said in it, the plan that is made of it
    (Plan("R"), (), Plan(
        "R", "J. Okafor", 7, "2026-12-08 16:00", 45, goals=("Ask why",), focus="Reasons")),
    (Plan("R", "Else", 3, "2026-12-01 10:00", 50, goals=("Wait",), focus="Time"), ("minutes",),
     Plan("R", "Else", 3, "2026-12-01 10:00", 50, goals=("Wait",), focus="Time")),
    (Plan("R", focus="Time"), ("minutes", "when", "cycle"), Plan(
        "R", "J. Okafor", goals=("Ask why",), focus="Time")),
    (Plan("R", lesson="Bars"), ("goals", "focus"), Plan(
        "R", "J. Okafor", 7, "2026-12-08 16:00", 45, lesson="Bars")),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "said", "made"), CARRIED)
def test_what_a_file_leaves_blank_is_carried_over(
    plan: Plan, said: tuple[str, ...], made: Plan
) -> None:
    assert completed(plan, LAST, NOW, said) == made
    assert completed(plan, LastTime(), NOW, said) == plan


def test_with_nobody_before_it_is_the_first_cycle(theatre: Theatre) -> None:
    hold(made(theatre, replace(sample(), teacher="Mr. Brown")))
    assert last_time(theatre.library, "Ms. Rivera") == LastTime()
    plan = next_plan(LastTime(), "Ms. Rivera", "2026-12-09 09:00")
    assert (plan.cycle, plan.goals, plan.focus) == (1, (), "")


def test_what_was_never_held_gives_nothing(theatre: Theatre) -> None:
    session = made(theatre, sample())
    session.write(LOG)
    session.keeper.close()
    assert last_time(theatre.library, "Ms. Rivera") == LastTime()


def test_a_conversation_looks_back_at_the_one_before_it_alone(theatre: Theatre) -> None:
    first = hold(made(theatre, replace(sample(), when="2026-11-10 16:00", cycle=5)))
    second = hold(made(theatre, replace(sample(), when="2026-11-24 16:00")), "later")
    assert last_time(theatre.library, "Ms. Rivera", before=second).log == LOG
    assert last_time(theatre.library, "Ms. Rivera", before=first) == LastTime()


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [("Ms. Rivera", "ms. rivera ", True), ("Ms. Rivera", "Mr. Rivera", False), ("", "", True)],
)
def test_the_same_teacher(one: str, other: str, *, are: bool) -> None:
    assert same(one, other) is are


def test_an_untouched_log_follows_the_plan(theatre: Theatre) -> None:
    session = made(theatre, Plan("Ms. Rivera", cycle=2))
    session.prepare(
        plan=Plan("Ms. Rivera", cycle=2, focus="Reasons", clips=(Clip("1:00", "6:00"),))
    )
    session.keeper.close()
    kept = reading.read(theatre.library, session.conversation.id)
    assert kept.log == session.conversation.log
    assert "Focus: Reasons" in kept.log.text
    assert "Times: 1:00–6:00" in kept.log.text
    assert kept.private.opening == kept.log.text


def test_a_log_in_which_somebody_wrote_keeps_every_word(theatre: Theatre) -> None:
    """What the program wrote of the header follows it; who reads the log reads no two names."""
    session = made(theatre, Plan("Ms. Rivera", cycle=2))
    written = session.conversation.log.text + "mine"
    session.write(written)
    session.prepare(plan=Plan("Ms. Riviera", cycle=3, focus="Reasons"))
    session.keeper.close()
    said = written.replace("Teacher: Ms. Rivera", "Teacher: Ms. Riviera").replace(
        "Cycle: 2", "Cycle: 3"
    )
    assert session.conversation.log.text == said
    assert session.conversation.log.header.teacher == "Ms. Riviera"


def test_a_log_is_not_made_anew_once_the_hour_runs(theatre: Theatre) -> None:
    session = made(theatre, Plan("Ms. Rivera", cycle=2))
    before = session.conversation.log.text
    session.move(clock_actions.start)
    session.prepare(plan=Plan("Ms. Rivera", cycle=2, focus="Reasons"))
    session.keeper.close()
    assert session.conversation.log.text == before


def test_a_plan_that_cannot_fit_can_be_held_all_the_same(theatre: Theatre) -> None:
    session = made(theatre, Plan("Ms. Rivera"))
    session.prepare(plan=Plan("Ms. Rivera", minutes=5))
    session.move(clock_actions.start)
    session.keeper.close()
    assert session.clock().running


def test_marks_of_old_steps_stand_in_an_untouched_log(theatre: Theatre) -> None:
    session = made(theatre, Plan("Ms. Rivera", cycle=2), (OldStep("Ask why — Rivera"),))
    session.prepare(since=(OldStep("Ask why — Rivera", "done", "twice"),))
    session.keeper.close()
    assert "- [x] Ask why — Rivera · done: twice" in session.conversation.log.text
