"""The planning guide as a form: what stands in its fields, and what becomes of what is typed.

Every field of a `Plan` has a text that can be typed. What is typed and cannot be read yet (half a
time, a code that the rubric does not have) is kept beside the plan, as a draft, and never lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.form_kinds import KINDS, NotYet
from mqi_tui.domain.private.plan import Clip, Plan, StockClip
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.text.clean import clean

Drafts = Mapping[str, str]
NOT_WANTED = ("-", "–", "—", "n/a", "not wanted")
"""What is typed into a field that the guide asks for, and that is not wanted this time."""
LEAVES_OUT = {"extra": 8, "stock_clip.title": 3}
"""What a whole step is for, and that step: without it, its time is for the others."""
MINUTES = ("total", "minutes")
"""Kinds of fields of which half a number changes nothing: the hour stays as long as it was."""
_OF_A_STEP = re.compile(r"steps\.\d+\.minutes")
"""What the field of a step's minutes is called."""
ALWAYS = ("teacher", "minutes")
"""Without these there is no conversation."""


def text(plan: Plan, key: str) -> str:
    """What a field says, as it would be typed."""
    return KINDS[FIELDS[key].kind].write(_get(plan, key.split(".")))


def shown(plan: Plan, drafts: Drafts, key: str) -> str:
    """What stands in a field: what was typed and cannot be read yet, else the plan's own."""
    return drafts.get(key, text(plan, key))


def write(plan: Plan, key: str, typed: str) -> Plan:
    """The plan with what was typed into a field.

    Raises:
        NotYet: with one line that says what is expected.
    """
    value = KINDS[FIELDS[key].kind].read(typed)
    return _tidy(_set(plan, key.split("."), value))


def fill(plan: Plan, drafts: Drafts, key: str, typed: str) -> tuple[Plan, Drafts]:
    """Plan and drafts after something was typed into a field.

    What cannot be read, and the dash of what is not wanted, leaves the field of the plan empty and
    is kept as a draft; wrong minutes leave those that were right. Where nothing of a step is
    wanted, it is left out, until something is.
    """
    others = {name: words for name, words in drafts.items() if name != key}
    if _declines(key, typed):
        kept = _tidy(_set(plan, key.split("."), _nothing(key)))
        return _leaving_out(kept, key, out=True), {**others, key: clean(typed)}
    if declined(drafts, key):
        plan = _leaving_out(plan, key, out=False)
    try:
        return write(plan, key, typed), others
    except NotYet:
        if FIELDS[key].kind not in MINUTES:
            plan = _tidy(_set(plan, key.split("."), _nothing(key)))
        return plan, {**others, key: clean(typed)}


def without_minutes(drafts: Drafts) -> dict[str, str]:
    """The drafts but those of the minutes of single steps."""
    return {key: words for key, words in drafts.items() if not _OF_A_STEP.fullmatch(key)}


def _leaving_out(plan: Plan, key: str, *, out: bool) -> Plan:
    """With the step that is all about this field left out, or held again.

    A stock clip of which something else is said has no title, and is talked about all the same.
    """
    step = LEAVES_OUT.get(key)
    if out and _get(plan, key.split(".")[:1]):
        return plan
    return write(plan, f"steps.{step}.skip", "yes" if out else "no") if step else plan


def _nothing(key: str) -> Any:
    """What the plan holds where nothing is said."""
    return KINDS[FIELDS[key].kind].empty


def declined(drafts: Drafts, key: str) -> bool:
    """Whether the coach said of a field that the guide asks for that it is not wanted."""
    return key in drafts and _declines(key, drafts[key])


def _declines(key: str, typed: str) -> bool:
    field = FIELDS[key]
    may_be = field.needed and key not in ALWAYS
    return may_be and typed.strip().casefold().rstrip(".") in NOT_WANTED


def wrong(drafts: Drafts, key: str) -> str:
    """Why the draft of a field cannot be read; empty where there is none."""
    if key not in drafts or declined(drafts, key):
        return ""
    try:
        KINDS[FIELDS[key].kind].read(drafts[key])
    except NotYet as reason:
        return str(reason)
    return ""


def _get(value: Any, path: list[str]) -> Any:
    """The value at `path`; None where something on the way is not there."""
    for name in path:
        if isinstance(value, tuple):
            value = value[int(name) - 1] if int(name) <= len(value) else Clip()
        elif isinstance(value, Mapping):
            value = value.get(int(name))
        else:
            value = getattr(value, name, None)
        if value is None:
            return None
    return value


def _set(value: Any, path: list[str], item: Any) -> Any:
    """`value` with `item` at `path`; what is missing on the way is made."""
    name, rest = path[0], path[1:]
    if isinstance(value, tuple):
        index = int(name) - 1
        clips = (*value, *(Clip() for _ in range(index + 1 - len(value))))
        return (*clips[:index], _set(clips[index], rest, item), *clips[index + 1 :])
    if isinstance(value, Mapping):
        number = int(name)
        return {**value, number: _set(value.get(number, StepChange()), rest, item)}
    if not rest:
        return replace(value, **{name: item})
    inner = getattr(value, name)
    return replace(value, **{name: _set(StockClip() if inner is None else inner, rest, item)})


def _tidy(plan: Plan) -> Plan:
    """Without what became empty: clips at the end, the stock clip, changes that change nothing."""
    clips = plan.clips
    while clips and clips[-1] == Clip():
        clips = clips[:-1]
    return replace(
        plan,
        clips=clips,
        stock_clip=None if plan.stock_clip == StockClip() else plan.stock_clip,
        steps={number: one for number, one in plan.steps.items() if one != StepChange()},
    )
