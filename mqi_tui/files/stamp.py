"""What the hub lets through of what a window says of itself: its role's own keys, and no other.

Who somebody is follows from the token with which they came, never from what they say. A word of
the wrong kind is left out; the others stand.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WrapValidator
from pydantic_core import PydanticUseDefault

from mqi_tui.domain.roles import COACH, GUEST, READER, WINDOW, Pass

LONG, SHORT = 500, 80
"""Characters of a title or heading, and of a name; the rest is cut off."""
NAMES = 3
WINDOWS = 512
"""How many windows can be told what of theirs is kept."""
MOST = 2**53
"""What every program of the protocol can still count to."""


def _left_out(value: Any, judged: Any) -> Any:
    try:
        return judged(value)
    except ValidationError:
        raise PydanticUseDefault from None


def _cut(length: int) -> BeforeValidator:
    return BeforeValidator(lambda text: text[:length] if isinstance(text, str) else text)


Words = Annotated[str, _cut(LONG), WrapValidator(_left_out)]
Name = Annotated[str, _cut(SHORT)]
Names = Annotated[list[Name], Field(max_length=NAMES), WrapValidator(_left_out)]
Count = Annotated[int, Field(ge=0, le=MOST)]
Truth = Annotated[bool, WrapValidator(_left_out)]
Kept = Annotated[
    dict[Annotated[str, Field(pattern=r"^\d{1,16}$")], Count],
    Field(max_length=WINDOWS),
    WrapValidator(_left_out),
]


Caret = Annotated[
    list[Count], Field(min_length=2, max_length=2), WrapValidator(_left_out)
]  # fmt: skip
"""Where a selection begins, and the caret, in UTF-16 units of the text, as browsers count."""


class _Said(BaseModel):
    """What everybody may say: which updates they have, and what text these made.

    `closing`: the coach closes it; others say by it that they know, and write no more.
    """

    model_config = ConfigDict(strict=True, extra="ignore")

    state: Annotated[str, Field(max_length=2**16), WrapValidator(_left_out)] = ""
    digest: Annotated[str, Field(max_length=64), WrapValidator(_left_out)] = ""
    closing: Truth = False


class OfCoach(_Said):
    """What the program that saves says."""

    title: Words = ""
    heading: Words = ""
    moment: Words = ""
    speakers: Names = []
    kept: Kept = {}
    caret: Caret = []


class OfWindow(_Said):
    """What a window says: how many changes it made, and where its caret is."""

    made: Annotated[Count, WrapValidator(_left_out)] = 0
    caret: Caret = []


class OfReader(_Said):
    """What one who reads along says: no caret, and no change."""


MODELS: dict[str, type[_Said]] = {
    COACH: OfCoach, WINDOW: OfWindow, GUEST: OfWindow, READER: OfReader,
}  # fmt: skip


def stamped(given: Pass, words: str) -> dict[str, Any] | None:
    """What the holder of that pass said, with role and name beside it; None for a farewell.

    Raises:
        ValueError: it is no object of JSON.
    """
    if words.strip() == "null":
        return None
    said = MODELS[given.role].model_validate_json(words).model_dump()
    return {"role": given.role, **({"name": given.name} if given.name else {}), **said}
