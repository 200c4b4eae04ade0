"""Every field of a plan, wrong in every way: one clear line each, with the line of the file."""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.domain import video
from mqi_tui.domain.private import fields
from mqi_tui.domain.private.plan import Plan
from mqi_tui.files.plan import BadPlan, parse_plan
from mqi_tui.files.source import Way

NAMES = {int: "number", bool: "truth", str: "text"}
RULED = {
    video.ClipTime: "time",
    fields.When: "when",
    fields.CodeName: "code",
    video.WebAddress: "web",
    fields.Dimension: "dimension",
}
FIELD_OF = {"steps": "8", "master_scores": "Explanations"}
"""A name that may stand in a mapping."""


def kinds(kind: Any, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """The way to everything that may stand in a plan, and what is expected there."""
    if kind in RULED:
        yield way, RULED[kind]
        return
    bare = kind
    while (origin := typing.get_origin(bare)) not in (None, tuple, Mapping, Literal):
        bare = typing.get_args(bare)[0]
        if bare in RULED:
            yield way, RULED[bare]
            return
    inner = typing.get_args(bare)
    if dataclasses.is_dataclass(bare):
        yield way, "fields"
        for name, hint in typing.get_type_hints(bare, include_extras=True).items():
            yield from kinds(hint, (*way, name.rstrip("_")))
    elif origin is tuple:
        yield way, "list"
        yield from kinds(inner[0], (*way, 0))
    elif origin is Mapping:
        yield way, "fields"
        yield from kinds(inner[1], (*way, FIELD_OF[str(way[-1])]))
    else:
        yield way, "choice" if origin is Literal else NAMES[bare]


KINDS = dict(kinds(Plan))
WRONG = {
    "text": ("[a]", "{a: b}", "[]", "{}"),
    "number": ("six", "'6'", "6.0", "6e1", "0x6", "0o6", "6_0", "true", "[6]", "{6: 6}", ".nan",
               ".inf", "-1", "0", "9" * 400, "2026-11-24", "6 0", "x"),
    "truth": ("yes", "no", "on", "1", "0", "'true'", "[true]", "{true: true}", "y"),
    "list": ("a", "abc", "{a: b}", "6", "'[a]'"),
    "fields": ("a", "abc", "[a]", "[a: b]", "6", "'{a: b}'"),
    "choice": ("nobody", "c", "Coach", "[coach]", "{coach: teacher}", "true"),
    "time": ("soon", "99", "1", "12:60", "1:75:00", "-1:00", "12:5", "1e3", "[12:40]", "{12: 40}"),
    "when": ("soon", "2026-11-24", "2026-02-30 16:00", "2026-11-24 24:00", "2026-11-24T16:00",
             "16:00", "20261124", "[2026-11-24 16:00]", "1-1-1 1:1"),
    "web": ("ftp://x.org/1", "file:///etc/passwd", "javascript:alert(1)", "x.org", "https://",
            "//x.org", "https:x", "http:///x", "https://[x", "https://x.org/a b",
            "https://x.org/<b>", "x", '"https://x.org/\\e[2J"', '"https://x.org/\\u202e"', "https://x.org/{second}",
            "https://x.org/{seconds", "https://x.org/}", "[https://x.org]", "{https: x}", "5"),
    "dimension": ("Richness", "Whole lesson", "R", "[Richness of the Mathematics]", "5", "{a: b}"),
    "code": ("Explanation", "E", "6", "[Explanations]", "{Explanations: High}"),
}  # fmt: skip


def document(way: Way, value: str) -> tuple[str, int]:
    """A plan with `value` at the end of a way, and the line that it is on."""
    rows = ["# a comment", ""] if way == ("teacher",) else ["# a comment", "", "teacher: x"]
    for depth, name in enumerate(way):
        rows.append("  " * depth + ("-" if isinstance(name, int) else f"{name}:"))
    rows[-1] += f" {value}"
    return "\n".join([*rows, "notes: y" if way[0] != "notes" else "focus: y", ""]), len(rows)


def complaints(text: str) -> list[str]:
    with pytest.raises(BadPlan) as refused:
        parse_plan(text, "plan.yaml")
    return [str(one) for one in refused.value.complaints]


def test_every_field_is_met() -> None:
    assert len(KINDS) > 50
    assert {*KINDS.values()} == {*WRONG}


ODD = [(way, value) for way, kind in KINDS.items() if way for value in WRONG[kind]]


@pytest.mark.parametrize(("way", "value"), ODD, ids=[f"{w}={v[:20]}" for w, v in ODD])
def test_what_is_of_the_wrong_kind_is_one_line(way: Way, value: str) -> None:
    text, line = document(way, value)
    (told, *others) = complaints(text)
    assert told.startswith(f"plan.yaml:{line}: ")
    assert others == []
    assert len(told) < 300


NAMED = [way for way in KINDS if way and isinstance(way[-1], str)]


@pytest.mark.parametrize(
    "way", [way for way in NAMED if way[-2:-1] not in (("steps",), ("master_scores",))], ids=str
)
def test_a_slip_of_the_pen_is_told_with_the_name_that_was_meant(way: Way) -> None:
    name = str(way[-1])
    text, line = document((*way[:-1], f"{name}{name[-1]}"), "x")
    told = complaints(text)
    [slip] = [one for one in told if f'"{name}{name[-1]}" is not a field of ' in one]
    assert slip.startswith(f"plan.yaml:{line}: ")
    assert slip.endswith(f'; did you mean "{name}"?')
    assert len(told) == 1


@pytest.mark.parametrize("way", NAMED, ids=str)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("&a x", '"&a": anchors are not used in a plan'),
        ("*a", '"*a": aliases are not used in a plan'),
        ("!!str x", '"tag:yaml.org,2002:str": tags are not used in a plan'),
        ("!x [x]", '"!x": tags are not used in a plan'),
        ("[[[[[[[[x]]]]]]]]", "nested deeper than 8 levels"),
    ],
)
def test_what_no_plan_needs_is_told(way: Way, value: str, words: str) -> None:
    text, line = document(way, value)
    assert f"plan.yaml:{line}: {words}" in complaints(text)


