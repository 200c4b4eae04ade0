"""What the log was before: which versions are offered, and what lies between two of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.shared.history import Line, Version, compared, thinned, told

FOUR = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
LONG = "what both wrote together " * 20


def versions(*said: tuple[int, str]) -> list[Version]:
    """Seconds past four, and the log at that time."""
    return [
        Version(rev, FOUR + timedelta(seconds=seconds), text)
        for rev, (seconds, text) in enumerate(said, 1)
    ]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([], []),
        ([(0, "a")], [1]),
        ([(0, "a"), (1, "ab"), (59, "abc")], [3]),
        ([(0, "a"), (60, "ab"), (61, "abc")], [1, 3]),
        ([(0, "a"), (60, "a"), (120, "b")], [1, 3]),
        ([(0, "a"), (1, LONG), (2, "")], [2, 3]),
        ([(0, LONG), (1, LONG[:-1]), (2, LONG[:-2])], [3]),
    ],
    ids=["none", "one", "a minute", "two minutes", "the same", "much deleted", "little deleted"],
)
def test_the_last_of_each_minute_and_what_stood_before_a_loss(
    said: list[tuple[int, str]], kept: list[int]
) -> None:
    assert [one.rev for one in thinned(versions(*said))] == kept


def test_what_would_come_back_and_what_would_go() -> None:
    now, then = "a\nb\nc\nd\ne\nf\nnew", "a\nold\nb\nc\nd\ne\nf"
    assert compared(now, then) == (
        Line("same", "a"), Line("comes", "old"), Line("same", "b"),
        Line("same", "⋯"),
        Line("same", "f"), Line("goes", "new"),
    )  # fmt: skip
    assert compared("same", "same") == ()


@given(now=st.text("ab\n", max_size=20), then=st.text("ab\n", max_size=20))
def test_the_lines_that_come_and_go_lead_from_one_log_to_the_other(now: str, then: str) -> None:
    """Each line that differs is told, once."""
    lines = compared(now, then)
    goes = [one.text for one in lines if one.kind == "goes"]
    comes = [one.text for one in lines if one.kind == "comes"]
    here, there = now.split("\n"), then.split("\n")
    for line in {*here, *there}:
        assert there.count(line) - here.count(line) == comes.count(line) - goes.count(line)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "wait longer", "+ wait longer"),
        ("a\nwait longer", "a", "- wait longer"),
        ("a\none two", "a\none three two", "+ one three two"),
        ("a\n\n", "a", "blank lines"),
        ("", "x" * 99, f"+ {'x' * 60}"),
    ],
)
def test_a_version_is_told_by_what_was_written(old: str, new: str, words: str) -> None:
    assert told(old, new) == words
