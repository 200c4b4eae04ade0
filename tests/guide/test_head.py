"""Teacher, coach, date and cycle, however they stand on their line."""

from __future__ import annotations

import pytest

from mqi_tui.files.guide.head import apart
from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import match

ALL = ("Ms. Rivera", "J. Okafor", "2026-12-01 17:00", 4)
TWO = ("Ms. Rivera", "J. Okafor", "", None)
HEADS = [
    ("Teacher: Ms. Rivera   Coach: J. Okafor   Date: 2026-12-01 17:00   Cycle 4", ALL),
    ("Teacher: Ms. Rivera\tCoach: J. Okafor\tDate: Dec 1, 2026, 5 pm\tCycle: 4", ALL),
    ("Teacher: Ms. Rivera | Coach: J. Okafor | Date: 2026-12-01 17:00 | Cycle #4", ALL),
    ("Teacher: Ms. Rivera; Coach: J. Okafor; Date: 1 December 2026; 5 pm; Cycle no. 4", ALL),
    ("Teacher: Ms. Rivera Coach: J. Okafor Date: 2026-12-01 17:00 Cycle: 4", ALL),
    ("Teacher: Ms. Rivera, Coach: J. Okafor, When: 2026-12-01 17:00, Cycle 4", ALL),
    ("Cycle 4 · Teacher: Ms. Rivera · Coach: J. Okafor · Date: 2026-12-01 17:00", ALL),
    ("**Teacher:** Ms. Rivera  **Coach:** J. Okafor  **Date:** 2026-12-01 17:00  **Cycle** 4", ALL),
    ("| Teacher: Ms. Rivera | Coach: J. Okafor | Date: 2026-12-01 17:00 | Cycle 4 |", ALL),
    ("| Teacher | Ms. Rivera | Coach | J. Okafor |\n| Cycle | 4 | Date | 2026-12-01 17:00 |", ALL),
    ("| Teacher | Coach | Cycle | Date |\n|---|---|---|---|\n"
     "| Ms. Rivera | J. Okafor | 4 | 2026-12-01 17:00 |", ALL),
    ("Teacher's name: Ms. Rivera   Coach’s name: J. Okafor", TWO),
    ("Name of the teacher: Ms. Rivera Name of the coach: J. Okafor", TWO),
    ("Teacher\nMs. Rivera\nCoach\nJ. Okafor", TWO),
    ("Teacher:   Ms.   Rivera\nCoach: J. Okafor", TWO),
    ("Conversation date: 2026-12-01 17:00  Coaching cycle: 4", ("", "", "2026-12-01 17:00", 4)),
    ("Cycle 4", ("", "", "", 4)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "who"), HEADS)
def test_who_and_when_are_found_apart(words: str, who: tuple[str, str, str, int | None]) -> None:
    found = match(lines(words))
    plan = found.plan
    assert (plan.teacher, plan.coach, plan.when, plan.cycle) == who
    assert (found.unrecognised, found.drafts) == ((), {})


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("Teacher: Ms. Rivera   School: Hill Top   Coach: J. Okafor", ("School: Hill Top",)),
        ("Teacher: Ms. Rivera | Grade 4 | Coach: J. Okafor", ("Grade 4",)),
        ("Teacher: Ms. Rivera\tRoom 12\tCoach: J. Okafor", ("Room 12",)),
    ],
)
def test_what_no_field_is_for_becomes_no_part_of_a_name(words: str, rest: tuple[str, ...]) -> None:
    found = match(lines(words))
    assert (found.plan.teacher, found.plan.coach) == ("Ms. Rivera", "J. Okafor")
    assert found.unrecognised == rest


def test_a_cycle_among_others_is_to_be_corrected() -> None:
    assert match(lines("Cycle 4 of 15")).drafts == {"cycle": "4 of 15"}


@pytest.mark.parametrize(
    "words",
    [
        "The teacher; the coach; the pupils",
        "We met when: the bell rang",
        "Teacher: " + "a | Coach: b " * 100,
        "",
    ],
)
def test_other_lines_stay_whole(words: str) -> None:
    assert apart(words) == [words]


def test_a_talk_among_the_answers_names_nobody() -> None:
    words = (
        "Teacher: Ms. Rivera\n\n## 3. Notes on the clips\nInterpretations?\n"
        "Coach: why?   Teacher: because\nDate: never\n"
    )
    plan = match(lines(words)).plan
    assert (plan.teacher, plan.coach, plan.when) == ("Ms. Rivera", "", "")
    assert plan.clips[0].notes.interpretations == "Coach: why?   Teacher: because\nDate: never"
