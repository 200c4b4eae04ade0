"""A line that was brought into the log stands there in its own words, or in others."""

from __future__ import annotations

import pytest

from mqi_tui.domain.shared.standing import stands

STEP = "- [ ] send two tasks that ask for a reason — "


@pytest.mark.parametrize(
    ("line", "log", "is_there"),
    [
        (STEP, "- [ ] send two tasks that ask for a reason — Rivera, by Friday", True),
        (STEP, "- [x] Mail two tasks asking for a reason", True),
        (STEP, "- [ ] ask why — Rivera, by Friday", False),
        ("- [ ] wait — Rivera, by Friday", "- [ ] ask why — Rivera, by Friday", False),
        ("- [ ] wait — Rivera, by Friday", "we wait longer", True),
        ("- S2's drawing", "what a drawing", False),
        ("- keep this", "keep it, this once", True),
        ("Rivera: They say the steps", "Rivera: they tell me the steps", True),
        ("- !", "- ", False),
        ("- !", "what! - !", True),
        ("- keep this", "", False),
    ],
)
def test_it_stands_in_other_words_but_not_in_a_few_of_them(
    line: str, log: str, is_there: bool
) -> None:
    assert stands(["# A log", log, ""], line) is is_there
