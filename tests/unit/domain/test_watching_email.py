"""The watching assignment: what may stand in it, what never does, what is still to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.domain import rubric, watching_email
from mqi_tui.domain.private.plan import Annotation, Clip, Plan, Response, StockClip
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.watching_email import (
    CHANGED,
    NO_SUBJECT,
    draft,
    gaps,
    kept,
    parts,
    standing,
    to_fill_in,
)
from mqi_tui.files import programme
from mqi_tui.text.clean import clean, clean_line
from tests.hostile import HOSTILE
from tests.ui.stage import sample

FULL = Plan(
    "Ms. Rivera",
    coach="J. Okafor",
    when="2026-12-01 17:00",
    clips=(Clip("12:40", "17:55"), Clip("1:02:10", "1:06:00")),
    stock_clip=StockClip("Dana: Halves", codes=("Explanations", "Mathematical Language")),
)
GAPS = {
    "name": replace(FULL, teacher=""),
    "your name": replace(FULL, coach=""),
    "when we talk": replace(FULL, when=""),
    "from": replace(FULL, clips=(Clip(end="17:55"),)),
    "to": replace(FULL, clips=(FULL.clips[0], Clip("20:00"))),
    "which stock clip": replace(FULL, stock_clip=StockClip(codes=("Explanations",))),
    "which codes": replace(FULL, stock_clip=StockClip("Dana: Halves")),
}


USUAL = "2026-11-17 17:00"
"""Two weeks before `FULL`, at the same hour."""


def test_a_full_plan_leaves_nothing_open() -> None:
    made = draft(FULL)
    assert made.gaps == ()
    for words in (
        "Subject: ",
        "Ms. Rivera",
        "J. Okafor",
        "on Tuesday 1 December, 5:00 pm",
        "12:40 to 17:55",
        "1:02:10 to 1:06:00",
        "“Dana: Halves”",
        "Explanations and Mathematical Language",
    ):
        assert words in made.text
    assert "$" not in made.text


def test_it_says_what_the_guides_own_e_mail_says() -> None:
    text = draft(FULL, last_when=USUAL).text
    for words in ("filming your lesson and uploading", "at our usual time", "log into the video"):
        assert words in text


def test_in_the_first_cycle_no_time_is_usual_yet() -> None:
    text = draft(replace(FULL, cycle=1), last_when=USUAL).text
    assert "We talk on Tuesday 1 December, 5:00 pm; if" in text
    assert "usual" in draft(replace(FULL, cycle=2), last_when=USUAL).text


@pytest.mark.parametrize(
    "last_when", ["", "2026-11-15 18:40", "2026-11-17 16:30", "2026-11-18 17:00"]
)
def test_a_time_is_usual_only_where_day_and_hour_are_those_of_the_one_before(
    last_when: str,
) -> None:
    half = Private(replace(FULL, cycle=2), last_when=last_when)
    assert "We talk on Tuesday 1 December, 5:00 pm; if" in standing(half).text
    assert "at our usual time" in standing(replace(half, last_when=USUAL)).text


def test_annotations_are_named_where_there_are_some_and_never_told() -> None:
    noted = replace(FULL.clips[0], annotations=(Annotation("13:05", "She asks why"),))
    text = draft(replace(FULL, clips=(noted, *FULL.clips[1:]))).text
    assert "annotations stand beside the video" in text
    assert "She asks why" not in text
    assert "annotations" not in draft(FULL).text


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-11-15", "on"),  # a Sunday; it is on a Tuesday
        ("2026-11-22", "on"),
        ("2026-11-23", "next week on"),
        ("2026-11-29", "next week on"),
        ("2026-11-30", "tomorrow, on"),
        ("2026-12-01", "today, on"),
        ("2026-12-02", "on"),
    ],
)
def test_a_day_that_is_near_is_called_as_people_call_it(today: str, words: str) -> None:
    """What an edited e-mail states of the plan stays so."""
    made = draft(FULL, today=date.fromisoformat(today)).text
    assert f"We talk {words} Tuesday 1 December" in made
    half = Private(FULL)
    edited_then = replace(half, **kept(half, f"{made}Tea!", today=date.fromisoformat(today)))
    assert standing(edited_then, today=date(2026, 12, 1)).outdated == ()


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        ("2026-11-30", "2026-11-29", "tomorrow, on Monday"),  # not next week, though it is in it
        ("2026-12-03", "2026-11-30", "this week on Thursday"),
        ("2026-12-06", "2026-11-30", "this week on Sunday"),
        ("2026-12-07", "2026-11-30", "next week on Monday"),
        ("2026-12-13", "2026-11-30", "next week on Sunday"),
        ("2026-12-14", "2026-11-30", "We talk on Monday"),
        ("2026-11-30", "2026-12-02", "We talk on Monday"),
        ("2027-01-01", "2026-12-31", "tomorrow, on Friday"),
        ("2027-01-03", "2026-12-31", "this week on Sunday"),
        ("2027-01-04", "2026-12-31", "next week on Monday"),
    ],
)
def test_and_by_the_weeks_of_the_calendar(day: str, today: str, words: str) -> None:
    plan = replace(FULL, when=f"{day} 17:00")
    assert f"{words} " in draft(plan, today=date.fromisoformat(today)).text


@pytest.mark.parametrize("gap", GAPS)
def test_each_missing_fact_is_a_gap(gap: str) -> None:
    made = draft(GAPS[gap])
    assert made.gaps == (gap,)
    assert f"[{gap}?]" in made.text
    assert not any(odd in made.text for odd in ("“”", "None", "$", '""', "  ", "()"))


@pytest.mark.parametrize("clips", [0, 1, 2])
@pytest.mark.parametrize("stock", [None, FULL.stock_clip])
def test_what_is_not_there_is_not_spoken_of(clips: int, stock: StockClip | None) -> None:
    text = draft(replace(FULL, clips=FULL.clips[:clips], stock_clip=stock)).text
    assert ("one short clip" in text, "two short clips" in text) == (clips == 1, clips == 2)
    assert ("stock clip" in text) is (stock is not None)
    assert "\n\n\n" not in text
    assert text == text.strip() + "\n"


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("A",), "score it on A;"),
        (("A", "B"), "score it on A and B;"),
        (("A", "B", "C", "D"), "score it on A, B, C and D;"),
    ],
)
def test_codes_are_listed_with_one_and(codes: tuple[str, ...], told: str) -> None:
    assert told in draft(replace(FULL, stock_clip=StockClip("Dana: Halves", codes))).text


def test_an_empty_plan_has_its_gaps_in_order() -> None:
    assert draft(Plan("")).gaps == ("name", "when we talk", "your name")


# What is left to do in it


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Subject: Hi\n\nHello", ()),
        ("\n Subject: Hi\nHello", ()),
        ("subject:Hi\nHello", ()),
        ("Subject: Hi\n[a?] [b?]", ("a", "b")),
        ("Subject: \nHello", (NO_SUBJECT,)),
        ("Subject\nHello", (NO_SUBJECT,)),
        ("ubject: Hi\nHello [a?]", ("a", NO_SUBJECT)),
        ("Hello", (NO_SUBJECT,)),
        ("", (NO_SUBJECT,)),
    ],
)
def test_what_is_to_fill_in_is_told_and_a_subject_that_is_not_there(
    text: str, left: tuple[str, ...]
) -> None:
    assert to_fill_in(text) == left


LATER = replace(FULL, when="2026-12-02 16:30")
MOVED = replace(FULL, clips=(Clip("12:40", "17:50"), FULL.clips[1]))
CHANGES: list[tuple[Plan, tuple[str, ...]]] = [
    (FULL, ()),
    (LATER, ("when you talk",)),
    (replace(FULL, when=""), ("when you talk",)),
    (MOVED, ("clip 1",)),
    (replace(FULL, clips=FULL.clips[:1]), ("clip 2",)),
    (replace(FULL, clips=()), ("clip 1", "clip 2")),
    (replace(FULL, teacher="Mr. Brown", coach="A. Lee"), ("the teacher", "your name")),
    (replace(FULL, stock_clip=None), ("the stock clip", "its codes")),
    (
        replace(FULL, stock_clip=StockClip("Dana: Halves", ("Explanations",))),
        ("its codes",),
    ),
    (replace(FULL, focus="Another focus", goals=("Another goal",)), ()),
]


def edited(plan: Plan, text: str, before: Private | None = None) -> Private:
    """The private half after the e-mail was edited to `text` while the plan was `plan`."""
    half = replace(before or Private(plan), plan=plan)
    return replace(half, **kept(half, text))


@pytest.mark.parametrize(("plan", "differ"), CHANGES)
def test_an_edited_mail_tells_what_the_plan_says_otherwise_since(
    plan: Plan, differ: tuple[str, ...]
) -> None:
    half = edited(FULL, f"{draft(FULL).text}And bring tea.\n")
    now = standing(replace(half, plan=plan))
    assert (now.is_edited, now.outdated) == (True, differ)
    assert standing(replace(half, plan=FULL)).outdated == ()


@pytest.mark.parametrize(("plan", "_"), CHANGES)
def test_a_mail_as_the_template_makes_it_follows_the_plan(plan: Plan, _: object) -> None:
    half = replace(Private(FULL), **kept(Private(FULL), draft(FULL).text))
    now = standing(replace(half, plan=plan))
    assert (now.is_edited, now.outdated, now.text) == (False, (), draft(plan).text)


def test_what_was_put_right_by_hand_is_told_no_more() -> None:
    text = f"{draft(FULL).text}Tea!\n"
    half = edited(FULL, text)
    right = text.replace("Tuesday 1 December, 5:00 pm", "Wednesday 2 December, 4:30 pm")
    assert standing(edited(LATER, right, half)).outdated == ()
    own = text.replace("on Tuesday 1 December, 5:00 pm", "on Wednesday at half past four")
    assert standing(edited(LATER, own, half)).outdated == ()
    other = f"{text}And a typo less."
    assert standing(edited(LATER, other, half)).outdated == ("when you talk",)


def test_words_of_ones_own_may_be_out_of_date_too() -> None:
    text = draft(FULL).text.replace("on Tuesday 1 December, 5:00 pm", "on Tuesday at five")
    half = edited(FULL, text)
    assert standing(half).outdated == ()
    assert standing(replace(half, plan=LATER)).outdated == ("when you talk",)


def test_an_edit_that_gave_way_to_the_template_is_still_out_of_date_when_it_is_back() -> None:
    text = f"{draft(FULL).text}Tea!\n"
    half = edited(LATER, draft(LATER).text, edited(FULL, text))
    assert not standing(half).is_edited
    assert standing(edited(LATER, text, half)).outdated == ("when you talk",)


# Privacy

MAY_PASS = {
    "teacher", "coach", "when", "stock_clip.title", "stock_clip.codes",
    "clips.start", "clips.end", "clips.video", "stock_clip.video", "video",
}  # fmt: skip
NO_WORDS = {"clips.chosen_by"}
"""Chosen from two words; which of them is no secret that could be planted."""


def planted(value: Any, way: str, found: dict[str, str], numbers: count[int]) -> Any:
    """`value` with a canary in every text that may not pass; `found`: canary to its way."""
    if way in MAY_PASS | NO_WORDS:
        return value
    if isinstance(value, str):
        canary = f"canary{next(numbers)}x"
        found[canary] = way
        return canary
    if isinstance(value, tuple):
        return tuple(planted(one, way, found, numbers) for one in value)
    if isinstance(value, Mapping) and way == "stock_clip.master_scores":
        return {code: planted(point, way, found, numbers) for code, point in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        inner = {
            one.name: planted(
                getattr(value, one.name), f"{way}.{one.name}".lstrip("."), found, numbers
            )
            for one in fields(value)
        }
        return replace(value, **inner)
    return value


def whole() -> Plan:
    """A plan with something in every field."""
    clip = Clip(
        "1:00",
        "6:00",
        codes=("Task Cognitive Demand",),
        annotations=(Annotation("1:05", "x"),),
        bring_in=(Annotation("1:05", "x"),),
        questions=("x",),
        responses=(Response("x", "x"),),
    )
    stock = StockClip("Dana: Halves", ("Explanations",), {"Explanations": "Mid"}, questions=("x",))
    clips = (clip, replace(clip, start="2:00"))
    return replace(FULL, goals=("x",), extra=("x",), clips=clips, stock_clip=stock)


def test_nothing_private_is_in_it() -> None:
    found: dict[str, str] = {}
    plan = planted(whole(), "", found, count())
    ways = {
        part.replace("clips.1.", "clips.").replace("clips.2.", "clips.")
        for part in FIELDS
        if not part.startswith("steps.") and part not in ("cycle", "minutes")
    }
    assert {way.removesuffix(".if_").removesuffix(".then").removesuffix(".at").removesuffix(".note")
            for way in found.values()} == ways - MAY_PASS - NO_WORDS  # fmt: skip
    every = " ".join(
        f"${name} ${{{name}}}" for name in sorted(programme.EMAIL_FACTS | programme.LOG_FACTS)
    )
    for text in (draft(plan).text, draft(plan, every).text):
        assert [way for canary, way in found.items() if canary in text] == []
        assert "Dana: Halves" in text
    assert SECTIONS[4].fields == ()


def test_a_clips_codes_and_the_masters_scores_stay_out() -> None:
    text = draft(whole()).text
    for word in ("Task Cognitive Demand", "Mid", "1:05"):
        assert word not in text


# Words of others


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_pass_as_text(raw: str) -> None:
    line, title = clean_line(raw), clean(raw)
    stock = StockClip(line, ("Explanations",))
    text = draft(replace(FULL, teacher=line, coach=line, stock_clip=stock), "$teacher|$stock_clip")
    assert text.text.startswith((line or "[name?]").strip())
    assert line in text.text
    assert "“”" not in text.text
    assert "\n\n\n" not in draft(FULL, title).text


def test_a_name_that_looks_like_a_gap_of_ours_is_not_filled_in() -> None:
    assert "$coach" in draft(replace(FULL, teacher="$coach")).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a?] [b?] [a?]", ("a", "b")),
        ("[a]", ()),
        ("[?]", ()),
        ("[a\nb?]", ()),
        ("[[a?]]", ("a",)),
        ("[" + "x" * 61 + "?]", ()),
        ("[" * 50_000, ()),
    ],
)
def test_gaps_are_found(text: str, found: tuple[str, ...]) -> None:
    assert gaps(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Subject: One\n\nHello\n", ("One", "Hello\n")),
        ("Subject:  One \nHello", ("One", "Hello\n")),
        ("Hello\nSubject: One", ("", "Hello\nSubject: One\n")),
        ("", ("", "\n")),
        ("\n\nsubject:One\nHello", ("One", "Hello\n")),
    ],
)
def test_the_first_line_is_the_subject(text: str, found: tuple[str, str]) -> None:
    assert parts(text) == found


def test_the_shipped_template_has_a_subject() -> None:
    subject, body = parts(draft(sample()).text)
    assert subject
    assert not body.startswith("Subject")


# A programme's own


def test_a_template_of_the_programme_is_used(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "email.md").write_text("Subject: Hi $teacher\n\n$clips ${when}$$5")
    found = programme.read(tmp_path)
    assert found.complaints == ()
    assert parts(draft(FULL, found.email).text)[0] == "Hi Ms. Rivera"
    assert "5:00 pm$5" in draft(FULL, found.email).text


def test_a_template_with_an_unknown_name_gives_way_to_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "email.md").write_text("teacher\n\nDear $techer,\n$clips\n")
    found = programme.read(tmp_path)
    (complaint,) = found.complaints
    assert complaint.startswith("email.md:3: $techer is not known here; did you mean $teacher?")
    assert found.email == ""
    assert draft(FULL, found.email) == draft(FULL)


def test_codes_are_the_rubrics_own() -> None:
    names = tuple(code.name for code in rubric.codes())
    text = draft(replace(FULL, stock_clip=StockClip("A", names))).text
    assert all(name in text for name in names)
    assert watching_email.SUBJECT in text


# What was handed on


@pytest.mark.parametrize("days", [0, 1, 5, 8])
def test_what_was_handed_on_is_not_old_because_time_passed(days: int) -> None:
    then = date(2026, 12, 1) - timedelta(days=days)
    half = Private(FULL, email_handed=draft(FULL, today=then).text)
    for today in (then, date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3)):
        assert not standing(half, today=today).is_old
    assert standing(replace(half, plan=MOVED), today=then).is_old
    assert standing(replace(half, plan=replace(FULL, when="")), today=then).is_old
    assert not standing(replace(half, plan=replace(FULL, focus="Another"))).is_old


def test_what_was_handed_on_is_old_once_it_is_edited() -> None:
    text = draft(FULL).text
    half = edited(FULL, f"{text}Tea!\n", Private(FULL, email_handed=text))
    assert standing(half).is_old
    assert standing(half).to_see == (CHANGED,)
    told = replace(half, email_way="opened", email_when="2026-11-24 15:55")
    assert standing(told).to_see == (
        "changed since your mail program had it Tue 24 Nov 2026, 3:55 pm",
    )
    assert not standing(replace(half, email_handed=half.email)).is_old
    assert not standing(Private(FULL)).is_old


def test_a_clip_that_cannot_be_is_told_while_the_text_says_it() -> None:
    """So is it beside the plan's form."""
    half = Private(replace(FULL, clips=(Clip("12:00", "12:00"), Clip("1:02:10", "1:06:00"))))
    wrong = "clip 1: the end is not after the start"
    assert standing(half).to_see == (wrong,)
    typed = standing(half).text.replace("12:00 to 12:00", "12:00 to 13:00")
    edited = replace(half, **kept(half, typed))
    assert wrong not in standing(edited).to_see
