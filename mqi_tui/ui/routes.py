"""Where the app can be, as values: a screen says where to go, and knows no other screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from mqi_tui.files.guide import Found

Purpose = Literal["", "prepare", "hold"]
"""What a conversation is opened for; without one, its time decides."""


@dataclass(frozen=True, slots=True)
class Home:
    """All conversations."""


@dataclass(frozen=True, slots=True)
class NewWith:
    """Home, and over it a new conversation; `teacher`: with whom, probably."""

    teacher: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Home, and a conversation opened from it; while another one runs, it is asked which."""

    id: str
    purpose: Purpose = ""


@dataclass(frozen=True, slots=True)
class Import:
    """Home, and over it what was found in a planning guide."""

    file: Path
    found: Found


@dataclass(frozen=True, slots=True)
class Open:
    """A conversation of the library, opened and shown as what it is opened for."""

    id: str
    purpose: Purpose = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """The conversation that was opened, where it stands: its hour, or the recap."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of the open conversation. `telling`: a line for the coach; `field`: the key of the
    field that it opens at.
    """

    telling: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """The hour of the open conversation.

    `section`: the heading of the log at which the coach goes on; `steps`: at the first action step
    that lacks who or when. `notes`: whether the quick notes are shown over it, on the way
    from the recap and back. `telling`: a line for the coach.
    """

    section: str = ""
    steps: bool = False
    notes: bool = False
    telling: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """The log alone."""


@dataclass(frozen=True, slots=True)
class Recap:
    """What became of the open conversation, and what is still to be done."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The quick notes, over the hour. `to_recap`: they were come for from there, and lead back."""

    to_recap: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """The codes of the stock clip, scored, over the hour."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Last time's steps, over the hour or the plan."""


@dataclass(frozen=True, slots=True)
class Email:
    """The watching assignment, over the plan. `template`: a programme's own; empty: ours."""

    template: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread with a teacher, to which the conversation `id` belongs."""

    id: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search in all logs, plans and notes. `words`: what is looked for first."""

    words: str = ""


Whole = Home | NewWith | Beside | Import | Open | Stand | Plan | Live | Share | Recap
"""Shown in the place of all else."""
Over = Notes | Scores | FollowUp | Email | Thread | Search
"""Shown over what is there, and gone back from."""
Route = Whole | Over
WITHOUT = Home | NewWith | Beside | Import | Open | Thread | Search
"""Those that need no open conversation."""


class Go(Message):
    """Show something else."""

    def __init__(self, route: Route) -> None:
        super().__init__()
        self.route = route


class Quit(Message):
    """Save, and end the app; all that was to be asked was asked."""


class EndShare(Message):
    """Share the log no more, after a question where it `asks`."""

    def __init__(self, *, asks: bool = True) -> None:
        super().__init__()
        self.asks = asks


class Tell(Message):
    """One line for the coach, on whatever screen there is by now."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
