"""The page of keys, as each screen has it."""

from __future__ import annotations

import pytest

from mqi_tui.domain.cheat_sheet import (
    ANYWHERE_TITLE,
    BOXES,
    EMAIL_TITLE,
    HOME_TITLE,
    HOUR_TITLE,
    PLAN_TITLE,
    RECAP_TITLE,
    cheat_sheet,
    of_a_screen,
)
from mqi_tui.domain.deeds import ALL


@pytest.mark.parametrize("title", ["", EMAIL_TITLE, HOME_TITLE, PLAN_TITLE, RECAP_TITLE])
def test_a_screen_tells_of_no_key_that_does_nothing_there(title: str) -> None:
    shown = of_a_screen(title, {})
    assert next(iter(shown)) == (title or ANYWHERE_TITLE)
    told = {line.words for lines in shown.values() for line in lines}
    for name in ("back", "plus", "share", "plan"):
        assert f"{ALL[name].label} · {ALL[name].words}" not in told


@pytest.mark.parametrize("title", BOXES)
def test_a_box_tells_of_its_own_keys_alone(title: str) -> None:
    assert list(of_a_screen(title, {})) == [title]


def test_the_hour_tells_of_the_letters_beside_the_log_and_whose_words_count() -> None:
    told = " · ".join(line.words for line in cheat_sheet({})[HOUR_TITLE] if not line.keys)
    assert "whose line it is, then whose caret is there" in told
    assert "or that a guest of that name wrote" in told


def test_the_hour_tells_of_all_keys() -> None:
    assert of_a_screen(HOUR_TITLE, {}) == cheat_sheet({})
    assert next(iter(cheat_sheet({}))) == HOUR_TITLE


def test_the_hour_tells_where_a_later_end_is_entered_by_the_keys_there_are() -> None:
    words = [line.words for line in cheat_sheet({"go": "f2"})[HOUR_TITLE]]
    assert "a later end: F2 p, part 6, Minutes in all" in words
