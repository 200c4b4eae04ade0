"""The private half of one conversation, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from mqi_tui.domain.guide import Outline
from mqi_tui.domain.kinds import Count, Place, When
from mqi_tui.domain.private.events import Events
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.notes import Notes
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.scores import Scores
from mqi_tui.text.dates import moment_of

State = Literal["prepared", "live", "ended", "cancelled", "no-show"]
EmailWay = Literal["", "copied", "opened", "saved"]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the coach was: the log's caret (row, column), the row at its top, a note half typed."""

    caret: Place = ()
    top: Count = 0
    draft: str = ""
    dialogs: Mapping[str, str] = field(default_factory=dict)
    """What is half typed in a dialog, by its name and field: `promote/3`."""


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
    next_when: When = ""
    """The next conversation, local time "YYYY-MM-DD HH:MM"; empty while no date is set."""
    agreed_when: When = ""
    """What the plan's date was before the conversation was dated as it was held: the usual time."""
    next_moved: Count = 0
    """How often that date was changed or taken back; calendars know the later one by it."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """What was typed into a field of the plan and cannot be read as its value yet, by field."""
    email: str = ""
    """The watching assignment as the coach edited it; empty: as the template makes it."""
    email_facts: Mapping[str, str] = field(default_factory=dict)
    """What the plan said of each fact when the coach last had it in mind while editing."""
    email_before: str = ""
    """The watching assignment as the coach had edited it before the template's took its place."""
    email_handed: str = ""
    """The watching assignment as it was copied, opened in a mail program or saved last."""
    since: tuple[OldStep, ...] = ()
    """Last time's action steps."""
    scores: Scores = field(default_factory=Scores)
    guide: Outline | None = None
    """A programme's own outline, as it was when the conversation was made; None: ours."""
    template: str = ""
    """A programme's own log template, likewise; empty: ours."""
    opening: str = ""
    """The log as it was made from the plan last. As long as nobody wrote in it, it is made anew."""
    archived: bool = False
    exported: bool = False
    """Whether the log was written to files since the hour."""
    uploaded: bool = False
    """Whether the coach said that the log is on the video platform."""
    sent: bool = False
    """Whether the coach said that the teacher was sent the log."""
    outdated: bool = False
    """Whether the log was changed since one of these was said."""
    closed_out: bool = False
    """Whether what is still to be done was shown once when the conversation was left."""
    exported_when: When = ""
    """When the log was last written to files since the hour, local time; empty: never."""
    email_way: EmailWay = ""
    """How the watching assignment was handed on last."""
    email_when: When = ""
    """When that was, local time; empty: never, or nobody knows."""
    last_when: When = ""
    """When the conversation before with the teacher was agreed on; empty: there was none."""


def usual_when(half: Private) -> str:
    """The date that was agreed on, be the conversation held and dated otherwise."""
    return half.agreed_when or half.plan.when


def counted_from(half: Private, now: datetime) -> datetime:
    """From when days to come are counted: from now, or from the conversation, if that is to come.

    `now`: local time.
    """
    own = moment_of(half.plan.when)
    return max(now, own) if own else now


def dated(half: Private, when: str) -> Private:
    """With this date for the next conversation; each but the first is a change."""
    is_change = when != half.next_when and bool(half.next_when or half.next_moved)
    return replace(half, next_when=when, next_moved=half.next_moved + is_change)
