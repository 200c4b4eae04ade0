"""What is still to be done after the hour: each thing told once, and done when it is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mqi_tui.private.closing import Step, Todo, todos, unpromoted
from mqi_tui.private.half import Private
from mqi_tui.private.notes import Note, Notes
from mqi_tui.private.plan import Plan, Question

HALF = Private(Plan("Ms. Rivera"))
WHOLE = Step(who=True, by=True)


def told(half: Private = HALF, *steps: Step, asked: int = 0) -> dict[str, Todo]:
    questions = [Question(str(number), "?") for number in range(asked)]
    return {todo.key: todo for todo in todos(half, steps, questions)}


@pytest.mark.parametrize(
    ("steps", "words", "done"),
    [
        ((), "no action steps in the log: each is a line under Steps", False),
        ((WHOLE,), "1 action step, each with who and when", True),
        ((WHOLE, Step(who=True, by=False)), "2 action steps · 1 without a date", False),
        ((Step(who=False, by=True),), "1 action step · 1 without a name", False),
        (
            (Step(who=False, by=False),) * 2,
            "2 action steps · 2 without a name · 2 without a date",
            False,
        ),
    ],
)
def test_action_steps(steps: tuple[Step, ...], words: str, done: bool) -> None:
    assert told(HALF, *steps)["steps"] == Todo("steps", words, done)


def test_the_next_date() -> None:
    assert not told()["date"].done
    set_ = told(replace(HALF, next_when="2026-12-08 16:00"))["date"]
    assert (set_.done, "Tue 8 Dec 2026, 4:00 pm" in set_.words) == (True, True)


def test_the_log_goes_somewhere() -> None:
    assert not told()["log"].done
    assert told(replace(HALF, exported=True))["log"].words == (
        "the log is exported, not uploaded yet"
    )
    assert told(replace(HALF, uploaded=True))["log"].done


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


def test_questions_that_were_not_asked() -> None:
    assert told(asked=2)["asked"].words == "2 questions not asked"
    assert "asked" not in told()
