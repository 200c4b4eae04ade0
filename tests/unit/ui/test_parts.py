"""What is shown in parts is never cut in the middle of one."""

from __future__ import annotations

import pytest

from mqi_tui.ui.widgets.parts import parts_within, with_last

STEPS, SAVED = "4 steps · 2 without a date", "saved 11:55 pm"


@pytest.mark.parametrize(
    ("room", "shown"),
    [(99, f"{STEPS} · {SAVED}"), (37, f"4 steps · {SAVED}"), (20, SAVED), (3, SAVED)],
)
def test_how_it_stands_with_saving_is_the_last_to_go(room: int, shown: str) -> None:
    assert with_last(STEPS, SAVED, room) == shown


@pytest.mark.parametrize(
    ("words", "last", "shown"), [("", SAVED, SAVED), (STEPS, "", STEPS), ("", "", "")]
)
def test_what_is_empty_has_no_part(words: str, last: str, shown: str) -> None:
    assert with_last(words, last, 30) == shown


def test_wide_letters_take_their_room() -> None:
    assert parts_within("數學 · 數學 · 數學", 12) == "數學 · 數學"
