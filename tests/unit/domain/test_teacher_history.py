"""The thread: what runs from cycle to cycle, told once, and never averaged."""

from __future__ import annotations

import pytest

from mqi_tui.domain.private import teacher_history, teacher_history_plot
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.scores import Scores
from mqi_tui.domain.private.teacher_history import Meeting, Promise, Run, Scored

STUDENT_ERRORS = "Remediation of Student Errors and Difficulties"


def test_goals_stand_once_for_as_long_as_they_are_the_same() -> None:
    met = [Meeting("a", "1", ("g",)), Meeting("b", "2", ("g",)), Meeting("c", "3", ("h", "i"))]
    assert teacher_history.goals(met) == (Run(("h", "i"), "3", "3"), Run(("g",), "1", "2"))
    assert [run.named for run in teacher_history.goals(met)] == ["cycle 3", "cycles 1 to 2"]


def test_a_goal_that_comes_back_is_told_again_and_none_is_told_as_nothing() -> None:
    met = [Meeting("a", "1", ("g",)), Meeting("b", "2"), Meeting("c", "3", ("g",))]
    assert [run.named for run in teacher_history.goals(met)] == ["cycle 3", "cycle 1"]
    assert teacher_history.focus([Meeting("a", "1", focus="why"), Meeting("b", "2")]) == (
        Run(("why",), "1", "1"),
    )


def test_a_step_keeps_its_history_until_it_is_done() -> None:
    step = "Ask why — Rivera"
    met = [
        Meeting("a", "1", agreed=(OldStep(step),)),
        Meeting("b", "2", since=(OldStep(step, "partly", "in two lessons"),)),
        Meeting("b2", "2b", since=(OldStep(step),)),
    ]
    [told] = teacher_history.promises(met)
    assert (told.mark, told.is_done) == ("partly", False)
    met = [
        *met,
        Meeting("c", "3", since=(OldStep(step, "done"), OldStep("From elsewhere"))),
    ]
    assert teacher_history.promises(met) == (
        Promise(step, "1", (("2", "partly: in two lessons"), ("3", "done")), mark="done"),
        Promise("From elsewhere", "3", is_older=True),
    )


@pytest.mark.parametrize(("mark", "count"), [("done", 2), ("not yet", 1), ("", 1)])
def test_the_same_words_agreed_again_are_a_new_step_only_after_the_first_was_done(
    mark: str, count: int
) -> None:
    met = [
        Meeting("a", "1", agreed=(OldStep("Draw"),)),
        Meeting("b", "2", agreed=(OldStep("Draw"),), since=(OldStep("Draw", mark),)),  # type: ignore[arg-type]
    ]
    assert len(teacher_history.promises(met)) == count


def test_a_step_that_was_ticked_in_its_own_log_is_done() -> None:
    assert teacher_history.promises([Meeting("a", "1", agreed=(OldStep("Draw", "done"),))])[
        0
    ].is_done


def test_scores_are_side_by_side_and_hidden_masters_are_not_there() -> None:
    met = [
        Meeting("a", "1", scores=Scores({"Explanations": "Low"}, {"Explanations": "Mid"})),
        Meeting("b", "2", masters={"Explanations": "High"}),
        Meeting("c", "3", scores=Scores(agreed={"Explanations": "Mid"})),
    ]
    assert teacher_history.scores(met) == {
        "Explanations": (
            Scored("1", "Low", "Mid"),
            Scored("2", master="High"),
            Scored("3", agreed="Mid"),
        )
    }


def test_a_plot_has_a_row_a_point_with_the_best_on_top() -> None:
    row = (Scored("1", "Low", "Mid"), Scored("2", "Mid", "Mid", "Mid", "High"))
    assert teacher_history_plot.plot("Explanations", row, 60) == [
        "       High ┤    M",
        "        Mid ┤C   TCA",
        "        Low ┤T",
        "Not Present ┤",
        "      cycle └1   2",
    ]


def test_for_a_code_that_counts_errors_fewest_are_on_top_and_it_says_so() -> None:
    row = (Scored("1", "High"), Scored("2", "Not Present"))
    lines = teacher_history_plot.plot("Mathematical Content Errors", row, 60)
    assert lines[0].split("┤")[0].strip() == "Not Present"
    assert "T" in lines[0]
    assert "T" in lines[3]
    assert "fewer errors" in teacher_history_plot.title("Mathematical Content Errors")
    assert "errors are" not in teacher_history_plot.title(STUDENT_ERRORS)


def test_words_that_are_no_point_of_the_rubric_are_shown_as_they_are() -> None:
    assert teacher_history_plot.plot("Our own code", (Scored("1", "so-so"),), 40)[0] == "so-so ┤T"
    lines = teacher_history_plot.plot("Explanations", (Scored("1", "so-so"),), 40)
    assert lines[4] == "      so-so ┤T"


def test_a_narrow_window_shows_the_latest_and_says_how_many_it_does_not() -> None:
    row = tuple(Scored(str(n), "Low") for n in range(1, 16))
    lines = teacher_history_plot.plot("Explanations", row, 40)
    assert all(len(line) <= 40 for line in lines[:-1])
    assert "15" in lines[4]
    assert lines[5].startswith("6 before that")
    grid = teacher_history_plot.grid(
        {"Explanations": (True,) * 15}, [str(n) for n in range(1, 16)], 40
    )
    assert grid[-1].endswith("look in a wider window")


def test_a_grid_marks_the_cycles_in_which_a_clip_was_chosen_for_a_code() -> None:
    met = [Meeting("a", "1", codes=("Explanations",)), Meeting("b", "2", codes=("Linking",))]
    assert teacher_history_plot.grid(teacher_history.codes(met), ["1", "2"], 60) == [
        "Explanations ●  ·",
        "Linking      ·  ●",
        "       cycle 1  2",
    ]
    assert teacher_history_plot.grid({}, [], 60) == []


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("4", "4", "cycle 4"),
        ("4", "6", "cycles 4 to 6"),
        ("2026-11-24", "2026-11-24", "2026-11-24"),
        ("2026-11-24", "7", "2026-11-24 to cycle 7"),
    ],
)
def test_what_has_no_cycle_is_called_by_its_date(first: str, last: str, said: str) -> None:
    assert teacher_history.Run(("Goal",), first, last).named == said


def test_a_step_says_where_it_was_agreed() -> None:
    assert Promise("Draw", "3").agreed_in == "cycle 3"
    assert Promise("Draw", "3", is_older=True).agreed_in == "before cycle 3"
    assert Promise("Draw", "2026-11-24").agreed_in == "2026-11-24"
