"""What the planning guide on the screen shows: a plan, what is told of it, and last time's log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from mqi_tui.domain.guide import Outline, load_guide
from mqi_tui.domain.private import fitting, form, picking, ready, timing
from mqi_tui.domain.private.blanks import Missing, is_asked, named
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.form import Drafts
from mqi_tui.domain.private.picking import Picks
from mqi_tui.domain.private.plan import Part, Plan, prompts_for
from mqi_tui.domain.private.planning_guide import AS_USUAL, FIELDS, SECTIONS, Field, purpose
from mqi_tui.domain.private.ready import CLIP_1, Ready, Remark
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.private.timing import Timed
from mqi_tui.domain.watching_email import Standing, standing

TALK_OF_1 = 6
"""It asks for nothing that stands under a label in the hour."""
IN_ITS_HEAD = ("Guide", "Video")
IN_THE_FORM = ("Frame it", "Introduce it", "To bring in", "Begin", "To agree on", "To settle")
"""Labels of what the step's own part of the form says, and what stands above it."""


TAKEN_OVER = ("goals", "focus", "dimension")
AS_LAST_TIME = Remark("taken over from last time", done=False)


@dataclass(frozen=True)
class Preparation:
    """`last_log` and `last_title`: the conversation before; `email`: how it stands."""

    plan: Plan
    drafts: Drafts = field(default_factory=dict)
    guide: Outline | None = None
    about: str = ""
    last_title: str = ""
    last_log: str = ""
    since: tuple[OldStep, ...] = ()
    """Last time's action steps."""
    email: Standing = field(default_factory=Standing)
    last: Plan | None = None
    """The plan of the conversation before."""
    timed: tuple[Timed, ...] = ()
    """How the steps ran in the coach's latest hours."""

    @property
    def last_named(self) -> str:
        """What last time's log is called beside the plan."""
        return f"Last time: {self.last_title} · read only"

    def shown(self, key: str) -> str:
        """What stands in a field."""
        return form.shown(self.plan, self.drafts, key)

    def remark(self, key: str) -> Remark | None:
        """What is told beside a field, if anything is."""
        told = ready.remark(self.plan, self.drafts, key)
        return told or (AS_LAST_TIME if self._is_taken_over(key) else None)

    def _is_taken_over(self, key: str) -> bool:
        """Whether a field that goes on from one conversation to the next says what it said then."""
        if key not in TAKEN_OVER or self.last is None or key in self.drafts:
            return False
        words = form.text(self.plan, key)
        return bool(words) and words == form.text(self.last, key)

    def asking(self, field: Field) -> Field:
        """A field as this plan has it: whether it is asked for, how many minutes are as usual."""
        _, number, name = [*field.key.split("."), "", ""][:3]
        if name != "minutes":
            needed = is_asked(self.plan, self.drafts, self.guide, field)
            return field if needed == field.needed else replace(field, needed=needed)
        minutes = fitting.usual(self.plan, int(number), self.guide)
        return replace(field, hint=AS_USUAL.format(minutes or "none"))

    def picks(self, key: str) -> Picks | None:
        """What can be chosen in a field; None where it is typed."""
        return picking.picks(self.plan, self.drafts, key)

    def purpose(self, section: int) -> tuple[str, tuple[str, ...]]:
        """What a part is for, and what the guide says to it."""
        return purpose(SECTIONS[section], self.guide, first=self.plan.is_first)

    @cached_property
    def ready(self) -> Ready:
        """How it stands: what is left to do, part by part, and its minutes.

        Of the e-mail it is told what is left to do in it alone: made from the plan, it lacks what
        that lacks.
        """
        left = self.email.to_do
        own = left if self.email.is_edited else ()
        beside = ready.Beside(own, bool(left), self.since)
        return ready.ready(self.plan, self.drafts, self.guide, beside)

    @property
    def my_timing(self) -> tuple[list[str], list[str]]:
        """Which steps ran long, and what a plan that follows it changes; lines of each."""
        return timing.lines(self.timed), timing.differences(self.plan, self.guide, self.timed)

    def beside(self, section: int) -> tuple[Part, ...]:
        """What was prepared elsewhere for a step of the conversation, to have it in view there."""
        part = SECTIONS[section]
        numbers = CLIP_1 if part.number in CLIP_1 else (part.number,)
        if part.part == "prepare":
            return ()
        steps = [load_guide().step(number) for number in numbers]
        parts = {one.label: one for step in steps for one in prompts_for(self.plan, step).parts}
        here = IN_ITS_HEAD if part.number == TALK_OF_1 else (*IN_ITS_HEAD, *IN_THE_FORM)
        return tuple(one for name, one in parts.items() if name not in here)

    def fits(self, lengths: Sequence[int], room: int) -> tuple[str, ...]:
        """The steps' minutes now, and fitted into each of these lengths; lines of a table."""
        return fitting.table(self.plan, self.guide, lengths, room)

    def first_blank(self, section: int) -> str:
        """The key of a part's first field that is asked for and blank; empty where none is."""
        keys = {one.key for one in SECTIONS[section].fields}
        blank = (one.key for one in self.ready.missing if one.key in keys and not one.wrong)
        return next(blank, "")

    def next_missing(self, section: int, key: str) -> Missing | None:
        """What is wrong or blank next, behind a field; after the last of the plan, the first."""
        told = sorted(self.ready.missing, key=lambda one: _order(one.section, one.key))
        after = (one for one in told if _order(one.section, one.key) > _order(section, key))
        return next(after, told[0] if told else None)

    def passed(self, key: str, found: Missing) -> str:
        """Where one is now, and how the field was left; empty where that one is settled."""
        here = self._missing_at(key)
        if here is None:
            return ""
        if found.key == key:
            return f"Only this is {_how(here)} still"
        return f"Now: {_called(found)} · left {_how(here)}: {_called(here)}"

    def at(self, key: str) -> str:
        """That the field one is in is wrong or blank; empty where it is settled."""
        here = self._missing_at(key)
        return f"Here: {_called(here)} is {_how(here)}" if here else ""

    def _missing_at(self, key: str) -> Missing | None:
        return next((one for one in self.ready.missing if key and one.key == key), None)


def _how(one: Missing) -> str:
    return "wrong" if one.wrong else "blank"


def _called(one: Missing) -> str:
    return named(FIELDS[one.key]) if one.key in FIELDS else one.words


def blanks(half: Private) -> int:
    """How many things are to be looked at before going live, as the plan's screen counts them."""
    shown = Preparation(half.plan, half.drafts, half.guide, since=half.since, email=standing(half))
    return len(shown.ready.missing)


def _order(section: int, key: str) -> tuple[int, int]:
    """What is no field stands below the fields."""
    keys = [one.key for one in SECTIONS[section].fields]
    if not key:
        return section, -1
    return section, keys.index(key) if key in keys else len(keys)
