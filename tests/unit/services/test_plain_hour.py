"""The hour in plain lines: each word does what it says, and no line is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mqi_tui.domain.private.events import MINUTE
from mqi_tui.services import conversations
from mqi_tui.services.plain_hour import DEEDS, PlainHour
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.hostile import HOSTILE
from tests.ui.stage import sample

Hold = Callable[..., PlainHour]
WHEN = "2026-11-24 16:00"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(conversations.utc(WHEN) or 0)


@pytest.fixture
def hold(tmp_path: Path, clock: FakeClock) -> Iterator[Hold]:
    """An hour of the sample's plan."""
    begun: list[PlainHour] = []
    plan = replace(sample(), when=WHEN)

    def begin() -> PlainHour:
        session = conversations.add(Library(Home.find(tmp_path)), plan, "", clock)
        begun.append(PlainHour(session))
        return begun[-1]

    yield begin
    for hour in begun:
        hour.session.keeper.close()


def test_a_step_to_come_is_left_out_and_taken_in_again(hold: Hold) -> None:
    hour = hold()
    assert said(hour, "start", "skip 8").startswith("Skipped step 8.")
    assert said(hour, "skip 8").startswith("Step 8 is today again · 5 min again.")
    assert hour.session.clock().step == 1


def said(hour: PlainHour, *lines: str) -> str:
    """What the last of these lines is answered with."""
    answers = ["\n".join(hour.answer(line)) for line in lines]
    return answers[-1]


ANSWERS = {
    "time": "Step 1 of 10, Introduction, pleasantries: 1:00 left of 3:00.",
    "start": "The conversation has started already",
    "next": "Step 2 of 10",
    "back": "first step",
    "go 6": "Step 6 of 10",
    "go": "Type a step, 1 to 10 after the word",
    "go 44": "There is no step 44",
    "skip": "Step 1 is not today",
    "pause": "PAUSED",
    "more": "Step 1 has 1 min more",
    "more 3": "Step 1 has 3 min more",
    "less": "1 min less",
    "less x": "Type minutes after the word",
    "pay": "No step can pay now",
    "undo": "only while nothing followed",
    "plan": "Begin: Ask how the field trip",
    "plan 6": "Question 1: What did S2's drawing let the others see?",
    "plan 44": "There is no step 44",
    "asked": "This step has 0 questions",
    'note "they can do it': "Note kept: teacher said.",
    "note": "They are private",
    "notes": "No notes yet.",
    "log": "## Goals and focus",
    "log all": "## Action plan",
    "log We saw it": "Written under Goals and focus.",
    "step Ask Bo - Rivera, by Friday": "Written under Action plan.",
    "step": "Type what, who, and by when",
    "unwrite": "Nothing was written",
    "date 8 dec 4pm": "Next conversation: Tue 8 Dec 2026, 4:00 pm, in 14 days.",
    "date": "Type the date after the word",
    "date blah": "not understood",
    "counts": "Nobody was away",
    "away": "Nobody was away",
    "end": "Type end now to end the conversation",
    "end now": "Ended.",
    "help": "pay: let the steps pay that time tells",
    "quit": "All is saved. The clock goes on.",
    "nxt": 'did you mean "next"?',
    "\x1b[31mfoo": "help lists them",
    "": "Step 1 of 10",
    "NEXT": "Step 2 of 10",
}
"""What is typed two minutes into the first step, and what is in the answer."""


def test_each_word_is_tried() -> None:
    assert {line.partition(" ")[0] for line in ANSWERS} >= set(DEEDS)


