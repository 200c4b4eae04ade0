"""What is between the brackets of a paste is text, all of it, however it comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from mqi_tui.ui.terminal import pasting
from mqi_tui.ui.terminal.pasting import CLOSES, OPENS, Brackets, Pasted, PastingParser
from tests.hostile import HOSTILE


def read(*pieces: str) -> list[str]:
    """What came in: keys by name, pasted text in guillemets."""
    parser = PastingParser()
    found = [message for piece in pieces for message in parser.feed(piece)]
    while parser.due is not None:  # all that is waited for is over
        parser._quiet_at, parser._timeout_time = [at and 0.0 for at in _waits(parser)]
        found += parser.tick()
    return [
        f"«{one.text}»" if isinstance(one, Paste) else one.key
        for one in found
        if isinstance(one, (Paste, Key))
    ]


def _waits(parser: PastingParser) -> tuple[float | None, float | None]:
    return parser._quiet_at, parser._timeout_time


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("a", ["a"]),
        ("\x1b[A", ["up"]),
        ("\x1b[2~", ["insert"]),
        ("\x1b[20~", ["f9"]),
        ("\x1b", ["escape"]),
        (f"{OPENS}{CLOSES}", ["«»"]),
        (f"{OPENS}one{CLOSES}", ["«one»"]),
        (f"a{OPENS}one{CLOSES}b", ["a", "«one»", "b"]),
        (f"{OPENS}a\x1bb{CLOSES}", ["«a\x1bb»"]),
        (f"{OPENS}\x1b[A\x1b[I\x1b[O\x1b[<0;1;1M{CLOSES}", ["«\x1b[A\x1b[I\x1b[O\x1b[<0;1;1M»"]),
        (f"{OPENS}\x1b{CLOSES}", ["«\x1b»"]),
        (f"{OPENS}a{CLOSES}\x11b{CLOSES}", [f"«a{CLOSES}\x11b»"]),
        (f"{OPENS}a{OPENS}b{CLOSES}", [f"«a{OPENS}b»"]),
        (f"{OPENS}a{CLOSES}{OPENS}b{CLOSES}", ["«a»", "«b»"]),
        (f"{OPENS}a{CLOSES}x{OPENS}b{CLOSES}y", ["«a»", "x", "«b»", "y"]),
        (f"\x1b{OPENS}a{CLOSES}", ["escape", "«a»"]),
        (f"{OPENS}nul \0 bel \a{CLOSES}", ["«nul \0 bel \a»"]),
    ],
)
def test_what_is_pasted_and_what_is_pressed(typed: str, told: list[str]) -> None:
    assert read(typed) == told
    if not typed.startswith("\x1b\x1b"):  # cut there, it is an Esc that waits
        for cut in range(1, len(typed)):
            assert read(typed[:cut], typed[cut:]) == told, cut


def test_a_bracket_that_comes_late_is_none_of_its_keys() -> None:
    """Whatever of it the parser took for keys: what it encloses is pasted."""
    parser = PastingParser()
    keys = [*parser.feed("\x1b")]
    parser._timeout_time = 0.0
    keys += parser.tick()
    assert [one.key for one in keys if isinstance(one, Key)] == ["escape"]
    pasted = [*parser.feed(f"[200~\x11{CLOSES}"), *_settled(parser)]
    assert [one.text for one in pasted if isinstance(one, Paste)] == ["\x11"]


def test_a_bracket_that_is_typed_by_hand_opens_nothing() -> None:
    parser, found = PastingParser(), list[object]()
    for key in OPENS:
        found += parser.feed(key)
        if parser._timeout_time is not None:
            parser._timeout_time = 0.0
        found += parser.tick()
    assert len(found) == len(OPENS)
    assert [one.key for one in parser.feed("x") if isinstance(one, Key)] == ["x"]


def _settled(parser: PastingParser) -> list[object]:
    parser._quiet_at = 0.0
    return [*parser.tick()]


def test_a_paste_waits_for_what_follows_no_longer_than_it_must(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(pasting, "get_time", lambda: now[0])
    parser = PastingParser()
    assert [*parser.feed(f"{OPENS}a{CLOSES}")] == []
    assert parser.due == 100.0 + pasting.QUIET
    now[0] = parser.due
    assert [one.text for one in parser.tick() if isinstance(one, Paste)] == ["a"]
    assert parser.due is None


TEXTS = st.sampled_from([text for text in HOSTILE if "\x1b[20" not in text]) | st.text()


@given(TEXTS, st.lists(st.integers(1, 40), max_size=9))
def test_no_letter_of_a_paste_is_lost_wherever_it_is_cut(text: str, cuts: list[int]) -> None:
    data = f"x{OPENS}{text}{CLOSES}y"
    brackets, found = Brackets(), list[str]()
    for cut in [*cuts, len(data)]:
        found += brackets.feed(data[:cut])
        data = data[cut:]
        if not data:
            break
    found += brackets.settle()
    assert [one for one in found if isinstance(one, Pasted)] == [text]
    keys = "".join(one for one in found if not isinstance(one, Pasted))
    assert keys.replace(OPENS, "") == "xy"


def test_a_large_paste_with_escapes_is_whole() -> None:
    text = "word \x1b[31mred\x1b " * 70_000
    data = f"{OPENS}{text}{CLOSES}"
    pieces = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    assert read(*pieces) == [f"«{text}»"]
