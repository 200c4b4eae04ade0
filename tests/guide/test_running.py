"""Running logs, and guides that were filled in by hand on lines of underscores."""

from __future__ import annotations

import pytest

from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import Found, match


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


@pytest.mark.parametrize(("clip", "times"), [(1, "12:40-17:55"), (2, "31:20-36:05")])
def test_questions_below_a_clip_are_asked_about_it(clip: int, times: str) -> None:
    found = read(
        f"Teacher: Ms. Rivera\nStock clip: Ms. Lark: Bars\n**Clip {clip}:** {times}\n"
        "**Questions I plan to ask:**\n- What did Sam know?\n"
    )
    assert found.plan.clips[clip - 1].questions == ("What did Sam know?",)
    assert found.plan.stock_clip
    assert found.plan.stock_clip.questions == ()


def test_a_remark_belongs_to_the_clip_in_which_its_time_lies() -> None:
    found = read(
        "## 2. Watch the lesson\n**Clip selection #1:** 12:40-17:55\n**Clip selection #2:** "
        "31:20-36:05\n## 3. Notes on the clips\n**Annotations:**\n13:05 why\n32:00 two drawings\n"
        "50:00 the bell"
    )
    first, second = ([(one.at, one.note) for one in clip.annotations] for clip in found.plan.clips)
    assert first == [("13:05", "why"), ("50:00", "the bell")]
    assert second == [("32:00", "two drawings")]


def test_a_remark_among_the_times_of_a_clip_is_its_annotation() -> None:
    found = read("## 2. Watch the lesson\n**Clip selection #2:** 31:20-36:05\n32:00 two drawings\n")
    assert [one.note for one in found.plan.clips[1].annotations] == ["two drawings"]
    assert found.unrecognised == ()
