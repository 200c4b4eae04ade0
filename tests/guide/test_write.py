"""A plan that is written as a file and read again is the same plan, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private import fitting
from mqi_tui.domain.private.form import fill
from mqi_tui.domain.private.form_kinds import SHORT
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS
from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.private.record import Private
from mqi_tui.files.guide import Found, read
from mqi_tui.files.guide.labels import EMAIL_MADE
from mqi_tui.files.guide.write import PRIVATE, to_markdown, to_word, to_yaml
from mqi_tui.files.plan import parse_plan, read_plan
from mqi_tui.text.clean import clean, clean_line
from tests.guide.test_read import PLAN
from tests.hostile import HOSTILE
from tests.ui.stage import sample
from tests.ui.test_hostile import plan_of

PLANS = [
    PLAN,
    sample(),
    *(read_plan(path) for path in sorted(Path("tests/plans").glob("*.yaml"))),
]


def written(folder: Path, name: str, half: Private) -> Found:
    path = folder / name
    path.write_bytes(to_word(half) if name.endswith("docx") else to_markdown(half).encode())
    found = read(path)
    assert found.unrecognised == ()
    return found


def again(folder: Path, name: str, plan: Plan, drafts: dict[str, str]) -> object:
    found = written(folder, name, Private(plan, drafts=drafts))
    assert found.email == ""
    return found.plan, found.drafts


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.teacher)
def test_yaml_is_the_same_plan(plan: Plan) -> None:
    assert parse_plan(to_yaml(plan, {}), "it") == plan


@pytest.mark.parametrize("name", ["a.md", "a.docx"])
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.teacher)
def test_a_guide_is_the_same_plan(tmp_path: Path, plan: Plan, name: str) -> None:
    assert again(tmp_path, name, plan, {}) == (plan, {})


WORDS = st.one_of(st.text(max_size=30), st.sampled_from([one for one in HOSTILE if len(one) < 500]),
                  st.sampled_from([one.label for one in FIELDS.values()]),
                  st.sampled_from([f"{one.number}. {one.title}" for one in SECTIONS]))  # fmt: skip
TYPED = st.dictionaries(st.sampled_from(sorted(FIELDS)), WORDS | WORDS.map("a\n\n{}".format))


def typed_in(typed: dict[str, str]) -> tuple[Plan, dict[str, str]]:
    plan, drafts = Plan("Ms. Rivera"), dict[str, str]()
    for key, words in typed.items():
        line = clean_line(words) if FIELDS[key].kind in SHORT else words
        plan, found = fill(plan, drafts, key, line)
        drafts = dict(found)
    return plan, drafts


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
@example({"minutes": ""})
@example({"minutes": "", "teacher": "", "when": "soon"})
def test_whatever_was_typed_is_read_again_from_markdown(
    tmp_path: Path, typed: dict[str, str]
) -> None:
    plan, drafts = typed_in(typed)
    found = again(tmp_path, "a.md", plan, drafts)
    assert found == (plan, drafts)


@settings(max_examples=10,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(TYPED)
@example({"minutes": ""})
@example({"minutes": "", "teacher": "", "when": "soon"})
def test_whatever_was_typed_is_read_again_from_word(tmp_path: Path, typed: dict[str, str]) -> None:
    plan, drafts = typed_in({key: words.replace("\ufffe", "") for key, words in typed.items()})
    assert again(tmp_path, "a.docx", plan, drafts) == (plan, drafts)


@pytest.mark.parametrize("text", [one for one in HOSTILE if one.strip() and len(one) < 1_000])
def test_hostile_words_come_through_yaml(text: str) -> None:
    plan = plan_of(text)
    assert parse_plan(to_yaml(plan, {}), "it") == plan


@pytest.mark.parametrize("name", ["a.md", "a.docx"])
def test_an_empty_plan_is_the_blank_form(tmp_path: Path, name: str) -> None:
    assert again(tmp_path, name, Plan(""), {}) == (Plan(""), {})


@pytest.mark.parametrize("cycle", [1, 2])
def test_each_step_says_what_it_is_for_as_the_screen_does(cycle: int) -> None:
    plan = Plan("", cycle=cycle)
    text, shown = to_markdown(Private(plan)), Preparation(plan)
    for place in range(len(SECTIONS)):
        goal, prompts = shown.purpose(place)
        assert goal
        assert all(f"*{line}*" in text for line in (goal, *prompts))


@pytest.mark.parametrize("name", ["a.md", "a.docx"])
def test_a_first_conversation_has_no_last_time(tmp_path: Path, name: str) -> None:
    first = Plan("Ms. Rivera", cycle=1)
    assert "last time's" not in to_markdown(Private(first))
    assert again(tmp_path, name, first, {}) == (first, {})


def test_its_parts_are_all_there_in_their_order() -> None:
    found = re.findall(r"^## (\d+)\. ", to_markdown(Private(Plan(""))), re.MULTILINE)
    assert [int(one) for one in found] == [*range(1, 7), *range(1, 11)]


@pytest.mark.parametrize("name", ["a.md", "a.docx"])
def test_minutes_as_usual_are_told_and_stay_as_usual(tmp_path: Path, name: str) -> None:
    plan = Plan("Ms. Rivera", minutes=45, steps={3: StepChange(minutes=7)})
    text = to_markdown(Private(plan))
    for number in range(1, 11):
        of_step = text.split(f"\n## {number}. ")[-1].split("\n## ")[0]
        usual = f"*empty: {fitting.usual(plan, number) or 'none'}, as usual*"
        assert (usual in of_step) is (number != 3), of_step
    assert again(tmp_path, name, plan, {}) == (plan, {})


def test_minutes_that_are_written_below_what_is_usual_hold(tmp_path: Path) -> None:
    """Also as a plain line, as somebody writes who has not seen the quotations."""
    text = to_markdown(Private(Plan("Ms. Rivera")))
    path = tmp_path / "a.md"
    path.write_text(
        text.replace("*empty: 10, as usual*\n\n> \n", "*empty: 10, as usual*\n\n12\n", 1)
    )
    assert dict(read(path).plan.steps) == {3: StepChange(minutes=12)}


@pytest.mark.parametrize("name", ["a.md", "a.docx"])
@pytest.mark.parametrize(
    "email",
    [
        "Subject: Tuesday\n\nHi,\n\n1. Teacher\nplease *watch*.\n\nBest\nJ. Okafor\n",
        *(f"{one}\n" for one in HOSTILE if one.strip() and len(one) < 500 and "\ufffe" not in one),
    ],
)
@pytest.mark.some(2)
def test_an_email_of_ones_own_is_printed_and_read_again(
    tmp_path: Path, name: str, email: str
) -> None:
    half = Private(PLAN, email=clean(email))
    found = written(tmp_path, name, half)
    assert (found.plan, found.email.strip()) == (PLAN, clean(email).strip())


def test_an_email_that_is_made_from_the_plan_is_not_frozen_on_paper(tmp_path: Path) -> None:
    assert EMAIL_MADE in to_markdown(Private(PLAN))
    assert again(tmp_path, "a.md", PLAN, {}) == (PLAN, {})


def test_it_says_that_it_is_private_and_drafts_are_told() -> None:
    drafts = {"when": "3/4/2026\nsoon"}
    for text in (to_yaml(PLAN, drafts), to_markdown(Private(PLAN, drafts=drafts))):
        assert PRIVATE in text
        assert "3/4/2026" in text
    assert parse_plan(to_yaml(PLAN, drafts), "it") == PLAN
