"""Scoring the stock clip: what differs, what is hidden, and the one rule between codes."""

from __future__ import annotations

import pytest

from mqi_tui.domain.private.plan import StockClip
from mqi_tui.domain.private.scores import (
    OVERALL_ERRORS,
    Row,
    Scores,
    compared,
    inconsistent,
    log_line,
    may_reveal,
    set_score,
    turned,
)

E, L, M = "Explanations", "Linking Between Representations", "Mathematical Content Errors"
W = "Classroom Work is Connected to Mathematics"
POINTS = ("Not Present", "Low", "Mid", "High")
STOCK = StockClip("Lark", (E, L, M), {E: "High", L: "Mid", M: "Low"})
SCORES = Scores({E: "High", L: "Low", M: "High"}, {E: "High", L: "Mid", M: "Low"})


def test_before_the_reveal_no_master_score_is_there() -> None:
    rows = compared(SCORES, STOCK, revealed=False)
    assert [row.code for row in rows] == [E, L, M]
    assert {row.master for row in rows} == {""}


def test_after_it_the_most_apart_come_first() -> None:
    rows = compared(SCORES, STOCK, revealed=True)
    assert [(row.code, row.apart, row.master) for row in rows] == [
        (M, 2, "Low"), (L, 1, "Mid"), (E, 0, "High"),
    ]  # fmt: skip


WORDS = [
    (Scores({E: "Low"}, {}), False, ""),
    (Scores({E: "Low"}, {E: "Low"}), False, "the same score"),
    (Scores({E: "Low"}, {E: "Mid"}), False, "1 apart · you see more of it"),
    (Scores({E: "Low"}, {E: "Mid"}), True, "2 apart · master sees more of it"),
    (Scores({E: "High"}, {E: "Mid"}), True, "1 apart · teacher and master see more of it"),
]


@pytest.mark.parametrize(("scores", "revealed", "words"), WORDS)
def test_how_scores_differ_is_said_in_words(scores: Scores, revealed: bool, words: str) -> None:
    (row,) = compared(scores, StockClip(codes=(E,), master_scores={E: "High"}), revealed=revealed)
    assert row.words == words


def test_of_errors_more_is_said_to_be_more_errors() -> None:
    row = compared(SCORES, STOCK, revealed=True)[0]
    assert (row.inverted, row.words) == (True, "2 apart · teacher sees more errors")


def test_the_yes_or_no_code_turns_between_those() -> None:
    (row,) = compared(Scores(), StockClip(codes=(W,)), revealed=False)
    assert [turned(row, point) for point in ("", "No", "Yes")] == ["No", "Yes", ""]


def test_nothing_is_computed_for_an_overall_code() -> None:
    overall = "Overall Richness of the Mathematics"
    (_, row) = compared(Scores({E: "High"}), StockClip(codes=(E, overall)), revealed=False)
    assert (row.teacher, row.coach, row.agreed) == ("", "", "")


def test_a_score_is_set_and_taken_away() -> None:
    one = set_score(Scores(), "teacher", E, "Mid")
    assert one == Scores({E: "Mid"})
    assert set_score(one, "teacher", E, "") == Scores()


RULE = [
    ({OVERALL_ERRORS: "Not Present", M: "Low"}, True),
    ({OVERALL_ERRORS: "Not Present", M: "Not Present"}, False),
    ({OVERALL_ERRORS: "Low", M: "High"}, False),
    ({OVERALL_ERRORS: "Not Present", E: "High"}, False),
    ({M: "High"}, False),
]


@pytest.mark.parametrize(("given", "broken"), RULE)
def test_the_one_rule_between_codes(given: dict[str, str], broken: bool) -> None:
    assert bool(inconsistent(given)) is broken


def test_what_is_open_before_the_reveal_is_said() -> None:
    assert may_reveal(Scores(), [E, L]) == "not scored yet by the teacher: 2 codes"
    assert may_reveal(Scores({E: "Low"}), [E]) == "not scored yet by you: 1 code"
    assert may_reveal(Scores({E: "Low"}, {E: "Low"}), [E]) == ""


def test_the_line_for_the_log_says_what_was_agreed_and_no_score_of_anybody() -> None:
    row = Row(E, 6, POINTS, "Low", "Mid", "High", "Mid")
    assert log_line(row) == f"- {E}: we agreed on Mid"
    assert log_line(row, f"- {E}: we agreed on High") == f"- {E}: we agreed on Mid"
    assert log_line(row, f"- {E}: we agreed on High!") == f"- {E}: we agreed on Mid!"
    assert log_line(row, f"- {E}: we agreed on it") == f"- {E}: we agreed on Mid"
