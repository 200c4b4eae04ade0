"""Whose letters stand in a log: told by each replica's number, however updates come together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text

from mqi_tui.domain.shared.authors import by_row, grouped, with_speakers
from mqi_tui.domain.shared.log import Author, Header, Log
from mqi_tui.share.ids import new_id, owner, prefix
from mqi_tui.share.parts import parts
from mqi_tui.share.replica import Replica
from tests.share.wire import GUEST, OTHER

NAMES = {prefix(GUEST): "Ms. Rivera", prefix(OTHER): "Lindqvist"}
START = "# Log\n\nWhat we noticed:\n\n## Plan 😀\n- [ ] \n"


def who(client: int) -> str:
    return NAMES.get(owner(client), "")


READ: list[str] = []
"""What was read by who keeps the text."""


def coach() -> Replica:
    made = Replica(START, "r", named=who)
    made.on_change(lambda: READ.append(made.text))  # as by who keeps it
    return made


def guest(of: Replica, token: str = GUEST) -> Replica:
    made = Replica(client=new_id(token))
    made.apply(of.update)
    return made


def write(replica: Replica, words: str, behind: str) -> None:
    at = replica.text.index(behind) + len(behind)
    place = len(replica.text[:at].encode())
    replica.replace(place, place, words)


def theirs(replica: Replica) -> dict[str, str]:
    """The lines that are a guest's, and whose."""
    lines = replica.text.split("\n")
    return {lines[row]: name for row, name in replica.authors.by_row(replica.text).items()}


def test_a_line_is_the_guests_who_wrote_most_of_it() -> None:
    us = coach()
    rivera, lindqvist = guest(us), guest(us, OTHER)
    write(rivera, " the bars", "noticed:")
    write(lindqvist, "Send the clip", "- [ ] ")
    for one in (rivera, lindqvist):
        us.apply(one.update)
    write(us, "\nthe coach's own, with a slip", "bars")
    rivera.apply(us.update)
    write(rivera, "x", "slip")
    us.apply(rivera.update)
    lines = {"What we noticed: the bars": "Ms. Rivera", "- [ ] Send the clip": "Lindqvist"}
    assert theirs(us) == lines


def test_what_is_put_back_or_moved_is_still_whose_it_was() -> None:
    us = coach()
    rivera = guest(us)
    write(rivera, "\nher line é", "Plan 😀")
    us.apply(rivera.update)
    at = len(us.text[: us.text.index("her")].encode())
    size = len("her line é".encode())
    us.replace(at, at + size, "")
    assert theirs(us) == {}
    us.undo()
    assert theirs(us) == {"her line é": "Ms. Rivera"}
    us.replace(at, at + size, "")
    us.replace(0, 0, "\n")
    us.replace(0, 0, "her line é")
    assert theirs(us) == {"her line é": "Ms. Rivera"}, "cut and pasted"


def test_letters_deleted_one_by_one_come_back_by_undo_as_hers() -> None:
    us = coach()
    rivera = guest(us)
    write(rivera, "\nher line", "Plan 😀")
    us.apply(rivera.update)
    end = len(us.text[: us.text.index("her line") + 8].encode())
    for gone in range(8):
        us.replace(end - gone - 1, end - gone, "", joined=gone > 0)
    assert theirs(us) == {}
    us.undo()
    assert theirs(us) == {"her line": "Ms. Rivera"}


def test_a_guest_who_takes_back_a_deletion_has_not_written_what_the_coach_wrote() -> None:
    us = coach()
    write(us, "\nthe coach's own words", "Plan 😀")
    rivera = guest(us)
    place = len(rivera.text[: rivera.text.index("the coach")].encode())
    rivera.replace(place, place + 21, "")
    us.apply(rivera.update)
    rivera.undo()
    us.apply(rivera.update)
    assert "the coach's own words" in us.text
    assert theirs(us) == {}


def test_rows_that_were_theirs_before_stay_theirs_while_the_text_moves() -> None:
    us = Replica("one\ntwo é\nthree\nfour", "r", named=who)
    us.authors.begin(us.text, {1: "Ms. Rivera", 2: "Ms. Rivera", 3: "Lindqvist", 9: "nobody"})
    us.replace(0, 0, "zero\n")
    lines = {"two é": "Ms. Rivera", "three": "Ms. Rivera", "four": "Lindqvist"}
    assert theirs(us) == lines
    us.replace(0, len(us.text.encode()), "")
    assert theirs(us) == {}


