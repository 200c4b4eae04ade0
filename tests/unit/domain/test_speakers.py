"""Whose words a line is: read from how it begins, turned by one key, counted for the coach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.shared.log import Header, Log
from mqi_tui.domain.shared.speakers import (
    BOTH,
    COACH,
    TEACHER,
    begins,
    letters,
    next_speaker,
    said_by,
    speaker,
)
from mqi_tui.domain.shared.voices import Voices, balance, has_word_of_teacher, voices

NAMES = ("Rivera", "Okafor", "Rivera + Okafor")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ms. Rivera", "Rivera"),
        ("J. Okafor", "Okafor"),
        ("ms rivera", "rivera"),
        ("Prof. Dr. Ana Kim", "Kim"),
        ("Adms Kim", "Kim"),
        ("Rivera", "Rivera"),
        ("Ms.", "Ms."),
        ("  ", ""),
        ("", ""),
    ],
)
def test_a_speaker_has_a_short_name(name: str, short: str) -> None:
    assert speaker(name) == short


@pytest.mark.parametrize(
    ("teacher", "coach", "names"),
    [
        ("Ms. Rivera", "J. Okafor", NAMES),
        ("Ms. Rivera", "", ("Rivera",)),
        ("Ms. Rivera", "   ", ("Rivera",)),
    ],
)
def test_the_speakers_of_a_log(teacher: str, coach: str, names: tuple[str, ...]) -> None:
    assert Header(teacher, coach).speakers == names


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Rivera: the third picture", TEACHER),
        ("Okafor: why?", COACH),
        ("Rivera + Okafor: the bars", BOTH),
        ("- Rivera: in a list", TEACHER),
        ("  - [ ] Okafor: a step", COACH),
        ("3. Rivera: in a numbered list", TEACHER),
        ("Rivera", 0),
        ("Riveras: x", 0),
        ("she said Rivera: x", 0),
        ("## Rivera: x", 0),
        ("", 0),
    ],
)
def test_whose_words_a_line_is(line: str, who: int) -> None:
    assert said_by(line, NAMES) == who


PAIR = Header("Ms. Dana Whitfield", "Jo A. Okafor").speakers


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Dana: the third picture", TEACHER),
        ("- [ ] Dana: a step", TEACHER),
        ("Dana Whitfield: all of it", TEACHER),
        ("Ms. Dana Whitfield: as in the plan", TEACHER),
        ("Whitfield: as the key writes it", TEACHER),
        ("Jo: why?", COACH),
        ("Whitfield + Okafor: the bars", BOTH),
        ("Danas: x", 0),
        ("Ms.: x", 0),
        ("A.: x", 0),
    ],
)
def test_a_first_name_or_the_whole_name_is_as_good(line: str, who: int) -> None:
    assert said_by(line, PAIR) == who


@pytest.mark.parametrize(
    ("teacher", "coach", "line", "who"),
    [
        ("Dana Whitfield", "Dana Okafor", "Dana: whose?", 0),
        ("Dana Whitfield", "Whitfield Dana", "Dana: the coach's last name", COACH),
        ("D. Whitfield", "J. Okafor", "D.: an initial", 0),
        ("D Whitfield", "J Okafor", "D: an initial", 0),
        ("Ms. Whitfield", "", "Ms.: a title", 0),
        ("Dana Whitfield", "", "Dana: alone", TEACHER),
    ],
)
def test_a_first_name_counts_where_it_can_be_nobody_elses(
    teacher: str, coach: str, line: str, who: int
) -> None:
    assert said_by(line, Header(teacher, coach).speakers) == who


def test_the_key_turns_a_first_name_into_the_next_speaker() -> None:
    assert next_speaker("- Dana: they tried", PAIR) == (2, "Dana: ", "Okafor: ")


def test_a_first_name_is_counted_as_the_name() -> None:
    log = Log(Header("Dana Whitfield", "Jo Okafor"), "Dana: one two three\nOkafor: one")
    assert voices(log, "", "").balance == "Whitfield 75 % of words with a name"


def test_without_names_a_line_is_nobodys() -> None:
    assert said_by(": x", ("",)) == 0
    assert said_by("Rivera: x", ()) == 0


@pytest.mark.parametrize("line", ["words", "- words", "- [ ] words", "12) words", "", "- "])
def test_the_key_goes_round_and_comes_back(line: str) -> None:
    seen = []
    now = line
    for _ in range(4):
        at, old, new = next_speaker(now, NAMES)
        assert now[at:].startswith(old)
        now = now[:at] + new + now[at + len(old) :]
        seen.append(said_by(now, NAMES))
    assert seen == [TEACHER, COACH, BOTH, 0]
    assert now == line


@given(st.text(max_size=40))
def test_words_begin_within_the_line(line: str) -> None:
    assert 0 <= begins(line) <= len(line)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (NAMES, ("R", "O", "+")),
        (("Rivera", "Reyes", "both"), ("I", "E", "+")),
        (("Kim", "Kim", "both"), ("T", "C", "+")),
        (("Kim", "Kimura", "both"), ("T", "C", "+")),
        (("O’Neil", "O-Brien", "both"), ("N", "B", "+")),
        (("rivera",), ("R",)),
        ((), ()),
    ],
)
def test_a_letter_tells_them_apart(names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert letters(names) == expected


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", None),
        ("nobody's words", None),
        ("Rivera:", None),
        ("Rivera: one two three", 100),
        ("Okafor: one two three", 0),
        ("Rivera: one\nOkafor: one two three", 25),
        ("- [ ] Rivera: one\n- Okafor: one", 50),
        ("Rivera + Okafor: one two", 50),
        ("Rivera: one two\nRivera + Okafor: one two three four", 67),
        ("Rivera: they'd co-operate\nOkafor: one two", 50),
    ],
)
def test_the_balance_of_todays_words(text: str, share: int | None) -> None:
    assert balance(text, "", NAMES) == share


def test_last_times_words_are_not_todays() -> None:
    opening = "Okafor: a very long line of last time"
    assert balance(f"{opening}\nRivera: new", opening, NAMES) == 100


@pytest.mark.parametrize(
    ("plan", "has"),
    [
        ("- [ ] ask why — Rivera, by Tue", False),
        ("- [ ] Okafor: I send the task", False),
        ("- [ ] Rivera: I ask why", True),
        ("Rivera + Okafor: we film it", True),
        ("- Rivera: ", False),
    ],
)
def test_whether_the_action_plan_holds_a_word_of_the_teachers(plan: str, has: bool) -> None:
    text = f"Rivera: before\n## Action plan\n{plan}\n## Next conversation\nRivera: after\n"
    assert has_word_of_teacher(text, NAMES) is has


def test_without_an_action_plan_it_holds_none() -> None:
    assert not has_word_of_teacher("Rivera: x", NAMES)


@pytest.mark.parametrize(
    ("text", "heading", "told"),
    [
        ("", "Clip 1", Voices()),
        ("Okafor: a", "Clip 1", Voices("Rivera 0 % of words with a name")),
        ("", "action plan", Voices("", "no word of Ms. Rivera's yet")),
        ("## Action plan\nRivera: a", "Action plan", Voices("Rivera 100 % of words with a name")),
    ],
)
def test_what_the_coach_is_told(text: str, heading: str, told: Voices) -> None:
    assert voices(Log(Header("Ms. Rivera", "J. Okafor"), text), "", heading) == told


def test_the_less_room_there_is_the_less_is_said_of_which_words() -> None:
    long, short, least = Voices("Rivera 80 % of words with a name").forms
    assert (long, short) == ("Rivera 80 % of words with a name", "Rivera 80 % of named words")
    assert least == "Rivera 80 % of words"


def test_without_names_there_is_nothing_to_tell() -> None:
    assert voices(Log(Header(""), "x: y"), "", "Action plan") == Voices()
