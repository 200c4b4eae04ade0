"""In which section of the log somebody writes, from a place as browsers count it."""

from __future__ import annotations

import pytest

from mqi_tui.domain.shared.carets import heading_at, units_at

TEXT = "# Log 😀\n\n## Clip 1\nRivera: 😀 the bars\n## Action plan ##\n- [ ] ask\n"


def units(before: str) -> int:
    return len(before.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (0, "Log 😀"),
        (units(TEXT[: TEXT.index("Rivera")]), "Clip 1"),
        (units(TEXT[: TEXT.index("the bars")]), "Clip 1"),
        (units(TEXT[: TEXT.index("## Action")]), "Action plan"),
        (units(TEXT[: TEXT.index("Action")]), "Action plan"),
        (units(TEXT), "Action plan"),
        (10**9, "Action plan"),
    ],
)
def test_the_section_of_a_place(place: int, heading: str) -> None:
    assert heading_at(TEXT, place) == heading


@pytest.mark.parametrize(
    ("row", "column", "at"),
    [(0, 0, 0), (0, 7, 8), (1, 0, 9), (3, 9, 30), (3, 10**6, 39), (10**6, 0, units(TEXT))],
)
def test_a_row_and_a_column_in_units(row: int, column: int, at: int) -> None:
    assert units_at(TEXT, row, column) == at


def test_a_log_without_headings_has_no_sections() -> None:
    assert heading_at("words", 3) == heading_at("", 0) == ""