def test_lines_that_became_the_coachs_one_after_the_other_are_nobodys() -> None:
    us = Replica("one\ntwo\nthree", "r", named=who)
    us.authors.begin(us.text, {0: "Ms. Rivera", 1: "Ms. Rivera", 2: "Lindqvist"})
    assert len(theirs(us)) == 3
    write(us, " and much more of the coach's", "one")
    write(us, " and much more of the coach's", "two")
    assert theirs(us) == {"three": "Lindqvist"}


step = st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=60, deadline=None)
@given(st.lists(step, max_size=40))
def test_whose_each_letter_is_follows_however_updates_come_together(
    steps: list[tuple[int, int, int, int]],
) -> None:
    """Each writes letters of their own kind; now and then all they have crosses at once."""
    us = coach()
    all_ = [us, guest(us), guest(us, OTHER)]
    for number, at, gone, meets in steps:
        one, letters = all_[number], "xyz"[number] * 2
        start = len(one.text[: at % (len(one.text) + 1)].encode())
        stop = len(one.text[: min(at % (len(one.text) + 1) + gone, len(one.text))].encode())
        one.replace(start, stop, f"{letters}\n" if at % 3 else letters)
        if at % 2:
            us.authors.by_row(us.text)
        if meets:
            all_[meets % 2 + 1].apply(all_[2 - meets % 2].update)
        if meets == 3:
            us.apply(all_[2].update)
            for other in all_[1:]:
                other.apply(us.update)
    for other in all_[1:]:
        us.apply(other.update)
    data = us.text.encode()
    found = {"": b"", "Ms. Rivera": b"", "Lindqvist": b""}
    start = 0
    for size, name in us.authors._runs:
        found[name] += data[start : start + size].replace(b"\n", b"") if name else b""
        start += size
    assert found == {
        "": b"", "Ms. Rivera": b"y" * data.count(b"y"), "Lindqvist": b"z" * data.count(b"z"),
    }  # fmt: skip
    again = us.authors.by_row(us.text)
    us.authors._by_row = None
    assert us.authors.by_row(us.text) == again


@settings(max_examples=40, deadline=None)
@given(st.lists(step, max_size=40))
def test_an_update_taken_apart_makes_the_same_document(
    steps: list[tuple[int, int, int, int]],
) -> None:
    us = coach()
    all_ = [us, guest(us), guest(us, OTHER)]
    for number, at, gone, _ in steps:
        one = all_[number]
        start = len(one.text[: at % (len(one.text) + 1)].encode())
        stop = len(one.text[: min(at % (len(one.text) + 1) + gone, len(one.text))].encode())
        one.replace(start, stop, "é\n")
        us.apply(one.update)
        all_[number % 2 + 1].apply(us.update)
        us.authors.by_row(us.text)
    whole = us.update
    apart: Doc[Text] = Doc()
    for client, part in parts(whole):
        apart.apply_update(part)
        assert client or part == parts(whole)[-1][1]
    late = Replica()
    late.apply(apart.get_update())
    assert (late.text, late.state) == (us.text, us.state)


@pytest.mark.parametrize("update", [b"", b"\1", b"\1\1\1\0\0", b"\xff" * 40])
def test_what_is_no_update_is_left_to_the_engine(update: bytes) -> None:
    assert parts(update) == [(0, update)]


def test_a_guest_is_named_before_lines_that_say_nothing_of_whose_they_are() -> None:
    text = "## Plan\nthe bars\n- [ ] Send it\nRivera: mine\nWhat we noticed: x\n\nhis"
    authors = (Author("Ms. Rivera", (-1, 0, 1, 2, 3, 4, 5, 99)), Author("Lindqvist", (6,)))
    assert with_speakers(Log(Header("Ms. Rivera", "J. Okafor"), text, authors)) == (
        "## Plan\nRivera: the bars\n- [ ] Rivera: Send it\nRivera: mine\nWhat we noticed: x\n\n"
        "Lindqvist: his"
    )
    assert grouped(by_row(authors)) == authors
