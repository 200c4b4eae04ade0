"""Which video is meant in a step, or in a field of the plan, and which place in it."""

from __future__ import annotations

import re

from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import Section
from mqi_tui.domain.video import at_second, clip_time, seconds

STOCK = 3
CLIPS = {5: 0, 6: 0, 7: 1}
"""The steps about a teaching clip, and its index."""
LESSON = 4
_MOMENT = re.compile(r"(?:^\s*|@)(\d{1,3}(?::\d{2}){1,2})(?![\w:])", re.ASCII)
"""A time that a line begins with, as annotations do, or `@13:05` anywhere in it."""


def in_step(plan: Plan, number: int, line: str = "") -> str:
    """The address of what a step is about, at its second, or at the moment that a line names.

    Empty where the step is about no video, or nobody said where that is.
    """
    if number == STOCK:
        return _at(plan.stock_clip.video if plan.stock_clip else "", 0, line)
    index = CLIPS.get(number, len(plan.clips))
    if index < len(plan.clips):
        clip = plan.clips[index]
        begins = seconds(clip.start) if clip.start else 0
        return _at(clip.video or plan.video, begins, line)
    return _at(plan.video, 0, line) if number == LESSON or _moment(line) is not None else ""


def in_field(plan: Plan, section: Section, key: str, line: str = "") -> str:
    """The address of what is written about in a field, at its second."""
    if key.startswith("clips."):
        return in_step(plan, 7 if key.startswith("clips.2.") else 5, line)
    if key.startswith("stock_clip."):
        return in_step(plan, STOCK, line)
    return in_step(plan, section.number if section.part == "talk" else LESSON, line)


def _at(address: str, begins: int, line: str) -> str:
    moment = _moment(line)
    return at_second(address, begins if moment is None else moment)


def _moment(line: str) -> int | None:
    found = _MOMENT.search(line)
    try:
        return seconds(clip_time(found[1])) if found else None
    except ValueError:
        return None
