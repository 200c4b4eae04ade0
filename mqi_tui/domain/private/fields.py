"""The kinds of fields a plan has.

Each is a type together with the function that reads it: it gives the value as it is kept, or
raises `ValueError` with what is wrong in one line.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from mqi_tui.domain import kinds, rubric
from mqi_tui.domain.rules import Rule, Typed
from mqi_tui.text.clean import clean_line
from mqi_tui.text.complaints import nearest, quoted, unknown

CLIP_TIMES = re.compile(r"\b\d{1,3}[:.]\d{2}(?:[:.]\d{2})?\b", re.ASCII)
"""What may be a `clip_time`, among other words."""


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


Line = Annotated[str, Typed(clean_line)]
When = Annotated[str, Rule(date_and_time, "a date and time such as 2026-11-24 16:00")]
CodeName = Annotated[str, Typed(code_name)]
Dimension = Annotated[str, Typed(dimension_name)]
ChosenBy = Literal["coach", "teacher"]
