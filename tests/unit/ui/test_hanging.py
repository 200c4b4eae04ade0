"""Lines that go on further in than they begin."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content
from textual.style import Style

from mqi_tui.ui.widgets.hanging import hanging
from tests.hostile import HOSTILE


@pytest.mark.parametrize(
    ("head", "words", "width", "indent", "lines"),
    [
        ("1 ☐ ", "one two three", 10, -1, ["1 ☐ one", "    two", "    three"]),
        ("GOAL  ", "one two three", 12, 2, ["GOAL  one", "  two three"]),
        ("", "one two", 5, 2, ["one", "  two"]),
        ("- ", "one", 20, -1, ["- one"]),
        ("- ", "", 20, -1, ["- "]),
        ("- ", "數學 數學", 6, -1, ["- 數學", "  數學"]),
        ("- ", "one\ntwo", 20, -1, ["- one", "  two"]),
    ],
)
def test_a_line_goes_on_below_its_words(
    head: str, words: str, width: int, indent: int, lines: list[str]
) -> None:
    assert hanging(head, words, width, indent).plain.split("\n") == lines


def test_what_can_be_clicked_can_be_clicked_in_every_line() -> None:
    words = Content("one two three").stylize(Style.from_meta({"@click": "x"}))
    made = hanging("1 ☐ ", words, 10)
    clicked = " ".join(made.plain[span.start : span.end] for span in made.spans)
    assert clicked.split() == ["one", "two", "three"]


@given(st.sampled_from([raw for raw in HOSTILE if len(raw) < 500]), st.integers(1, 60))
@example("wide 数学", 1)
def test_hostile_words_stay_words(raw: str, width: int) -> None:
    made = hanging("- ", Content(raw), width)
    assert "".join(made.plain.split()) == "".join(Content(f"- {raw}").plain.split())
