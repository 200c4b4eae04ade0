"""Between the library and an open conversation."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.ready import missing
from mqi_tui.domain.private.record import Private
from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import match
from mqi_tui.services import conversations, listing
from mqi_tui.services.carry_over import LastTime, last_time
from mqi_tui.services.session import Session
from tests.ui.stage import Theatre, sample


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def held(theatre: Theatre) -> str:
    """A conversation that was left after 18 minutes; its id."""
    session = theatre.open()
    session.move(clock_actions.start)
    theatre.now.wait(18 * MINUTE)
    session.look()
    session.keeper.close()
    return session.conversation.id


def test_a_conversation_that_was_left_ends_when_it_was_last_seen(theatre: Theatre) -> None:
    id_ = held(theatre)
    theatre.now.wait(3 * 24 * 60 * MINUTE)
    conversations.end(theatre.library, id_, theatre.now)
    session = theatre.open(id=id_)
    clock = session.clock()
    session.keeper.close()
    assert clock.ended
    assert (clock.at, clock.elapsed) == (18 * MINUTE, {1: 18 * MINUTE})


@pytest.mark.parametrize("damage", ['{"meta": {"1": {"schema": 99}}}', "too new"])
def test_an_earlier_conversation_that_cannot_be_read_is_no_hindrance(
    theatre: Theatre, damage: str
) -> None:
    id_ = held(theatre)
    path = Path(conversations.path(theatre.library, id_))
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["meta"]["1"]["schema"] = 99
    path.write_text(json.dumps(tables) if damage == "too new" else damage, encoding="utf-8")
    assert last_time(theatre.library, sample().teacher, rehearsed=True) == LastTime()
    theatre.open().keeper.close()


def test_an_earlier_conversation_whose_file_has_come_in_part_is_as_its_journal_says(
    theatre: Theatre,
) -> None:
    id_ = held(theatre)
    before = last_time(theatre.library, sample().teacher, rehearsed=True)
    Path(conversations.path(theatre.library, id_)).write_text("{", encoding="utf-8")
    assert last_time(theatre.library, sample().teacher, rehearsed=True) == before != LastTime()
    theatre.open().keeper.close()


def test_what_a_rehearsal_invented_enters_no_real_log(theatre: Theatre) -> None:
    session = theatre.open()
    session.move(clock_actions.start)
    session.write("## Action plan\n- [ ] Invented — Teacher, by Friday")
    session.move(clock_actions.end)
    session.keeper.close()

    def opened(plan_key: str) -> str:
        session = conversations.add(theatre.library, sample(), plan_key, theatre.now)
        session.keeper.close()
        return session.conversation.log.text

    assert "Invented" in opened("")
    assert "Invented" not in opened("key of a plan file")


def imported(theatre: Theatre, words: str) -> Private:
    """What a guide in these words becomes."""
    found = match(lines(words))
    session, _ = conversations.take_in(theatre.library, found, theatre.now)
    session.keeper.close()
    return session.conversation.private


def test_a_guide_for_a_known_teacher_goes_on_where_the_last_talk_ended(theatre: Theatre) -> None:
    session = conversations.add(theatre.library, sample(), "key of a plan file", theatre.now)
    session.move(clock_actions.start)
    session.write("## Action plan\n- [ ] Ask why — Rivera, by Friday")
    session.move(clock_actions.end)
    session.keeper.close()
    before = sample()
    half = imported(theatre, "Teacher: ms. rivera\nCycle: six\nFocus: Time")
    assert [step.line for step in half.since] == ["Ask why — Rivera, by Friday"]
    assert (half.plan.coach, half.plan.goals) == (before.coach, before.goals)
    assert (half.plan.focus, half.plan.cycle) == ("Time", None)
    assert half.drafts == {"cycle": "six"}
    another = imported(theatre, "Teacher: Mr. Brown\nFocus: Time").plan
    assert another == Plan("Mr. Brown", before.coach, focus="Time")


def test_an_email_that_is_in_a_guide_is_the_coachs_own(theatre: Theatre) -> None:
    words = "Teacher: Ms. Ray\n## 5. Email to the teacher\nDear Ms. Ray,\nplease look.\nBest,\nJo"
    half = imported(theatre, words)
    assert (half.email, half.plan.notes) == ("Dear Ms. Ray,\nplease look.\nBest,\nJo", "")


def test_the_same_guide_is_known_again_whatever_was_carried_into_it(theatre: Theatre) -> None:
    words = "Teacher: Ms. Rivera\nFocus: Time"
    imported(theatre, words)
    session = conversations.add(theatre.library, sample(), "key of a plan file", theatre.now)
    session.move(clock_actions.start)
    session.move(clock_actions.end)
    session.keeper.close()
    again, known = conversations.take_in(theatre.library, match(lines(words)), theatre.now)
    again.keeper.close()
    assert known


def test_home_says_what_is_open_in_another_window(theatre: Theatre) -> None:
    id_ = held(theatre)
    session = theatre.open(id=id_)
    said = listing.rows(theatre.library, theatre.now())
    assert said.stopped == "running · open in another window"
    assert [row.state for row in said.rows] == ["running"]
    session.keeper.close()
    said = listing.rows(theatre.library, theatre.now())
    assert said.stopped.startswith("running · you left it in step 1")


def test_home_says_that_a_clock_is_paused(theatre: Theatre) -> None:
    session = theatre.open(id=held(theatre))
    session.move(clock_actions.pause)
    session.keeper.close()
    said = listing.rows(theatre.library, theatre.now())
    assert said.stopped.startswith("paused · you left it in step 1")
    assert [row.state for row in said.rows] == ["paused"]


def test_home_says_how_much_of_a_plan_is_blank(theatre: Theatre) -> None:
    plans = {"": sample(), "2 blank": replace(sample(), lesson="", focus=""), "?": Plan("Mr. Ng")}
    for plan in plans.values():
        theatre.open(plan).keeper.close()
    said = {row.teacher: row for row in listing.rows(theatre.library, theatre.now()).rows}
    states = [row.state for row in listing.rows(theatre.library, theatre.now()).rows]
    assert {"2 blank", "prepared"} < set(states)
    assert said["Mr. Ng"].state == f"{len(missing(Plan('Mr. Ng'), {}))} blank"
    assert {entry.state for entry in theatre.library.entries()} == {"prepared"}


def test_what_was_agreed_on_for_the_next_conversation_is_done_with_once_that_is_held(
    theatre: Theatre,
) -> None:
    """Its action steps, date and days to film are asked about there, if anywhere."""

    def state(cycle: int) -> str:
        said = listing.rows(theatre.library, theatre.now())
        return next(row.state for row in said.rows if row.cycle == str(cycle))

    def add(cycle: int, when: str, teacher: str = "Ms. Rivera") -> Session:
        plan = replace(sample(), cycle=cycle, when=when, teacher=teacher)
        return conversations.add(theatre.library, plan, f"key {cycle}", theatre.now)

    first = add(6, "2026-11-24 16:00")
    first.move(clock_actions.start)
    first.move(clock_actions.end)
    first.keeper.close()
    assert state(6) == "to do: date, filming, steps, log"
    other, second = add(8, "2026-12-09 16:00", "Mr. Ng"), add(7, "2026-12-08 16:00")
    other.move(clock_actions.start)
    other.move(clock_actions.end)
    other.keeper.close()
    second.keeper.close()
    assert state(6) == "to do: date, filming, steps, log", "it is prepared, or another's"
    second = theatre.open(id=second.conversation.id)
    second.move(clock_actions.start)
    second.keeper.close()
    assert state(6) == "to do: log"
    second = theatre.open(id=second.conversation.id)
    second.move(clock_actions.end)
    second.keeper.close()
    assert state(6) == "to do: log"
    assert state(7) == "to do: date, filming, steps, log"


def test_no_time_of_day_is_said_where_only_the_day_is_known(theatre: Theatre) -> None:
    """As where a file is damaged, or online only, and its name is all that tells."""
    folder = theatre.home.library / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2026-08-01 rivera 3.json").write_text('{"header')
    [row] = listing.rows(theatre.library, theatre.now()).rows
    assert row.shown == "Sat 1 Aug"
