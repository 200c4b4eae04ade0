"""Names found with the letters that a keyboard has, and shown where they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.text.finding import HomeRow, places
from mqi_tui.text.letters import plain, spans
from tests.hostile import HOSTILE

TYPED = [
    ("Łukasiewicz", "lukas"), ("Søren Ørsted", "soren orsted"), ("Đorđević", "dordevic"),
    ("Æsa", "aesa"), ("Þórður", "thordur"), ("Weiß", "weiss"), ("STRASSE", "straße"),
    ("Guðrún", "gudrun"), ("Cœur", "coeur"), ("Yıldız", "yildiz"), ("İpek", "ipek"),
    ("O’Brien", "o'brien"), ("O'Brien", "o’brien"), ("Ñandú", "nandu"), ("Nguyễn", "nguyen"),
    ("ẞ", "ss"), ("Ħal Għaxaq", "hal ghaxaq"), ("Ŋaŋ", "nan"), ("Ａｎｎａ", "anna"),
    ("Smith–Jones", "smith-jones"), ("Zoe\u0308", "zoë"), ("ﬁnd", "find"),
    ("Łuk\u00adasz", "lukasz"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed"), TYPED)
def test_a_name_is_found_by_what_is_typed_for_it(name: str, typed: str) -> None:
    assert plain(typed) in plain(name)
    assert places([HomeRow("x", teacher=name).words], typed) == [0]


def test_an_id_is_searched_too() -> None:
    assert places([HomeRow("2026-11-24-łukasiewicz-6").words], "lukas") == [0]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Ms. Łukasiewicz", "lukas", ["Łukas"]),
        ("die Straße dort", "strasse", ["Straße"]),
        ("die Straße dort", "dort", ["dort"]),
        ("ßß x", "x", ["x"]),
        ("Ægir og Æsa", "ae", ["Æ", "Æ"]),
        ("cafe\u0301 au lait", "cafe au", ["cafe\u0301", "au"]),
        ("Weiß", "s", ["ß"]),
        ("anana", "ana an", ["anana"]),
        ("nothing", "zebra", []),
        ("", "a", []),
    ],
)
def test_what_is_found_is_set_off_at_the_right_letters(
    text: str, typed: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in spans(text, plain(typed).split())] == found


WORDS = st.one_of(st.text(max_size=12), st.sampled_from([*HOSTILE, *(name for name, _ in TYPED)]))


@given(WORDS)
def test_letter_by_letter_it_is_the_same(text: str) -> None:
    assert plain(text) == "".join(map(plain, text)) == plain(plain(text))


@given(WORDS, WORDS)
def test_each_span_holds_what_was_looked_for(text: str, typed: str) -> None:
    words = plain(typed).split()
    found = spans(text, words)
    assert bool(found) == any(word in plain(text) for word in words)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert any(word in plain(text[start:end]) for word in words)
    assert all(one[1] < other[0] for one, other in pairwise(found))
