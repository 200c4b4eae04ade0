"""The kinds of fields a plan has.

Each is a type together with the function that reads it: it gives the value as it is kept, or
raises `ValueError` with what is wrong in one line.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from mqi_tui.domain import kinds, rubric
from mqi_tui.domain.values import Rule, Typed
from mqi_tui.text.clean import clean_line
from mqi_tui.text.complaints import quoted, unknown

_TIME = re.compile(r"(\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d", re.ASCII)
CLIP_TIMES = re.compile(r"\b\d{1,3}[:.]\d{2}(?:[:.]\d{2})?\b", re.ASCII)
"""What may be a `clip_time`, among other words."""


def clip_time(text: str) -> str:
    """A place in a video: mm:ss or h:mm:ss. With points in it, as some write it, it is the same."""
    time = text.replace(".", ":")
    if not _TIME.fullmatch(time):
        raise ValueError(f"{quoted(text)} is not a time; write mm:ss or h:mm:ss, seconds below 60")
    return time


def seconds(time: str) -> int:
    """Seconds from the beginning of the video; `time` is a `clip_time`."""
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total


def date_and_time(text: str) -> str:
    """A local date and time, "2026-11-24 16:00"."""
    try:
        return kinds.moment(text)
    except ValueError:
        wrong = f'{quoted(text)} is not a date and time; write it like "2026-11-24 16:00"'
        raise ValueError(wrong) from None


def code_name(text: str) -> str:
    """The name of a code as the rubric spells it."""
    if code := rubric.code(text):
        return code.name
    near = rubric.nearest(text)
    raise ValueError(unknown(text, "a code of the rubric", near.name if near else ""))


Line = Annotated[str, Typed(clean_line)]
When = Annotated[str, Rule(date_and_time, "a date and time such as 2026-11-24 16:00")]
ClipTime = Annotated[str, Rule(clip_time, "a time such as 12:40")]
CodeName = Annotated[str, Typed(code_name)]
ChosenBy = Literal["coach", "teacher"]
