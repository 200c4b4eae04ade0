"""What video platforms hand out, as annotations of a plan; and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.private.form_kinds import KINDS
from mqi_tui.files.pasted_annotations import lines
from mqi_tui.text.clean import clean
from tests.hostile import HOSTILE

PASTED = [
    ("13:05 why\n14:50 S2 draws", "13:05 why\n14:50 S2 draws"),
    ("[13:05] why\n(1:02:03) S2 draws", "13:05 why\n1:02:03 S2 draws"),
    ("00:13:05 - why\n0:00:09: S2", "13:05 why\n00:09 S2"),
    ("13:05 – 13:20  why\n13:05.250 | S2", "13:05 why\n13:05 S2"),
    ("Time,Comment\n00:13:05,\"why, then?\"\n14:50,S2 draws", "13:05 why, then?\n14:50 S2 draws"),
    ("Author;Timecode;Note\nJ. O.;13:05,2;why\n;14:50;S2", "13:05 J. O.: why\n14:50 S2"),
    ("785\twhy\n890\tS2", "785\twhy\n890\tS2"),
    ("start (s)\ttext\n785.2\twhy\n890\tS2", "13:05 why\n14:50 S2"),
    ("13:05,why\n14:50,S2 draws three bars", "13:05 why\n14:50 S2 draws three bars"),
    ("id,start,end,body\n1,00:13:05.000,00:13:20.000,why\n2,01:02:03.000,,S2",
     "13:05 why\n1:02:03 S2"),
    ("13:05, why, then\n14:50, S2", "13:05 why, then\n14:50 S2"),
    ("My notes\n13:05,why, then\nmore", "My notes\n13:05 why, then\nmore"),
    ("just words, and more\nof them, too", "just words, and more\nof them, too"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("pasted", "typed"), PASTED)
def test_it_becomes_an_annotation_a_line(pasted: str, typed: str) -> None:
    assert lines(pasted) == typed


def test_a_note_of_many_lines_goes_on_below_its_time() -> None:
    typed = lines('Time,Comment\n13:05,"why\nthen"\n14:50,S2')
    assert typed == "13:05 why\n  then\n14:50 S2"
    read = KINDS["annotations"].read(typed)
    assert [(one.at, one.note) for one in read] == [("13:05", "why\nthen"), ("14:50", "S2")]


@given(st.one_of(st.text(max_size=200), st.sampled_from(HOSTILE)))
def test_whatever_is_pasted_is_taken(text: str) -> None:
    assert lines(text) == clean(lines(text))


@given(st.lists(st.text("abc def", min_size=1, max_size=9).map(str.strip).filter(bool), min_size=1))
def test_no_word_of_a_list_is_lost(notes: list[str]) -> None:
    pasted = "\n".join(f"{n // 60:02}:{n % 60:02} {note}" for n, note in enumerate(notes, 780))
    assert lines(pasted).split() == pasted.split()