@pytest.mark.parametrize("way", NAMED, ids=str)
def test_a_name_that_comes_again_is_told(way: Way) -> None:
    text, line = document(way, "")
    rows = text.split("\n")
    rows.insert(line, rows[line - 1])
    assert f'plan.yaml:{line + 1}: "{way[-1]}" is given twice' in complaints("\n".join(rows))


@pytest.mark.parametrize("way", NAMED, ids=str)
@pytest.mark.parametrize("nothing", ["", "~", "null", "''", "' '", "# a comment"])
def test_what_is_left_empty_is_not_there(way: Way, nothing: str) -> None:
    if way != ("teacher",):
        assert parse_plan(document(way, nothing)[0], "plan.yaml").teacher == "x"


CROSSED = [
    ("clips:\n- start: 5:00\n  end: 4:00\n", 4, "clip 1 ends at 4:00"),
    ("clips:\n-\n- end: 4:00\n  start: 5:00\n", 4, "clip 2 ends at 4:00"),
    ("clips:\n- x\n- end: 4:00\n  start: 5:00\n", 4, "clip 2 ends at 4:00"),
    ("clips:\n- {}\n- {}\n- {}\n", 2, "at most two clips fit a conversation; found 3"),
    ("stock_clip:\n  master_scores:\n    SMQR: Highest\n", 4, '"Highest" is not a score of Stu'),
    ("stock_clip:\n  master_scores:\n    SMQR: Low\n    smqr: Mid\n", 5, '"smqr" is given twice'),
    ("steps:\n  8: {skip: true}\n  08: {minutes: 5}\n", 4, '"08" is given twice'),
    ("steps:\n  8:\n    skip: true\n  09:\n    minutes: 300\n", 6, "minutes: 300 is not betw"),
    ("steps:\n  3:\n    minutes: 60\n", 2, "the steps need at least "),
    ("minutes: 20\nsteps:\n  3: {minutes: 20}\n", 2, "the steps need at least "),
    ("minutes: 200\nfocus: x\n", 2, "200 minutes: a conversation has 20 to 180"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), CROSSED)
def test_what_fields_say_of_each_other_is_told_where_it_stands(
    text: str, line: int, words: str
) -> None:
    told = complaints(f"teacher: x\n{text}")
    assert [one for one in told if one.startswith(f"plan.yaml:{line}: {words}")] == told[-1:]


def test_what_is_wrong_in_one_field_keeps_nothing_of_the_others_from_being_told() -> None:
    told = complaints(
        "teacher: [x]\ncycle: six\nclips:\n- {start: 5:00, end: 4:00, summary: [x]}\n- 7\n"
        "minutes: 10\nstock_clip: {master_scores: {SMQR: x, Nope: Mid}}\n"
    )
    assert [line.split(":")[1] for line in told] == ["1", "2", "4", "4", "5", "6", "7", "7"]


# Anything

WORDS = st.sampled_from(
    [*sorted({str(way[-1]) for way in NAMED}), "a", "", "~", "no", "on", "true", "6", "06", "0o6",
     "12:40", "5:00", "2026-11-24 16:00", "Explanations", "High", "coach", "\u202e", "[/]", "é",
     "x" * 60, "<<"]
)  # fmt: skip
SCALARS = WORDS | st.integers() | st.booleans() | st.none() | st.floats() | st.text(max_size=4)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)
PLACE = re.compile(r"plan\.yaml:(\d+): ")


def told_of(text: str) -> list[str]:
    try:
        assert parse_plan(text, "plan.yaml").teacher
    except BadPlan as refused:
        told = [str(one) for one in refused.complaints]
        assert told
        return told
    return []


@settings(max_examples=400)
@given(st.dictionaries(WORDS, DOCUMENTS, max_size=6))
def test_any_document_is_a_plan_or_told_with_its_lines(data: dict[str, Any]) -> None:
    """JSON is YAML: a name and a single value on each line, so what was found is on the line."""
    text = json.dumps({"teacher": "x", **data}, indent=1)
    rows = text.split("\n")
    for told in told_of(text):
        if place := PLACE.match(told):
            row = rows[int(place[1]) - 1]
            found = re.search(r"; found \"(\w+)\"$", told, re.ASCII)
            named = re.match(r"\"(\w+)\" is not a field", told[place.end() :], re.ASCII)
            assert not found or found[1] in row
            assert not named or named[1] in row
        else:
            assert told.startswith('plan.yaml: "teacher" is missing')


@settings(max_examples=200)
@given(DOCUMENTS)
def test_any_single_thing_is_a_plan_or_told(data: Any) -> None:
    told_of(json.dumps(data))
