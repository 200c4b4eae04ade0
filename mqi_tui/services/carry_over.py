"""From one cycle to the next: what of the last conversation is carried into a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.domain.private.follow_up import OldStep, carried, still_open
from mqi_tui.domain.private.form import text
from mqi_tui.domain.private.plan import Plan, hour, next_minutes
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.domain.private.record import usual_when
from mqi_tui.domain.shared.action_steps import ActionStep, steps_of
from mqi_tui.domain.shared.follow_up_log import ticked
from mqi_tui.services.reading import log_text, read
from mqi_tui.store.errors import StoreError
from mqi_tui.text.dates import in_words, short_day
from mqi_tui.text.due import reckoned

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.guide import Outline
    from mqi_tui.store.catalogue import Entry
    from mqi_tui.store.library import Library

HELD = ("ended", "live")
PREPARED = "prepared"


class LastTime(NamedTuple):
    """The conversation before, as far as the next one needs it. Empty where there was none."""

    title: str = ""
    log: str = ""
    since: tuple[OldStep, ...] = ()
    plan: Plan | None = None
    next_when: str = ""
    when: str = ""
    """When it was agreed on."""
    guide: Outline | None = None
    """A programme's own outline that it had."""


def last_time(
    library: Library, teacher: str, *, rehearsed: bool = False, before: str = ""
) -> LastTime:
    """What is carried over from this teacher's newest conversation that was held.

    What a rehearsal invented (it comes of no plan and has no plan key) is carried into other
    rehearsals alone: in a real log it would be a promise that nobody made.

    Args:
        library: where it is looked for.
        teacher: whose conversations; capitals and spaces do not matter.
        rehearsed: whether a rehearsal asks.
        before: the id of the conversation that asks; those after it are passed over.
    """
    for entry in _earlier(library, before):
        held = entry.state in HELD and (entry.plan_key or rehearsed)
        if held and same(entry.teacher, teacher):
            with suppress(StoreError):
                return _of(read(library, entry.id))
    return LastTime()


def _earlier(library: Library, before: str) -> list[Entry]:
    """All conversations, newest first; those before the one with the id `before`.

    One that is known was seen with the others: they are not looked for again.
    """
    for entries in (library.remembered() if before else [], library.entries()):
        for place, entry in enumerate(entries):
            if entry.id == before:
                return entries[place + 1 :]
    return entries


def _of(found: Conversation) -> LastTime:
    header, half = found.log.header, found.private
    return LastTime(
        title=" · ".join(part for part in (header.who, in_words(header.when)) if part),
        log=log_text(found),
        since=carried(*_open(found)),
        plan=half.plan,
        next_when=half.next_when,
        when=usual_when(half),
        guide=half.guide,
    )


def _open(found: Conversation) -> tuple[list[OldStep], list[OldStep]]:
    """The steps that a conversation left open, its own and those from before."""
    text = found.log.text
    day = _held_on(found)
    own = [_agreed(step, day) for step in steps_of(found.log) if not step.done]
    lines = text.split("\n")
    before = [step for step in found.private.since if not ticked(lines, step.line)]
    return own, before


def _agreed(step: ActionStep, day: date | None) -> OldStep:
    """A step as it was agreed on, with the day that its deadline names where that is reckoned."""
    due = reckoned(step.by, day) if day else None
    return OldStep(step.words, due=due.isoformat() if due else "")


def _held_on(found: Conversation) -> date | None:
    """The day on which people talked, where it is known; it may be another than was agreed on."""
    if events := found.private.events:
        return datetime.fromtimestamp(events[0].at.utc / 1000).date()
    try:
        return datetime.fromisoformat(found.log.header.when).date()
    except ValueError:
        return None


