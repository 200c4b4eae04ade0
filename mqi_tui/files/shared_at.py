"""The door for what stands in the folder `state/share/`: a value, or the reason why it is none."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from mqi_tui.domain.ids import is_id
from mqi_tui.domain.roles import OURS
from mqi_tui.files.admitted import MOST, Passed, Token
from mqi_tui.files.judging import in_a_line

ROOM = r"^[0-9a-f]{16}$"
IN_URLS = r"^[A-Za-z0-9_-]{16,64}$"


class SharedAt(BaseModel):
    """Where a conversation is shared, as the file says it."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    id: str
    room: Annotated[str, Field(pattern=ROOM)]
    port: Annotated[int, Field(ge=1, le=65535)]
    tokens: dict[Annotated[str, Field(pattern=IN_URLS)], str]
    instead_of: str = ""
    guests: Annotated[dict[Token, Passed], Field(max_length=MOST)] = {}

    @field_validator("id", "instead_of")
    @classmethod
    def _an_id(cls, text: str, about: ValidationInfo) -> str:
        if not is_id(text) and (text or about.field_name == "id"):
            raise ValueError("the id of a conversation expected")
        return text

    @field_validator("tokens")
    @classmethod
    def _one_of_each(cls, tokens: dict[str, str]) -> dict[str, str]:
        if Counter(tokens.values()) != Counter(OURS):
            raise ValueError("a token of each role of ours expected")
        return tokens


def judged(data: bytes) -> SharedAt:
    """The address in a file.

    Raises:
        ValueError: in a few words, why it is none.
    """
    try:
        return SharedAt.model_validate_json(data)
    except ValidationError as error:
        raise ValueError(in_a_line(error)) from None
