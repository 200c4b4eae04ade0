"""What passes the door from the private half to the log, and that nothing else does."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pytest

from mqi_tui.domain.conversation import shared_tables
from mqi_tui.domain.disclosure import begun, header, opening_log, promoted, template
from mqi_tui.domain.private.events import Event, Reading
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.plan import Clip, Plan, StockClip
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.shared.log import section
from tests.hostile import HOSTILE

MAY_PASS = {
    "plan.teacher",
    "plan.coach",
    "plan.cycle",
    "plan.when",
    "plan.goals",
    "plan.focus",
    "plan.stock_clip.title",
    "plan.stock_clip.codes",
    "plan.clips.start",
    "plan.clips.end",
    "plan.clips.codes",
    "plan.video",
    "plan.clips.video",
    "plan.stock_clip.video",
}
"""The fields of the private half that a log may begin with."""


class Canaries:
    """Fills every field of a value with something that is found nowhere else."""

    def __init__(self) -> None:
        self.numbers = count(70_001)
        self.planted: dict[str, str] = {}

    def fill(self, kind: Any, path: str) -> Any:
        if dataclasses.is_dataclass(kind):
            hints = typing.get_type_hints(kind)
            names = (field.name for field in dataclasses.fields(kind))
            made = {name: self.fill(hints[name], f"{path}.{name}") for name in names}
            return typing.cast(type, kind)(**made)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Literal:
            return arguments[-1]
        if origin is tuple:
            return (self.fill(arguments[0], path), self.fill(arguments[0], path))
        if origin is not None and issubclass_of_mapping(origin):
            return {self.fill(arguments[0], path): self.fill(arguments[1], path)}
        if arguments:
            return self.fill(next(one for one in arguments if one is not type(None)), path)
        return self._canary(kind, path)

    def _canary(self, kind: type, path: str) -> Any:
        if kind is bool:
            return True
        number = next(self.numbers)
        self.planted[str(number)] = path
        if kind is str and path.endswith((".start", ".end", ".at")):
            return f"{number}:00"
        return number if kind is int else f"canary{number}"


def issubclass_of_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


@pytest.fixture(name="canaries")
def _canaries() -> Canaries:
    return Canaries()


def found(canaries: Canaries, text: str) -> set[str]:
    """Paths, below the private half, of the canaries that `text` holds."""
    return {
        path.removeprefix("private.") for canary, path in canaries.planted.items() if canary in text
    }


def test_every_field_of_the_private_half_has_a_canary(canaries: Canaries) -> None:
    half = canaries.fill(Private, "private")
    held = json.dumps(dataclasses.asdict(half), default=str)
    assert all(canary in held for canary in canaries.planted)
    assert {"private.plan.clips.notes.learn", "private.notes.text"} <= set(
        canaries.planted.values()
    )


@pytest.mark.parametrize("first", [True, False])
def test_the_log_begins_with_nothing_but_what_may_pass(canaries: Canaries, first: bool) -> None:
    half = canaries.fill(Private, "private")
    last = () if first else ("- [ ] Ask why — Rivera, by 8 Dec",)
    log = opening_log(dataclasses.replace(half.plan, cycle=half.plan.cycle), last, template(first))
    everything = json.dumps(shared_tables("some-id", log))
    assert found(canaries, everything) == MAY_PASS
    assert ("Ask why" in log.text) is not first


def test_a_promoted_note_takes_its_words_and_codes_along(canaries: Canaries) -> None:
    half = canaries.fill(Private, "private")
    for kind in typing.get_args(typing.get_type_hints(Note)["kind"]):
        note = dataclasses.replace(half.notes[0], kind=kind)
        text = " ".join(promoted(note, half.plan, "Clip 1"))
        assert found(canaries, text) <= {"notes.text", "notes.codes", "plan.teacher"}


def test_the_shared_tables_hold_no_word_of_the_plan(canaries: Canaries) -> None:
    half = canaries.fill(Private, "private")
    log = opening_log(Plan(teacher="Ms. Rivera"))
    assert not found(canaries, json.dumps(shared_tables("some-id", log)) + repr(half.state))


PLAN = Plan(
    teacher="Ms. Rivera",
    coach="J. Okafor",
    cycle=6,
    when="2026-11-24 16:00",
    goals=("Explain why", "Use words"),
    focus="Explanations",
    stock_clip=StockClip("Ms. Lark: Bars", ("Explanations",), {"Explanations": "High"}),
    clips=(Clip("12:40", "17:55", codes=("Explanations", "Mathematical Language")),),
)


def test_the_header_names_each_code_once() -> None:
    assert header(PLAN).codes == ("Explanations", "Mathematical Language")


def test_the_opening_log_says_what_was_agreed() -> None:
    lines = opening_log(PLAN).text.split("\n")
    assert "Date: Tue 24 Nov 2026, 4:00 pm" in lines
    assert {"Teacher: Ms. Rivera", "Cycle: 6", "- Explain why", "- Use words"} <= set(lines)
    assert {"Times: 12:40–17:55", "Clip: Ms. Lark: Bars"} <= set(lines)


def test_the_first_conversation_has_its_own_template() -> None:
    assert opening_log(dataclasses.replace(PLAN, cycle=1)).text.startswith(
        template(first=True).split("\n")[0]
    )
    assert opening_log(PLAN).text.startswith(template(first=False).split("\n")[0] + "\n")


def test_a_template_of_ones_own_may_hold_anything() -> None:
    own = "# Ours\n$teacher costs $5 and $nothing ${coach"
    assert opening_log(PLAN, text=own).text == "# Ours\nMs. Rivera costs $5 and $nothing ${coach"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_facts_stay_facts(text: str) -> None:
    plan = dataclasses.replace(PLAN, focus=text, goals=(text, "$teacher"))
    log = opening_log(plan).text
    assert f"Focus: {text}\n" in log
    assert "- $teacher\n" in log


PROMOTED = [
    (Note(1, "I ran out of time", "said"), ("Rivera: I ran out of time", "Clip 1")),
    (Note(1, "they argue", "noticed"), ("- they argue", "Clip 1")),
    (
        Note(1, "they argue", "log", codes=("Explanations",)),
        ("- they argue (Explanations)", "Clip 1"),
    ),
    (Note(1, "try it", "next"), ("- [ ] try it — ", "Action plan")),
    (
        Note(1, "try it — Rivera, by Fri 4 Dec", "next", codes=("SC",)),
        ("- [ ] try it (SC) — Rivera, by Fri 4 Dec", "Action plan"),
    ),
    (Note(1, "try it - Rivera", "next"), ("- [ ] try it — Rivera", "Action plan")),
    (Note(1, "try it —", "next"), ("- [ ] try it — ", "Action plan")),
    (Note(1, "try it - then wait", "next"), ("- [ ] try it - then wait — ", "Action plan")),
    (Note(1, "try it by Friday", "next"), ("- [ ] try it by Friday — ", "Action plan")),
    (Note(1, "private thing"), ("- private thing", "Clip 1")),
]


@pytest.mark.parametrize(("note", "expected"), PROMOTED)
def test_what_a_note_becomes(note: Note, expected: tuple[str, str]) -> None:
    assert promoted(note, PLAN, "Clip 1") == expected


def test_a_next_step_is_promoted_to_where_action_steps_are_read() -> None:
    _, heading = promoted(Note(1, "try it", "next"), PLAN, "Clip 1")
    assert section(opening_log(PLAN).text.split("\n"), heading)


def walk(value: Any) -> Iterator[Any]:
    yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)


def test_the_filled_half_reaches_every_type(canaries: Canaries) -> None:
    kinds = {type(one) for one in walk(canaries.fill(Private, "private"))}
    assert {Plan, StockClip, Clip, Note, Event, Reading} <= kinds


@pytest.mark.parametrize("first", [True, False])
def test_a_log_has_no_section_for_a_clip_that_is_not_there(first: bool) -> None:
    text = opening_log(Plan("Ms. Rivera", cycle=1 if first else 6)).text
    assert not any(words in text for words in ("Stock clip", "Clip 1", "Clip 2"))
    assert "## Anything else" in text
    assert "## Action plan" in text
    one = opening_log(Plan("Ms. Rivera", cycle=6, clips=(Clip("1:00", "2:00"),))).text
    assert "## Clip 1" in one
    assert "## Clip 2" not in one


def test_the_lines_of_a_log_that_say_its_header_follow_the_plan() -> None:
    """Somebody wrote in it already; a line that somebody worded otherwise stays."""
    log, half = begun(dataclasses.replace(Private(PLAN), opening=""))
    log = dataclasses.replace(log, text=log.text.replace("Coach: J. Okafor", "Coach: me"))
    later = dataclasses.replace(PLAN, when="2026-11-30 01:53", coach="Bo", cycle=7)
    moved, _ = begun(dataclasses.replace(half, plan=later), log)
    head = moved.text.split("##")[0]
    assert "Date: Mon 30 Nov 2026, 1:53 am\n" in head
    assert "24 Nov" not in head
    assert "Cycle: 7\n" in head
    assert "Coach: me\n" in head
    assert moved.text.split("##")[1:] == log.text.split("##")[1:]
