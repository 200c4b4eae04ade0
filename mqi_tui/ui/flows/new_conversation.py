"""A new conversation: asked for, begun with what was carried over, and shown to be prepared."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.data import shipped
from mqi_tui.domain.guide import Outline, StepChange
from mqi_tui.domain.private.record import Private
from mqi_tui.files import programme
from mqi_tui.files.programme import Own
from mqi_tui.services import conversations
from mqi_tui.services.carry_over import LastTime, last_time, next_plan, prepared
from mqi_tui.services.errors import StoreError
from mqi_tui.text.clean import several
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs.new import Carried, NewScreen, Offer, Wish
from mqi_tui.ui.routes import Plan

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once

LENGTHS = (60, 50, 45)
"""Minutes that are offered for our own outline."""
CLIPS = {"two, or as you choose them": (), "one": (7,), "none": (5, 6, 7)}
"""How many clips of the lesson are talked about, and the steps that fall away then."""
LOGS = {"goes on from last time": "log.md", "a first conversation": "log-first.md"}
"""Our templates of the log."""


def ask(home: Once, work: Workspace, teacher: str = "") -> None:
    """Ask for a new conversation, make it, and prepare it. `teacher`: whom it is probably with."""
    folder = work.config.folder
    own = programme.read(folder) if folder else Own()

    async def answered(wish: Wish | None) -> None:
        if wish:
            drafts.forget(work, "new")
            await make(home, work, wish, own)
        else:
            drafts.leave(home, work, "new", teacher=teacher)

    names = dict.fromkeys(entry.teacher for entry in work.library.remembered() if entry.teacher)
    offer = Offer(
        tuple(names),
        (*(f"{minutes} minutes" for minutes in LENGTHS), *(one.name for one in own.outlines)),
        tuple(CLIPS),
        (*LOGS, *(one.name for one in own.templates)),
        own.complaints,
        conversations.wall(work.now()),
    )
    draft, carry = drafts.draft(work, "new"), partial(carried, work, own)
    home.ask(NewScreen(teacher, offer, carry, draft), answered)


async def carried(work: Workspace, own: Own, teacher: str) -> Carried:
    """What the conversation before gives to a new one with `teacher`."""
    last = await asyncio.to_thread(last_time, work.library, teacher)
    told = tuple(_told(last)) if teacher.strip() else ()
    plan = next_plan(last, teacher, conversations.minute(work.now()))
    known = work.library.remembered()
    coach, cycle = plan.coach or conversations.last_coach(known), plan.cycle or 1
    outline, more = _as_last_time(last, plan.minutes, own)
    is_first = int(cycle == 1 and not last.since)
    days = {number: one.day for number, one in prepared(known, teacher).items()}
    return Carried(coach, cycle, plan.when, told, outline, is_first, days, more)


def _as_last_time(last: LastTime, minutes: int, own: Own) -> tuple[int, tuple[str, ...]]:
    """The place of the outline that goes on from last time, and what is offered more for that."""
    names = [one.outline.name for one in own.outlines]
    if last.guide and last.guide.name in names:
        return len(LENGTHS) + names.index(last.guide.name), ()
    if minutes in LENGTHS:
        return LENGTHS.index(minutes), ()
    return len(LENGTHS) + len(names), (f"{minutes} minutes, as last time",)


def _told(last: LastTime) -> list[str]:
    if last.plan is None:
        return ["No conversation with them yet: this is the first."]
    goals, steps = len(last.plan.goals), len(last.since)
    words = [several(goals, "goal"), several(steps, "open action step")]
    focus = [f"focus: {last.plan.focus}"] if last.plan.focus else []
    title = last.title.removeprefix(f"{last.plan.teacher} · ")  # who that is stands above
    return [f"Carried over from {title}:", " · ".join(words), *focus]


async def make(home: Once, work: Workspace, wish: Wish, own: Own) -> None:
    """Put the new conversation into the library, and show it to be prepared."""
    if work.session:
        return
    try:
        work.session = await asyncio.to_thread(made, work, wish, own)
    except StoreError as error:
        home.complain(error)
        return
    home.go(Plan())


def made(work: Workspace, wish: Wish, own: Own) -> Session:
    """The new conversation, in the library and open.

    Raises:
        StoreError: in one line, why it cannot be made.
    """
    last = last_time(work.library, wish.teacher)
    plan = next_plan(last, wish.teacher, conversations.minute(work.now()))
    minutes, guide = _length(wish.outline, plan.minutes, own)
    steps = {number: StepChange(skip=True) for number in [*CLIPS.values()][wish.clips]}
    plan = replace(plan, coach=wish.coach, cycle=wish.cycle, when=wish.when, minutes=minutes)
    half = Private(
        replace(plan, steps=steps),
        since=last.since,
        last_when=last.when,
        guide=guide,
        template=_template(wish.template, own),
    )
    return conversations.put_in(work.library, half, conversations.made_here(), work.now)


def _length(place: int, as_last_time: int, own: Own) -> tuple[int, Outline | None]:
    """The minutes at that place of the outlines that were offered, and a programme's outline."""
    if place < len(LENGTHS):
        return LENGTHS[place], None
    if place < len(LENGTHS) + len(own.outlines):
        guide = own.outlines[place - len(LENGTHS)].outline
        return guide.total, guide
    return as_last_time, None


def _template(place: int, own: Own) -> str:
    """The template of the log at that place of those that were offered."""
    names = [*LOGS.values()]
    return shipped(names[place]) if place < len(names) else own.templates[place - len(names)].text
