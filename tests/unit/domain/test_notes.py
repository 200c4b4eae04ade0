"""Quick notes: what a typed line means, and that editing gives it back as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain import rubric
from mqi_tui.domain.cheat_sheet import cheat_sheet
from mqi_tui.domain.private import notes
from mqi_tui.domain.private.notes import KINDS, Note, NoteKind, Stamp, read, typed
from mqi_tui.text.clean import CONTROLS
from tests.hostile import HOSTILE

READ: list[tuple[str, NoteKind, str, tuple[str, ...]]] = [
    ("they look tired", "private", "they look tired", ()),
    ('"I ran out of time', "said", "I ran out of time", ()),
    ("“I ran out of time”", "said", "I ran out of time”", ()),
    ("! they argue #expl", "noticed", "they argue", ("Explanations",)),
    ("!they argue", "noticed", "they argue", ()),
    ("> the bar model helped", "log", "the bar model helped", ()),
    ("→ try two minutes of talk", "next", "try two minutes of talk", ()),
    ("-> try it", "next", "try it", ()),
    ("- try it", "next", "try it", ()),
    ("-try it", "next", "try it", ()),
    ("-3 is on the board", "private", "-3 is on the board", ()),
    ("  !  spaces   all over  ", "noticed", "spaces all over", ()),
    ("#expl", "private", "", ("Explanations",)),
    ("!#expl", "noticed", "", ("Explanations",)),
    ("#expl, and #lang.", "private", "and", ("Explanations", "Mathematical Language")),
    ("#expl twice #Explanations", "private", "twice", ("Explanations",)),
    ("#smqr who asks", "private", "who asks",
     ("Student Mathematical Questioning and Reasoning",)),
    ("room #12 and C# and a#expl", "private", "room #12 and C# and a#expl", ()),
    ("#zzzz is none", "private", "#zzzz is none", ()),
    ("#expl ! they argue", "private", "! they argue", ("Explanations",)),
    ("#expl#lang is no code", "private", "#expl#lang is no code", ()),
    ("#expl's", "private", "#expl's", ()),
    ("", "private", "", ()),
    ("!", "noticed", "", ()),
    ("[Anna] hi [/]", "private", "[Anna] hi [/]", ()),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind", "text", "codes"), READ)
def test_a_line_is_read(line: str, kind: NoteKind, text: str, codes: tuple[str, ...]) -> None:
    assert read(line) == again(line) == (kind, text, codes)


def again(line: str) -> tuple[NoteKind, str, tuple[str, ...]]:
    kind, text, codes = read(line)
    return read(typed(Note(1, text, kind, codes=codes)))


LINES = st.lists(
    st.one_of(
        st.sampled_from([*notes.KINDS, "#expl", "#lang", "#", "##", "#zz,", "-3", "a-b", "[/]"]),
        st.text(max_size=6),
    ),
    max_size=6,
)


@given(LINES, st.sampled_from(["", " "]))
def test_editing_gives_a_note_back_as_it_was(parts: list[str], between: str) -> None:
    line = between.join(parts)
    assert again(line) == read(line)


@pytest.mark.parametrize("code", rubric.codes(), ids=lambda code: code.name)
def test_every_code_is_found_again_by_its_tag(code: rubric.Code) -> None:
    assert read(typed(Note(1, "", codes=(code.name,)))) == ("private", "", (code.name,))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_one_clean_line(text: str) -> None:
    _, line, _ = read(text)
    assert not CONTROLS.search(line)
    assert again(text) == read(text)
    assert read(f"! {text}")[0] == "noticed"


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="#")))
def test_no_visible_character_is_lost(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFC", words) if c.isalpha())

    assert letters(read(f"! {text}")[1]) == letters(text)


def test_a_note_is_stamped_and_numbered() -> None:
    here = Stamp(at=1_000, step=6, elapsed=90_000, clip=1)
    some = notes.add((), "! they argue", here)
    some = notes.add(some, "   ", here)
    some = notes.add(some, "#expl", here)
    assert some == (
        Note(1, "they argue", "noticed", 1_000, 6, 90_000, 1),
        Note(2, "", "private", 1_000, 6, 90_000, 1, ("Explanations",)),
    )


def test_a_number_is_never_given_twice() -> None:
    some = notes.add(notes.add((), "one", Stamp()), "two", Stamp())
    some = notes.add(notes.delete(some, 2), "three", Stamp())
    assert [note.id for note in some] == [1, 2, 3]


def test_a_note_is_edited_deleted_brought_back_and_promoted() -> None:
    some = notes.add(notes.add((), "one", Stamp(step=3)), "two", Stamp(step=4))
    assert notes.edit(some, 1, "! other #expl")[0].codes == ("Explanations",)
    assert notes.edit(some, 1, "  ") == some
    gone = notes.delete(some, 1)
    assert [note.id for note in notes.shown(gone)] == [2]
    assert notes.bring_back(gone, 1) == some
    assert notes.mark_promoted(some, 2)[1].promoted
    assert [note.id for note in notes.shown(some, step=3)] == [1]


@pytest.mark.parametrize("line", ["Ana #wait s", "#zzz", "#e", "the #1 idea"])
def test_a_word_that_only_looks_like_a_code_stays_a_word(line: str) -> None:
    assert read(line)[1:] == (line, ())


def test_the_cheat_sheet_knows_each_sign_that_begins_a_note() -> None:
    told = " ".join(signs for signs, *_ in cheat_sheet({})["A note's first character"])
    also = {"“": '"', "->": "-"}  # as some keyboards write it, and as it is typed for →
    assert {also.get(sign, sign) for sign in KINDS} | {"#"} == set(told.split()) - {"or"}


def test_a_note_of_before_the_start_is_of_no_step() -> None:
    early, later = Note(1, "they wave"), Note(2, "they argue", "noticed", step=3)
    assert notes.in_a_list(early) == "before the start  · they wave"
    assert notes.in_a_list(later) == "step  3  ! they argue"
    assert [notes.taken_in(one, briefly=True) for one in (early, later)] == ["before ", "step  3"]
