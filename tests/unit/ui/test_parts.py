"""What is shown in parts is never cut in the middle of one."""

from __future__ import annotations

import pytest

from mqi_tui.ui.widgets.parts import parts_within, told_within, with_last

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


FILE = "/home/okafor/mqi/exports/2026-11-24 rivera 6/assignment.eml"
WINDOWS = r"C:\Users\Okafor\exports\2026-11-24 rivera 6\assignment.eml"


@pytest.mark.parametrize(
    ("words", "room", "shown"),
    [
        (f"Saved: {FILE}", 80, f"Saved: {FILE}"),
        (f"Saved: {FILE}", 60, "Saved: /home/okafor/mqi/…/2026-11-24 rivera 6/assignment.eml"),
        (f"Saved: {FILE}", 44, "Saved: /…/2026-11-24 rivera 6/assignment.eml"),
        (f"Saved: {FILE}", 43, "Saved: …/2026-11-24 rivera 6/assignment.eml"),
        (f"Saved: {FILE}", 30, "Saved: /home/…/assignment.eml"),
        (f"Saved: {FILE}", 20, "Saved: …signment.eml"),
        (f"Saved: {WINDOWS}", 56, r"Saved: C:\Users\…\2026-11-24 rivera 6\assignment.eml"),
        (f"Exported · {FILE}", 60, "Exported · /home/okafor/…/2026-11-24 rivera 6/assignment.eml"),
        (f"Exported · {FILE}", 12, "Exported"),
        ("Step 4 of 10 · 4/10 is where you are", 20, "Step 4 of 10"),
    ],
)
def test_of_a_path_the_end_is_seen(words: str, room: int, shown: str) -> None:
    assert told_within(words, room) == shown
