"""Text that people typed: nothing dangerous passes, nothing is lost without a sign."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.text.clean import CONTROLS, LONGEST_LINE, clean, clean_line, listed, several, visible
from tests.hostile import HOSTILE

NASTY = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(
            "\x00\x1b\x7f\x85\x9b\r\n\v\f\t\u2028\u2029\u202e\u2066\ud83d\ude42\u0301e"
        ),
    )
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("tab\tstays", "tab\tstays"),
        ("\x1b[31m", "␛[31m"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b31m", "‹U+009B›31m"),
        ("a\u202eb\u2066c\u2069", "a‹U+202E›b‹U+2066›c‹U+2069›"),
        ("a\ud800b\udfffc", "a\ufffdb\ufffdc"),
        ("\ud83d\ude42", "🙂"),
        ("עברית \u200f x\u200dy", "עברית \u200f x\u200dy"),
        ("[/] [Anna] \\", "[/] [Anna] \\"),
    ],
)
def test_clean_table(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_clean_wraps_only_lines_that_are_too_long() -> None:
    lines = clean("x" * (2 * LONGEST_LINE + 1) + "\n" + "y" * LONGEST_LINE).split("\n")
    assert [len(line) for line in lines] == [LONGEST_LINE, LONGEST_LINE, 1, LONGEST_LINE]


def test_cleaning_long_lines_takes_a_moment() -> None:
    """Lines that are nearly too long once took half a second each, with every letter typed."""
    text = clean("x" * (50 * LONGEST_LINE))
    before = time.process_time()
    assert clean(text) == text
    assert time.process_time() - before < 2


def assert_clean(text: str) -> None:
    assert not CONTROLS.search(text.replace("\n", "").replace("\t", ""))
    assert unicodedata.is_normalized("NFC", text)
    assert all(len(line) <= LONGEST_LINE for line in text.split("\n"))
    text.encode()


@given(NASTY)
def test_clean_leaves_no_control_and_is_idempotent(typed: str) -> None:
    assert_clean(clean(typed))
    assert clean(clean(typed)) == clean(typed)
    assert clean_line(clean_line(typed)) == clean_line(typed)


@given(NASTY)
def test_one_line_stays_one_line(typed: str) -> None:
    assert not CONTROLS.search(clean_line(typed))
    assert not CONTROLS.search(visible(typed))


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_strings(typed: str) -> None:
    assert_clean(clean(typed))
    assert clean(clean(typed)) == clean(typed)
    assert not CONTROLS.search(clean_line(typed))
    assert not CONTROLS.search(visible(typed))


def test_visible_shows_breaks_and_tabs() -> None:
    assert visible("a\nb\tc\x1b") == "a⏎b␉c␛"


def test_clean_line_is_one_line_with_single_spaces() -> None:
    assert clean_line("  Ms.\n Rivera\t ") == "Ms. Rivera"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
    ],
)
def test_a_list_has_commas_and_one_and(words: list[str], told: str) -> None:
    assert listed(words) == told


@pytest.mark.parametrize(("number", "told"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps")])
def test_one_is_not_several(number: int, told: str) -> None:
    assert several(number, "step") == told
