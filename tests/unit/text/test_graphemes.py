"""One character, as people see it, is one: to the caret, to Backspace, to Delete."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.text import graphemes

ONE = [
    "a", "é", "e\u0301", "a\u0302\u0323", "½", "—", "〽️", "👩‍🏫",
    "🇺🇸", "👍🏽", "1️⃣", "❤️", "👨‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u1112\u1161\u11ab", "한",
    "क्षि", "நி", "ก็", "שָׁ", "\U0001f1e7\U0001f1f7", "☝🏿", "\u200d",
]  # fmt: skip
LINES = st.lists(st.sampled_from([*ONE, " ", "x", "\u0301", "\ufe0f", "🇺"])).map("".join)


def walked(line: str) -> list[int]:
    """All columns where the caret stands, from the end on to the left."""
    columns = [len(line)]
    while columns[-1]:
        columns.append(graphemes.before(line, columns[-1]))
    return columns[::-1]


@pytest.mark.parametrize("one", ONE)
@pytest.mark.parametrize("around", ["", "a", "— "])
def test_one_character_is_one(one: str, around: str) -> None:
    line = around + one + around
    at = len(around)
    assert graphemes.after(line, at) == at + len(one) or one == "\u200d"
    assert graphemes.before(line, at + len(one)) == at or one == "\u200d"


def test_flags_stand_side_by_side() -> None:
    assert walked("🇺🇸🇧🇷🇺🇸") == [0, 2, 4, 6]


@given(LINES)
def test_left_and_right_meet_the_same_places(line: str) -> None:
    back, forth = walked(line), [0]
    while forth[-1] < len(line):
        forth.append(graphemes.after(line, forth[-1]))
    assert back == forth
    for column in range(len(line) + 1):
        assert graphemes.left(line, column) == max(one for one in back if one <= column)
        assert graphemes.right(line, column) == min(one for one in back if one >= column)


def test_letters_that_are_taken_to_stand_alone_do() -> None:
    """Each of them between others of its kind: the library sees as many characters."""
    import regex  # type: ignore[import-untyped]

    alone = [c for c in map(chr, range(sys.maxunicode + 1)) if graphemes._ALONE.fullmatch(c)]
    alone = [c for c in alone if c not in "\r\n"]  # no line holds them
    assert len(alone) > 30_000
    assert len(regex.findall(r"\X", "".join(c + c for c in alone))) == 2 * len(alone)


@pytest.mark.parametrize("column", [0, 1, 2, 99])
@pytest.mark.parametrize("line", ["", "a", "👩‍🏫"])
def test_no_column_is_too_strange(line: str, column: int) -> None:
    for step in (graphemes.before, graphemes.after):
        assert 0 <= step(line, column) <= max(len(line), column)
