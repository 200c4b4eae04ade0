"""The door for stored records: a sound half, or one line that names the field and no word of it."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.domain.conversation import from_tables, private_tables, shared_tables
from mqi_tui.domain.values import NotAValue
from mqi_tui.files.records import wrong
from tests.unit.domain.test_conversation import HALF, LOG

SHARED = json.loads(json.dumps(shared_tables("some-id", LOG)))
PRIVATE = json.loads(json.dumps(private_tables("some-id", HALF, "key")))
HALVES = {"shared": SHARED, "private": PRIVATE}
WORD = "WORD-THAT-SOMEBODY-WROTE"


def judged(half: str, tables: Any) -> str:
    return wrong(half, json.dumps(tables).encode(), tables)


def changed(tables: Any, way: str, value: Any) -> Any:
    """`tables` with another value at `plan.1.focus`."""
    tables = copy.deepcopy(tables)
    *above, last = way.split(".")
    holder = tables
    for name in above:
        holder = holder[int(name)] if isinstance(holder, list) else holder[name]
    holder[last] = value
    return tables


def test_what_we_wrote_is_sound() -> None:
    assert [judged(half, tables) for half, tables in HALVES.items()] == ["", ""]
    assert judged("shared", {}) == judged("private", {}) == ""


ODD: list[tuple[str, Any, str]] = [
    ("meta.1.state", WORD, "one of 'prepared', 'live', 'ended', 'cancelled' or 'no-show' expected"),
    ("meta.1.id", 7, "text expected; found 7"),
    ("meta.1.archived", 1, "true or false expected; found 1"),
    ("since.1.due", "Friday", "a date such as 2026-11-24 expected"),
    ("notes.1.id", "1", "a whole number expected; found text"),
    ("notes.1.id", True, "a whole number expected; found true or false"),
    ("notes.1.id", 0, "a number from 1 to 1000000000 expected; found 0"),
    ("notes.1.step", -1, "a number from 0 to 10 expected; found -1"),
    ("notes.1.at", -1, "found -1"),
    ("notes.1.codes", WORD, "a list expected; found text"),
    ("notes.1.codes", [WORD, 3], "text expected; found 3"),
    ("notes.1", WORD, "fields expected; found text"),
    ("notes", [WORD], "fields expected; found a list"),
    ("events.1.kind", WORD, "expected; found text"),
    ("events.1.at", {"mono": -5, "utc": 1}, "found -5"),
    ("events.1.at", {"mono": 5, "utc": 10**16}, "found 10000000000000000"),
    ("events.1.at", {"mono": 5}, "is missing"),
    ("events.1.step", 11, "a number from 0 to 10 expected; found 11"),
    ("events.1.budgets", {"11": 5}, "a number from 1 to 10 expected"),
    ("events.1.budgets", {"x": 5}, "a whole number expected"),
    ("events.1.kind", "back-date", "make no hour"),
    ("plan.1.when", WORD, "a date and time such as 2026-11-24 16:00 expected; found text"),
    ("plan.1.when", "0001-01-01 00:00", "a date and time"),
    ("plan.1.cycle", 6.0, "a whole number expected; found 6.0"),
    ("plan.1.cycle", 0, "a number from 1 to 999 expected; found 0"),
    ("plan.1.clips", [{"start": WORD}], "a time such as 12:40 expected; found text"),
    ("plan.1.steps", {"8": {"minutes": -1}}, "found -1"),
    ("plan.1.goals", None, "a list expected; found nothing"),
    ("desk.1.caret", [3], "a row and a column expected; found a list"),
    ("desk.1.caret", [3, -1], "found -1"),
    ("scores.1.teacher", [WORD], "fields expected; found a list"),
    ("next.1.when", 20261208, "text expected; found 20261208"),
    ("prepared.1.guide.total", -1, "found -1"),
    ("prepared.1.guide.steps", [], "ten steps, 1 to 10, are expected"),
    ("closing.1.exported", "yes", "true or false expected; found text"),
    ("since.1.mark", WORD, "expected; found text"),
]


@pytest.mark.parametrize(("way", "value", "words"), ODD, ids=[f"{w}={v}" for w, v, _ in ODD])
def test_what_is_odd_is_told_in_a_line_without_a_word_of_it(
    way: str, value: Any, words: str
) -> None:
    line = judged("private", changed(PRIVATE, way, value))
    assert words in line
    assert way.split(".", maxsplit=1)[0] in line
    assert "\n" not in line
    assert WORD not in line


def test_two_notes_of_one_number_are_told() -> None:
    line = judged("private", changed(PRIVATE, "notes.12.id", 1))
    assert line == "notes: two have the number 1"


def test_the_other_half_is_told() -> None:
    assert judged("shared", PRIVATE) == "plan: belongs into the private file"
    assert judged("private", SHARED) == "header: belongs into the shared file"


GONE = ["teacher", "id"]


def test_what_need_not_be_said_may_be_missing() -> None:
    tables = copy.deepcopy(PRIVATE)
    del tables["plan"]["1"]["teacher"], tables["notes"]["12"]["id"]
    assert judged("private", tables) == ""
    assert [note.id for note in from_tables({}, tables).private.notes] == [1, 12]
    assert judged("shared", {"header": {"1": {}}}) == ""


@pytest.mark.parametrize("way", ["plan.1.focus", "prepared.1.email"])
def test_half_a_character_is_text_all_the_same(way: str) -> None:
    assert judged("private", changed(PRIVATE, way, "\ud800")) == ""


def ways(data: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The ways to everything in `data`."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for name, item in items if isinstance(data, (dict, list)) else ():
        yield (*way, str(name))
        if isinstance(item, (dict, list)):
            yield from ways(item, (*way, str(name)))


def mutated(tables: Any, way: tuple[str, ...], value: Any) -> Any:
    tables = copy.deepcopy(tables)
    holder = tables
    for name in way[:-1]:
        holder = holder[int(name)] if isinstance(holder, list) else holder[name]
    if isinstance(holder, list):
        holder[int(way[-1])] = value
    else:
        holder[way[-1]] = value
    return tables


WAYS = {half: [*ways(tables)] for half, tables in HALVES.items()}
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 10**16, 1.5, "", "x", "\ud800", [], [[]], {}, {"1": {}}, {"x": 1}, ["x"]]
)


@settings(max_examples=300)
@given(st.sampled_from(["shared", "private"]), st.randoms(use_true_random=False), VALUES)
def test_whatever_is_in_a_field_the_door_and_the_quick_way_agree(
    half: str, chance: random.Random, value: Any
) -> None:
    """What we vouch for becomes a value without pydantic; it must never mean something else."""
    tables = mutated(HALVES[half], chance.choice(WAYS[half]), value)
    line = judged(half, tables)
    try:
        from_tables(*(tables if half == name else {} for name in HALVES))
    except NotAValue:
        assert line
    else:
        assert not line or "hour" in line or "two have" in line or "steps" in line
