"""What a plan shows in each step, on the sample and on the plans of `tests/plans`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.plan import (
    ANNOTATIONS,
    Annotation,
    Clip,
    Plan,
    Response,
    StepPlan,
    StockClip,
    outline,
    prompts_for,
)
from mqi_tui.domain.values import from_data, to_data
from mqi_tui.files.plan import parse_plan, plan_key, read_plan

PLANS = sorted((Path(__file__).parents[2] / "plans").glob("*.yaml"))


@pytest.fixture(scope="module")
def sample() -> Plan:
    text = (resources.files("mqi_tui") / "data" / "sample.yaml").read_text(encoding="utf-8")
    return parse_plan(text, "sample.yaml")


def shown(plan: Plan, number: int) -> StepPlan:
    return prompts_for(plan, outline(plan).step(number))


def blanks(value: Any, name: str = "plan") -> list[str]:
    """Names of fields, at any depth, that nothing was written into."""
    if is_dataclass(value):
        return [
            blank
            for one in fields(value)
            for blank in blanks(getattr(value, one.name), f"{name}.{one.name}")
        ]
    if isinstance(value, tuple) and value:
        return [blank for one in value for blank in blanks(one, name)]
    return [name] if value in ("", (), None, {}) else []


def test_the_sample_is_complete_in_every_field_but_that_nobody_filmed_it(sample: Plan) -> None:
    assert {name.split(".")[-1] for name in blanks(sample)} == {"video"}


def test_a_clip_is_shown_where_it_begins_in_its_own_video_or_the_lessons() -> None:
    lesson = "https://x.org/lesson?t={seconds}"
    plan = Plan("x", video=lesson, stock_clip=StockClip(video="https://x.org/stock?t={seconds}"))
    clips = (Clip("12:40"), Clip("1:00:01", video="https://x.org/clip#{seconds}"))
    plan = replace(plan, clips=clips)
    assert [_video(plan, step) for step in (3, 4, 5, 7)] == [
        ("https://x.org/stock",),
        ("https://x.org/lesson",),
        ("https://x.org/lesson?t=760",),
        ("https://x.org/clip#3601",),
    ]
    assert _video(Plan("x", clips=(Clip("12:40"),)), 5) == ()


def _video(plan: Plan, step: int) -> tuple[str, ...]:
    lines = (part.lines for part in shown(plan, step).parts if part.label == "Video")
    return next(lines, ())


def test_the_sample_has_its_running_equal_sign_in_step_8(sample: Plan) -> None:
    assert any("running equal sign" in one.text for one in shown(sample, 8).questions)


def test_the_sample_fills_the_hour_with_the_guides_minutes(sample: Plan) -> None:
    minutes = [step.minutes for step in outline(sample).steps]
    assert minutes == [3, 2, 10, 4, 2, 10, 12, 5, 12, 0]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_other_plans_fit_and_come_back_from_the_store(path: Path) -> None:
    plan = read_plan(path)
    assert outline(plan).minutes <= plan.minutes
    assert from_data(Plan, to_data(plan)) == plan


def test_there_are_plans_with_no_clip_one_and_two() -> None:
    plans = [read_plan(path) for path in PLANS]
    assert {len(plan.clips) for plan in plans} == {0, 1, 2}
    assert {plan.minutes for plan in plans} == {45, 60}


def test_a_clip_step_is_headed_by_its_clip(sample: Plan) -> None:
    assert shown(sample, 5).heading == "Clip 1 · 12:40–17:55 · Explanations"
    assert shown(sample, 6).heading == shown(sample, 5).heading
    assert shown(sample, 7).heading.startswith("Clip 2 · 31:20–36:05 · Student Mathematical")
    assert shown(sample, 3).heading.startswith("Stock clip · Ms. Lark: Fraction bars · Expl")


def test_framing_comes_before_the_talk_and_the_talk_after_it(sample: Plan) -> None:
    labels = {n: [part.label for part in shown(sample, n).parts] for n in (5, 6, 7)}
    assert labels[5][0] == "Frame it"
    assert ANNOTATIONS not in labels[5]
    assert labels[6][0] == "To bring in"
    assert "Frame it" not in labels[6]
    assert {"Frame it", ANNOTATIONS} <= set(labels[7])
    assert all(len(found) == len(set(found)) for found in labels.values())


def test_what_was_noted_of_a_clip_stands_where_it_is_framed_and_discussed(sample: Plan) -> None:
    told = {n: {part.label: part.lines for part in shown(sample, n).parts} for n in (5, 6, 7)}
    first, second = sample.clips
    assert told[5]["To bring in"] == told[6]["To bring in"]
    assert told[5]["To bring in"][0].startswith("13:05 · Stop here")
    assert told[5]["How I read it"] == told[6]["How I read it"] == (first.notes.interpretations,)
    assert told[6]["To try"] == tuple(first.notes.suggestions.split("\n"))
    assert told[7]["How I read it"] == (second.notes.interpretations,)
    assert told[7]["To bring in"] == ("32:10 · S5's sentence, word for word",)


def test_what_is_brought_in_may_have_no_time() -> None:
    plan = Plan("T", clips=(Clip(bring_in=(Annotation("", "the drawing"),)),))
    assert shown(plan, 5).parts[0].lines == ("the drawing",)


def test_steps_that_the_guide_asks_nothing_for_have_a_line_of_ones_own() -> None:
    plan = Plan("T", welcome="the field trip", agreement="two steps", scheduling="not in May")
    assert [shown(plan, n).parts[0].lines for n in (1, 9, 10)] == [
        ("the field trip",), ("two steps",), ("not in May",),
    ]  # fmt: skip


def test_questions_and_responses_stand_where_they_are_asked(sample: Plan) -> None:
    asked = {n: len(shown(sample, n).questions) for n in range(1, 11)}
    assert asked == {1: 0, 2: 0, 3: 3, 4: 1, 5: 0, 6: 3, 7: 3, 8: 2, 9: 0, 10: 0}
    assert shown(sample, 6).responses == sample.clips[0].responses
    assert shown(sample, 7).responses == sample.clips[1].responses
    assert shown(sample, 5).responses == ()


def test_question_keys_are_unique_in_the_plan(sample: Plan) -> None:
    keys = [one.key for n in range(1, 11) for one in shown(sample, n).questions]
    assert len(keys) == len(set(keys))


def test_everything_prepared_is_shown_somewhere_but_master_scores() -> None:
    plan = Plan(
        "T",
        stock_clip=StockClip(
            "stock-title", ("Explanations",), {"Explanations": "High"}, "rel", "frame", ("sq",)
        ),
        clips=(
            Clip("1:00", "2:00", frame="cf", questions=("cq",), responses=(Response("a", "b"),)),
        ),
        review="review",
        opening="opening",
        extra=("point",),
        notes="one\ntwo",
    )
    everything = "\n".join(str(shown(plan, n)) for n in range(1, 11))
    for text in ("stock-title", "rel", "frame", "sq", "cf", "cq", "review", "opening", "point"):
        assert text in everything
    assert "High" not in everything
    assert shown(plan, 1).parts[0].lines == ("one", "two")


def test_a_bare_plan_shows_the_guide_in_every_step() -> None:
    plan = Plan("T")
    for step in outline(plan).steps:
        bare = prompts_for(plan, step)
        assert [part.label for part in bare.parts] == ["Guide"]
        assert (bare.questions, bare.responses, bare.heading) == ((), (), "")
        assert bare.goal == step.goal


def test_steps_left_out_are_not_today() -> None:
    plan = Plan("T", clips=(Clip(),), steps={8: StepChange(skip=True)})
    assert [step.number for step in outline(plan).steps if not step.planned] == [7, 8]


def test_the_key_of_a_plan_is_about_its_content() -> None:
    loose = 'teacher: "Ms. Rivera"\n# a remark\nminutes: 60\n'
    assert plan_key(parse_plan(loose, "a")) == plan_key(Plan("Ms. Rivera"))
    assert plan_key(Plan("Ms. Rivera", cycle=2)) != plan_key(Plan("Ms. Rivera"))
