"""Running logs, and guides that were filled in by hand on lines of underscores."""

from __future__ import annotations

from mqi_tui.paper.markdown import lines
from mqi_tui.paper.match import Found, match


def read(words: str) -> Found:
    return match(lines(words))


def test_the_names_of_columns_are_no_answers() -> None:
    found = read(
        "| Date | Teacher | Focus/Goal |\n|---|---|---|\n"
        "| 24 Nov 2026 4pm | Ms. Rivera | Explanations |\n| 10 Nov 2026 4pm | Ms. Ray | Errors |"
    )
    plan = found.plan
    assert (plan.teacher, plan.when, plan.focus) == (
        "Ms. Rivera",
        "2026-11-24 16:00",
        "Explanations",
    )
    assert found.unrecognised == ("10 Nov 2026 4pm | Ms. Ray | Errors",)


def test_an_answer_on_a_line_of_underscores_is_the_answer() -> None:
    found = read("Teacher: ____Ms. Rivera____\nCoach: ________\nFocus: __ Reasons __________")
    assert (found.plan.teacher, found.plan.coach) == ("Ms. Rivera", "")
    assert found.plan.focus == "Reasons"


def test_the_names_above_times_and_remarks_are_no_remark() -> None:
    found = read(
        "## 3. Notes on the clips\n**Annotations, clip 1:**\n\n"
        "| Time | What happens |\n|---|---|\n| 13:05 | she says why |\n| 14:10 | nobody |"
    )
    notes = [(one.at, one.note) for one in found.plan.clips[0].annotations]
    assert notes == [("13:05", "she says why"), ("14:10", "nobody")]
