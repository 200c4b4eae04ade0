"""What an update of a guest may hold, a row for each rule; and what engines really send."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from mqi_tui.share.allowed import DELETED, GUESTS, WINDOWS, Early, Limits, checked
from mqi_tui.share.ids import owner
from mqi_tui.share.reading import Refused, clocks
from mqi_tui.share.room import Room
from tests.share.updates import (
    BASE,
    COACH,
    ME,
    ME_AGAIN,
    OWN,
    document,
    honest,
    hostile,
    number,
    struct,
    text,
    update,
)

SEEN = {COACH: 100, ME: 5}
END = (COACH, 99)
A = text("a")


def is_mine(client: int) -> bool:
    return owner(client) == OWN


def judge(data: bytes, limits: Limits = GUESTS) -> str:
    """What becomes of an update: `taken`, `early`, or why not."""
    try:
        checked(data, SEEN, is_mine, limits)
    except Early as error:
        return f"early: {error}"
    except Refused as error:
        return str(error)
    return "taken"


TAKEN = "taken"


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (update((ME, 5, [struct(content=A, after=END)])), TAKEN),
        (update((ME, 5, [struct(content=A, before=(COACH, 0))])), TAKEN),
        (update((ME, 5, [struct(content=A)])), TAKEN),
        (update((ME, 5, [struct(content=A, after=(COACH, 3), before=(COACH, 4))])), TAKEN),
        (update((ME_AGAIN, 0, [struct(content=A, after=END)])), TAKEN),
        (update((ME, 5, [struct(content=text("é😀"), after=(ME, 4)), struct(content=A)])), TAKEN),
        (update((ME, 5, [struct(DELETED, number(3), after=END)])), TAKEN),
        (update((ME, 3, [struct(content=text("abc"), after=END)])), TAKEN),
        (update((COACH, 0, [struct(content=text("abc"))])), TAKEN),
        (update(deleted=[(COACH, [(0, 10), (90, 10)]), (ME, [(0, 5)])]), TAKEN),
        (
            # two numbers of one guest, each beside the other
            update(
                (ME_AGAIN, 0, [struct(content=A, after=(ME, 5))]),
                (ME, 5, [struct(content=A, after=END)]),
            ),
            TAKEN,
        ),
        (update(), TAKEN),
        (update((ME, 6, [struct(content=A, after=END)])), "early: a hole"),
        (update((ME_AGAIN, 1, [struct(content=A, after=END)])), "early: a hole"),
        (update((ME, 5, [struct(content=A, after=(COACH, 100))])), "early: beside what is missing"),
        (update((ME, 5, [struct(content=A, after=(99, 0))])), "early: beside what is missing"),
        (update(deleted=[(COACH, [(90, 11)])]), "early: deleted before it was written"),
        (update(deleted=[(99, [(0, 1)])]), "early: deleted before it was written"),
        (update((COACH, 100, [struct(content=A, after=END)])), "in another's name"),
        (update((99, 0, [struct(content=A, after=END)])), "in another's name"),
        (update((COACH, 90, [struct(content=text("x" * 11), after=END)])), "in another's name"),
        (update((ME, 5, [struct(content=A, after=(ME, 5))])), "beside what comes later"),
        (update((ME, 5, [struct(content=A, after=(ME, 9))])), "beside what comes later"),
        (
            update((ME, 5, [struct(content=A, after=END, before=END)])),
            "behind and before the same letter",
        ),
        (
            update((ME, 5, [struct(content=A)]), (ME, 6, [struct(content=A)])),
            "a client without a struct, or twice",
        ),
        (update((ME, 5, [])), "a client without a struct, or twice"),
        (update((ME, 5, [struct(content=A, parent=number(1) + text("x"))])), "not in the log"),
        (
            update((ME, 5, [struct(content=A, parent=number(0) + number(COACH) + number(3))])),
            "not in the log",
        ),
        (update((ME, 5, [struct(content=text(""), after=END)])), "empty"),
        (update((ME, 5, [struct(DELETED, number(0), after=END)])), "empty"),
        (update((ME, 5, [struct(content=b"\2\xff\xff", after=END)])), "no text"),
        (update((ME, 5, [struct(content=b"\2a", after=END)])), "too short"),
        (update((ME, 5, [struct(content=A, after=(2**53, 0))])), "too large a number"),
        (update(deleted=[(COACH, [(0, 0)])]), "deletions out of order"),
        (update(deleted=[(COACH, [(5, 5), (4, 2)])]), "deletions out of order"),
        (update() + b"\0", "more than was announced"),
        (number(2**28) + b"\0" * 9, "too large a number"),
        (update((ME, 5, [struct(content=text("x" * 100_001), after=END)])), "too many letters"),
        (b"", "too short"),
        (b"\1", "too short"),
        (b"\xff" * 20, "too large a number"),
    ],
)  # fmt: skip
def test_what_a_guest_may_send(data: bytes, verdict: str) -> None:
    assert judge(data) == verdict


@pytest.mark.parametrize("kind", [kind for kind in range(32) if kind not in (1, 4)])
def test_only_letters_and_deletions_are_read(kind: int) -> None:
    data = update((ME, 5, [struct(kind, b"\1a", after=END)]))
    assert judge(data) == "neither letters nor deletions"


def test_a_key_of_a_map_is_no_part_of_a_text() -> None:
    data = update((ME, 5, [struct(content=A, after=END, flags=32)]))
    assert judge(data) == "neither letters nor deletions"


@given(st.randoms(use_true_random=False))
def test_what_engines_send_is_taken_in(chance: random.Random) -> None:
    doc = document()
    made = honest(chance, doc.get_update(), count=20)
    for one in made:
        after = checked(one, clocks(doc.get_state()), is_mine)
        doc.apply_update(one)
        assert clocks(doc.get_state()) == after
    everything = checked(doc.get_update(), {}, lambda _: True, WINDOWS)
    assert everything == clocks(doc.get_state())


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    judge(data)


@given(st.randoms(use_true_random=False))
def test_whatever_is_let_through_stays_one_text(chance: random.Random) -> None:
    room, base = Room(), document().get_update()
    room.take(base)
    ours = honest(chance, base, count=10)
    for _ in range(15):
        try:
            room.take_from_guest(hostile(chance, ours), OWN)
        except (Early, Refused):
            continue
    late: Doc[Text] = Doc()
    late.apply_update(room.everything())
    assert str(late.get("log", type=Text)) == room.text


# What once made the engine panic or abort, or two engines read two texts

FATAL = {
    "a deletion in a hole": "01018180c00316c4b96035b9601605776f72642400",
    "a client twice": (
        "020163808080800884ffffffffffffff0f1e14c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9018180c00300c1"
        "8180c00380808080088280c003b801960102ffffffffffffff0f021e01020000013f02"
    ),
}


@pytest.mark.parametrize("name", FATAL)
def test_what_once_was_fatal_is_refused(name: str) -> None:
    room = Room()
    room.take(document(BASE).get_update())
    for take in (lambda data: room.take_from_guest(data, 0), room.take_from_window):
        with pytest.raises((Refused, Early)):
            take(bytes.fromhex(FATAL[name]))
    assert room.text == BASE


def test_letters_within_a_sign_are_refused_as_two_engines_read_them_in_two_ways() -> None:
    room = Room()
    room.take(document("a😀b").get_update())
    within = update((ME, 0, [struct(content=text("x"), after=(COACH, 1), before=(COACH, 2))]))
    assert checked(within, {COACH: 4}, is_mine) == {COACH: 4, ME: 1}, "it is well formed"
    with pytest.raises(Refused, match="another text"):
        room.take_from_guest(within, OWN)
    assert room.text == "a😀b"
    room.take_from_guest(update((ME, 0, [struct(content=A, after=(COACH, 3))])), OWN)
    assert room.text == "a😀ba", "and it goes on"
