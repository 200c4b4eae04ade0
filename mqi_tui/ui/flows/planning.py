"""Before the call: what a new conversation begins with, and what the coach does to its plan."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING
from zlib import crc32

from mqi_tui.data import shipped
from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private import form
from mqi_tui.domain.private.ready import fitted
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.private.timing import suggested
from mqi_tui.files.programme import Own
from mqi_tui.services import conversations
from mqi_tui.services.carry_over import LastTime, last_time, next_plan
from mqi_tui.store.errors import StoreError
from mqi_tui.text.clean import several
from mqi_tui.text.dates import kept, read
from mqi_tui.ui.dialogs.new import Carried, NewScreen, Offer, Wish
from mqi_tui.ui.flows import asking, drafting, home_list, watching_email
from mqi_tui.ui.flows.plan_content import refresh

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.ui.preparing import Preparing

LENGTHS = (60, 50, 45)
"""Minutes that are offered for our own outline."""
CLIPS = {"two, or as you choose them": (), "one": (7,), "none": (5, 6, 7)}
"""How many clips of the lesson are talked about, and the steps that fall away then."""
LOGS = {"goes on from last time": "log.md", "a first conversation": "log-first.md"}
"""Our templates of the log."""


def new(app: Preparing, teacher: str = "") -> None:
    """Ask for a new conversation, make it, and prepare it. `teacher`: whom it is probably with."""
    own = _own(app)

    async def answered(wish: Wish | None) -> None:
        if wish:
            drafting.forget(app, "new")
            await make(app, wish, own)
        else:
            drafting.drop(app, "new")

    names = dict.fromkeys(entry.teacher for entry in app.work.library.remembered() if entry.teacher)
    offer = Offer(
        tuple(names),
        (*(f"{minutes} minutes" for minutes in LENGTHS), *(one.name for one in own.outlines)),
        tuple(CLIPS),
        (*LOGS, *(one.name for one in own.templates)),
        own.complaints,
        conversations.wall(app.work.now()),
    )
    app.push_screen(NewScreen(teacher, offer, drafting.draft(app, "new")), answered)


def _own(app: Preparing) -> Own:
    from mqi_tui.files.programme import read

    return read(app.work.config.folder) if app.work.config.folder else Own()


async def carry(app: Preparing, teacher: str) -> None:
    """Show what the conversation before gives to a new one with `teacher`."""
    last = await asyncio.to_thread(last_time, app.work.library, teacher)
    if isinstance(app.screen, NewScreen):
        plan = next_plan(last, teacher, conversations.minute(app.work.now()))
        coach, cycle = plan.coach or conversations.last_coach(app.work.library), plan.cycle or 1
        outline = LENGTHS.index(plan.minutes) if plan.minutes in LENGTHS else 0
        is_first = int(cycle == 1 and not last.since)
        told = Carried(coach, cycle, plan.when, tuple(_told(last)), outline, is_first)
        app.screen.carry(teacher, told)


def _told(last: LastTime) -> list[str]:
    if last.plan is None:
        return []
    goals, steps = len(last.plan.goals), len(last.since)
    words = [several(goals, "goal"), several(steps, "open action step")]
    focus = [f"focus: {last.plan.focus}"] if last.plan.focus else []
    return [f"Carried over from {last.title}:", " · ".join(words), *focus]


async def make(app: Preparing, wish: Wish, own: Own) -> None:
    """Put the new conversation into the library, and show it to be prepared."""
    if app.work.session:
        return
    try:
        app.work.session = await asyncio.to_thread(_made, app, wish, own)
    except StoreError as error:
        app.complain(error)
        return
    await app.show_prepare()


def _made(app: Preparing, wish: Wish, own: Own) -> Session:
    last = last_time(app.work.library, wish.teacher)
    plan = next_plan(last, wish.teacher, conversations.minute(app.work.now()))
    minutes, guide = plan.minutes, None
    if wish.outline < len(LENGTHS):
        minutes = LENGTHS[wish.outline]
    else:
        guide = own.outlines[wish.outline - len(LENGTHS)].outline
        minutes = guide.total
    steps = {number: StepChange(skip=True) for number in [*CLIPS.values()][wish.clips]}
    plan = replace(plan, coach=wish.coach, cycle=wish.cycle, when=wish.when, minutes=minutes)
    half = Private(
        replace(plan, steps=steps),
        since=last.since,
        guide=guide,
        template=_template(wish.template, own),
    )
    return conversations.put_in(app.work.library, half, conversations.made_here(), app.work.now)


def _template(place: int, own: Own) -> str:
    """The template of the log at that place of those that were offered."""
    names = [*LOGS.values()]
    return shipped(names[place]) if place < len(names) else own.templates[place - len(names)].text


def fill(app: Preparing, key: str, typed: str) -> None:
    """Something was typed into a field of the plan."""
    half = app.work.open.conversation.private
    if key == "when" and (
        said := read(typed, app.work.open.wall(), _usual(half), past=True).moment
    ):
        typed = kept(said)
    plan, drafts = form.fill(half.plan, half.drafts, key, typed)
    app.work.open.prepare(plan=plan, drafts=drafts)
    refresh(app)
    if app.planning:
        app.planning.heard(key)


def _usual(half: Private) -> time | None:
    """The hour of the date so far."""
    return asking.moment(half.plan.when).time() if half.plan.when else None


async def want(app: Preparing, what: str) -> None:
    """What else the plan's screen wants: `home`, `email`, `since`, `fit 45`."""
    if what == "home":
        await leave(app)
    elif what == "email":
        await watching_email.show(app)
    elif what == "since":
        await app.show_since()
    elif what == "timing":
        _take_timing(app)
    elif what.startswith("fit "):
        half = app.work.open.conversation.private
        app.work.open.prepare(plan=fitted(half.plan, int(what[4:]), half.guide))
        refresh(app)


def _take_timing(app: Preparing) -> None:
    """Give the steps the minutes that they take with this coach; asked again, as they were."""
    half = app.work.open.conversation.private
    new = suggested(half.plan, half.guide, app.timed)
    if new == half.plan and (before := app.before_timing) is not None:
        app.before_timing, words = None, "The minutes are as they were"
        app.work.open.prepare(plan=replace(half.plan, steps=before))
    elif new == half.plan:
        words = "No step ran long or short often enough to change its minutes"
    else:
        app.before_timing, words = (
            half.plan.steps,
            "The minutes follow your timing · F7 takes it back",
        )
        app.work.open.prepare(plan=new)
    refresh(app)
    if app.planning:
        app.planning.tell(words)


async def leave(app: Preparing) -> None:
    """From the plan back to where it was opened: the hour that runs, or home."""
    if app.work.open.clock().running:
        await app.go_live()
    else:
        await app.show_home()


def another_date(app: Preparing, id_: str, when: str) -> None:
    """Ask for the date of a conversation that is listed at home."""

    async def answered(chosen: str | None) -> None:
        if chosen:
            drafting.forget(app, name)
            await home_list.date(app, id_, chosen)
        else:
            drafting.drop(app, name)

    name = f"when {crc32(id_.encode()):x}"  # an id holds a name, and may be deleted for good
    now, draft = conversations.wall(app.work.now()), drafting.draft(app, name)
    app.push_screen(asking.another_date(when, now, draft), answered)