def open_steps(library: Library, id_: str) -> tuple[OldStep, ...]:
    """What is open now with the teacher of a conversation: after their newest one, as it says.

    Raises:
        StoreError: in one line, why it cannot be read.
    """
    here = read(library, id_)
    teacher, is_made = here.log.header.teacher, bool(here.plan_key)
    theirs = (
        entry.id
        for entry in library.remembered()
        if entry.state in (*HELD, PREPARED)
        and same(entry.teacher, teacher)
        and bool(entry.plan_key) is is_made
    )
    newest = next(theirs, id_)
    found = here if newest == id_ else read(library, newest)
    return still_open(*_open(found))


class Prepared(NamedTuple):
    """A conversation that waits to be held; `day`: in words."""

    id: str
    day: str


def prepared(known: Iterable[Entry], teacher: str) -> dict[int, Prepared]:
    """What is prepared already with a teacher, by its cycle; of two alike the one held first.

    `known`: newest first.
    """
    theirs = (
        entry
        for entry in known
        if entry.state == PREPARED and entry.plan_key and same(entry.teacher, teacher)
    )
    return {entry.cycle: Prepared(entry.id, _day(entry)) for entry in theirs if entry.cycle}


def _day(entry: Entry) -> str:
    try:
        return short_day(date.fromisoformat(entry.when[:10]))
    except ValueError:  # none, or a cache that somebody wrote in
        return "no date yet"


def following(library: Library, of: Conversation) -> Prepared | None:
    """The next cycle with the same teacher, where it is prepared already."""
    cycle = (of.private.plan.cycle or 0) + 1
    return prepared(library.remembered(), of.log.header.teacher).get(cycle)


def planned_next(known: Iterable[Entry], library: Library, of: Conversation) -> int:
    """The minutes of the next cycle with the same teacher, once it is there; else 0.

    `known`: newest first; of two alike the one held first counts.
    """
    cycle, is_made = (of.private.plan.cycle or 0) + 1, bool(of.plan_key)
    there = [one for one in known if one.cycle == cycle and one.state in (*HELD, PREPARED)]
    theirs = [one for one in there if bool(one.plan_key) is is_made]
    for entry in reversed(theirs):
        if same(entry.teacher, of.log.header.teacher):
            with suppress(StoreError):
                half = read(library, entry.id).private
                return hour(half.plan, half.guide).total
    return 0


def same(one: str, other: str) -> bool:
    """Whether two names are the same person's."""
    return person(one) == person(other)


def person(name: str) -> str:
    """A name as it is compared: capitals and spaces do not tell people apart."""
    return " ".join(name.casefold().split())


def next_plan(last: LastTime, teacher: str, now: str) -> Plan:
    """A plan to begin with; `now`: local time `YYYY-MM-DD HH:MM`."""
    before = last.plan or Plan(teacher)
    return Plan(
        teacher=teacher,
        coach=before.coach,
        cycle=(before.cycle or 0) + 1,
        when=last.next_when if last.next_when > now else "",
        minutes=next_minutes(before, last.guide),
        goals=before.goals,
        focus=before.focus,
        dimension=before.dimension,
    )


CARRIED = ("coach", "cycle", "when", "minutes", "goals", "focus", "dimension")


def completed(plan: Plan, last: LastTime, now: str, said: Collection[str]) -> Plan:
    """A plan from a file, which begins as a new one does where the file says nothing.

    `said`: the fields that the file speaks of, also where it cannot be read yet or is as usual.
    """
    if last.plan is None:
        return plan
    begun, nothing = next_plan(last, plan.teacher, now), Plan("")
    blank = [name for name in differing_in(begun, plan) if name not in differing_in(plan, nothing)]
    return replace(plan, **{name: getattr(begun, name) for name in blank if name not in said})


def carried_over(said: Plan, made: Plan) -> list[tuple[str, str]]:
    """Label and words of what was carried over into a plan that a file did not say."""
    return [(FIELDS[name].label, text(made, name)) for name in differing_in(said, made)]


def differing_in(one: Plan, other: Plan) -> list[str]:
    """Which of the fields that are carried over differ between two plans."""
    return [name for name in CARRIED if getattr(one, name) != getattr(other, name)]
