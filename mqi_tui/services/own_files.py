"""What the coach can have of the private half as a file: PRIVATE, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mqi_tui.domain.deeds import WRITE_NOTES, WRITE_PLAN
from mqi_tui.domain.private.notes_sheet import to_text
from mqi_tui.domain.private.plan import hour

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.guide import Outline
    from mqi_tui.domain.private.notes import Notes


def notes(of: Conversation, sheet: Callable[[Notes, str, Outline], str] = to_text) -> str:
    """The quick notes, with whom and when the conversation was."""
    half, header = of.private, of.log.header
    about = " · ".join(part for part in (header.who, header.when) if part)
    return sheet(half.notes, about, hour(half.plan, half.guide))


def plan(of: Conversation) -> str:
    """The planning guide as it is filled in."""
    from mqi_tui.files.guide.write import to_markdown

    return to_markdown(of.private)


def to_write_notes(id_: str) -> str:
    """The command for it, as it is typed."""
    return WRITE_NOTES.format(id_)


def to_write_plan(id_: str) -> str:
    """The command for the plan in Word, as it is typed."""
    return WRITE_PLAN.format(id_)
