"""A plan that is written as a file and read again is the same plan, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mqi_tui.domain.private.form import fill
from mqi_tui.domain.private.form_kinds import SHORT
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, purpose
from mqi_tui.files.guide import read
from mqi_tui.files.guide.write import PRIVATE, to_markdown, to_word, to_yaml
from mqi_tui.files.plan import parse_plan, read_plan
from mqi_tui.text.clean import clean_line
from tests.guide.test_read import PLAN
from tests.hostile import HOSTILE
from tests.ui.stage import sample
from tests.ui.test_hostile import plan_of

PLANS = [
    PLAN,
    sample(),
    *(read_plan(path) for path in sorted(Path("tests/plans").glob("*.yaml"))),
]


def again(folder: Path, name: str, plan: Plan, drafts: dict[str, str]) -> object:
    path = folder / name
    if name.endswith("docx"):
        path.write_bytes(to_word(plan, drafts))
    else:
        path.write_bytes(to_markdown(plan, drafts).encode())
    found = read(path)
    assert found.unrecognised == ()
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


@settings(max_examples=25,
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


def test_each_step_says_what_it_is_for() -> None:
    text = to_markdown(Plan(""), {})
    for section in (one for one in SECTIONS if one.fields):
        goal, prompts = purpose(section)
        assert goal
        assert all(f"*{line}*" in text for line in (goal, *prompts))


def test_it_says_that_it_is_private_and_drafts_are_told() -> None:
    drafts = {"when": "3/4/2026\nsoon"}
    for text in (to_yaml(PLAN, drafts), to_markdown(PLAN, drafts)):
        assert PRIVATE in text
        assert "3/4/2026" in text
    assert parse_plan(to_yaml(PLAN, drafts), "it") == PLAN
