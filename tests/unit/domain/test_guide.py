"""The guide as data, and how an outline fits the time there is."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.disclosure import opening_log
from mqi_tui.domain.guide import (
    CannotFit,
    Outline,
    Step,
    StepChange,
    fit,
    load_guide,
    outlines,
    prompts,
)
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import SECTIONS
from mqi_tui.domain.shared.log import section

Shown = list[int | None]


def planned(outline: Outline) -> Shown:
    """Minutes by step; None for "not today"."""
    return [step.minutes if step.planned else None for step in outline.steps]


def test_the_guide_is_what_the_field_knows() -> None:
    guide = load_guide()
    assert planned(guide) == [3, 2, 10, 4, 2, 10, 12, 5, 12, 0]
    assert [step.number for step in guide.steps] == list(range(1, 11))
    assert [step.number for step in guide.steps if step.protected] == [9, 10]
    assert [step.number for step in guide.steps if step.optional] == [8]
    assert [step.number for step in guide.steps if step.stock] == [3]
    assert [step.clip for step in guide.steps] == [None] * 4 + [0, 0, 1] + [None] * 3


@pytest.mark.parametrize(("minutes", "framing"), [(12, 2), (9, 2), (6, 1), (1, 1), (0, 0)])
def test_the_second_clip_is_framed_and_talked_about_in_one_step(minutes: int, framing: int) -> None:
    assert load_guide().step(7).framing(minutes) == framing
    assert load_guide().step(6).framing(minutes) == 0


def test_clip_talks_follow_the_arc() -> None:
    talks = [step for step in load_guide().steps if step.arc]
    assert [step.number for step in talks] == [3, 6, 7]
    for step in talks:
        framed = ["frame"] * (step.number == 7)
        assert [part.name for part in step.arc] == [*framed, "describe", "elevate", "next steps"]
        assert sum(part.share for part in step.arc) == pytest.approx(1)


@pytest.mark.parametrize("step", load_guide().steps, ids=lambda step: step.short)
def test_every_step_can_be_shown(step: Step) -> None:
    assert step.title
    assert step.goal
    assert step.prompts
    assert 0 < len(step.short) <= 22


@pytest.mark.parametrize("template", ["log.md", "log-first.md"])
def test_every_step_has_its_place_in_the_log(template: str) -> None:
    text = (resources.files("mqi_tui") / "data" / template).read_text(encoding="utf-8")
    for step in load_guide().steps:
        assert section(text.split("\n"), step.section), f"no heading begins with {step.section}"


@pytest.mark.parametrize("cycle", [1, 2])
def test_no_placeholder_is_left_in_a_log(cycle: int) -> None:
    assert "$" not in opening_log(Plan("Ms. Rivera", cycle=cycle)).text


@pytest.mark.parametrize(
    ("minutes", "clips", "changes", "expected"),
    [
        (60, 2, {}, [3, 2, 10, 4, 2, 10, 12, 5, 12, 0]),
        (90, 2, {}, [3, 2, 10, 4, 2, 10, 12, 5, 12, 0]),
        (60, 1, {}, [3, 2, 10, 4, 2, 10, None, 5, 12, 0]),
        (60, 0, {}, [3, 2, 10, 4, None, None, None, 5, 12, 0]),
        (50, 2, {}, [2, 2, 8, 3, 2, 8, 9, 4, 12, 0]),
        (45, 2, {}, [2, 1, 7, 3, 1, 7, 8, 4, 12, 0]),
        (45, 1, {}, [3, 2, 9, 4, 2, 9, None, 4, 12, 0]),
        (20, 2, {}, [1, 1, 1, 1, 1, 1, 1, 1, 12, 0]),
        (60, 2, {8: StepChange(skip=True)}, [3, 2, 10, 4, 2, 10, 12, None, 12, 0]),
        (60, 2, {8: StepChange(skip=True), 6: StepChange(minutes=15)},
         [3, 2, 10, 4, 2, 15, 12, None, 12, 0]),
        (60, 2, {6: StepChange(minutes=20)}, [2, 2, 7, 3, 1, 20, 9, 4, 12, 0]),
        (45, 2, {9: StepChange(minutes=8)}, [2, 2, 8, 3, 1, 8, 9, 4, 8, 0]),
    ],
)  # fmt: skip
def test_fit(minutes: int, clips: int, changes: dict[int, StepChange], expected: Shown) -> None:
    assert planned(fit(load_guide(), minutes=minutes, clips=clips, changes=changes)) == expected


@pytest.mark.parametrize(
    ("minutes", "changes", "told"),
    [
        (19, {}, "19 minutes: a conversation has 20 to 180"),
        (181, {}, "181 minutes: a conversation has 20 to 180"),
        (60, {6: StepChange(minutes=42)}, "need at least 61 minutes, 60 are planned"),
        (20, {9: StepChange(minutes=13)}, "need at least 21 minutes, 20 are planned"),
    ],
)
def test_what_cannot_fit_is_told(minutes: int, changes: dict[int, StepChange], told: str) -> None:
    with pytest.raises(CannotFit, match=told):
        fit(load_guide(), minutes=minutes, clips=2, changes=changes)


CHANGES = st.dictionaries(
    st.integers(1, 10),
    st.builds(StepChange, st.booleans(), st.none() | st.integers(1, 40)),
    max_size=4,
)


@given(st.integers(20, 180), st.integers(0, 2), CHANGES)
def test_what_fits_keeps_every_promise(
    minutes: int, clips: int, changes: dict[int, StepChange]
) -> None:
    guide = load_guide()
    try:
        fitted = fit(guide, minutes=minutes, clips=clips, changes=changes)
    except CannotFit:
        return
    given_minutes = {n: change.minutes for n, change in changes.items() if change.minutes}
    wanted = {step.number: given_minutes.get(step.number, step.minutes) for step in guide.steps}
    assert fitted.total == minutes
    assert fitted.minutes == min(
        minutes, sum(wanted[step.number] for step in fitted.steps if step.planned)
    )
    for step in fitted.steps:
        if not step.planned:
            continue
        assert 1 <= step.minutes <= wanted[step.number] or step.number == 10
        if step.protected or step.number in given_minutes:
            assert step.minutes == wanted[step.number]


def test_shrinking_is_in_proportion() -> None:
    """No step is a whole minute away from its exact share, unless it is held at one minute."""
    fitted = fit(load_guide(), minutes=44)
    for step, original in zip(fitted.steps[:8], load_guide().steps, strict=False):
        assert abs(step.minutes - original.minutes * 32 / 48) < 1


def test_ready_made_outlines() -> None:
    ready = outlines()
    assert len(ready) == len({outline.name for outline in ready}) == 9
    assert ready[0].name == "60 minutes, two clips"
    assert all(len(outline.steps) == 10 for outline in ready)
    assert all(outline.minutes <= outline.total for outline in ready)


def test_a_first_conversation_has_no_last_time_and_more_to_agree_on() -> None:
    step = load_guide().step(2)
    assert any("last time" in words for words in prompts(step, first=False))
    first = prompts(step, first=True)
    assert not any("last time" in words for words in first)
    assert any("work together" in words for words in first)


def test_the_form_calls_the_steps_as_the_hour_does() -> None:
    titles = [one.title for one in SECTIONS if one.part == "talk"]
    assert titles == [step.short for step in load_guide().steps]
