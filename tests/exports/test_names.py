"""Folders that every system takes, no two alike, and the same tomorrow."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.exports.names import Called, folders
from tests.hostile import HOSTILE


def name(teacher: str, cycle: int | None = 7, when: str = "2026-11-24 16:00") -> str:
    return folders([Called("2026-11-20-x", when, teacher, cycle)])["2026-11-20-x"]


@pytest.mark.parametrize(
    ("teacher", "folder"),
    [
        ("Ms. Rivera", "2026-11-24 Ms Rivera 7"),
        ("Ms. Rivera.", "2026-11-24 Ms Rivera 7"),
        ("T-1042", "2026-11-24 T-1042 7"),
        ("Ayşe Öztürk", "2026-11-24 Ayşe Öztürk 7"),
        ("सीता", "2026-11-24 सीता 7"),
        ("O'Neill / Kim: 5?", "2026-11-24 O'Neill Kim 5 7"),
        ("../../etc/passwd", "2026-11-24 etc passwd 7"),
        ("CON", "2026-11-24 CON 7"),
        ("", "2026-11-24 teacher 7"),
        ("...", "2026-11-24 teacher 7"),
        ("a\u202eb\u200bc\x1bd", "2026-11-24 a b c d 7"),
        ("数" * 300, f"2026-11-24 {'数' * 40} 7"),
    ],
)
def test_a_name(teacher: str, folder: str) -> None:
    assert name(teacher) == folder


def test_what_is_missing_is_left_out_and_the_id_knows_a_date() -> None:
    assert name("Ms. Rivera", None) == "2026-11-24 Ms Rivera"
    assert name("Ms. Rivera", None, "") == "2026-11-20 Ms Rivera"
    assert name("Ms. Rivera", 7, "some day") == "2026-11-20 Ms Rivera 7"


def test_two_of_the_same_name_are_told_apart_and_keep_their_names() -> None:
    first = Called("2026-11-24-rivera-6", "2026-11-24 16:00", "Ms. Rivera", 6)
    second = Called("2026-11-24-rivera-6-2", "2026-11-24 18:00", "ms rivera", 6)
    alone = folders([first])
    both = folders([second, first])
    assert both == {**alone, second.id: "2026-11-24 ms rivera 6 (2)"}


CALLED = st.builds(
    Called,
    st.integers(0, 99).map(lambda number: f"2026-11-24-x-{number}"),
    st.sampled_from(["", "2026-11-24 16:00"]),
    st.sampled_from(["Ms. Rivera", "ms rivera", "Ms Rivera 6 (2)", *HOSTILE]) | st.text(),
    st.sampled_from([None, 6]),
)
RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]$|^ ')


@given(st.lists(CALLED, unique_by=lambda one: one.id))
def test_no_two_are_alike_and_every_system_takes_them(conversations: list[Called]) -> None:
    names = folders(conversations)
    assert len({one.casefold() for one in names.values()}) == len(conversations)
    for one in names.values():
        assert not RESERVED.search(one)
        assert one.startswith("2026-11-24 ")
        assert len(one.encode()) < 200
