"""What is still to be done after the hour: each thing told once, and done when it is done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mqi_tui.domain.private.closing import Todo, marked, outdated, todos, unpromoted
from mqi_tui.domain.private.notes import Note, Notes
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.shared.action_steps import ActionStep

HALF = Private(Plan("Ms. Rivera"))


def step(*, who: bool, by: bool, what: str = "") -> ActionStep:
    return ActionStep(what, "Rivera" * who, "8 Dec" * by)


WHOLE = step(who=True, by=True)


def told(half: Private = HALF, *steps: ActionStep) -> dict[str, Todo]:
    return {todo.key: todo for todo in todos(half, steps)}


@pytest.mark.parametrize(
    ("steps", "words", "done"),
    [
        ((), "no action steps in the log: each is a line under Steps", False),
        ((WHOLE,), "1 action step, each with who and when", True),
        ((WHOLE, step(who=True, by=False)), "2 action steps · 1 without a date", False),
        ((step(who=False, by=True),), "1 action step · 1 without a name", False),
        (
            (WHOLE, step(who=False, by=True, what="Ask a second student to say why")),
            "2 action steps · 1 without a name (Ask a second student to say…)", False,
        ),
        (
            (step(who=False, by=False, what="Wait"), WHOLE),
            "2 action steps · 1 without a name · 1 without a date (Wait)",
            False,
        ),
        (
            (step(who=False, by=False),) * 2,
            "2 action steps · 2 without a name · 2 without a date",
            False,
        ),
    ],
)  # fmt: skip
def test_action_steps(steps: tuple[ActionStep, ...], words: str, done: bool) -> None:
    assert told(HALF, *steps)["steps"] == Todo("steps", words, done)


def test_a_date_that_was_taken_out_of_the_log_is_to_be_done_again() -> None:
    half = replace(HALF, next_when="2026-12-08 16:00")
    found = {todo.key: todo for todo in todos(half, (), date_gone=True)}
    words = "next conversation: Tue 8 Dec 2026, 4:00 pm · not in the log"
    assert found["date"] == Todo("date", words)


def test_the_next_date() -> None:
    assert not told()["date"].done
    set_ = told(replace(HALF, next_when="2026-12-08 16:00"))["date"]
    assert (set_.done, "Tue 8 Dec 2026, 4:00 pm" in set_.words) == (True, True)


def test_the_log_goes_somewhere() -> None:
    assert not told()["log"].done
    exported = Todo("log", "the log is exported, not uploaded yet")
    assert told(replace(HALF, exported=True))["log"] == exported
    for what in ("uploaded", "sent"):
        assert told(put(HALF, what))["log"] == Todo("log", f"the log is {what}", True)
    both = put(put(HALF, "uploaded"), "sent")
    assert told(both)["log"].words == "the log is uploaded and sent"


def put(half: Private, what: str) -> Private:
    """As the coach says that it is."""
    changes: dict[str, Any] = marked(half, what)
    return replace(half, **changes)


def changed_log(half: Private) -> Private:
    changes: dict[str, Any] = outdated(half)
    return replace(half, **changes)


@pytest.mark.parametrize("what", ["uploaded", "sent"])
def test_a_log_that_is_changed_has_to_go_once_more(what: str) -> None:
    gone = put(replace(HALF, exported=True), what)
    changed = changed_log(gone)
    words = f"the log was changed after it was {what}: "
    assert told(changed)["log"] == Todo("log", f"{words}not exported since")
    assert outdated(changed) == {}
    again = replace(changed, exported=True)
    assert told(again)["log"] == Todo("log", f"{words}exported again, not uploaded yet")
    assert told(put(again, what))["log"].done
    assert told(put(again, "open"))["log"].words.startswith("the log is neither")


def test_a_log_that_is_changed_once_it_was_exported_says_so_and_when() -> None:
    exported = replace(HALF, exported=True, exported_when="2026-11-24 17:01")
    words = "the log was changed since it was exported (Tue 24 Nov 2026, 5:01 pm)"
    assert told(changed_log(exported))["log"] == Todo("log", words)
    assert told(put(changed_log(exported), "open"))["log"].words.startswith("the log is neither")


def test_what_nobody_has_is_not_outdated() -> None:
    assert outdated(HALF) == {}
    assert outdated(replace(HALF, exported=True)) == {"exported": False}


NOTES: Notes = (
    Note(1, "for the log", "log"),
    Note(2, "a step", "next"),
    Note(3, "mine"),
    Note(4, "there already", "log", promoted=True),
    Note(5, "gone", "log", deleted=True),
)


def test_notes_that_were_meant_for_the_log() -> None:
    half = replace(HALF, notes=NOTES)
    assert [note.id for note in unpromoted(half)] == [1, 2]
    assert told(half)["notes"].words.startswith("2 notes")
    assert "notes" not in told(replace(HALF, notes=NOTES[2:]))


def test_a_question_that_was_not_asked_is_not_to_be_done_once_the_hour_is_over() -> None:
    opening = Plan("Ms. Rivera", opening="What should I know?")
    assert set(told(replace(HALF, plan=opening, state="ended"))) == {"date", "steps", "log"}
