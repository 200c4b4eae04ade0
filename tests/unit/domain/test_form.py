"""The form: every field of a plan can be typed, and no letter that was typed is lost."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.form import fill, shown, text, write, wrong
from mqi_tui.domain.private.form_kinds import NotYet
from mqi_tui.domain.private.plan import Annotation, Clip, ClipNotes, Plan, Response, StockClip
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS
from mqi_tui.files.plan import read_plan
from mqi_tui.text.clean import clean
from tests.hostile import HOSTILE
from tests.ui.stage import sample

PLANS = [sample(), *(read_plan(path) for path in sorted(Path("tests/plans").glob("*.yaml")))]


def names(kind: type, before: str = "") -> set[str]:
    return {f"{before}{field.name}" for field in dataclasses.fields(kind)}


def test_every_field_of_a_plan_is_in_the_form() -> None:
    wanted = names(Plan) - {"stock_clip", "clips", "steps"} | names(StockClip, "stock_clip.")
    for number in (1, 2):
        wanted |= names(Clip, f"clips.{number}.") - {f"clips.{number}.notes"}
        wanted |= names(ClipNotes, f"clips.{number}.notes.")
    for number in range(1, 11):
        wanted |= names(StepChange, f"steps.{number}.")
    assert set(FIELDS) == wanted


def test_the_sections_are_six_and_ten() -> None:
    assert [one.number for one in SECTIONS] == [*range(1, 7), *range(1, 11)]
    assert [one.part for one in SECTIONS] == ["prepare"] * 6 + ["talk"] * 10


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.teacher)
@pytest.mark.parametrize("key", FIELDS)
def test_a_field_says_what_it_reads(plan: Plan, key: str) -> None:
    assert write(plan, key, text(plan, key)) == plan


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.teacher)
def test_a_plan_can_be_typed_field_by_field(plan: Plan) -> None:
    made = Plan("")
    for key in FIELDS:
        made = write(made, key, text(plan, key))
    assert made == plan


READ = [
    ("clips.1.start", "12:40", ("clips", (Clip("12:40"),))),
    ("clips.1.start", "31.05", ("clips", (Clip("31:05"),))),
    ("clips.1.end", " 1.02:05 ", ("clips", (Clip(end="1:02:05"),))),
    ("clips.2.start", "12:40", ("clips", (Clip(), Clip("12:40")))),
    ("goals", " one \n\n two ", ("goals", ("one", "two"))),
    ("stock_clip.codes", "explanations, SMQR", ("stock_clip", StockClip(
        codes=("Explanations", "Student Mathematical Questioning and Reasoning")))),
    ("stock_clip.master_scores", "explanations: high", ("stock_clip", StockClip(
        master_scores={"Explanations": "High"}))),
    ("stock_clip.master_scores", "Explanations 3\nMathematical Sense-Making - m\nSMQR=np\n"
     "classroom work is connected to mathematics yes\nMathematical Language:low",
     ("stock_clip", StockClip(master_scores={
         "Explanations": "High", "Mathematical Sense-Making": "Mid",
         "Student Mathematical Questioning and Reasoning": "Not Present",
         "Classroom Work is Connected to Mathematics": "Yes", "Mathematical Language": "Low"}))),
    ("clips.1.annotations", "13:05 why?\nno time\n14:00", ("clips", (Clip(annotations=(
        Annotation("13:05", "why?"), Annotation("", "no time"), Annotation("14:00"))),))),
    ("clips.1.responses", "they say -> I ask\njust this", ("clips", (Clip(responses=(
        Response("they say", "I ask"), Response("just this"))),))),
    ("steps.6.minutes", "12", ("steps", {6: StepChange(minutes=12)})),
    ("steps.8.skip", "Yes", ("steps", {8: StepChange(skip=True)})),
    ("cycle", "7", ("cycle", 7)),
    ("minutes", "50", ("minutes", 50)),
    ("when", "2026-12-01 17:00", ("when", "2026-12-01 17:00")),
]  # fmt: skip


@pytest.mark.parametrize(("key", "typed", "became"), READ)
def test_what_is_typed_is_read(key: str, typed: str, became: tuple[str, object]) -> None:
    assert getattr(write(Plan("R"), key, typed), became[0]) == became[1]


NOT_YET = [
    ("clips.1.start", "12:", "is not a time"),
    ("clips.1.end", "12:61", "seconds below 60"),
    ("clips.1.end", "12.61", "seconds below 60"),
    ("clips.1.end", "12.5", "is not a time"),
    ("clips.1.end", "12..05", "is not a time"),
    ("when", "tomorrow", "not a date and time"),
    ("cycle", "six", "a whole number"),
    ("cycle", "6" * 400, "a whole number"),
    ("minutes", "5", "20 to 180"),
    ("minutes", "", "20 to 180"),
    ("stock_clip.codes", "Explanatons", 'did you mean "Explanations"?'),
    ("stock_clip.master_scores", "Explanations: 4", "Not Present, Low, Mid, High"),
    ("stock_clip.master_scores", "Explanations", "Not Present, Low, Mid, High"),
    ("stock_clip.master_scores", "Explanatons: 3", 'did you mean "Explanations"?'),
    ("stock_clip.master_scores", "Lesson is Mathematically Dense 0", "1, 2, 3, 4, 5"),
    ("clips.1.chosen_by", "parent", "coach or teacher"),
    ("steps.8.skip", "maybe", "yes or no"),
    ("clips.1.annotations", "13:99 why", "seconds below 60"),
]


@pytest.mark.parametrize(("key", "typed", "words"), NOT_YET)
def test_what_cannot_be_read_yet_is_told_and_kept(key: str, typed: str, words: str) -> None:
    with pytest.raises(NotYet, match=words):
        write(Plan("R"), key, typed)
    plan, drafts = fill(sample(), {}, key, typed)
    assert shown(plan, drafts, key) == typed
    assert words in wrong(drafts, key)
    assert text(plan, key) == text(fill(sample(), {}, key, "")[0], key)
    again, drafts = fill(plan, drafts, key, text(sample(), key))
    assert (again, drafts) == (sample(), {})


@pytest.mark.parametrize("key", ["minutes", "steps.6.minutes"])
@pytest.mark.parametrize("typed", ["4x", "5000"])
def test_wrong_minutes_leave_those_that_were_right(key: str, typed: str) -> None:
    """Half a number is no other hour: the steps stay as long as they were."""
    plan = Plan("R", minutes=50, steps={6: StepChange(minutes=12)})
    assert fill(plan, {}, key, typed) == (plan, {key: typed})


def test_what_becomes_empty_falls_away() -> None:
    plan, _ = fill(Plan("R"), {}, "clips.2.summary", "x")
    assert plan.clips == (Clip(), Clip(summary="x"))
    plan, _ = fill(plan, {}, "clips.2.summary", "")
    assert plan == Plan("R")
    plan, _ = fill(Plan("R", steps={8: StepChange(skip=True)}), {}, "steps.8.skip", "no")
    assert plan == Plan("R")


def letters(text: str) -> str:
    return "".join(text.split())


@given(st.sampled_from(sorted(FIELDS)), st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE)))
def test_no_word_that_is_typed_is_lost(key: str, typed: str) -> None:
    plan, drafts = fill(sample(), {}, key, typed)
    if key in drafts:
        assert drafts[key] == clean(typed)
    elif FIELDS[key].kind in ("line", "text", "list", "annotations"):
        # letters, not words: a line that is too long for any screen is broken where it is cleaned
        assert letters(shown(plan, drafts, key)) == letters(clean(typed))
    else:
        assert write(plan, key, typed) == plan


def test_what_a_hint_shows_can_be_typed() -> None:
    """An ellipsis is for what is left out."""
    signs = "".join(field.hint for field in FIELDS.values()).replace("…", "")
    assert signs.isascii()


def test_an_answer_is_read_as_its_hint_writes_it() -> None:
    hint = FIELDS["clips.1.responses"].hint.partition(";")[0]
    plan = write(Plan("Ms. Rivera"), "clips.1.responses", hint)
    assert plan.clips[0].responses == (Response("they say", "then I"),)
