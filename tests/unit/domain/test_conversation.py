"""A conversation is the same after it lay in its two files."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import MISSING, fields, replace
from datetime import datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.domain.conversation import (
    Conversation,
    Tables,
    from_tables,
    private_tables,
    shared_tables,
)
from mqi_tui.domain.guide import StepChange, load_guide
from mqi_tui.domain.private.events import Event, Kind, Reading
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.plan import Annotation, Clip, Plan, Response, StockClip
from mqi_tui.domain.private.record import Desk, Private, dated
from mqi_tui.domain.private.scores import Scores
from mqi_tui.domain.shared.log import Header, Log
from mqi_tui.domain.values import NotAValue, from_data, to_data
from mqi_tui.text.clean import clean
from tests.hostile import HOSTILE

WHENS = st.just("") | st.datetimes(datetime(1971, 1, 1), datetime(9998, 1, 1)).map(
    lambda moment: f"{moment:%Y-%m-%d %H:%M}"
)
CYCLES = st.none() | st.integers(1, 999)
TIMES = st.just("") | st.from_regex(r"[0-5][0-9]:[0-5][0-9]", fullmatch=True)
LINES = st.lists(st.text(), max_size=2).map(tuple)
NOTES = st.builds(
    Note,
    id=st.integers(1, 10**6),
    text=st.text(),
    codes=st.lists(st.text()).map(tuple),
    step=st.integers(0, 10),
    deleted=st.booleans(),
)
READINGS = st.builds(Reading, st.integers(0, 10**12), st.integers(0, 10**13), st.text())
EVENTS = st.builds(
    Event,
    st.sampled_from(get_args(Kind)),
    READINGS,
    step=st.integers(0, 10),
    ms=st.integers(-(10**9), 10**9),
    budgets=st.dictionaries(st.integers(1, 10), st.integers(0, 10**9), max_size=2),
    counted=st.booleans(),
)
CLIPS = st.builds(
    Clip,
    start=TIMES,
    end=TIMES,
    codes=LINES,
    annotations=st.lists(st.builds(Annotation, TIMES, st.text()), max_size=2).map(tuple),
    responses=st.lists(st.builds(Response), max_size=1).map(tuple),
    bring_in=st.lists(st.builds(Annotation, TIMES, st.text()), max_size=1).map(tuple),
)
CHANGES = st.builds(StepChange, st.booleans(), st.none() | st.integers(0, 180))
PLANS = st.builds(
    Plan,
    teacher=st.text(),
    cycle=CYCLES,
    when=WHENS,
    minutes=st.integers(0, 999),
    goals=LINES,
    stock_clip=st.none() | st.builds(StockClip, codes=LINES),
    clips=st.lists(CLIPS, max_size=2).map(tuple),
    steps=st.dictionaries(st.integers(1, 10), CHANGES, max_size=2),
)
LOGS = st.builds(Log, st.builds(Header, st.text(), st.text(), CYCLES, WHENS, LINES), st.text())
HALVES = st.builds(
    Private,
    notes=st.lists(NOTES, max_size=3, unique_by=lambda note: note.id).map(
        lambda some: tuple(sorted(some, key=lambda note: note.id))
    ),
    events=st.lists(EVENTS, max_size=3).map(tuple),
    plan=PLANS,
)


def files(conversation: Conversation) -> tuple[Tables, Tables]:
    """Both halves as they come out of their files."""
    shared = shared_tables(conversation.id, conversation.log)
    private = private_tables(conversation.id, conversation.private, conversation.plan_key)
    return json.loads(json.dumps(shared)), json.loads(json.dumps(private))


@settings(max_examples=60)
@given(st.text(), LOGS, HALVES, st.text())
def test_out_of_its_files_it_is_the_same(id_: str, log: Log, half: Private, key: str) -> None:
    conversation = Conversation(id_, log, half, key)
    once = from_tables(*files(conversation))
    assert once == cleaned(conversation)
    assert from_tables(*files(once)) == once


def cleaned(conversation: Conversation) -> Conversation:
    """The same with every text as the door lets it in."""

    def walk(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: walk(item) for key, item in data.items()}
        if isinstance(data, list):
            return [walk(item) for item in data]
        return clean(data) if isinstance(data, str) else data

    return from_data(Conversation, walk(to_data(conversation)))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_others_wrote_into_the_files_is_cleaned(text: str) -> None:
    half = Private(Plan("Ms. Rivera", focus=text), notes=(Note(1, text),))
    out = from_tables(*files(Conversation("id", Log(Header(text), text), half)))
    shown = (
        out.log.text,
        out.log.header.teacher,
        out.private.plan.focus,
        out.private.notes[0].text,
    )
    assert shown == (clean(text),) * 4


LOG = Log(Header("Ms. Rivera", "J. Okafor", 6, "2026-11-24 16:00", ("Explanations",)), "# Log\n")
HALF = Private(
    Plan("Ms. Rivera", goals=("Explain why",)),
    "live",
    (Event("start", Reading(1, 2, "boot")), Event("adapt", Reading(3, 4, "boot"), budgets={8: 0})),
    (Note(1, "one"), Note(12, "two", "said", deleted=True)),
    ("opening.1",),
    revealed=True,
    desk=Desk((3, 7), 2, "half a", {"promote/1": "so far"}),
    next_when="2026-12-08 16:00",
    next_moved=2,
    agreed_when="2026-11-26 16:00",
    drafts={"clips.1.start": "12:"},
    email="Subject: hello",
    email_facts={"clip 1": "12:40 to 17:55"},
    email_before="Subject: before",
    email_handed="Subject: then",
    since=(OldStep("Ask why — Rivera", "partly", "twice", due="2026-11-27"),),
    scores=Scores({"Explanations": "Mid"}, {"Explanations": "High"}, {"Explanations": "High"}),
    guide=load_guide(),
    template="# $teacher",
    opening="# Log",
    archived=True,
    exported=True,
    uploaded=True,
    sent=True,
    outdated=True,
    closed_out=True,
    exported_when="2026-11-24 17:01",
    email_way="copied",
    email_when="2026-11-22 09:30",
    last_when="2026-11-10 16:00",
)


def test_the_half_of_these_tests_leaves_nothing_as_it_is_by_itself() -> None:
    """Else what is written and never read back would not be missed."""
    assert not [
        field.name
        for field in fields(HALF)
        if field.default is not MISSING and getattr(HALF, field.name) == field.default
    ]


def test_an_email_that_never_went_is_kept_as_older_versions_keep_it() -> None:
    table = private_tables("some-id", replace(HALF, email_way="", email_when=""))["prepared"]
    assert not {"email_way", "email_when"} & set(table["1"])


def test_a_date_that_never_moved_is_kept_as_older_versions_keep_it() -> None:
    table = private_tables("some-id", replace(HALF, next_moved=0, agreed_when=""))["next"]
    assert table == {"1": {"when": "2026-12-08 16:00"}}


@pytest.mark.parametrize(
    ("dates", "moved"),
    [
        (["8 Dec"], 0),
        (["8 Dec", "8 Dec"], 0),
        (["8 Dec", "10 Dec"], 1),
        (["8 Dec", "10 Dec", "8 Dec"], 2),
        (["8 Dec", ""], 1),
        (["8 Dec", "", "10 Dec"], 2),
        ([""], 0),
    ],
)
def test_each_change_of_the_next_date_counts_but_the_first(dates: list[str], moved: int) -> None:
    half = Private(Plan("Ms. Rivera"))
    for date in dates:
        half = dated(half, date)
    assert (half.next_when, half.next_moved) == (dates[-1], moved)


def test_each_note_and_event_is_its_own_document() -> None:
    tables = private_tables("some-id", HALF)
    assert list(tables["notes"]) == ["1", "12"]
    assert list(tables["events"]) == ["1", "2"]


def test_the_order_of_events_is_that_of_their_numbers() -> None:
    many = Private(Plan("R"), events=tuple(Event("beat", Reading(n, n)) for n in range(12)))
    shared, private = files(Conversation("x", LOG, many))
    mixed = {**private, "events": dict(sorted(private["events"].items()))}
    assert list(mixed["events"])[:3] == ["1", "10", "11"]
    assert from_tables(shared, mixed).private == many


def test_the_shared_half_alone_is_a_conversation_that_was_not_prepared() -> None:
    shared, _ = files(Conversation("some-id", LOG, HALF))
    conversation = from_tables(shared, {})
    assert conversation == Conversation("some-id", LOG, Private(Plan("Ms. Rivera")))


def test_the_private_half_alone_keeps_everything_but_the_log() -> None:
    _, private = files(Conversation("some-id", LOG, HALF, "key"))
    assert from_tables({}, private) == Conversation("some-id", Log(Header("")), HALF, "key")


def test_what_a_later_version_added_is_passed_over() -> None:
    shared, private = files(Conversation("some-id", LOG, HALF))
    later: Tables = {
        **private,
        "plan": {"1": {**private["plan"]["1"], "mood": "sunny"}},
        "weather": {"1": {"sun": True}},
    }
    assert from_tables(shared, later).private == HALF


DAMAGED: list[dict[str, Any]] = [
    {"meta": {"1": {"state": "asleep"}}},
    {"meta": {"1": {"id": 7}}},
    {"meta": {"1": {"id": "x", "plan_key": []}}},
    {"meta": []},
    {"meta": {"1": "words"}},
    {"notes": {"one": {"id": 1, "text": "x"}}},
    {"notes": {"1": {"id": "1", "text": "x"}}},
    {"notes": {"1": []}},
    {"events": {"1": {"kind": "dance", "at": {"mono": 1, "utc": 2}}}},
    {"events": {"1": {"kind": "start"}}},
    {"asked": {"1": {"keys": "all"}}},
    {"asked": {"1": {"keys": [1]}}},
    {"plan": {"1": {"clips": [{"start": 740}]}}},
    {"desk": {"1": {"caret": ["here"]}}},
    {"next": {"1": {"when": 20261208}}},
]


@pytest.mark.parametrize("private", DAMAGED, ids=[*map(str, DAMAGED)])
def test_a_damaged_table_is_told_and_not_guessed_at(private: dict[str, Any]) -> None:
    with pytest.raises(NotAValue):
        from_tables({}, private)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["1", "2", "id", "text", "kind", "keys", "teacher", "²"]),
            inner,
            max_size=2,
        )
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["meta", "header", "log"]), JSON),
    st.dictionaries(st.sampled_from(["meta", "plan", "events", "notes", "asked", "next"]), JSON),
)
def test_any_damage_at_all_is_told(shared: Any, private: Any) -> None:
    with suppress(NotAValue):
        from_tables(shared, private)


def test_a_desk_from_before_dialogs_were_kept_opens_and_is_stored_as_it_was() -> None:
    desk = {"caret": [3, 4], "top": 2, "draft": "half a note"}
    kept = from_tables({}, {"desk": {"1": desk}})
    assert kept.private.desk == Desk(caret=(3, 4), top=2, draft="half a note")
    assert private_tables("", kept.private)["desk"] == {"1": desk}
