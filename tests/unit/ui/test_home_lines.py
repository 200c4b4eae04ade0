"""The columns at home: what gives way where there is little room, and what never does."""

from __future__ import annotations

import pytest

from mqi_tui.text.finding import HomeRow
from mqi_tui.ui.widgets.home_lines import columns

LONG = "Ms. Alexandra Montgomery-Fitzgerald"
WHEN = "Tue 24 Nov, 4:00 pm"


def row(teacher: str, state: str = "to do: date, steps, log") -> HomeRow:
    return HomeRow("x", shown=WHEN, teacher=teacher, cycle="6", state=state)


@pytest.mark.parametrize("width", [76, 80, 116, 156])
def test_a_name_is_whole_while_what_is_to_be_done_can_be_said_in_short(width: int) -> None:
    found = columns((row(LONG), row("Mr. Ng")), width)
    line = "".join(words for words, _ in found.line(row(LONG)))
    assert LONG in line
    assert "to do" in line
    assert found.whole_name(row(LONG)) == ""


def test_where_there_is_no_room_for_it_the_marked_row_says_the_name_below() -> None:
    endless = "Mr. Maximilian von Habsburg-Lothringen the Younger"
    found = columns((row(endless), row("Mr. Ng")), 76)
    assert "3 to do" in "".join(words for words, _ in found.line(row(endless)))
    assert found.whole_name(row(endless)) == endless
    assert found.whole_name(row("Mr. Ng")) == ""


def test_where_there_is_room_all_is_said() -> None:
    found = columns((row("Mr. Ng"),), 76)
    assert "to do: date, steps, log" in "".join(words for words, _ in found.line(row("Mr. Ng")))
