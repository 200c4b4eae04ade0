"""The private half of one conversation, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mqi_tui.private.events import Events
from mqi_tui.private.notes import Notes
from mqi_tui.private.plan import Plan

State = Literal["prepared", "live", "ended", "cancelled", "no-show"]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the coach was: the log's caret (row, column), the row at its top, a note half typed."""

    caret: tuple[int, ...] = ()
    top: int = 0
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Private:
    """Plan, notes, time, and what was asked: never shown to the teacher."""

    plan: Plan
    state: State = "prepared"
    events: Events = ()
    notes: Notes = ()
    asked: tuple[str, ...] = ()
    """Keys of the plan's questions that were ticked."""
    revealed: bool = False
    """Whether the master scores of the stock clip were revealed."""
    desk: Desk = Desk()
    next_when: str = ""
    """The next conversation, local time "YYYY-MM-DD HH:MM"; empty while no date is set."""