@pytest.mark.parametrize("line", ANSWERS)
def test_a_word_is_answered(hold: Hold, clock: FakeClock, line: str) -> None:
    hour = hold()
    said(hour, "start")
    for _ in range(4):
        clock.advance(MINUTE // 2)
        hour.session.look()
    answer = said(hour, line)
    if line == "undo":
        assert "Not started" in answer or ANSWERS[line] in answer
    else:
        assert ANSWERS[line] in answer


def test_it_begins_with_whose_it_is_and_how_to_go_on(hold: Hold) -> None:
    first, second = hold().begins()
    assert first.startswith("Conversation with Ms. Rivera")
    assert "help" in first
    assert second.startswith("Not started. 60 min planned.")


def test_words_are_written_where_they_belong_and_notes_stay_private(hold: Hold) -> None:
    hour = hold()
    said(hour, "note early", "start", "note zq7secret", "log We saw it", "step Ask Bo")
    log = hour.session.conversation.log.text
    assert "zq7secret" not in log
    assert log.index("## Goals") < log.index("We saw it") < log.index("- [ ] Ask Bo")
    assert said(hour, "notes") == "Before the start, private: early\nStep 1, private: zq7secret"
    said(hour, "unwrite")
    assert "- [ ] Ask Bo" not in hour.session.conversation.log.text
    assert "We saw it" in hour.session.conversation.log.text


def test_words_and_steps_stand_in_the_action_plan_where_they_do_on_the_screen(
    hold: Hold, clock: FakeClock
) -> None:
    hour = hold()
    said(hour, "start")
    clock.advance(MINUTE)
    said(hour, "go 9", "log Two voices more", "step Ask Bo", "step Film it")
    log = hour.session.conversation.log.text
    assert "- [ ] Ask Bo\n- [ ] Film it\n" in log, "the first fills the box that waited"
    assert log.index("Two voices more") < log.index("Steps (what"), "it is no step"
    hour.session.write("# A log of one's own")
    said(hour, "step Ask Bo")
    assert hour.session.conversation.log.text.endswith("## Action plan\n- [ ] Ask Bo")


def test_a_question_is_ticked_in_turn_or_by_its_number(hold: Hold, clock: FakeClock) -> None:
    hour = hold()
    said(hour, "start")
    clock.advance(MINUTE)
    said(hour, "go 6", "asked")
    assert "Question 1, asked:" in said(hour, "plan")
    assert said(hour, "asked 1").startswith("No longer asked")
    said(hour, "asked", "asked", "asked")
    assert said(hour, "asked") == "All were asked."
    assert said(hour, "asked 9") == "This step has 3 questions."


def test_a_quick_point_is_no_question(hold: Hold, clock: FakeClock) -> None:
    hour = hold()
    said(hour, "start")
    clock.advance(MINUTE)
    assert said(hour, "go 8", "asked").rpartition("\n")[2].startswith("Brought up: ")
    assert "Point 1, brought up: " in said(hour, "plan")
    assert said(hour, "asked 1").startswith("No longer brought up: ")


@pytest.mark.parametrize(
    ("late", "typed", "told"),
    [(0, "start", "Started"), (-4_000 * MINUTE, "start", "It is agreed on for"),
     (-4_000 * MINUTE, "start now", "Started"), (-4_000 * MINUTE, "start today", "Started"),
     (9 * MINUTE, "start", "start keep"), (9 * MINUTE, "next", "start keep"),
     (9 * MINUTE, "start keep", "Ends 5:09 pm, 9 min late. Skip step 8")],
)  # fmt: skip
def test_the_start_is_asked_about_as_on_the_screen(
    hold: Hold, clock: FakeClock, late: int, typed: str, told: str
) -> None:
    clock.advance(late)
    assert told in said(hold(), typed)


@pytest.mark.parametrize(("late", "is_dated"), [(-4_000 * MINUTE, True), (0, False)])
def test_only_what_starts_before_its_day_is_dated_today(
    hold: Hold, clock: FakeClock, late: int, is_dated: bool
) -> None:
    clock.advance(late)
    hour = hold()
    planned = hour.session.conversation.private.plan.when
    said(hour, "start today")
    dated = hour.session.conversation.private.plan.when
    assert hour.session.clock().started
    assert (dated != planned) == is_dated
    clock.advance(MINUTE)
    said(hour, "start today")
    assert hour.session.conversation.private.plan.when == dated


def test_undoing_the_start_gives_the_agreed_date_back(hold: Hold, clock: FakeClock) -> None:
    clock.advance(-4_000 * MINUTE)
    hour = hold()
    agreed = hour.session.conversation.private
    said(hour, "start today")
    clock.advance(MINUTE)
    told = said(hour, "undo")
    assert "Undone: the start · again Tue 24 Nov, 4:00 pm." in told
    assert hour.session.conversation.private.plan.when == agreed.plan.when
    assert not hour.session.conversation.private.agreed_when
    assert "It is agreed on for" in said(hour, "start")


def test_undoing_a_start_that_dated_nothing_says_no_date(hold: Hold, clock: FakeClock) -> None:
    clock.advance(-4_000 * MINUTE)
    assert "Undone: the start." in said(hold(), "start now", "undo")


def test_what_takes_a_date_out_of_the_log_takes_it_back(hold: Hold) -> None:
    hour = hold()
    assert said(hour, "date 8 dec 4pm", "date 9 dec 4pm")
    assert "Next conversation: Tue 8 Dec 2026, 4:00 pm." in said(hour, "unwrite")
    assert hour.session.conversation.private.next_when == "2026-12-08 16:00"
    assert "Next conversation: no date." in said(hour, "unwrite")
    assert not hour.session.conversation.private.next_when


def test_a_next_date_before_the_conversation_is_told_so(hold: Hold, clock: FakeClock) -> None:
    clock.advance(-4_000 * MINUTE)
    told = said(hold(), "date tomorrow 4pm")
    assert "Look again: that is before this conversation, Tue 24 Nov." in told


def test_a_next_date_in_a_week_that_is_declined_is_told_so(hold: Hold) -> None:
    hour = hold()
    half = hour.session.conversation.private
    hour.session.change(plan=replace(half.plan, scheduling="Not the week of 7 December."))
    told = said(hour, "date 8 dec 4pm")
    assert "Next conversation: Tue 8 Dec 2026" in told
    assert "Look again: you prepared to say: not the week of Mon 7 Dec." in told


def test_before_the_end_it_is_told_what_only_both_can_settle(hold: Hold) -> None:
    told = said(hold(), "start now", "end")
    assert "Still open: no date for the next conversation yet." in told
    assert "Still open: no days to film and upload by." in told


def test_who_was_away_is_asked_whether_it_counts(hold: Hold, clock: FakeClock) -> None:
    hour = hold()
    said(hour, "start")
    clock.advance(20 * MINUTE)
    assert "Nobody was here for 20:00" in said(hour, "time")
    assert "2:59 left" in said(hour, "away") or "3:00 left" in said(hour, "time")
    assert said(hour, "counts") == "Nobody was away."


def test_what_runs_over_is_told_and_paid(hold: Hold, clock: FakeClock) -> None:
    hour = hold()
    said(hour, "start")
    for _ in range(14):
        clock.advance(MINUTE // 2)
        hour.session.look()
    assert "4:00 over" in said(hour, "")
    assert "can pay" in said(hour, "")
    assert "can pay" not in said(hour, "pay")
    while hour.session.clock().remaining:
        clock.advance(1_000)
        said(hour, "next")
    clock.advance(1_000)
    assert said(hour, "next") == "This is the last step. Type end to end the conversation."


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.tuples(st.sampled_from([*DEEDS]), st.one_of(st.text(max_size=9), st.integers()))
            .map(lambda two: f"{two[0]} {two[1]}"),
        ),
        max_size=8,
    )
)  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(hold: Hold, lines: list[str]) -> None:
    hour = hold()
    for line in lines:
        for answer in hour.answer(line):
            assert "\n" not in answer


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_kept_and_told(hold: Hold, text: str) -> None:
    hour = hold()
    said(hour, "start", f"note {text}", f"log {text}", f"step {text}", f"date {text}", text)
    assert said(hour, "notes", "log all")


def test_where_nobody_can_pay_it_is_said_where_a_later_end_is_agreed_on(
    hold: Hold, clock: FakeClock
) -> None:
    hour = hold()
    said(hour, "start")
    clock.advance(55 * MINUTE)
    told = said(hour, "counts", "go 9")
    assert "unpaid: agree on a later end (in mqi, the plan, part 6: Minutes in all)" in told
