"""The kinds of fields a plan has.

Each is a type together with the function that reads it: it gives the value as it is kept, or
raises `ValueError` with what is wrong in one line.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from mqi_tui.domain import kinds, rubric
from mqi_tui.domain.rules import Rule, Typed
from mqi_tui.text.clean import clean_line
from mqi_tui.text.complaints import nearest, quoted, unknown

_TIME = re.compile(r"(\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d", re.ASCII)
SECONDS = "{seconds}"
_BRACES = re.compile(r"\{[^{}]*\}?|\}")
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x20\x7f-\x9f\"<>\\^`|‹›\u2400-\u2426]")
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


def dimension_name(text: str) -> str:
    """The name of a dimension as the rubric spells it."""
    names = {name.casefold(): name for name in rubric.dimensions()}
    wanted = " ".join(text.casefold().split())
    if wanted in names:
        return names[wanted]
    near, known = names.get(nearest(wanted, names), ""), ", ".join(rubric.dimensions())
    raise ValueError(unknown(text, "a dimension of the rubric", near, f"there is {known}"))


def web_address(text: str) -> str:
    """Where a video is on the web; `{seconds}` in it stands for the place in the video."""
    try:
        found = urlsplit(text.replace(SECONDS, "0"))
        is_address = found.scheme in ("http", "https") and bool(found.hostname)
    except ValueError:
        is_address = False
    if not is_address or _NOT_IN_ADDRESSES.search(text):
        raise ValueError(f"{quoted(text)} is not a web address; it begins with https:// or http://")
    if {*_BRACES.findall(text)} - {SECONDS}:
        raise ValueError(f"{quoted(text)}: only {SECONDS} is filled in")
    return text


def at_second(address: str, second: int) -> str:
    """The address of a place in a video, so many seconds from its beginning."""
    return address.replace(SECONDS, str(second))


Line = Annotated[str, Typed(clean_line)]
When = Annotated[str, Rule(date_and_time, "a date and time such as 2026-11-24 16:00")]
ClipTime = Annotated[str, Rule(clip_time, "a time such as 12:40")]
CodeName = Annotated[str, Typed(code_name)]
Dimension = Annotated[str, Typed(dimension_name)]
WebAddress = Annotated[str, Rule(web_address, "a web address")]
ChosenBy = Literal["coach", "teacher"]
